"""What became of an appointment, and what the figures keep of whoever honoured it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.gestures import SetOutcome
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.booking import place_of, slot_of, standing, subjects_of
from ceis_desk.data.agenda.counted import kept_of
from ceis_desk.data.agenda.obstacles import refuse_taken
from ceis_desk.data.agenda.waiting import freed_words
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import canonical
from ceis_desk.data.reception import restore_stamps, stamp_visit
from ceis_desk.data.schema import agenda, reception
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import EndReceived, RestoreStamps

_TABLE = agenda.appointment
_Row = Row[*tuple[Any, ...]]


def set_outcome(tx: Tx, gesture: SetOutcome) -> Change:
    """Say what became of an appointment; honoured, it keeps age and district of that day to be counted for ever."""
    tx.require_clock(_TABLE, gesture.appointment_id, gesture.clock)
    row = standing(tx, gesture.appointment_id)
    outcome, before = Outcome(gesture.outcome), Outcome(row.outcome)
    if outcome is Outcome.NO_SHOW:
        _refuse_arrived(tx, row)
    if outcome is Outcome.OPEN and row.starts_at > tx.now:
        refuse_taken(tx.connection, place_of(row), row.id)
    if outcome in (Outcome.HONOURED, Outcome.NO_SHOW) and row.day > tx.today:
        message = "Ce rendez-vous n’est pas encore passé. Rien n’a changé\u00a0: déplacez-le, ou annulez-le."
        raise Refusal(message)
    counted = kept_of(tx, row.person_id, row.day) if outcome is Outcome.HONOURED else {}
    tx.change(_TABLE, row.id, outcome=outcome.value, **counted)
    cancelled = outcome in (Outcome.EXCUSED, Outcome.REVOKED)
    freed = freed_words(tx, slot_of(row), but=row.person_id) if cancelled else ""
    said, masked = both(lambda show: _outcome_words(tx, row, outcome, show) + freed)
    return Change(
        subjects=subjects_of(row.id),
        said=said,
        masked=masked,
        undo=SetOutcome(row.id, before, tx.stamp()[0]),
    )


def end_received(tx: Tx, gesture: EndReceived) -> Change:
    """End a visit and settle its appointment: both are written, or neither."""
    again = isinstance(gesture.visit, RestoreStamps)
    visit = (
        restore_stamps(tx, gesture.visit)
        if isinstance(gesture.visit, RestoreStamps)
        else stamp_visit(tx, gesture.visit)
    )
    settled = set_outcome(tx, gesture.appointment)
    if not (isinstance(visit.undo, RestoreStamps) and isinstance(settled.undo, SetOutcome)):
        raise TypeError("a stamp and an outcome are each taken back by their like")
    also = "" if again else ", rendez-vous honoré"
    return Change(
        subjects=visit.subjects | settled.subjects,
        said=f"{visit.said.rstrip('.')}{also}.",
        masked=f"{visit.masked.rstrip('.')}{also}." if visit.masked else "",
        undo=EndReceived(visit.undo, settled.undo),
    )


def _refuse_arrived(tx: Tx, row: _Row) -> None:
    """Raise Refusal when a visit answers the appointment: whoever came is not absent."""
    table = reception.visit
    at = tx.connection.execute(
        select(table.c.at).where(table.c.appointment_id == row.id, ~table.c.withdrawn).limit(1)
    ).scalar_one_or_none()
    if at is not None:
        raise Refusal(
            f"Cette personne est arrivée à {write_hour(at.time())} pour ce rendez-vous. Rien n’a changé\u00a0: "
            "annulez d’abord cette arrivée si c’est une erreur."
        )


def _outcome_words(tx: Tx, row: _Row, outcome: Outcome, show: Discretion) -> str:
    own = None if row.person_id is None else canonical(tx.connection, row.person_id)
    identity = None if own is None else read_identity(tx.connection, own)
    whose = f"de {name_of(identity, show)}" if identity else "sans nom"
    words = {
        Outcome.OPEN: "remis à venir",
        Outcome.HONOURED: "honoré",
        Outcome.EXCUSED: "annulé par la personne",
        Outcome.REVOKED: "annulé par le service",
        Outcome.NO_SHOW: "noté\u00a0: absence sans prévenir",
    }[outcome]
    return f"Rendez-vous {whose} {words}."
