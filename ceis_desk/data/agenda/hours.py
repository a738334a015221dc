"""When professionals receive, and what closes: written, changed, taken away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from ceis_desk.agenda.gestures import SetAvailability, SetBusyTime
from ceis_desk.agenda.questions import Availabilities
from ceis_desk.agenda.spans import meet
from ceis_desk.agenda.week import Availability, BusyTime, Span
from ceis_desk.core.dates import DAYS, write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.calendar import read_availabilities, read_busy_times, read_taken
from ceis_desk.data.agenda.obstacles import professional
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx

LONGEST_TITLE = 120
MOST_WEEKS = 52
_ORDER = "La fin précède le début. Rien n’a été enregistré\u00a0: corrigez l’heure ou le jour."
_OFTEN = f"Une répétition va d’une semaine à {MOST_WEEKS}. Rien n’a été enregistré\u00a0: corrigez-la."
_NO_DAY = "Ce jour de la semaine n’existe pas. Rien n’a été enregistré\u00a0: choisissez-en un de lundi à dimanche."


def read_hours(reader: Reader, question: Availabilities) -> tuple[tuple[Availability, ...], tuple[BusyTime, ...]]:
    """Availabilities and closings that still count on that day or later."""
    connection, day = reader.connection, question.from_day
    return read_availabilities(connection, day, None), read_busy_times(connection, day, None)


def set_availability(tx: Tx, gesture: SetAvailability) -> Change:
    """Say when a professional receives, change it, or take it away; what is booked stays."""
    if gesture.weekday not in range(len(DAYS)):
        raise Refusal(_NO_DAY)
    if gesture.last <= gesture.first or (gesture.to_day is not None and gesture.to_day < gesture.from_day):
        raise Refusal(_ORDER)
    if not 1 <= gesture.every <= MOST_WEEKS:
        raise Refusal(_OFTEN)
    refuse_nir(gesture.room)
    name = professional(tx.connection, gesture.account_id, gesture.from_day)
    table, row_id = agenda.availability, gesture.id or new_id()
    tx.require_clock(table, row_id, gesture.clock)
    old = tx.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    tx.put(
        table,
        row_id,
        account_id=gesture.account_id,
        weekday=gesture.weekday,
        first_minute=_minute(gesture.first),
        last_minute=_minute(gesture.last),
        every=gesture.every,
        from_day=gesture.from_day,
        to_day=gesture.to_day,
        room=gesture.room.strip(),
        withdrawn=gesture.withdrawn,
    )
    clock = tx.stamp()[0]
    undo = (
        SetAvailability(
            old["account_id"],
            old["weekday"],
            _time(old["first_minute"]),
            _time(old["last_minute"]),
            old["from_day"],
            old["to_day"],
            old["every"],
            old["room"],
            row_id,
            clock,
            old["withdrawn"],
        )
        if old
        else replace(gesture, id=row_id, clock=clock, withdrawn=True)
    )
    hours = f"{DAYS[gesture.weekday]} de {write_hour(gesture.first)} à {write_hour(gesture.last)}"
    said = f"{name} ne reçoit plus le {hours}." if gesture.withdrawn else f"{name} reçoit le {hours}."
    return Change(subjects=_subjects("availability", row_id), said=said, undo=undo, made=(row_id,))


def _minute(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute


def _time(minute: int) -> dt.time:
    return dt.time(minute // 60, minute % 60)


def set_busy_time(tx: Tx, gesture: SetBusyTime) -> Change:
    """Close a time, change it, or open it again; what is booked in it stays, and is counted in the sentence."""
    if gesture.ends_at <= gesture.starts_at or (gesture.until is not None and gesture.until < gesture.starts_at.date()):
        raise Refusal(_ORDER)
    if not 0 <= gesture.every <= MOST_WEEKS:
        raise Refusal(_OFTEN)
    title = gesture.title.strip()
    refuse_nir(title)
    if len(title) > LONGEST_TITLE:
        message = f"Un titre tient en {LONGEST_TITLE} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
        raise Refusal(message)
    if gesture.account_id is not None:
        professional(tx.connection, gesture.account_id, gesture.starts_at.date())
    table, row_id = agenda.busy_time, gesture.id or new_id()
    tx.require_clock(table, row_id, gesture.clock)
    old = tx.connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    tx.put(
        table,
        row_id,
        account_id=gesture.account_id,
        starts_at=gesture.starts_at,
        ends_at=gesture.ends_at,
        title=title,
        every=gesture.every,
        until=gesture.until,
        withdrawn=gesture.withdrawn,
    )
    clock = tx.stamp()[0]
    undo = (
        SetBusyTime(
            old["starts_at"],
            old["ends_at"],
            old["title"],
            old["account_id"],
            old["every"],
            old["until"],
            row_id,
            clock,
            old["withdrawn"],
        )
        if old
        else replace(gesture, id=row_id, clock=clock, withdrawn=True)
    )
    said = "Ce temps est de nouveau ouvert." if gesture.withdrawn else f"Temps fermé.{_over(tx, gesture)}"
    return Change(subjects=_subjects("busy_time", row_id), said=said, undo=undo, made=(row_id,))


def _over(tx: Tx, gesture: SetBusyTime) -> str:
    """What stands in a time just closed, in its first occurrence."""
    span = Span(gesture.starts_at, gesture.ends_at)
    taken = read_taken(tx.connection, span.start.date(), span.end.date())
    count = sum(1 for one in taken if meet(one.span, span) and gesture.account_id in (None, one.account_id))
    if not count:
        return ""
    standing = "1 rendez-vous ou atelier y est pris" if count == 1 else f"{count} rendez-vous ou ateliers y sont pris"
    return f" {standing}\u00a0: pensez à les déplacer."


def _subjects(kind: str, row_id: Id) -> frozenset[Subject]:
    return frozenset({Subject(kind, row_id), Subject("appointment")})
