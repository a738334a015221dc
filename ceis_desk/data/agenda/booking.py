"""Appointments booked, moved, taken back, and what became of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from ceis_desk.agenda.gestures import BookAppointment, MoveAppointment, WithdrawAppointments
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.recurring import moments
from ceis_desk.agenda.rules import SETTLED, may_move
from ceis_desk.agenda.spans import lasting
from ceis_desk.agenda.week import Slot, WaitState
from ceis_desk.core.dates import write_hour, write_long_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.calendar import read_calendar
from ceis_desk.data.agenda.obstacles import (
    Place,
    is_outside_hours,
    obstacle,
    place,
    professional,
    refuse_obstacle,
    refuse_platform,
    refuse_taken,
)
from ceis_desk.data.agenda.subjects import NOT_THERE, may_know, put_subject
from ceis_desk.data.agenda.waiting import freed_words, settle_line
from ceis_desk.data.people import refuse_erased
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import agenda, reception
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.reception.rules import state_of

_TABLE = agenda.appointment


def subjects_of(*ids: Id) -> frozenset[Subject]:
    """These appointments, as a change tells of them; what waits to be checked may have changed with them."""
    return frozenset({Subject("exchange"), *(Subject("appointment", one) for one in ids)})


def book_appointment(tx: Tx, gesture: BookAppointment) -> Change:
    """Book an appointment, or a series; nothing is written when one of them cannot stand."""
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    refuse_erased(tx.connection, gesture.person_id)
    refuse_platform(gesture.platform)
    refuse_nir(gesture.room)
    places = [
        place(at, gesture.minutes, gesture.account_id, gesture.room)
        for at in moments(gesture.starts_at, gesture.every, gesture.times)
    ]
    name = professional(tx.connection, gesture.account_id, places[-1].span.start.date())
    if not gesture.anyway:
        for number, where in enumerate(places):
            before = f"Le {write_long_day(where.span.start.date())}\u00a0: " if number else ""
            refuse_obstacle(tx.connection, where, before=before)
    made = _write(tx, gesture, places)
    if gesture.waiting_id is not None:
        settle_line(tx, gesture.waiting_id, WaitState.BOOKED)
    words = _booked_words(tx, places, name)
    said, masked = both(lambda show: words.format(who=name_of(person, show)))
    return Change(
        subjects=subjects_of(*made) | _waiting(gesture.waiting_id),
        said=said,
        masked=masked,
        undo=WithdrawAppointments(made, waiting_id=gesture.waiting_id, clocks=(tx.stamp()[0],) * len(made)),
        made=made,
    )


def _write(tx: Tx, gesture: BookAppointment, places: list[Place]) -> tuple[Id, ...]:
    series = new_id() if len(places) > 1 else None
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "person_id": gesture.person_id,
            "account_id": gesture.account_id,
            "platform": gesture.platform,
            "starts_at": where.span.start,
            "day": where.span.start.date(),
            "minutes": gesture.minutes,
            "room": where.room,
            "outcome": Outcome.OPEN.value,
            "withdrawn": False,
            "series_id": series,
            "external": "",
        }
        for where in places
    ]
    tx.put_many(_TABLE, rows)
    about = (gesture.kind_code, gesture.subject)
    made: tuple[Id, ...] = tuple(row["id"] for row in rows)
    if any(about) and may_know(tx.actor, gesture.platform, gesture.account_id):
        for one in made:
            put_subject(tx, one, gesture.platform, about)
    return made


def _booked_words(tx: Tx, places: list[Place], name: str) -> str:
    """The sentence, `{who}` standing for the person."""
    first = places[0].span.start
    when = f"{write_long_day(first.date())} à {write_hour(first.time())}"
    outside = is_outside_hours(read_calendar(tx.connection, first.date(), first.date()), places[0])
    also = ", hors de ses heures de réception" if outside else ""
    if len(places) == 1:
        return f"Rendez-vous de {{who}} pris {when} avec {name}{also}."
    return f"{len(places)} rendez-vous de {{who}} pris avec {name}, le premier {when}{also}."


def _waiting(waiting_id: Id | None) -> frozenset[Subject]:
    return frozenset() if waiting_id is None else frozenset({Subject("waiting_person", waiting_id)})


def move_appointment(tx: Tx, gesture: MoveAppointment) -> Change:
    """Give an appointment another moment, length, room or professional; those who wait for the old one are told."""
    tx.require_clock(_TABLE, gesture.appointment_id, gesture.clock)
    row = standing(tx, gesture.appointment_id)
    _refuse_settled(tx, row)
    account_id = row.account_id if gesture.account_id is None else gesture.account_id
    minutes = row.minutes if gesture.minutes is None else gesture.minutes
    room = row.room if gesture.room is None else gesture.room
    refuse_nir(room)
    where = place(gesture.starts_at, minutes, account_id, room)
    if gesture.account_id is not None:
        professional(tx.connection, gesture.account_id, where.span.start.date())
    if not gesture.anyway:
        refuse_obstacle(tx.connection, where, row.id)
    was_over = bool(obstacle(tx.connection, place_of(row), row.id))
    start = where.span.start
    tx.change(
        _TABLE,
        row.id,
        starts_at=start,
        day=start.date(),
        minutes=minutes,
        account_id=account_id,
        room=where.room,
    )
    freed = freed_words(tx, slot_of(row), but=row.person_id)
    return Change(
        subjects=subjects_of(row.id),
        said=f"Rendez-vous déplacé au {write_long_day(start.date())} à {write_hour(start.time())}.{freed}",
        undo=MoveAppointment(
            row.id, row.starts_at, tx.stamp()[0], row.account_id, row.minutes, row.room, anyway=was_over
        ),
    )


def _refuse_settled(tx: Tx, row: Row[*tuple[Any, ...]]) -> None:
    """Raise Refusal for an appointment with an outcome, or whose person is received or was."""
    visit = reception.visit
    came = (visit.c.appointment_id == row.id, ~visit.c.withdrawn)
    found = tx.connection.execute(select(visit).where(*came).order_by(visit.c.id).limit(1)).first()
    state = state_of(found.called_at, found.busy_at, found.gone_at, found.waiting_at).value if found else ""
    if not may_move(Outcome(row.outcome), state):
        raise Refusal(SETTLED)


def standing(tx: Tx, appointment_id: Id) -> Row[*tuple[Any, ...]]:
    """An appointment that is still there; raises Refusal."""
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == appointment_id)).first()
    if row is None or row.withdrawn:
        raise Refusal(NOT_THERE)
    return row


def place_of(row: Row[*tuple[Any, ...]]) -> Place:
    """Where an appointment stands."""
    return Place(lasting(row.starts_at, row.minutes), row.account_id, row.room)


def slot_of(row: Row[*tuple[Any, ...]]) -> Slot:
    """The time that an appointment frees when it goes."""
    return Slot(row.account_id, "", row.platform, row.starts_at, row.minutes, row.room)


def withdraw_appointments(tx: Tx, gesture: WithdrawAppointments) -> Change:
    """Take appointments back, or put them back; a line of the waiting list follows them."""
    if not gesture.ids:
        message = "Aucun rendez-vous n’a été choisi. Rien n’a changé\u00a0: choisissez-en un dans l’agenda."
        raise Refusal(message)
    for number, one in enumerate(gesture.ids):
        tx.require_clock(_TABLE, one, gesture.clocks[number] if gesture.clocks else None)
        row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == one)).first()
        if row is None:
            raise Refusal(NOT_THERE)
        if not gesture.withdrawn:
            refuse_taken(tx.connection, place_of(row), one)
        tx.change(_TABLE, one, withdrawn=gesture.withdrawn)
    if gesture.waiting_id is not None:
        settle_line(tx, gesture.waiting_id, WaitState.WAITING if gesture.withdrawn else WaitState.BOOKED)
    count = len(gesture.ids)
    done = "retiré" if gesture.withdrawn else "remis"
    said = f"Rendez-vous {done}." if count == 1 else f"{count} rendez-vous {done}s."
    return Change(
        subjects=subjects_of(*gesture.ids) | _waiting(gesture.waiting_id),
        said=said,
        undo=WithdrawAppointments(
            gesture.ids, not gesture.withdrawn, gesture.waiting_id, clocks=(tx.stamp()[0],) * count
        ),
    )
