"""What the page shows now: which days, in which shape, whose agendas, and what stands behind each box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Actor
from ceis_desk.agenda.kinds import rooms_of
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.agenda.week import AppointmentKind, CalendarWeek, Entry, Professional, Slot, WaitingPerson
from ceis_desk.core.clock import Clock
from ceis_desk.core.ids import Id
from ceis_desk.ui.agenda.boxes import Item, Laid, Scope, in_order, key_of, lay_out
from ceis_desk.ui.agenda.head import SESSIONS, TEAM, WEEK
from ceis_desk.ui.agenda.kinds import MINUTES, gap_of, kinds_by_code
from ceis_desk.ui.agenda.shown import usual_people, without_empty_days
from ceis_desk.ui.agenda.words import at_minute, week_of

_WEEK_DAYS, _FIRST_SLOTS = 7, 3


class Outlook:
    """Chosen by the pilot, read by it: nothing here asks the store or touches a widget."""

    def __init__(self, actor: Actor, clock: Clock) -> None:
        self._actor, self._clock = actor, clock
        self.view, self.day = WEEK, clock().date()
        self.week: CalendarWeek | None = None
        self.laid: Laid | None = None
        self.slots: tuple[Slot, ...] = ()
        self.sessions = False
        self._kinds: Mapping[str, AppointmentKind] = kinds_by_code({})
        self._gap = 0
        self._watched: frozenset[str] = frozenset()
        self._shown: frozenset[Id] | None = None

    @property
    def people(self) -> tuple[Professional, ...]:
        """Everybody who has an agenda."""
        return self.week.people if self.week is not None else ()

    @property
    def waiting(self) -> tuple[WaitingPerson, ...]:
        """Who waits for an appointment."""
        return self.week.waiting if self.week is not None else ()

    # -- choosing

    def step(self, by: int) -> None:
        """A page before or after; 0 is today."""
        days = _WEEK_DAYS if self.view == WEEK else 1
        self.day = self._clock().date() if by == 0 else self.day + dt.timedelta(days=by * days)

    def toggle(self, code: str) -> None:
        """Show or hide somebody's agenda, or the sessions of those who are not shown."""
        if code == SESSIONS:
            self.sessions = not self.sessions
            return
        shown = self._shown_ids()
        who = next(one.id for one in self.people if str(one.id) == code)
        self._shown = shown - {who} if who in shown else shown | {who}

    def take_settings(self, settings: Mapping[str, str]) -> None:
        """The types of appointment, the minutes between two, the rooms that take one at a time."""
        self._kinds, self._gap = kinds_by_code(settings), gap_of(settings)
        self._watched = frozenset(room.name for room in rooms_of(settings.get("rooms")) if not room.shared)

    def take_week(self, week: CalendarWeek) -> None:
        """The days asked for."""
        self.week = without_empty_days(week) if self.view == WEEK else week

    # -- asking

    def question(self) -> ReadWeek:
        """The days to read."""
        return ReadWeek(week_of(self.day), _WEEK_DAYS) if self.view == WEEK else ReadWeek(self.day, 1)

    def slots_question(self) -> FindSlots:
        """The first free times of those who are shown."""
        accounts = tuple(one.id for one in self.scope(Discretion(on=True)).people)
        return FindSlots(self._clock(), MINUTES, accounts, count=_FIRST_SLOTS)

    # -- what is shown

    def scope(self, show: Discretion) -> Scope:
        """Whose agendas are shown, and in which words."""
        shown = self._shown_ids()
        people = tuple(one for one in in_order(self.people) if self.view == TEAM or one.id in shown)
        return Scope(people, self.sessions, self._kinds, show, self._clock(), self._gap, self._watched)

    def lay(self, scope: Scope) -> Laid | None:
        """Lay the days out again, None while there are none."""
        if self.week is None or not self.week.days:
            return None
        self.laid = lay_out(self.week, scope)
        return self.laid

    def item(self, key: str) -> Item | None:
        """What stands behind a box."""
        return self.laid.items.get(key) if self.laid is not None else None

    def slot(self, key: str) -> Slot | None:
        """One of the first free times, by its key."""
        return next((one for one in self.slots if key_of(one) == key), None)

    def all_slots(self) -> list[Slot]:
        """The first free times, then those of the days shown."""
        items = self.laid.items.values() if self.laid is not None else ()
        return [*self.slots, *(item for item in items if isinstance(item, Slot))]

    def who_waits(self, ident: str) -> WaitingPerson | None:
        """A line of the waiting list."""
        return next((one for one in self.waiting if str(one.id) == ident), None)

    def place(self, entry: Entry, where: tuple[int, int, int], show: Discretion) -> tuple[dt.datetime, Professional]:
        """What a day, a lane and a minute of the grid mean for a box that is put down there."""
        day, lane, minute = where
        days = self.week.days if self.week is not None else ()
        moment = at_minute(days[day].day, minute) if days else entry.starts_at
        return moment, self.scope(show).people[lane]

    def _shown_ids(self) -> frozenset[Id]:
        if self.week is None:
            return frozenset()
        return usual_people(self.week, self._actor) if self._shown is None else self._shown
