"""Visits in the store: recorded, corrected, called, stamped and taken back until the day is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, func, select

from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.identity import identity_of
from ceis_desk.data.people import GONE
from ceis_desk.data.schema import people, reception
from ceis_desk.data.schema.base import UuidBytes
from ceis_desk.data.write import Tx
from ceis_desk.people.model import Work
from ceis_desk.people.names import display_name
from ceis_desk.reception.gestures import (
    CloseDay,
    CorrectVisit,
    RecordVisit,
    RestoreStamps,
    StampVisit,
    WithdrawVisits,
)
from ceis_desk.reception.model import Medium, MotifChoice, VisitState
from ceis_desk.reception.rules import PRECISION_LENGTH, snapshot

VISIT = "visit"
_STAMPS = ("called_at", "called_by", "busy_at", "received_by", "gone_at")
NO_VISIT = "Ce passage n’est plus là. Rien d’autre n’a changé : relisez la liste."


def record_visit(tx: Tx, gesture: RecordVisit) -> Change:
    """One visit for each person of the arrival; nothing is compulsory, not even a motif."""
    at = gesture.at or tx.now
    if at > tx.now + dt.timedelta(minutes=1):
        message = "Cette heure n’est pas encore passée. Rien n’a été enregistré : corrigez le jour ou l’heure."
        raise Refusal(message)
    refuse_nir(gesture.given_name)
    refuse_nir(gesture.referred_to)
    waits = gesture.waits and gesture.medium is Medium.COUNTER and at.date() == tx.today
    arrival = new_id()
    made: list[Id] = []
    whoever: tuple[Id | None, ...] = gesture.persons + (None,) * gesture.anonymous or (None,)
    known = [_person(tx, person_id) for person_id in whoever]
    for person_id, person in zip(whoever, known, strict=True):
        visit_id = new_id()
        tx.put(
            reception.visit,
            visit_id,
            at=at,
            day=at.date(),
            timed=True,
            medium=gesture.medium.value,
            person_id=person_id,
            given_name="" if person_id else gesture.given_name,
            for_id=gesture.for_id,
            appointment_id=gesture.appointment_id if person_id else None,
            arrival_id=arrival,
            waiting_at=at if waits else None,
            gone_at=None if waits else at,
            referred_to=gesture.referred_to,
            recorded_by=tx.actor.account_id,
            withdrawn=False,
            **_snapshot_columns(person, at.date()),
        )
        _write_motifs(tx, visit_id, gesture.motifs)
        made.append(visit_id)
    who = _who(known[0], gesture.given_name)
    more = f" et de {len(made) - 1} autre{'s' if len(made) > 2 else ''}" if len(made) > 1 else ""  # noqa: PLR2004 French plural
    return Change(
        subjects=frozenset(Subject(VISIT, visit_id) for visit_id in made),
        said=f"Arrivée {who}{more} enregistrée à {write_hour(at.time())}",
        undo=WithdrawVisits(tuple(made), clocks=(tx.stamp()[0],) * len(made)),
        made=tuple(made),
    )


@cache
def _persons() -> Select[*tuple[Any, ...]]:
    person, work = people.person, people.person_work
    return (
        select(person, work.c.work)
        .select_from(person.outerjoin(work, work.c.id == person.c.id))
        .where(person.c.id == bindparam("wanted", type_=UuidBytes))
    )


def _person(tx: Tx, person_id: Id | None) -> RowMapping | None:
    """The row of a person with her work situation, in one statement."""
    if person_id is None:
        return None
    row = tx.connection.execute(_persons(), {"wanted": person_id}).mappings().first()
    if row is None:
        raise Refusal(GONE)
    return row


def _snapshot_columns(person: RowMapping | None, day: dt.date) -> dict[str, Any]:
    if person is None:
        return {}
    return asdict(snapshot(identity_of(person, ()), Work(person["work"] or ""), day))


def _write_motifs(tx: Tx, visit_id: Id, motifs: tuple[MotifChoice, ...]) -> None:
    for position, choice in enumerate(motifs):
        refuse_nir(choice.precision)
        tx.put(
            reception.visit_motif,
            code_id("visit_motif", visit_id, choice.motif_id),
            visit_id=visit_id,
            motif_id=choice.motif_id,
            precision=choice.precision[:PRECISION_LENGTH],
            position=position,
            active=True,
        )


def _who(person: RowMapping | None, given_name: str) -> str:
    """The person in a sentence: `de Mme BENALI Samira`, `de Samira`, or `anonyme`."""
    if person is None:
        return f"de {given_name}" if given_name else "anonyme"
    return f"de {display_name(person['civility'], person['used_name'], person['first_name'])}"


def correct_visit(tx: Tx, gesture: CorrectVisit) -> Change:
    """Replace what was said of a visit; its snapshot is taken again for the person and day it now has."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    row = _open_visit(tx, gesture.visit_id)
    before = _motifs_of(tx, gesture.visit_id)
    for text in (gesture.given_name, gesture.referred_to):
        refuse_nir(text)
    blank: dict[str, Any] = {
        "age": None,
        "sex": "unknown",
        "qpv": "unknown",
        "district": "",
        "job_seeker": None,
        "lone_parent": None,
        "isolated": None,
    }
    tx.change(
        reception.visit,
        gesture.visit_id,
        person_id=gesture.person_id,
        given_name=gesture.given_name,
        for_id=gesture.for_id,
        medium=gesture.medium.value,
        at=gesture.at,
        day=gesture.at.date(),
        referred_to=gesture.referred_to,
        waiting_at=gesture.at if row["waiting_at"] else None,
        **(_snapshot_columns(_person(tx, gesture.person_id), gesture.at.date()) or blank),
    )
    kept = {choice.motif_id for choice in gesture.motifs}
    for choice in before:
        if choice.motif_id not in kept:
            tx.change(reception.visit_motif, code_id("visit_motif", gesture.visit_id, choice.motif_id), active=False)
    _write_motifs(tx, gesture.visit_id, gesture.motifs)
    undo = CorrectVisit(
        visit_id=gesture.visit_id,
        clock=tx.stamp()[0],
        person_id=row["person_id"],
        given_name=row["given_name"],
        motifs=before,
        for_id=row["for_id"],
        medium=Medium(row["medium"]),
        at=row["at"],
        referred_to=row["referred_to"],
    )
    return Change(subjects=_visit(gesture.visit_id), said="Passage corrigé.", undo=undo)


