"""The end of an interview in one transaction: note signed, act counted, step reached, appointment and visit closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import case_at, put_case
from ceis_desk.data.budget.items import put_item
from ceis_desk.data.budget.things import INTERVIEW
from ceis_desk.data.notes.signing import write_note
from ceis_desk.data.people import same_person
from ceis_desk.data.reception import open_visit, stamp_visit
from ceis_desk.data.schema import agenda
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import SignNote
from ceis_desk.platforms.budget.gestures import EndInterview
from ceis_desk.platforms.budget.model import BudgetCase
from ceis_desk.platforms.budget.rules import reached, require_open
from ceis_desk.reception.gestures import StampVisit
from ceis_desk.reception.model import VisitState

_NOT_HERS = "Ce rendez-vous ou ce passage n’est pas d’une personne du dossier. Rien n’a été signé, le brouillon reste."
_SETTLED = "Ce rendez-vous a déjà une issue. Rien n’a été signé, le brouillon reste\u00a0: relisez l’agenda."
_APPOINTMENT = "appointment"


def end_interview(tx: Tx, gesture: EndInterview) -> Change:
    """End an interview: all of it is written, or nothing."""
    case = case_at(tx, gesture.case_id, gesture.clock)
    require_open(case)
    note_id = write_note(tx, _note_of(tx, gesture)) if gesture.text.strip() else None
    subjects = set(_count(tx, gesture, note_id))
    if gesture.step is not None:
        day = gesture.day or tx.today
        subjects |= put_case(tx, reached(case, gesture.step, day, tx.actor.account_id))
    if gesture.appointment_id is not None:
        subjects |= _honour(tx, case, gesture.appointment_id)
    if gesture.visit_id is not None:
        subjects |= _end_visit(tx, case, gesture.visit_id)
    said = "Entretien terminé, note signée." if note_id else "Entretien terminé."
    return Change(subjects=frozenset(subjects), said=said, made=(note_id,) if note_id else ())


def _note_of(tx: Tx, gesture: EndInterview) -> SignNote:
    return SignNote(
        thread_id=gesture.case_id,
        group=Group.BUDGET,
        text=gesture.text,
        day=gesture.day or tx.today,
        minutes=gesture.minutes,
        medium=gesture.medium,
        private=gesture.private,
        completes=gesture.completes,
    )


def _count(tx: Tx, gesture: EndInterview, note_id: Id | None) -> frozenset[Subject]:
    """The act itself: its author, its day, its length; the figures learn the month, the length and the medium."""
    day = gesture.day or tx.today
    if day > tx.today or not 0 <= gesture.minutes <= 24 * 60:
        raise Refusal("Un entretien a un jour passé et une durée. Rien n’a été signé, le brouillon reste.")
    payload: dict[str, Any] = {
        "day": day.isoformat(),
        "minutes": gesture.minutes,
        "medium": gesture.medium.value,
        "author": tx.actor.account_id.hex,
        "note": note_id.hex if note_id else "",
        "appointment": gesture.appointment_id.hex if gesture.appointment_id else "",
        "visit": gesture.visit_id.hex if gesture.visit_id else "",
    }
    fact = {"month": f"{day:%Y-%m}", "minutes": gesture.minutes, "medium": gesture.medium.value}
    return put_item(tx, gesture.case_id, id_at(tx.now), INTERVIEW, payload, fact)


def _honour(tx: Tx, case: BudgetCase, appointment_id: Id) -> frozenset[Subject]:
    table = agenda.appointment
    row = tx.connection.execute(select(table).where(table.c.id == appointment_id, ~table.c.withdrawn)).first()
    if row is None or not _is_hers(tx, case, row.person_id):
        raise Refusal(_NOT_HERS)
    if row.outcome not in (Outcome.OPEN.value, Outcome.HONOURED.value):
        raise Refusal(_SETTLED)
    if row.outcome == Outcome.OPEN.value:
        tx.change(table, appointment_id, outcome=Outcome.HONOURED.value)
    return frozenset({Subject(_APPOINTMENT, appointment_id)})


def _end_visit(tx: Tx, case: BudgetCase, visit_id: Id) -> frozenset[Subject]:
    row = open_visit(tx, visit_id)
    if not _is_hers(tx, case, row["person_id"]):
        raise Refusal(_NOT_HERS)
    if row["gone_at"] is not None:
        return frozenset()
    # Whoever was not stamped as received was: this is where it is known at the latest.
    if row["busy_at"] is None and row["waiting_at"] is not None:
        stamp_visit(tx, StampVisit(visit_id, VisitState.BUSY))
    return stamp_visit(tx, StampVisit(visit_id, VisitState.GONE)).subjects


def _is_hers(tx: Tx, case: BudgetCase, person_id: Id | None) -> bool:
    named = (member.person_id for member in case.members if member.person_id is not None)
    return person_id is not None and any(person_id in same_person(tx.connection, one) for one in named)
