"""The tab « Fiche »: contact details, last visits, appointments, household, and what is kept for others."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.people.model import PersonRecord, Work
from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.layout import Card, column, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.people.reserved_view import ReservedCard
from ceis_desk.ui.people.rows import appointment_row, coordinates, member_row, safe_words, visit_row
from ceis_desk.ui.people.side_by_side import SideBySide

KEPT_APART = "Séparées, les deux fiches gardent ce que la fiche réunie refuse."
FIRST_VISIT = "Aucun passage avant aujourd’hui."
_WORKS = tuple((work.value, work.label) for work in Work)


class RecordSheet(QWidget):
    """Intentions out: `edited`, `household_edited`, `work_chosen`, `merge_asked`, `separated`, `erase_asked`."""

    edited = Signal()
    at_desk_edited = Signal()
    household_edited = Signal()
    work_chosen = Signal(str)
    merge_asked = Signal()
    separated = Signal(object)
    erase_asked = Signal()
    member_opened = Signal(object)

    def __init__(self, theme: Theme, roles: frozenset[Role]) -> None:
        super().__init__()
        self._theme, self._roles = theme, roles
        self._members: dict[str, object] = {}
        self.contact = Card(theme, "Coordonnées", "id")
        self.modify = Button(theme, "Modifier", icon="edit", compact=True)
        self.contact.right.addWidget(self.modify)
        self._facts: QWidget | None = None
        self.visits, self._visits_empty = self._listed("Derniers passages", FIRST_VISIT)
        self.appointments, self._appointments_empty = self._listed("Ses rendez-vous", "Aucun rendez-vous.")
        self.household, self._household_empty = self._listed("Son foyer", "Personne n’est noté dans son foyer.")
        self._since = Text("", "secondary", "ink2")
        self.work_card = Card(theme, "Situation", "briefcase")
        self.work = ComboBox(theme, _WORKS)
        self._work_words = Text("", "strong", wrap=True)
        self.at_desk = Card(theme, "À savoir à l’accueil", "bulb", kind="warn")
        self._at_desk_words = Text("", "secondary", wrap=True)
        self.edit_at_desk = IconButton(theme, "edit", "Modifier « À savoir à l’accueil »", kind="quiet", compact=True)
        self.reserved = ReservedCard(theme, roles)
        self.doubles = Card(theme, "Fiche en double\u00a0?", "users")
        self.erasing = Card(theme, "Droit à l’effacement", "user-off")
        self.erase = Button(theme, "Effacer cette personne", kind="danger", icon="trash", compact=True)
        self._build()
        self.modify.clicked.connect(self.edited)
        self.edit_at_desk.clicked.connect(self.at_desk_edited)
        self.erase.clicked.connect(self.erase_asked)
        self.work.activated.connect(lambda _at: self.work_chosen.emit(self.work.value()))
        self.household.opened.connect(self.open_member)

    def _listed(self, name: str, empty: str) -> tuple[RowList, Text]:
        return RowList(self._theme, name, fit=True), Text(empty, "secondary", "ink2", wrap=True)

    def _build(self) -> None:
        theme = self._theme
        passages = Card(theme, "Derniers passages", "door-enter")
        passages.right.addWidget(self._since)
        meetings = Card(theme, "Ses rendez-vous", "calendar-event")
        home = Card(theme, "Son foyer", "users")
        modify = Button(theme, "Modifier", icon="edit", compact=True)
        modify.setAccessibleName("Modifier le foyer")
        modify.clicked.connect(self.household_edited)
        home.right.addWidget(modify)
        for card, listed, empty in (
            (passages, self.visits, self._visits_empty),
            (meetings, self.appointments, self._appointments_empty),
            (home, self.household, self._household_empty),
        ):
            card.add(listed)
            card.add(empty)
            card.body.addStretch(1)
        self.at_desk.right.addWidget(self.edit_at_desk)
        self.at_desk.add(self._at_desk_words)
        writes = may(self._roles, Thing.SITUATION, Level.WRITE)
        written, read = Field(theme, "Travail", self.work), QWidget()
        read.setLayout(row(Text("Travail", "secondary", "ink2"), self._work_words, None, gap=12))
        self.work_card.add(written)
        self.work_card.add(read)
        written.setVisible(writes)
        read.setVisible(not writes)
        if not may(self._roles, Thing.SITUATION, Level.READ):
            # Never shown from here: without its place yet, it would be a window that takes the keys.
            self.work_card.hide()
        self.erasing.add(self.erase)
        if not may(self._roles, Thing.ERASE, Level.CARRY_OUT):
            self.erasing.hide()
        below, beside, left, right = QWidget(), QWidget(), QWidget(), QWidget()
        beside.setLayout(column(meetings, home, gap=12))
        beside.layout().setStretch(1, 1)  # type: ignore[union-attr]  # set on the line above
        below.setLayout(column(SideBySide(theme, passages, beside, narrow=600, shares=(1, 1))))
        left.setLayout(column(self.contact, below, None, gap=12))
        right.setLayout(column(self.at_desk, self.work_card, self.reserved, self.doubles, self.erasing, None, gap=12))
        self.setLayout(column(SideBySide(theme, left, right, narrow=880, shares=(7, 3))))
        self.cards = (self.contact, passages, meetings, home, self.at_desk, self.work_card, self.reserved, self.doubles)

    def show_record(self, record: PersonRecord, show: Discretion, now: dt.datetime) -> None:
        """Everything but what is asked apart: work, comments."""
        today, identity = now.date(), record.identity
        self._show_facts(record, show)
        self.visits.show_rows([(str(one.id), visit_row(one, show, today)) for one in record.last_visits])
        self._since.setText(f"{record.visits} en tout" if record.visits > len(record.last_visits) else "")
        coming = [one for one in record.appointments if one.at.date() >= today]
        self.appointments.show_rows([(str(one.id), appointment_row(one, now)) for one in coming])
        self._members = {str(one.id): one.person_id for one in record.household}
        self.household.show_rows([(str(one.id), member_row(one, show, today)) for one in record.household])
        for listed, empty in (
            (self.visits, self._visits_empty),
            (self.appointments, self._appointments_empty),
            (self.household, self._household_empty),
        ):
            filled = bool(listed.rows.idents())
            listed.setVisible(filled)
            empty.setVisible(not filled)
        self._at_desk_words.setText(show.detail(identity.at_desk) or "Rien à savoir de particulier.")
        self._show_doubles(record)

    def show_work(self, work: Work) -> None:
        """The work situation of those who may read it."""
        self.work.set_value(work.value)
        self._work_words.setText(work.label)

    def _show_facts(self, record: PersonRecord, show: Discretion) -> None:
        if self._facts is not None:
            self.contact.body.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
        self._facts = QWidget()
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        safe = record.identity.safe_contact
        tone, icon = ("danger", "phone-off") if safe.restricted else ("success", "check")
        said = Text(safe_words(safe), "strong" if safe.restricted else "body", tone, wrap=True)
        line = row(Icon(self._theme, icon, tone, 17), said, gap=6)
        line.setStretch(1, 1)
        facts: list[tuple[str, object]] = [*coordinates(record, show)]
        half = -(-(len(facts) + 1) // 2)
        facts.insert(half, ("Contact sûr", line))
        for at, (label, value) in enumerate(facts):
            side, down = divmod(at, half)
            grid.addWidget(Text(label, "secondary", "ink2"), down, 2 * side)
            if value is line:
                grid.addLayout(line, down, 2 * side + 1)
                continue
            words = str(value)
            shown = Text(words or "non saisi", "strong" if words else "body", "ink" if words else "ink3", wrap=True)
            grid.addWidget(shown, down, 2 * side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.contact.body.addWidget(self._facts)

    def _show_doubles(self, record: PersonRecord) -> None:
        body = self.doubles.body
        while body.count():
            former = body.takeAt(0)
            widget = former.widget() if former else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        decides = may(self._roles, Thing.MERGE, Level.WRITE)
        for other in record.merged if decides else ():
            several = f" …{str(other)[-4:]}" if len(record.merged) > 1 else ""
            button = Button(self._theme, f"Séparer la fiche réunie{several}", icon="arrows-split", compact=True)
            button.clicked.connect(lambda _on=False, other=other: self.separated.emit(other))
            body.addWidget(button)
        if record.merged and decides and record.identity.safe_contact.restricted:
            body.addWidget(Text(f"{KEPT_APART} {safe_words(record.identity.safe_contact)}", "secondary", wrap=True))
        words = "Réunir avec une autre fiche" if decides else "Proposer de réunir"
        unite = Button(self._theme, words, kind="quiet", icon="arrows-join-2", compact=True)
        unite.clicked.connect(self.merge_asked)
        body.addWidget(unite)

    def open_member(self, ident: str) -> None:
        """Ask for the record of a member who has one."""
        if self._members.get(ident) is not None:
            self.member_opened.emit(self._members[ident])
