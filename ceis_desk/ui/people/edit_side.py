"""Beside a record being changed: how to keep it, and what another desk changed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.people.model import Identity
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.compare import Comparison
from ceis_desk.ui.people.identity_lines import differences
from ceis_desk.ui.shell.keyboard import Keyboard

OUTDATED = "La fiche a changé depuis son ouverture. Rien n’est perdu\u00a0: votre saisie est gardée à gauche."


class EditSide(QWidget):
    """`saved` keeps what is typed, `reloaded` takes the record as it now is."""

    saved = Signal()
    reloaded = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__()
        self._discreet = discreet
        self.save = Button(theme, "Enregistrer", kind="main", icon="check")
        keyboard.show_on(self.save, "validate")
        held = Card(theme)
        undone = Text("", "secondary", "ink2", wrap=True)
        keyboard.follow(undone, lambda: undone.setText(f"Chaque changement se défait avec {keyboard.cap('undo')}."))
        held.add(undone)
        held.add(row(self.save, None))
        self.clash = Card(theme, "La fiche a changé", "refresh", kind="chosen")
        self.comparison = Comparison(theme)
        self.keep_mine = Button(theme, "Garder ma saisie", icon="check")
        self.reload = Button(theme, "Reprendre la fiche", icon="refresh")
        answers = QWidget()
        answers.setLayout(Flow(self.keep_mine, self.reload, gap=10))
        for part in (Text(OUTDATED, "secondary", "ink2", wrap=True), self.comparison, answers):
            self.clash.add(part)
        self.setLayout(column(held, self.clash, None, gap=12))
        self.save.clicked.connect(self.saved)
        self.keep_mine.clicked.connect(self.saved)
        self.reload.clicked.connect(self.reloaded)
        self.clash.hide()

    def show_clash(self, typed: Identity, now: Identity) -> None:
        """The lines on which the typed version and the record differ."""
        self.comparison.show_fields("Vous saisissez", "Fiche actuelle", differences(typed, now), self._discreet.show)
        self.clash.show()

    def clear(self) -> None:
        """No clash any more."""
        self.clash.hide()