def _motifs_of(tx: Tx, visit_id: Id) -> tuple[MotifChoice, ...]:
    table = reception.visit_motif
    rows = tx.connection.execute(
        select(table.c.motif_id, table.c.precision)
        .where(table.c.visit_id == visit_id, table.c.active)
        .order_by(table.c.position)
    )
    return tuple(MotifChoice(row.motif_id, row.precision) for row in rows)


def withdraw_visits(tx: Tx, gesture: WithdrawVisits) -> Change:
    """Take visits back, or give them back, while their day is open."""
    rows = []
    for index, visit_id in enumerate(gesture.visit_ids):
        tx.require_clock(reception.visit, visit_id, gesture.clocks[index] if gesture.clocks else None)
        rows.append(_open_visit(tx, visit_id))
        tx.change(reception.visit, visit_id, withdrawn=gesture.withdrawn)
    who = _who(_person(tx, rows[0]["person_id"]), rows[0]["given_name"])
    said = "annulée" if gesture.withdrawn else "rétablie"
    return Change(
        subjects=frozenset(Subject(VISIT, visit_id) for visit_id in gesture.visit_ids),
        said=f"Arrivée {who} {said}.",
        undo=WithdrawVisits(
            gesture.visit_ids, withdrawn=not gesture.withdrawn, clocks=(tx.stamp()[0],) * len(gesture.visit_ids)
        ),
    )


