"""The right column: the chosen box, what it is and what may be done of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.agenda.details import CANCEL, Act, DetailLook, Fact
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, emptied, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.tab_order import follow

_NOTHING = "Choisissez une case de l’agenda\u00a0: les flèches vont de l’une à l’autre, Entrée l’ouvre."


class DetailPanel(Card):
    """`asked` gives the code of an action."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.setAccessibleName("Case choisie")
        self.chip = Chip(theme, "")
        self._avatar = Avatar(theme, side=42)
        self.who = Text("", "card", wrap=True)
        self.beside = Text("", "secondary", "ink2", wrap=True)
        self.main = Button(theme, "", kind="main", key="Entrée")
        self._facts, self._others = QWidget(), QWidget()
        self._fact_lines = column(gap=7)
        self._facts.setLayout(self._fact_lines)
        self._flow = Flow(gap=8)
        self._others.setLayout(self._flow)
        self.nothing = Text(_NOTHING, "secondary", "ink2", wrap=True)
        self._main: Act | None = None
        self.buttons: dict[str, Button] = {}
        names = row(self._avatar, column(self.who, self.beside, gap=0), gap=12)
        names.setStretch(1, 1)
        for part in (row(self.chip, None), names, self._facts, self.main, self._others, self.nothing):
            self.add(part)
        self.body.addStretch(1)
        self.main.clicked.connect(self.act)
        self.show_detail(None)

    def show_detail(self, look: DetailLook | None) -> None:
        """The chosen box, or nothing."""
        shown = look is not None
        for part in (self.chip, self.who, self._facts, self._others):
            part.setVisible(shown)
        self.nothing.setVisible(not shown)
        self._avatar.setVisible(look is not None and bool(look.initials))
        self.beside.setVisible(look is not None and bool(look.beside))
        self._main = look.main if look is not None else None
        self.main.setVisible(self._main is not None)
        if look is None:
            return
        self.chip.show_look(look.chip)
        self.who.setText(look.title)
        self.beside.setText(look.beside)
        self._avatar.show_person(look.initials, look.person)
        if self._main is not None:
            self.main.setText(self._main[1])
            self.main.set_icon(self._main[2])
        self._show_facts(look.facts)
        self._show_others(look.others)

    def act(self) -> None:
        """Do what Entrée does."""
        if self._main is not None:
            self.asked.emit(self._main[0])

    def _show_facts(self, facts: tuple[Fact, ...]) -> None:
        emptied(self._fact_lines)
        for fact in facts:
            line, held = row(gap=8), QWidget()
            line.addWidget(Icon(self._theme, fact.icon, "ink2" if fact.tone == "ink" else fact.tone, 18), 0,
                           Qt.AlignmentFlag.AlignTop)  # fmt: skip
            line.addWidget(Text(fact.words, "strong" if fact.strong else "body", fact.tone, wrap=True), 1)
            held.setLayout(line)
            self._fact_lines.addWidget(held)

    def _show_others(self, others: tuple[Act, ...]) -> None:
        emptied(self._flow)
        self.buttons = {}
        for code, words, _icon in others:
            button = Button(self._theme, words)
            if code == CANCEL:
                button.setText("Annuler")
                button.setAccessibleName(words)
                button.set_key("Suppr")
            button.clicked.connect(lambda _on=False, code=code: self.asked.emit(code))
            self._flow.addWidget(button)
            self.buttons[code] = button
            button.show()
        follow(self.main, tuple(self.buttons.values()))
        self._others.setVisible(bool(others))
