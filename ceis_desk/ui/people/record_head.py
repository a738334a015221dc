"""The head of a record: who she is, what the counter must know, and the arrival."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.core.phones import write_phone
from ceis_desk.people.model import PersonRecord
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.chip import Chip
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import Card, column, emptied, row
from ceis_desk.ui.kit.tabs import TabLook, Tabs
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.rows import born, district_words, followed_chips, head_chips, initials_of, name_of
from ceis_desk.ui.people.side_by_side import SideBySide

_NARROW = 660
Fact = tuple[str, str, str, str]
"""Icon, words, role and tone."""


class RecordHead(Card):
    """Avatar, name, facts, chips, the buttons, then the tabs."""

    arrived = Signal()
    met = Signal()
    left = Signal()

    def __init__(self, theme: Theme, discreet: Discreet, tabs: tuple[TabLook, ...]) -> None:
        super().__init__(theme)
        self._theme, self._discreet = theme, discreet
        self._avatar = Avatar(theme, "", side=60)
        self.name = Text("", "title", wrap=True)
        self._facts, self._chips = QWidget(), QWidget()
        self._facts_flow, self._chips_flow = Flow(gap=12), Flow(gap=8)
        self._facts.setLayout(self._facts_flow)
        self._chips.setLayout(self._chips_flow)
        self.back = IconButton(theme, "arrow-left", "Revenir à la liste", key="Échap")
        self.meet = Button(theme, "Rendez-vous", icon="calendar-event")
        self.arrive = Button(theme, "Arrivée", kind="main", icon="door-enter", key="Entrée")
        self.tabs = Tabs(theme, "Parties de la fiche", tabs)
        self.back.clicked.connect(self.left)
        self.meet.clicked.connect(self.met)
        self.arrive.clicked.connect(self.arrived)
        who, acts = QWidget(), QWidget()
        named = row(self._avatar, column(self.name, self._facts, gap=4), gap=10)
        named.setStretch(1, 1)
        who.setLayout(named)
        acts.setLayout(row(self.back, self.meet, self.arrive, gap=10))
        self.follower = ""
        self._record: tuple[PersonRecord, dt.date] | None = None
        for part in (SideBySide(theme, who, acts, narrow=_NARROW, shares=(1, 0)), self._chips, self.tabs):
            self.add(part)
        self.layout().setContentsMargins(18, 12, 18, 0)  # type: ignore[union-attr]  # a card has its layout

    def show_record(self, record: PersonRecord, today: dt.date) -> None:
        """Who it is, as the discreet screen allows."""
        self._record = record, today
        show, identity = self._discreet.show, record.identity
        self._avatar.show_person(initials_of(identity), str(record.id))
        name = name_of(identity, show) if identity.used_name or identity.birth_name or identity.first_name else ""
        self.name.setText(name or "Personne sans nom")
        phone = show.phone(write_phone(identity.phones[0])) if identity.phones else ""
        no_call = identity.safe_contact.no_call
        facts: tuple[Fact, ...] = (
            ("", born(identity, show, today), "body", "ink2"),
            ("phone-off" if no_call else "phone", phone, "strong", "danger" if no_call else "ink"),
            ("map-pin", show.phone(district_words(identity)), "body", "ink2"),
            ("language", show.phone(identity.languages), "body", "ink2"),
        )
        refill(self._facts_flow, [self._fact(*fact) for fact in facts if fact[1]])
        chips = []
        for look in (*followed_chips(record, self.follower), *head_chips(record, show)):
            chip = Chip(self._theme, "")
            chip.show_look(look)
            chips.append(chip)
        refill(self._chips_flow, chips)

    def show_follower(self, name: str) -> None:
        """Who follows the parcours, for those who may read it; empty for nobody."""
        if name != self.follower:
            self.follower = name
            if self._record is not None:
                self.show_record(*self._record)

    def _fact(self, icon: str, words: str, role: str, tone: str) -> QWidget:
        held = QWidget()
        text = Text(words, "strong" if role == "strong" else "body", tone)
        held.setLayout(row(Icon(self._theme, icon, tone, 17), text, gap=5) if icon else row(text))
        return held


def refill(flow: Flow, widgets: list[QWidget] | list[Chip]) -> None:
    """Replace what stands in a flow."""
    emptied(flow)
    for widget in widgets:
        flow.addWidget(widget)
        widget.show()
