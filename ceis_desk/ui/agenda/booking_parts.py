"""The parts of a booking: three free times with their digits, and the fields of a free choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.agenda.week import AppointmentKind, Professional, Slot
from ceis_desk.core.dates import parse_moment, write_day, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.ui.agenda.kinds import MINUTES
from ceis_desk.ui.agenda.side import NO_SLOT, slot_row
from ceis_desk.ui.agenda.spoken import long_head
from ceis_desk.ui.agenda.words import when_words
from ceis_desk.ui.kit.choices import ComboBox, NumberField
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.fields import Field, TextField
from ceis_desk.ui.kit.layout import column, even, row
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.keyboard import Keyboard

REPEATS = (
    ("0", "une seule fois"),
    ("1", "chaque semaine"),
    ("2", "toutes les 2 semaines"),
    ("4", "toutes les 4 semaines"),
)
_HINT = "jeu 14h, 18/06 10:45, demain 9h, +7 9h"
_LEAST, _MOST, _TIMES = 10, 240, 26


def typed_moment(moment: dt.datetime) -> str:
    """A moment as one would type it."""
    return f"{write_day(moment.date())} {write_hour(moment.time())}"


class SlotChoice(QWidget):
    """The first free times, each with its digit; Entrée takes the one under the cursor."""

    picked = Signal(object)

    def __init__(self, theme: Theme, keyboard: Keyboard, now: dt.datetime) -> None:
        super().__init__()
        self._keyboard, self._now = keyboard, now
        self._slots: tuple[Slot, ...] = ()
        self.rows = RowList(theme, "Premiers créneaux libres", fit=True)
        self.nothing = Text(NO_SLOT, "secondary", "ink2", wrap=True)
        self.setLayout(column(Text("Premiers créneaux libres", "label", "ink2"), self.rows, self.nothing, gap=4))
        self.rows.opened.connect(self._open)
        self.nothing.hide()

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Other free times."""
        self._slots = tuple(slots)
        looks = [
            (str(at), slot_row(slot, self._now, action="", key=digit_cap(at, self._keyboard)))
            for at, slot in enumerate(slots, start=1)
        ]
        self.rows.show_rows(looks)
        self.rows.go_to("1")
        self.rows.setVisible(bool(slots))
        self.nothing.setVisible(not slots)

    def at(self, digit: int) -> Slot | None:
        """The free time of a digit."""
        return self._slots[digit - 1] if 0 < digit <= len(self._slots) else None

    def pick(self, digit: int) -> None:
        """Take the free time of a digit."""
        slot = self.at(digit)
        if slot is not None:
            self.rows.go_to(str(digit))
            self.picked.emit(slot)

    def _open(self, ident: str) -> None:
        self.pick(int(ident))


class BookingFields(QWidget):
    """With whom, what, how long, when, again; `sought` when other free times are wanted, `entered` on Entrée.

    `understood` says the moment typed in words, nothing while it means none.
    """

    sought = Signal()
    entered = Signal()
    understood = Signal(str)

    def __init__(
        self, theme: Theme, discreet: Discreet, people: Sequence[Professional], kinds: Mapping[str, AppointmentKind],
        *, moving: bool, subjects: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self._people = {str(person.id): person for person in people}
        self._kinds = kinds
        self._now = dt.datetime.min
        everybody = (("", "La première personne libre"), *((code, one.name) for code, one in self._people.items()))
        self.account = ComboBox(theme, everybody)
        self.kind = ComboBox(theme, (("", "Non précisé"), *((code, kind.label) for code, kind in kinds.items())))
        self.length = NumberField(theme, "Durée en minutes", lowest=_LEAST, highest=_MOST, value=MINUTES)
        self.length.spin.setSingleStep(5)
        self.when = TextField(theme, placeholder=_HINT)
        self.again = ComboBox(theme, REPEATS)
        self.count = NumberField(theme, "Nombre de rendez-vous", lowest=2, highest=_TIMES, value=4)
        self.subject = TextField(theme, placeholder="lu par votre équipe seulement")
        self.subject.obey(discreet)
        self.when_field = Field(theme, "Jour et heure", self.when, hint=f"Par exemple\u00a0: {_HINT}")
        again, count = Field(theme, "Répéter", self.again), Field(theme, "Combien de fois", self.count)
        kind = Field(theme, "Type de rendez-vous", self.kind)
        subject = Field(theme, "Objet", self.subject, aside="facultatif")
        first = even(Field(theme, "Avec", self.account), kind, Field(theme, "Durée (min)", self.length))
        second = row(self.when_field, again, count, gap=12)
        second.setStretch(0, 1)
        self.setLayout(column(Text("Ou un autre moment", "label", "ink2"), first, second, subject, gap=10))
        kind.setVisible(not moving and subjects)
        again.setVisible(not moving)
        count.hide()
        subject.setVisible(subjects and not moving)
        self._count_field = count
        self._connect()

    def _connect(self) -> None:
        self.account.activated.connect(lambda _at: self._again())
        self.kind.activated.connect(self._follow_kind)
        self.length.spin.valueChanged.connect(self._again)
        self.again.currentIndexChanged.connect(lambda _at: self._count_field.setVisible(self.every() > 0))
        self.when.textChanged.connect(self._say)
        self.when.returnPressed.connect(self.entered)
        self.subject.returnPressed.connect(self.entered)

    def begin(self, account_id: Id | None, minutes: int) -> None:
        """Start from somebody's agenda and a length, 0 for the usual one."""
        self.account.set_value(str(account_id) if account_id is not None else "")
        if minutes:
            self.length.spin.setValue(minutes)

    def know(self, now: dt.datetime) -> None:
        """The moment from which « demain » is read."""
        self._now = now
        self._say()

    def put_moment(self, moment: dt.datetime) -> None:
        """Write a moment in the field."""
        self.when.setText(typed_moment(moment))

    def moment(self, now: dt.datetime) -> dt.datetime | None:
        """What the field means, None after having said why it means nothing."""
        try:
            return parse_moment(self.when.text(), now)
        except Refusal as refusal:
            self.when_field.set_error(refusal.sentence)
            return None

    def person(self) -> Professional | None:
        """With whom, None for anybody."""
        return self._people.get(self.account.value())

    def account_id(self) -> Id | None:
        """The account chosen, None for anybody."""
        person = self.person()
        return person.id if person is not None else None

    def minutes(self) -> int:
        """How long."""
        return self.length.spin.value()

    def every(self) -> int:
        """Every how many weeks it comes back, 0 for once."""
        return int(self.again.value() or 0)

    def times(self) -> int:
        """How many of them are booked."""
        return self.count.spin.value() if self.every() else 1

    def _follow_kind(self) -> None:
        kind = self._kinds.get(self.kind.value())
        if kind is not None:
            self.length.spin.setValue(kind.minutes)

    def _again(self) -> None:
        self._say()
        self.sought.emit()

    def _say(self) -> None:
        """How what is typed is understood, as it is typed."""
        try:
            moment = parse_moment(self.when.text(), self._now) if self.when.text().strip() else None
        except Refusal:
            moment = None
        words = f"{long_head(moment.date())}, {when_words(moment, self.minutes())}" if moment is not None else ""
        if words:
            self.when_field.set_ok(words)
        else:
            self.when_field.clear_message()
        self.understood.emit(words)
