"""The head of the page: which days, in which shape; whose agendas; what is free and who waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ceis_desk.drawing.agenda import Hue
from ceis_desk.ui.agenda.person_toggle import PersonToggle
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import emptied, row
from ceis_desk.ui.kit.segmented import Segmented
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.tab_order import follow
from ceis_desk.ui.shell.keyboard import Keyboard

DAY, WEEK, TEAM = "day", "week", "team"
VIEWS = ((DAY, "Jour"), (WEEK, "Semaine"), (TEAM, "Équipe"))
SESSIONS = "sessions"


class AgendaHead(QWidget):
    """`stepped` gives -1 or 1, 0 for today; `viewed` the shape."""

    stepped = Signal(int)
    viewed = Signal(str)
    find_asked = Signal()
    new_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard, *, writes: bool) -> None:
        super().__init__()
        self.title = Text("Agenda", "title")
        self.before = IconButton(theme, "chevron-left", "Semaine précédente", compact=True)
        self.today = Button(theme, "Aujourd’hui", compact=True)
        self.after = IconButton(theme, "chevron-right", "Semaine suivante", compact=True)
        self.dates = Text("", "strong", wrap=True)
        self.views = Segmented(theme, "Vue", VIEWS, at=WEEK)
        self.new = IconButton(theme, "plus", "Nouveau\u00a0: rendez-vous, séance, disponibilité, réunion", compact=True)
        self.finder = Button(theme, "Trouver un créneau", kind="main", icon="search")
        if not writes:
            # Never shown from here: a part without its place is a window of its own, and takes the keys with it.
            self.new.hide()
            self.finder.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        days = row(self.title, 4, self.before, self.today, self.after, self.dates, gap=6)
        days.setStretch(5, 1)
        tools = row(self.views, self.new, self.finder, None, gap=8)
        self._line.addLayout(days, 1)
        self._line.addLayout(tools)
        self.setLayout(self._line)
        keyboard.show_on(self.finder, "find-slot")
        keyboard.show_on(self.before, "span-before")
        keyboard.show_on(self.new, "new-in-agenda")
        keyboard.show_on(self.after, "span-after")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(lambda: self.stepped.emit(0))
        self.views.chosen.connect(self.viewed)
        self.finder.clicked.connect(self.find_asked)
        self.new.clicked.connect(self.new_asked)

    def show_days(self, title: str, dates: str, *, one_day: bool) -> None:
        """Which days are shown, and whose."""
        self.title.setText(title)
        self.dates.setText(dates)
        self.before.rename("Jour précédent" if one_day else "Semaine précédente", self.before.accessibleDescription())
        self.after.rename("Jour suivant" if one_day else "Semaine suivante", self.after.accessibleDescription())

    def set_room(self, *, narrow: bool) -> None:
        """Put the tools on a second line when there is no room beside the dates."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(below if narrow else beside)


class PeopleBar(QWidget):
    """Whose agendas are shown, and two facts: what is free soon, who waits; `toggled` gives whose, or « sessions »."""

    toggled = Signal(str)
    table_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._toggles: dict[str, PersonToggle] = {}
        self.free = Chip(theme, "")
        self.waiting = Chip(theme, "")
        self.table = IconButton(theme, "table", "Voir le tableau", compact=True)
        self.table.clicked.connect(self.table_asked)
        self._left = QWidget()
        self._flow = Flow(gap=8)
        self._left.setLayout(self._flow)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._left, 1)
        self._line.addLayout(row(self.free, self.waiting, self.table, None, gap=8))
        self.setLayout(self._line)

    def show_people(self, people: Sequence[tuple[str, str, str, Hue]], shown: frozenset[str]) -> None:
        """One toggle for each (code, name, hours, hue), those of `shown` on."""
        if list(self._toggles) != [code for code, *_ in people]:
            self._rebuild(people)
        for code, _name, hours, _hue in people:
            self._toggles[code].show_hours(hours)
            self._toggles[code].setChecked(code in shown)

    def show_facts(self, free: ChipLook | None, waiting: ChipLook | None) -> None:
        """What is free and who waits; None when there is nothing to say."""
        for chip, look in ((self.free, free), (self.waiting, waiting)):
            chip.setVisible(look is not None)
            if look is not None:
                chip.show_look(look)

    def set_room(self, *, narrow: bool) -> None:
        """Put the facts on a second line when there is no room beside the names."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(below if narrow else beside)

    def show_turned(self, to_table: bool) -> None:
        """Say what the button now leads to."""
        self.table.rename("Voir l’agenda" if to_table else "Voir le tableau")
        self.table.set_icon("calendar-event" if to_table else "table")

    def toggle(self, code: str) -> PersonToggle:
        """The toggle of a professional, or of the sessions."""
        return self._toggles[code]

    def _rebuild(self, people: Sequence[tuple[str, str, str, Hue]]) -> None:
        emptied(self._flow)
        self._toggles = {}
        for code, name, hours, hue in people:
            toggle = PersonToggle(self._theme, name, hours, hue)
            toggle.clicked.connect(lambda _on=False, code=code: self.toggled.emit(code))
            self._flow.addWidget(toggle)
            toggle.show()
            self._toggles[code] = toggle
        toggles = tuple(self._toggles.values())
        follow(self.table, toggles)
        for last in toggles[-1:]:
            QWidget.setTabOrder(last, self.table)
