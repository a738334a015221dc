"""What opens and what closes between two days: opening hours, holidays, availabilities, meetings, absences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ceis_desk.agenda.holidays import SchoolHolidays, public_holidays, school_holidays, school_holidays_of
from ceis_desk.agenda.kinds import Room, rooms_of, sound
from ceis_desk.agenda.spans import Hours, common, in_hours, lasting, meet, occurrences, received, whole_day, without
from ceis_desk.agenda.week import Availability, BusyTime, CalendarDay, Span
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.rows import TAKES_TIME
from ceis_desk.data.board import read_absences
from ceis_desk.data.house import read_settings
from ceis_desk.data.schema import agenda
from ceis_desk.reception.model import Absence

_WORKING_DAYS = range(5)
_USUAL: Hours = ((dt.time(9), dt.time(18)),)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Closing:
    """A time when nobody is received, with its words: of one professional, or of the place (None)."""

    span: Span
    words: str
    account_id: Id | None = None


@dataclass(frozen=True)
class Taken:
    """A time taken by an appointment or a session: whose, where, the clock and desk of its last writing."""

    id: Id
    account_id: Id | None
    span: Span
    room: str
    title: str
    origin: int


@dataclass(frozen=True)
class Calendar:
    """What the rules need to know of some days in a row; `opening` is None while the site has said nothing."""

    first: dt.date
    last: dt.date
    opening: Mapping[int, Hours] | None
    holidays: Mapping[dt.date, str]
    schools: tuple[SchoolHolidays, ...]
    availabilities: tuple[Availability, ...]
    busy: tuple[BusyTime, ...]
    absences: tuple[Absence, ...]
    rooms: tuple[Room, ...]
    gap: int

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Each of them."""
        return tuple(self.first + _DAY * number for number in range((self.last - self.first).days + 1))

    def shown(self) -> tuple[CalendarDay, ...]:
        """The days as a page shows them; a site that has set no hours is shown those of an office."""
        schools = school_holidays(self.days, self.schools)
        return tuple(
            CalendarDay(day, self.holidays.get(day, ""), schools.get(day, ""), tuple(self._hours(day)))
            for day in self.days
        )

    def _hours(self, day: dt.date) -> Hours:
        if day in self.holidays:
            return ()
        if self.opening is None:
            return _USUAL if day.weekday() in _WORKING_DAYS else ()
        return self.opening.get(day.weekday(), ())

    def lines_of(self, account_id: Id) -> tuple[Availability, ...]:
        """The availabilities of a professional."""
        return tuple(line for line in self.availabilities if line.account_id == account_id)

    def closed(self, account_id: Id | None, day: dt.date) -> tuple[Closing, ...]:
        """What closes on `day`, for the place and for one professional."""
        whole = whole_day(day)
        found = [Closing(whole, self.holidays[day])] if day in self.holidays else []
        if self.opening is not None and not found:
            found = [Closing(part, "fermé au public") for part in without((whole,), in_hours(day, self._hours(day)))]
        for line in self.busy:
            if line.account_id in (None, account_id):
                found += [Closing(part, line.title, line.account_id) for part in occurrences(line, day)]
        away = (Span(line.first, line.last) for line in self.absences if line.account_id == account_id)
        return (*found, *(Closing(part, "absence", account_id) for span in away for part in common((span,), (whole,))))

    def open_of(self, account_id: Id, day: dt.date) -> tuple[Span, ...]:
        """When a professional receives on `day`, all that closes taken away."""
        offered = received(self.lines_of(account_id), day)
        return without(offered, (one.span for one in self.closed(account_id, day))) if offered else ()

    def rooms_of(self, account_id: Id, day: dt.date, taken: Iterable[Taken]) -> tuple[tuple[Span, str], ...]:
        """The room of each span that a professional offers on `day`, where nobody else is received in it."""
        others = [one for one in taken if one.account_id != account_id]
        return tuple(
            (span, line.room)
            for line in self.lines_of(account_id)
            for span in without(
                received((line,), day),
                (one.span for one in others if one.room == line.room and not self.is_shared(line.room)),
            )
        )

    def is_shared(self, room: str) -> bool:
        """Whether a room takes several people at once; one that the settings do not know is not watched."""
        return next((one.shared for one in self.rooms if one.name == room), True)


