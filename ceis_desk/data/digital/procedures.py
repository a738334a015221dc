"""Procedures in the store, followed to their end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping, Select, func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.digital.posts import DIGITAL
from ceis_desk.data.people import refuse_erased
from ceis_desk.data.read import Reader
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import digital, local, people
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.digital.coop import ProcedureTheme
from ceis_desk.platforms.digital.gestures import ChangeProcedure, OpenProcedure, WithdrawProcedure
from ceis_desk.platforms.digital.model import Procedure, ProcedureList, ProcedureState, ProcedureTab
from ceis_desk.platforms.digital.questions import ListProcedures
from ceis_desk.platforms.digital.rules import check_label, in_order

_TABLE = digital.procedure
NO_PROCEDURE = "Cette démarche n’est plus là. Rien n’a changé\u00a0: relisez la liste."


def open_procedure(tx: Tx, gesture: OpenProcedure) -> Change:
    """Follow a procedure from today on."""
    check_label(gesture.label)
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    refuse_erased(tx.connection, gesture.person_id)
    row_id, state = new_id(), gesture.state
    tx.put(
        _TABLE,
        row_id,
        person_id=gesture.person_id,
        label=gesture.label.strip(),
        theme=gesture.theme.value,
        opened_on=tx.today,
        state=state.value,
        state_on=tx.today,
        due=gesture.due if state.is_open else None,
        account_id=tx.actor.account_id,
    )
    said, masked = both(lambda show: f"Démarche suivie pour {name_of(person, show)}\u00a0: {state.label}.")
    undo = WithdrawProcedure(row_id, clock=tx.stamp()[0])
    return Change(subjects=_subjects(row_id), said=said, masked=masked, undo=undo, made=(row_id,))


def change_procedure(tx: Tx, gesture: ChangeProcedure) -> Change:
    """Write where a procedure stands; the day of its state is kept unless the state changes."""
    check_label(gesture.label)
    row = _row(tx, gesture.procedure_id, gesture.clock)
    former = ProcedureState(row["state"])
    state_on = gesture.state_on or (tx.today if gesture.state is not former else row["state_on"])
    tx.change(
        _TABLE,
        gesture.procedure_id,
        label=gesture.label.strip(),
        theme=gesture.theme.value,
        state=gesture.state.value,
        state_on=state_on,
        due=gesture.due if gesture.state.is_open else None,
    )
    said, masked = both(lambda show: f"Démarche de {name_of(row, show)}\u00a0: {gesture.state.label}.")
    undo = ChangeProcedure(
        gesture.procedure_id,
        row["label"],
        ProcedureTheme(row["theme"]),
        former,
        row["due"],
        row["state_on"],
        tx.stamp()[0],
    )
    return Change(subjects=_subjects(gesture.procedure_id), said=said, masked=masked, undo=undo)


def withdraw_procedure(tx: Tx, gesture: WithdrawProcedure) -> Change:
    """Take a procedure back, or give it back."""
    _row(tx, gesture.procedure_id, gesture.clock)
    tx.change(_TABLE, gesture.procedure_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_subjects(gesture.procedure_id),
        said="Démarche retirée de la liste." if gesture.withdrawn else "Démarche remise dans la liste.",
        undo=WithdrawProcedure(gesture.procedure_id, not gesture.withdrawn, tx.stamp()[0]),
    )


def list_procedures(reader: Reader, question: ListProcedures) -> ProcedureList:
    """The procedures of one tab, and how many each holds."""
    kept = ~_TABLE.c.withdrawn
    found = select(_TABLE.c.state, func.count().label("found")).where(kept).group_by(_TABLE.c.state)
    counts = {row.state: row.found for row in reader.connection.execute(found)}
    rows = reader.connection.execute(_named().where(_TABLE.c.state.in_(_codes(question.tab)), kept)).mappings()
    late = reader.connection.execute(
        select(func.count())
        .select_from(_TABLE)
        .where(_TABLE.c.state.in_(_codes(ProcedureTab.FOLLOW)), kept, _TABLE.c.due < reader.today)
    )
    return ProcedureList(
        lines=in_order(_line(row) for row in rows),
        counts={tab: sum(counts.get(code, 0) for code in _codes(tab)) for tab in ProcedureTab},
        late=late.scalar_one(),
    )


def _codes(tab: ProcedureTab) -> tuple[str, ...]:
    return tuple(state.value for state in tab.states)


def _named() -> Select[*tuple[Any, ...]]:
    """Procedures with the name of the record that stands for their person."""
    canon, person = local.canon, people.person
    own = func.coalesce(canon.c.canonical_id, _TABLE.c.person_id)
    return select(_TABLE, own.label("own_id"), person.c.civility, person.c.used_name, person.c.first_name).select_from(
        _TABLE.outerjoin(canon, canon.c.person_id == _TABLE.c.person_id).join(person, person.c.id == own)
    )


def _line(row: RowMapping) -> Procedure:
    return Procedure(
        id=row["id"],
        clock=row["hlc"],
        person_id=row["own_id"],
        civility=row["civility"],
        used_name=row["used_name"],
        first_name=row["first_name"],
        label=row["label"],
        theme=ProcedureTheme(row["theme"]),
        opened_on=row["opened_on"],
        state=ProcedureState(row["state"]),
        state_on=row["state_on"],
        due=row["due"],
    )


def _row(tx: Tx, procedure_id: Id, clock: int | None) -> RowMapping:
    tx.require_clock(_TABLE, procedure_id, clock)
    row = tx.connection.execute(_named().where(_TABLE.c.id == procedure_id)).mappings().first()
    if row is None:
        raise Refusal(NO_PROCEDURE)
    return row


def _subjects(procedure_id: Id) -> frozenset[Subject]:
    return frozenset({Subject(DIGITAL, procedure_id)})
