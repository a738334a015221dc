"""« Modifié aussi au poste B »: what two desks changed at once on this record, and the way to the case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.core.ids import Id
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, row
from ceis_desk.ui.kit.text import Icon
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.record_head import refill
from ceis_desk.ui.people.rows import masked


class CrossedLines(Card):
    """Hidden while nothing waits; `opened` gives the id of the case. `named` where edits are of several persons."""

    opened = Signal(object)

    def __init__(self, theme: Theme, discreet: Discreet, *, named: bool = False) -> None:
        super().__init__(theme, kind="warn")
        self._theme, self._discreet, self._named = theme, discreet, named
        self._edits: tuple[CrossedEdit, ...] = ()
        self._shown: tuple[tuple[Id, str], ...] = ()
        held = QWidget()
        self._flow = Flow(gap=8)
        held.setLayout(self._flow)
        line = row(Icon(theme, "layout-columns", "warn", 20), held, gap=12)
        line.setStretch(1, 1)
        self.add(line)
        self.setAccessibleName("Modifié à deux postes")
        self.hide()
        discreet.changed.connect(self._show)

    def show_edits(self, edits: Sequence[CrossedEdit]) -> None:
        """One button a field: the version kept stands in the record, the other one waits in « À vérifier »."""
        self._edits = tuple(edits)
        self._show()

    def _show(self, _on: object = None) -> None:
        lines = tuple((edit.id, self._words(edit)) for edit in self._edits)
        if lines != self._shown:
            self._shown = lines
            refill(self._flow, [self._button(*line) for line in lines])
        self.setVisible(bool(lines))

    def _words(self, edit: CrossedEdit) -> str:
        show = self._discreet.show
        who = f"{masked(edit.name, show)}, " if self._named and edit.name else ""
        return f"{who}{field_words(edit, show)}\u00a0: modifié aussi au poste «\u00a0{edit.elsewhere}\u00a0»"

    def _button(self, case: Id, words: str) -> QWidget:
        button = Button(self._theme, words, icon="arrow-right", compact=True)
        button.setAccessibleDescription("ouvre le cas dans « À vérifier »")
        button.clicked.connect(lambda: self.opened.emit(case))
        return button


def field_words(edit: CrossedEdit, show: Discretion) -> str:
    """What was changed; of what a team owns, a discreet screen does not even say that."""
    return "Champ réservé" if edit.sealed and show.on else edit.field