def read_calendar(connection: Connection, first: dt.date, last: dt.date) -> Calendar:
    """What opens and closes between two days, both included."""
    settings = read_settings(connection, None)
    hours = sound("opening_hours", settings.get("opening_hours"))
    return Calendar(
        first=first,
        last=last,
        opening=None if hours is None else _opening(hours),
        holidays=public_holidays(first, last),
        schools=school_holidays_of(sound("school_holidays", settings.get("school_holidays")) or ()),
        availabilities=read_availabilities(connection, first, last),
        busy=read_busy_times(connection, first, last),
        absences=read_absences(connection, first, dt.datetime.combine(last + _DAY, dt.time())),
        rooms=rooms_of(settings.get("rooms")),
        gap=sound("agenda_gap", settings.get("agenda_gap")) or 0,
    )


def _opening(kept: Mapping[str, list[list[str]]]) -> dict[int, Hours]:
    hour = dt.time.fromisoformat
    return {int(day): tuple((hour(start), hour(end)) for start, end in spans) for day, spans in kept.items()}


def read_availabilities(connection: Connection, first: dt.date, last: dt.date | None) -> tuple[Availability, ...]:
    """The availabilities in force on one of these days, by weekday and hour; `last` None has no end."""
    table = agenda.availability
    query = select(table).where(~table.c.withdrawn, or_(table.c.to_day.is_(None), table.c.to_day >= first))
    if last is not None:
        query = query.where(table.c.from_day <= last)
    rows = connection.execute(query.order_by(table.c.weekday, table.c.first_minute, table.c.id)).mappings()
    return tuple(
        Availability(
            id=row["id"],
            clock=row["hlc"],
            account_id=row["account_id"],
            weekday=row["weekday"],
            first=_hour(row["first_minute"]),
            last=_hour(row["last_minute"]),
            every=row["every"],
            from_day=row["from_day"],
            to_day=row["to_day"],
            room=row["room"],
        )
        for row in rows
    )


def _hour(minute: int) -> dt.time:
    # Midnight that ends a day has no name of its own: its last minute stands for it.
    return (dt.datetime.min + dt.timedelta(minutes=min(minute, 24 * 60 - 1))).time()


def read_busy_times(connection: Connection, first: dt.date, last: dt.date | None) -> tuple[BusyTime, ...]:
    """Meetings and closings that may take some of these days, by their first hour; `last` None has no end."""
    table = agenda.busy_time
    start = dt.datetime.combine(first, dt.time())
    comes_back = and_(table.c.every > 0, or_(table.c.until.is_(None), table.c.until >= first))
    query = select(table).where(~table.c.withdrawn, or_(table.c.ends_at > start, comes_back))
    if last is not None:
        query = query.where(table.c.starts_at < dt.datetime.combine(last + _DAY, dt.time()))
    rows: Any = connection.execute(query.order_by(table.c.starts_at, table.c.id)).mappings()
    return tuple(
        BusyTime(
            id=row["id"],
            clock=row["hlc"],
            account_id=row["account_id"],
            span=Span(row["starts_at"], row["ends_at"]),
            title=row["title"],
            every=row["every"],
            until=row["until"],
            external=row["external"],
        )
        for row in rows
    )


def read_taken(connection: Connection, first: dt.date, last: dt.date, but: Id | None = None) -> tuple[Taken, ...]:
    """Everything booked between two days, both included, `but` one row."""
    own, group = agenda.appointment, agenda.session
    rows = connection.execute(
        select(own.c.id, own.c.account_id, own.c.starts_at, own.c.minutes, own.c.room, own.c.origin).where(
            own.c.day.between(first, last), ~own.c.withdrawn, own.c.outcome.in_(TAKES_TIME)
        )
    )
    found = [
        Taken(row.id, row.account_id, lasting(row.starts_at, row.minutes), row.room, "", row.origin) for row in rows
    ]
    sessions = connection.execute(
        select(
            group.c.id,
            group.c.account_id,
            group.c.starts_at,
            group.c.minutes,
            group.c.room,
            group.c.title,
            group.c.origin,
        ).where(group.c.day.between(first, last), ~group.c.withdrawn)
    )
    found += [
        Taken(row.id, row.account_id, lasting(row.starts_at, row.minutes), row.room, row.title, row.origin)
        for row in sessions
    ]
    return tuple(one for one in found if one.id != but)


def booked_spans(taken: tuple[Taken, ...], account_id: Id, day: dt.date) -> tuple[Span, ...]:
    """What is booked of one professional on `day`."""
    whole = whole_day(day)
    return tuple(one.span for one in taken if one.account_id == account_id and meet(one.span, whole))
