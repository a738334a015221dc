"""The record of a person: head, tabs, and one panel a tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Role
from ceis_desk.access.questions import StaffMember
from ceis_desk.core.ids import Id
from ceis_desk.people.model import PersonRecord, VisitLine
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import Card, column
from ceis_desk.ui.kit.pages import Pages
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.tabs import TabLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.crossed_lines import CrossedLines
from ceis_desk.ui.people.keys import is_enter, takes_key
from ceis_desk.ui.people.record_head import RecordHead
from ceis_desk.ui.people.record_sheet import FIRST_VISIT, RecordSheet
from ceis_desk.ui.people.reserved import BUDGET_TAB, RESERVED, WAY_TAB, is_locked
from ceis_desk.ui.people.reserved_view import ReservedPanel
from ceis_desk.ui.people.rows import appointment_row, member_row, visit_row
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

if TYPE_CHECKING:
    from ceis_desk.ui.parcours.page import WayPanel

_NOTE_KEYS = ("note", "sign", "template", "find")
_STEPS = {"next-part": 1, "previous-part": -1}


class RecordPage(QWidget):
    """Rows in, intentions out; the tabs tell which panel shows."""

    left = Signal()
    new_asked = Signal()
    arrived = Signal()
    message_asked = Signal()
    appointment_asked = Signal()
    tab_shown = Signal(str)
    case_asked = Signal()
    note_key = Signal(str)

    def __init__(self, theme: Theme, discreet: Discreet, keyboard: Keyboard, roles: frozenset[Role], me: Id) -> None:
        super().__init__()
        self._discreet, self._keyboard = discreet, keyboard
        self._roles = roles
        # They need these pages too: each comes when the other is there.
        from ceis_desk.ui.parcours.tabs import own_tabs

        self.own = own_tabs(theme, discreet, keyboard, roles, me, WAY_TAB)
        self.reserved = [ReservedPanel(theme, part, roles) for part in RESERVED if part.code not in self.own]
        self.head = RecordHead(theme, discreet, self._tabs())
        self.crossed = CrossedLines(theme, discreet)
        self.sheet = RecordSheet(theme, roles)
        self.visits = RowList(theme, "Visites", fit=True)
        self.appointments = RowList(theme, "Rendez-vous", fit=True)
        self.household = RowList(theme, "Foyer", fit=True)
        self.person_comment = Text("", "secondary", "ink2", wrap=True)
        nothing = (FIRST_VISIT, "Aucun rendez-vous.", "Personne n’est noté dans son foyer.")
        self._empty = [Text(words, "secondary", "ink2") for words in nothing]
        self.panels = Pages()
        self._build(theme)

    def _tabs(self) -> tuple[TabLook, ...]:
        """The tabs in their order: for those who read the parcours, it comes first."""
        kept = [TabLook(part.code, part.label, part.icon, locked=is_locked(part, self._roles)) for part in RESERVED]
        usual = (
            TabLook("record", "Fiche", "id"),
            TabLook("visits", "Visites", "door-enter", count=0),
            TabLook("appointments", "Rendez-vous", "calendar-event", count=0),
            TabLook("household", "Foyer", "users"),
        )
        if WAY_TAB not in self.own:
            return (*usual, *kept)
        return (*(look for look in kept if look.code == WAY_TAB), *usual, *(one for one in kept if one.code != WAY_TAB))

    def first_tab(self) -> str:
        """The tab on which a record opens."""
        return WAY_TAB if WAY_TAB in self.own else "record"

    @property
    def way(self) -> WayPanel | None:
        """The parcours, for those who may read it."""
        panel: WayPanel | None = self.own.get(WAY_TAB)  # type: ignore[assignment]  # the panel of this code
        return panel

    def _build(self, theme: Theme) -> None:
        visits = Card(theme, "Visites", "door-enter")
        appointments = Card(theme, "Rendez-vous", "calendar-event")
        household = Card(theme, "Foyer", "users")
        modify = Button(theme, "Modifier le foyer", icon="edit", compact=True)
        modify.clicked.connect(self.sheet.household_edited)
        household.right.addWidget(modify)
        give = Button(theme, "Rendez-vous", icon="plus", compact=True)
        give.clicked.connect(self.appointment_asked)
        self._keyboard.show_on(give, "find-slot")
        appointments.right.addWidget(give)
        visits.add(self.person_comment)
        lists = (self.visits, self.appointments, self.household)
        for card, listed, empty in zip((visits, appointments, household), lists, self._empty, strict=True):
            card.add(listed)
            card.add(empty)
            card.body.addStretch(1)
        by_code: dict[str, QWidget] = {panel.code: panel for panel in self.reserved}
        by_code |= {"record": self.sheet, "visits": visits, "appointments": appointments, "household": household}
        by_code |= self.own
        for look in self._tabs():
            self.panels.add(by_code[look.code])
        self.head.tabs.currentChanged.connect(self._show_tab)
        self._keyboard.show_on(self.head.meet, "find-slot")
        self.head.met.connect(self.appointment_asked)
        self.head.arrived.connect(self.arrived)
        self.head.left.connect(self.left)
        self.sheet.reserved.message_asked.connect(self.message_asked)
        self.household.opened.connect(self.sheet.open_member)
        for panel in self.reserved:
            panel.message_asked.connect(self.message_asked)
            panel.asked.connect(self.case_asked)
        self.budget = next(panel for panel in self.reserved if panel.code == BUDGET_TAB)
        inside = QWidget()
        inside.setLayout(column(self.head, self.crossed, self.panels, None, gap=12, margins=(16, 12, 16, 12)))
        self._scroll = FollowScroll(inside)
        self.setLayout(column(self._scroll))

    def show_record(self, record: PersonRecord, now: dt.datetime) -> None:
        """The record as the discreet screen allows."""
        show, tabs = self._discreet.show, self.head.tabs
        self.head.show_record(record, now.date())
        self.sheet.show_record(record, show, now)
        tabs.set_look(TabLook("visits", "Visites", "door-enter", count=record.visits))
        tabs.set_look(TabLook("appointments", "Rendez-vous", "calendar-event", count=len(record.appointments)))
        self._fill(self.appointments, 1, [(str(one.id), appointment_row(one, now)) for one in record.appointments])
        members = [(str(one.id), member_row(one, show, now.date())) for one in record.household]
        self._fill(self.household, 2, members)
        if self.way is not None:
            self.way.show_at_desk(show.detail(record.identity.at_desk))

    def cards(self) -> tuple[QWidget, ...]:
        """What F6 visits below the head, in the tab that shows."""
        code = self.head.tabs.code()
        if self.way is not None and code == WAY_TAB:
            return self.way.cards
        return self.sheet.cards if code == "record" else (self.own.get(code, self.panels),)

    def show_visits(
        self, visits: tuple[VisitLine, ...], comments: Mapping[Id, str], person_id: Id, today: dt.date
    ) -> None:
        """All visits, and the comments of those who may read them."""
        show = self._discreet.show
        self._fill(
            self.visits, 0, [(str(one.id), visit_row(one, show, today, comments.get(one.id, ""))) for one in visits]
        )
        told = comments.get(person_id, "")
        self.person_comment.setText(f"Repris avec la fiche\u00a0: {show.detail(told)}" if told else "")
        self.person_comment.setVisible(bool(told))

    def show_people(self, staff: tuple[StaffMember, ...]) -> None:
        """Name whom to ask for what is reserved."""
        self.sheet.reserved.show_people(staff)
        for panel in self.reserved:
            panel.show_people(staff)

    def start(self) -> None:
        """The cursor on « Arrivée »."""
        self.head.arrive.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, listed: RowList, at: int, rows: list[tuple[str, RowLook]]) -> None:
        listed.show_rows(rows)
        listed.setVisible(bool(rows))
        self._empty[at].setVisible(not rows)

    def _show_tab(self, at: int) -> None:
        self.panels.show_page(at)
        # Left where the tab before was read, a short tab would show nothing but the ground.
        self._scroll.verticalScrollBar().setValue(0)
        self.tab_shown.emit(self.head.tabs.code())

    def event(self, event: QEvent) -> bool:
        return takes_key(event, self._keyboard) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keyboard.asked(event, PEOPLE)
        if asked == "new-person":
            self.new_asked.emit()
        elif asked == "find-slot":
            self.appointment_asked.emit()
        elif asked == "way-act" and self.way is not None:
            self.way.act_asked.emit()
        elif asked in _NOTE_KEYS:
            self.note_key.emit(asked)
        elif step := _STEPS.get(asked, 0):
            tabs = self.head.tabs
            tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
            tabs.setFocus(Qt.FocusReason.TabFocusReason)
        elif is_enter(event):
            self.arrived.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
