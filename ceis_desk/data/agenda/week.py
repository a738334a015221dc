"""Some days of the agenda, read in a constant number of statements: boxes, people, what they offer, who waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from ceis_desk.access.model import Account, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.spans import common, lasting, meet, occurrences, total_minutes, whole_day
from ceis_desk.agenda.week import CalendarWeek, Entry, EntryKind, Professional, Span
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.calendar import Calendar, read_calendar
from ceis_desk.data.agenda.doubles import case_id, read_kept_both
from ceis_desk.data.agenda.rows import appointment_rows, session_rows, visit_state
from ceis_desk.data.agenda.subjects import About, may_know, read_abouts
from ceis_desk.data.agenda.waiting import read_waiting
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, local
from ceis_desk.data.staff import read_accounts
from ceis_desk.platforms import PLATFORMS, RECEPTION

MOST_DAYS = 62
# Made once: an alias of each reading would stay in a cycle, and nothing collects while the window is open.
_BEFORE, _ALIAS = agenda.appointment.alias("before"), local.canon.alias("alias")
_FREED = (Outcome.EXCUSED, Outcome.REVOKED)


def read_week(reader: Reader, question: ReadWeek) -> CalendarWeek:
    """Everything of some days in a row; names, and what they come for, only for those who may read them."""
    first = question.first
    last = first + dt.timedelta(days=max(1, min(question.days, MOST_DAYS)) - 1)
    calendar = read_calendar(reader.connection, first, last)
    accounts = read_accounts(reader.connection)
    booked = _booked(reader, first, last)
    named = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    # What another program calls a time that it says taken may name somebody: it is sealed like a subject.
    elsewhere = read_abouts(
        reader.connection, reader.keys, reader.actor, [one.id for one in calendar.busy if one.external]
    )
    entries = [*booked, *_closings(calendar, accounts, elsewhere, named=named)]
    return CalendarWeek(
        days=calendar.shown(),
        people=tuple(_people(calendar, accounts, booked)),
        entries=tuple(sorted(entries, key=lambda one: (one.starts_at, one.with_name, one.id))),
        waiting=read_waiting(reader.connection) if named else (),
    )


def platforms_of(account: Account) -> tuple[str, ...]:
    """The platforms for which somebody receives: those of her roles, that of the reception when none is."""
    own = tuple(one.code for one in PLATFORMS if one is not RECEPTION and one.code in account.roles)
    return own or (RECEPTION.code,)


# -- what is booked


def _booked(reader: Reader, first: dt.date, last: dt.date) -> list[Entry]:
    rows = appointment_rows(reader.connection, first, last)
    known = frozenset(row["id"] for row in rows if may_know(reader.actor, row["platform"], row["account_id"]))
    abouts = read_abouts(reader.connection, reader.keys, reader.actor, known)
    ranks = _ranks(reader.connection, first, last) if known else {}
    clashes = _clashes(rows, read_kept_both(reader.connection))
    named = may(reader.actor.roles, Thing.IDENTITY, Level.READ)
    found = [
        Entry(
            id=row["id"],
            clock=row["hlc"],
            kind=EntryKind.APPOINTMENT,
            starts_at=row["starts_at"],
            minutes=row["minutes"],
            platform=row["platform"],
            with_id=row["account_id"],
            with_name=row["with_name"] or "",
            room=row["room"],
            outcome=Outcome(row["outcome"]),
            visit_id=row["visit_id"],
            visit_at=row["visit_at"],
            visit_state=visit_state(row),
            series_id=row["series_id"],
            clash=row["id"] in clashes,
            **(_person(row) if named else {}),
            **(_about(abouts.get(row["id"]), ranks.get(row["id"], 0)) if row["id"] in known else {}),
        )
        for row in rows
    ]
    return [*found, *(session_entry(row) for row in session_rows(reader.connection, first, last))]


def _person(row: RowMapping) -> dict[str, Any]:
    return {
        "person_id": row["person_id"],
        "civility": row["civility"] or "",
        "used_name": row["used_name"] or "",
        "first_name": row["first_name"] or "",
        "phone": "" if row["no_call"] else row["phone"] or "",
        "no_call": bool(row["no_call"]),
        "at_desk": row["at_desk"] or "",
    }


def _about(about: About | None, rank: int) -> dict[str, Any]:
    kind, subject = about or ("", "")
    return {"kind_code": kind, "subject": subject, "rank": rank}


def session_entry(row: RowMapping) -> Entry:
    """The box of a session."""
    return Entry(
        id=row["id"],
        clock=row["hlc"],
        kind=EntryKind.SESSION,
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        platform=row["platform"],
        with_id=row["account_id"],
        with_name=row["with_name"] or "",
        title=row["title"],
        enrolled=row["enrolled"],
        places=row["places"],
        room=row["room"],
        series_id=row["series_id"],
    )


def _ranks(connection: Connection, first: dt.date, last: dt.date) -> dict[Id, int]:
    """Which appointment of its person with its platform each one is: those missed or cancelled are no appointment."""
    own, before, alias, canon = agenda.appointment, _BEFORE, _ALIAS, local.canon
    owner = func.coalesce(canon.c.canonical_id, own.c.person_id)
    merged = select(alias.c.person_id).where(alias.c.canonical_id == owner).correlate(own, canon)
    earlier = (
        select(func.count())
        .select_from(before)
        .where(
            (before.c.person_id == owner) | before.c.person_id.in_(merged),
            before.c.platform == own.c.platform,
            before.c.starts_at < own.c.starts_at,
            before.c.outcome.in_((Outcome.OPEN.value, Outcome.HONOURED.value)),
            ~before.c.withdrawn,
        )
        .correlate(own, canon)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(own.c.id, earlier.label("earlier"))
        .select_from(own.outerjoin(canon, canon.c.person_id == own.c.person_id))
        .where(own.c.day.between(first, last), ~own.c.withdrawn, own.c.person_id.is_not(None))
    )
    return {row.id: row.earlier + 1 for row in rows}


@dataclass(frozen=True)
class _Held:
    id: Id
    span: Span


def _clashes(rows: Sequence[RowMapping], decided: frozenset[Id]) -> frozenset[Id]:
    """The open appointments that overlap another one of their professional, unless both were said to stay."""
    found: set[Id] = set()
    held: dict[Id, list[_Held]] = {}
    for row in rows:
        if row["account_id"] is None or row["outcome"] != Outcome.OPEN.value:
            continue
        own = _Held(row["id"], lasting(row["starts_at"], row["minutes"]))
        before = [one for one in held.get(row["account_id"], []) if meet(one.span, own.span)]
        for one in before:
            if not decided or case_id(one.id, own.id) not in decided:
                found |= {one.id, own.id}
        held[row["account_id"]] = [*before, own]
    return frozenset(found)


# -- what closes


def _closings(
    calendar: Calendar, accounts: Iterable[Account], elsewhere: Mapping[Id, About], *, named: bool
) -> Iterator[Entry]:
    names = {one.id: one.name for one in accounts}
    for line in calendar.busy:
        for day in calendar.days:
            for span in occurrences(line, day):
                box = _box(EntryKind.BUSY, line.id, line.clock, span, line.account_id, names, line.title)
                yield replace(box, subject=elsewhere.get(line.id, ("", ""))[1])
    for away in calendar.absences:
        for day in calendar.days:
            for span in common((Span(away.first, away.last),), (whole_day(day),)):
                title = away.reason if named else ""
                yield _box(EntryKind.ABSENCE, away.id, away.clock or 0, span, away.account_id, names, title)


def _box(
    kind: EntryKind, row_id: Id, clock: int, span: Span, account_id: Id | None, names: Mapping[Id, str], title: str
) -> Entry:
    return Entry(
        id=row_id,
        clock=clock,
        kind=kind,
        starts_at=span.start,
        minutes=span.minutes,
        with_id=account_id,
        with_name="" if account_id is None else names.get(account_id, ""),
        title=title,
    )


# -- who works here


def _people(calendar: Calendar, accounts: Iterable[Account], booked: Iterable[Entry]) -> Iterator[Professional]:
    entries: dict[Id, list[Entry]] = {}
    for entry in booked:
        if entry.with_id is not None:
            entries.setdefault(entry.with_id, []).append(entry)
    offered = {line.account_id for line in calendar.availabilities}
    for account in sorted(accounts, key=lambda one: one.name):
        gone = account.closed_on is not None and account.closed_on <= calendar.first
        if account.id in entries or (account.id in offered and not gone):
            yield _professional(calendar, account, entries.get(account.id, []))


def _professional(calendar: Calendar, account: Account, entries: list[Entry]) -> Professional:
    open_spans = tuple(span for day in calendar.days for span in calendar.open_of(account.id, day))
    taken = [lasting(one.starts_at, one.minutes) for one in entries if one.outcome not in _FREED]
    rooms = [line.room for line in calendar.lines_of(account.id) if line.room] or [one.room for one in entries]
    return Professional(
        id=account.id,
        name=account.name,
        platform=_platform(account, entries),
        room=max(rooms, key=rooms.count, default=""),
        open=open_spans,
        offered_minutes=total_minutes(open_spans),
        booked_minutes=total_minutes(common(open_spans, taken)),
    )


def _platform(account: Account, entries: list[Entry]) -> str:
    """The one of her platforms for which she is booked most."""
    own = platforms_of(account)
    return max(own, key=[one.platform for one in entries].count)
