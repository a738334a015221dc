"""The head of a case: whose it is, what it is, who follows it, its steps, and the way to end the interview."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.painting import width_of
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.record_head import refill
from ceis_desk.ui.people.side_by_side import SideBySide
from ceis_desk.ui.platforms.budget.case.step_line import StepLine
from ceis_desk.ui.platforms.budget.case.words import (
    badge_of,
    care_line,
    members_line,
    short_title_of,
    state_chips,
    step_looks,
    title_of,
)
from ceis_desk.ui.shell.keyboard import Keyboard

_NARROW = 1000
_MOST_NAME, _BETWEEN = 460, 10


class CaseHead(Card):
    """Rows in, intentions out: the sheet, the end of the interview, or the case opened again; the steps."""

    sheet_asked = Signal()
    end_asked = Signal()
    steps_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard) -> None:
        super().__init__(theme)
        self._theme, self._discreet = theme, discreet
        self._whole = self._short = ""
        self._avatar = Avatar(theme, "", side=46)
        self.name = Text("", "title", wrap=True)
        self._chips = QWidget()
        self._flow = Flow(gap=6)
        self._chips.setLayout(self._flow)
        self.members = Text("", "secondary", "ink2", wrap=True)
        self.sheet = Button(theme, "Fiche budget", icon="table")
        self.end = Button(theme, "Terminer l’entretien", kind="main", icon="check")
        self.reopen = Button(theme, "Rouvrir le dossier", kind="main", icon="lock-open")
        self.steps = StepLine(theme)
        keyboard.show_on(self.sheet, "budget-sheet")
        keyboard.show_on(self.end, "finish")
        title, who, asked = QWidget(), QWidget(), QWidget()
        self._title = title
        title.installEventFilter(self)
        named = row(self.name, self._chips, gap=8)
        named.setStretch(1, 1)
        title.setLayout(named)
        line = row(self._avatar, column(title, self.members, gap=0), gap=10)
        line.setStretch(1, 1)
        who.setLayout(line)
        asked.setLayout(row(None, self.sheet, self.reopen, self.end, gap=8))
        self.add(SideBySide(theme, who, asked, narrow=_NARROW, shares=(1, 0)))
        self.add(self.steps)
        self.body.setSpacing(6)
        self.layout().setContentsMargins(16, 8, 16, 6)  # type: ignore[union-attr]  # a card has its layout
        self.sheet.clicked.connect(self.sheet_asked)
        self.end.clicked.connect(self.end_asked)
        self.reopen.clicked.connect(self.reopen_asked)
        self.steps.clicked.connect(self.steps_asked)
        theme.changed.connect(self._fit_name)

    def show_case(self, view: CaseView, today: dt.date) -> None:
        """Whose case it is, as the discreet screen allows."""
        show = self._discreet.show
        self._avatar.show_person(badge_of(view), str(view.case.person_id))
        self._whole, self._short = title_of(view, show), short_title_of(view, show)
        self.members.setText(f"{members_line(view, show)} · {care_line(view)}")
        chips = []
        for look in state_chips(view, show):
            chip = Chip(self._theme, "")
            chip.show_look(look)
            chips.append(chip)
        refill(self._flow, chips)
        self._fit_name()
        self.steps.show_steps(step_looks(view, today))
        self.end.setVisible(view.is_open)
        self.reopen.setVisible(view.writable and not view.is_open)
        self.setAccessibleName(self._whole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_name()
        return super().eventFilter(watched, event)

    def _fit_name(self) -> None:
        """The short title where the whole one would send a chip below; a long name goes on a second line."""
        px, font = self._theme.px, self._theme.font(24, 700)
        chips = [self._flow.itemAt(at) for at in range(self._flow.count())]
        room = self._title.width() - sum(one.sizeHint().width() + px(_BETWEEN) for one in chips if one is not None)
        words = self._whole if width_of(self._whole, font) + 2 <= room else self._short
        if words != self.name.text():
            self.name.setText(words)
        self.name.setMinimumWidth(min(width_of(words, font) + 2, px(_MOST_NAME)))