def _open_visit(tx: Tx, visit_id: Id) -> RowMapping:
    row = tx.connection.execute(select(reception.visit).where(reception.visit.c.id == visit_id)).mappings().first()
    if row is None:
        raise Refusal(NO_VISIT)
    if is_closed(tx, row["day"]):
        message = "Ce jour est clos : ses passages ne changent plus. Rien n’a été modifié."
        raise Refusal(message)
    return row


def is_closed(tx: Tx, day: dt.date) -> bool:
    """Whether that day was closed."""
    return (
        tx.connection.execute(
            select(func.count()).select_from(reception.day_closed).where(reception.day_closed.c.day == day)
        ).scalar_one()
        > 0
    )


def stamp_visit(tx: Tx, gesture: StampVisit) -> Change:
    """Set where a visit stands; going back clears the later stamps."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    row = _open_visit(tx, gesture.visit_id)
    state = VisitState(gesture.state)
    tx.change(reception.visit, gesture.visit_id, **_stamps(tx, row, state))
    who = _who(_person(tx, row["person_id"]), row["given_name"]).removeprefix("de ")
    words = {
        VisitState.WAITING: f"{who} attend de nouveau.",
        VisitState.CALLED: f"Appel de {who}.",
        VisitState.BUSY: f"{who} est en entretien.",
        VisitState.GONE: f"Passage de {who} terminé.",
    }
    return Change(
        subjects=_visit(gesture.visit_id),
        said=words[state].replace("anonyme", "la personne sans nom"),
        undo=RestoreStamps(gesture.visit_id, tx.stamp()[0], tuple((name, row[name]) for name in _STAMPS)),
    )


def restore_stamps(tx: Tx, gesture: RestoreStamps) -> Change:
    """Put the stamps back as they were."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    row = _open_visit(tx, gesture.visit_id)
    tx.change(reception.visit, gesture.visit_id, **dict(gesture.stamps))
    return Change(
        subjects=_visit(gesture.visit_id),
        said="C’est annulé : la personne est remise à sa place.",
        undo=RestoreStamps(gesture.visit_id, tx.stamp()[0], tuple((name, row[name]) for name in _STAMPS)),
    )


def _stamps(tx: Tx, row: RowMapping, state: VisitState) -> dict[str, Any]:
    who = tx.actor.account_id
    called = {"called_at": row["called_at"] or tx.now, "called_by": row["called_by"] or who}
    busy = {"busy_at": row["busy_at"] or tx.now, "received_by": row["received_by"] or who}
    if state is VisitState.WAITING:
        return dict.fromkeys(_STAMPS)
    if state is VisitState.CALLED:
        return {**called, "busy_at": None, "received_by": None, "gone_at": None}
    if state is VisitState.BUSY:
        return {**called, **busy, "gone_at": None}
    return {"gone_at": tx.now}


def _visit(visit_id: Id) -> frozenset[Subject]:
    return frozenset({Subject(VISIT, visit_id)})


def close_day(tx: Tx, gesture: CloseDay) -> Change:
    """Close a day; whoever still waits then is gone."""
    if gesture.day > tx.today:
        message = "Ce jour n’est pas encore passé. Rien n’a été clos."
        raise Refusal(message)
    table = reception.visit
    waiting = tx.connection.execute(
        select(table.c.id).where(table.c.day == gesture.day, table.c.gone_at.is_(None), ~table.c.withdrawn)
    ).scalars()
    end = min(tx.now, dt.datetime.combine(gesture.day, dt.time(23, 59)))
    for visit_id in list(waiting):
        tx.change(table, visit_id, gone_at=end)
    tx.put(
        reception.day_closed,
        code_id("day_closed", gesture.day),
        day=gesture.day,
        at=tx.now,
        by_id=tx.actor.account_id,
    )
    return Change(subjects=frozenset({Subject("day"), Subject(VISIT)}), said="La journée est close.")
