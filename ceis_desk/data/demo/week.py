"""The agenda of the demonstration as rows: hours, rooms, meetings, the week of the pictures, who waits."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.agenda.counted import kept_of
from ceis_desk.data.agenda.subjects import put_subject
from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.demo.office import (
    ABOUT,
    AVAILABILITIES,
    CLOSED,
    FIRST_DAY,
    MEETING,
    MONDAY,
    WAITING,
    WEEK,
    WORKSHOP,
    WORKSHOP_SEATS,
    Booked,
    at,
    room_of,
)
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx

_BUDGET = "budget"


def write_agenda(tx: Tx, staff: dict[str, Id], people: dict[str, Id]) -> None:
    """Write what the agenda shows beside the morning of the pictures."""
    _write_hours(tx, staff)
    for line in WEEK:
        _write_appointment(tx, line, staff, people)
    for code, days in WAITING:
        tx.put(
            agenda.waiting_person,
            new_id(),
            person_id=people[code],
            platform=_BUDGET,
            minutes=45,
            since=OPENING.date() - dt.timedelta(days=days),
            wish="",
            state="waiting",
        )
    _write_workshop(tx, staff, people)


def _write_hours(tx: Tx, staff: dict[str, Id]) -> None:
    for login, weekday, first, last, room in AVAILABILITIES:
        start, end = dt.time.fromisoformat(first), dt.time.fromisoformat(last)
        tx.put(
            agenda.availability,
            new_id(),
            account_id=staff[login],
            weekday=weekday,
            first_minute=start.hour * 60 + start.minute,
            last_minute=end.hour * 60 + end.minute,
            every=1,
            from_day=FIRST_DAY,
            room=room,
        )
    title, day, begins, ends = MEETING
    tx.put(agenda.busy_time, new_id(), starts_at=at(begins, day), ends_at=at(ends, day), title=title, every=1)
    for words, since, until in CLOSED:
        opens = until + dt.timedelta(days=1)
        tx.put(agenda.busy_time, new_id(), starts_at=at("00:00", since), ends_at=at("00:00", opens), title=words)


def _write_appointment(tx: Tx, line: Booked, staff: dict[str, Id], people: dict[str, Id]) -> None:
    day, row_id = MONDAY + dt.timedelta(days=line.day), new_id()
    tx.put(
        agenda.appointment,
        row_id,
        person_id=people[line.code],
        account_id=staff[line.login],
        platform=_BUDGET,
        starts_at=at(line.hour, day),
        day=day,
        minutes=line.minutes,
        room=room_of(line.login),
        outcome=line.outcome.value,
        **kept_of(tx, people[line.code], day),
    )
    say_about(tx, row_id, line.kind)


def say_about(tx: Tx, appointment_id: Id, kind: str) -> None:
    """What a budget appointment is about, sealed to the counsellors."""
    put_subject(tx, appointment_id, _BUDGET, (kind, ABOUT[kind]))


def _write_workshop(tx: Tx, staff: dict[str, Id], people: dict[str, Id]) -> None:
    title, weekday, hour, minutes, places = WORKSHOP
    day, session_id = MONDAY + dt.timedelta(days=weekday), new_id()
    tx.put(
        agenda.session,
        session_id,
        title=title,
        platform=_BUDGET,
        account_id=staff["claire"],
        starts_at=at(hour, day),
        day=day,
        minutes=minutes,
        room="salle 1",
        places=places,
    )
    for code in WORKSHOP_SEATS:
        tx.put(
            agenda.attendance,
            code_id("attendance", session_id, people[code]),
            session_id=session_id,
            person_id=people[code],
            state="enrolled",
        )
