"""Visits in the store: recorded, called, stamped and taken back until the day is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, exists, func, or_, select

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.dates import write_hour
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.arrivals import WORKSHOP, follow_visit
from ceis_desk.data.clocks import behind_ms
from ceis_desk.data.closing import refuse_closed
from ceis_desk.data.identity import identity_of
from ceis_desk.data.partners.orientation import partner_named, send_on, withdraw_with, words_kept
from ceis_desk.data.people import GONE, canonical, read_work
from ceis_desk.data.schema import local, people, reception
from ceis_desk.data.schema.base import UuidBytes
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.people.model import Work
from ceis_desk.reception.gestures import RecordVisit, RestoreStamps, StampVisit, WithdrawVisits
from ceis_desk.reception.model import NOTHING_SAID, Medium, MotifChoice, Snapshot, Stamps, VisitState
from ceis_desk.reception.rules import PRECISION_LENGTH, snapshot

VISIT = "visit"
NO_VISIT = "Ce passage n’est plus là. Rien d’autre n’a changé\u00a0: relisez la liste."
NO_PRECISION = (
    "La précision sous un motif est tenue par l’accueil\u00a0: votre compte la lit. "
    "Rien n’a été enregistré\u00a0: retirez la précision, le motif suffit."
)
NO_QUEUE = (
    "Ce passage n’est pas d’aujourd’hui au comptoir\u00a0: il n’a pas de place dans la file. "
    "Rien n’a changé\u00a0: corrigez-le d’abord."
)


def record_visit(tx: Tx, gesture: RecordVisit) -> Change:
    """One visit for each person of the arrival; nothing is compulsory, not even a motif."""
    at = gesture.at or tx.now
    refuse_future(tx, at)
    refuse_closed(tx.connection, at.date())
    refuse_nir(gesture.given_name)
    refuse_nir(gesture.referred_to)
    refuse_precisions(tx, gesture.motifs)
    persons = tuple(dict.fromkeys(gesture.persons))
    known = welcomed(tx, persons)
    partner = partner_named(tx.connection, gesture.referred_to, at.date()) if persons else None
    gesture = replace(gesture, referred_to=words_kept(partner, gesture.referred_to))
    whoever: tuple[Id | None, ...] = persons + (None,) * gesture.anonymous or (None,)
    rows = _arrival_rows(tx, gesture, at, [(person_id, known.get(person_id)) for person_id in whoever])
    made = tuple(row["id"] for row in rows)
    tx.put_many(reception.visit, rows)
    tx.put_many(reception.visit_motif, [row for visit_id in made for row in motif_rows(visit_id, gesture.motifs)])
    if partner is not None:
        for row in rows:
            send_on(tx, row["id"], row["person_id"], at.date(), partner)
    ticked = _ticked(tx, gesture, made)
    first, given, hour = known.get(whoever[0]), gesture.given_name, write_hour(at.time())
    more = f" et de {len(made) - 1} autre{'s' if len(made) > 2 else ''}" if len(made) > 1 else ""  # noqa: PLR2004 French plural
    said, masked = both(lambda show: f"Arrivée {_who(first, given, show)}{more} enregistrée à {hour}")
    return Change(
        subjects=frozenset(Subject(VISIT, visit_id) for visit_id in made) | ticked,
        said=said,
        masked=masked,
        undo=WithdrawVisits(made, clocks=(tx.stamp()[0],) * len(made)),
        made=made,
    )


def _ticked(tx: Tx, gesture: RecordVisit, visits: Iterable[Id]) -> frozenset[Subject]:
    """The sessions on whose roll these arrivals are ticked: an arrival for anything else costs no statement."""
    if all(choice.motif_id != WORKSHOP for choice in gesture.motifs):
        return frozenset()
    return frozenset[Subject]().union(*(follow_visit(tx, visit_id) for visit_id in visits))


def refuse_future(tx: Tx, at: dt.datetime) -> None:
    """Raise Refusal when that moment is more than a minute ahead."""
    if at > tx.now + dt.timedelta(minutes=1):
        message = "Cette heure n’est pas encore passée. Rien n’a été enregistré\u00a0: corrigez le jour ou l’heure."
        raise Refusal(message)


def refuse_precisions(tx: Tx, motifs: Iterable[MotifChoice], before: Iterable[MotifChoice] = ()) -> None:
    """Raise Denied when a precision changes and the account only reads them (docs/decisions/0013)."""
    written = {choice.motif_id: choice.precision for choice in before}
    changed = any(choice.precision != written.get(choice.motif_id, "") for choice in motifs)
    if changed and not may(tx.actor.roles, Thing.PRECISION, Level.WRITE):
        raise Denied(NO_PRECISION)


def _arrival_rows(
    tx: Tx, gesture: RecordVisit, at: dt.datetime, whoever: list[tuple[Id | None, RowMapping | None]]
) -> list[dict[str, Any]]:
    waits = gesture.waits and gesture.medium is Medium.COUNTER and at.date() == tx.today
    shared = {
        "at": at,
        "day": at.date(),
        "timed": True,
        "medium": gesture.medium.value,
        "for_id": gesture.for_id,
        "arrival_id": new_id(),
        "waiting_at": _since(tx, gesture, at) if waits else None,
        "gone_at": None if waits else at,
        "referred_to": gesture.referred_to,
        "recorded_by": tx.actor.account_id,
        "withdrawn": False,
    }
    return [
        {
            "id": new_id(),
            "person_id": person_id,
            "given_name": "" if person_id else gesture.given_name,
            "appointment_id": gesture.appointment_id if person_id else None,
            **shared,
            **asdict(snapshot_of(tx, person, at.date())),
        }
        for person_id, person in whoever
    ]


def _since(tx: Tx, gesture: RecordVisit, at: dt.datetime) -> dt.datetime:
    """Since when an arrival waits: whoever comes after the PC's clock was set back still comes after the others."""
    if gesture.at is not None or not behind_ms(tx.stamp()[0]):
        return at
    table = reception.visit
    last: dt.datetime | None = tx.connection.execute(
        select(func.max(table.c.waiting_at)).where(table.c.day == at.date(), ~table.c.withdrawn)
    ).scalar_one()
    return at if last is None or last < at else last + dt.timedelta(seconds=1)


@cache
def _persons() -> Select[*tuple[Any, ...]]:
    person, work, canon = people.person, people.person_work, local.canon
    united = exists().where(or_(canon.c.person_id == person.c.id, canon.c.canonical_id == person.c.id))
    return (
        select(person, work.c.work, united.label("united"))
        .select_from(person.outerjoin(work, work.c.id == person.c.id))
        .where(person.c.id.in_(bindparam("wanted", type_=UuidBytes, expanding=True)))
    )


def welcomed(tx: Tx, person_ids: tuple[Id, ...]) -> dict[Id | None, RowMapping]:
    """The rows of these persons with their work situation, in one statement; raises Refusal when one is gone."""
    if not person_ids:
        return {}
    rows = tx.connection.execute(_persons(), {"wanted": person_ids}).mappings()
    found: dict[Id | None, RowMapping] = {row["id"]: row for row in rows if not row["withdrawn"]}
    if len(found) < len(person_ids):
        raise Refusal(GONE)
    return found


def snapshot_of(tx: Tx, person: RowMapping | None, day: dt.date) -> Snapshot:
    """What a visit of `day` keeps of that person, or of nobody known."""
    if person is None:
        return NOTHING_SAID
    # Few records are united with another: the others cost no statement more.
    work = read_work(tx.connection, person["id"]) if person["united"] else Work(person["work"] or "")
    return snapshot(identity_of(person, ()), work, day)


def motif_rows(visit_id: Id, motifs: Iterable[MotifChoice]) -> list[dict[str, Any]]:
    """The rows of the motifs of a visit, in their order; raises Refusal on a social-security number."""
    for choice in motifs:
        refuse_nir(choice.precision)
    return [
        {
            "id": code_id("visit_motif", visit_id, choice.motif_id),
            "visit_id": visit_id,
            "motif_id": choice.motif_id,
            "precision": choice.precision[:PRECISION_LENGTH],
            "position": position,
            "active": True,
        }
        for position, choice in enumerate(motifs)
    ]


def _who(person: RowMapping | None, given_name: str, show: Discretion) -> str:
    """The person in a sentence: `de Mme BENALI Samira`, `de Samira`, or `anonyme`."""
    if person is None:
        return f"de {show.name('', '', given_name)}" if given_name else "anonyme"
    return f"de {name_of(person, show)}"


def _person_of(tx: Tx, visit: RowMapping) -> RowMapping | None:
    """The record that stands for whoever came."""
    if not visit["person_id"]:
        return None
    own = canonical(tx.connection, visit["person_id"])
    return tx.connection.execute(_persons(), {"wanted": [own]}).mappings().first()


def withdraw_visits(tx: Tx, gesture: WithdrawVisits) -> Change:
    """Take visits back, or give them back, while their day is open."""
    if not gesture.visit_ids:
        message = "Aucun passage n’a été choisi. Rien n’a changé\u00a0: choisissez-en un dans la liste."
        raise Refusal(message)
    rows, ticked = [], frozenset[Subject]()
    for index, visit_id in enumerate(gesture.visit_ids):
        tx.require_clock(reception.visit, visit_id, gesture.clocks[index] if gesture.clocks else None)
        rows.append(open_visit(tx, visit_id, withdrawn_too=True))
        tx.change(reception.visit, visit_id, withdrawn=gesture.withdrawn)
        ticked |= follow_visit(tx, visit_id)
    withdraw_with(tx, gesture.visit_ids, withdrawn=gesture.withdrawn)
    done, person = "annulée" if gesture.withdrawn else "rétablie", _person_of(tx, rows[0])
    said, masked = both(lambda show: f"Arrivée {_who(person, rows[0]['given_name'], show)} {done}.")
    return Change(
        subjects=frozenset(Subject(VISIT, visit_id) for visit_id in gesture.visit_ids) | ticked,
        said=said,
        masked=masked,
        undo=WithdrawVisits(
            gesture.visit_ids, withdrawn=not gesture.withdrawn, clocks=(tx.stamp()[0],) * len(gesture.visit_ids)
        ),
    )


def open_visit(tx: Tx, visit_id: Id, *, withdrawn_too: bool = False) -> RowMapping:
    """A visit that may still change; raises Refusal when it is not there or its day is closed."""
    row = tx.connection.execute(select(reception.visit).where(reception.visit.c.id == visit_id)).mappings().first()
    if row is None or (row["withdrawn"] and not withdrawn_too):
        raise Refusal(NO_VISIT)
    refuse_closed(tx.connection, row["day"])
    return row


def stamps_of(row: RowMapping) -> Stamps:
    """The stamps of a visit."""
    return Stamps(**{one.name: row[one.name] for one in fields(Stamps)})


def stamp_visit(tx: Tx, gesture: StampVisit) -> Change:
    """Set where a visit stands; going back clears the later stamps."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    row = open_visit(tx, gesture.visit_id)
    state = VisitState(gesture.state)
    tx.change(reception.visit, gesture.visit_id, **asdict(_stamped(tx, row, state)))
    person = _person_of(tx, row)
    said, masked = both(lambda show: _stamp_words(state, _who(person, row["given_name"], show)))
    return Change(
        subjects=visit_subject(gesture.visit_id),
        said=said,
        masked=masked,
        undo=RestoreStamps(gesture.visit_id, tx.stamp()[0], stamps_of(row)),
    )


def _stamp_words(state: VisitState, whose: str) -> str:
    who = "la personne sans nom" if whose == "anonyme" else whose.removeprefix("de ")
    words = {
        VisitState.WAITING: f"{who} attend de nouveau.",
        VisitState.CALLED: f"Appel de {who}.",
        VisitState.BUSY: f"{who} est en entretien.",
        VisitState.GONE: f"Passage de {who} terminé.",
    }[state]
    return words[0].upper() + words[1:]


def restore_stamps(tx: Tx, gesture: RestoreStamps) -> Change:
    """Put the stamps back as they were."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    row = open_visit(tx, gesture.visit_id)
    tx.change(reception.visit, gesture.visit_id, **asdict(gesture.stamps))
    return Change(
        subjects=visit_subject(gesture.visit_id),
        said="C’est annulé\u00a0: la personne est remise à sa place.",
        undo=RestoreStamps(gesture.visit_id, tx.stamp()[0], stamps_of(row)),
    )


def _stamped(tx: Tx, row: RowMapping, state: VisitState) -> Stamps:
    before, who = stamps_of(row), tx.actor.account_id
    if state is VisitState.GONE:
        return replace(before, gone_at=tx.now)
    waiting = Stamps(_place(tx, row), None, None, None, None, None)
    if state is VisitState.WAITING:
        return waiting
    called = replace(waiting, called_at=before.called_at or tx.now, called_by=before.called_by or who)
    if state is VisitState.CALLED:
        return called
    return replace(called, busy_at=before.busy_at or tx.now, received_by=before.received_by or who)


def _place(tx: Tx, row: RowMapping) -> dt.datetime:
    """Since when a visit waits; one recorded without a queue enters it at its own moment, if it is one of today."""
    if row["waiting_at"] is not None:
        since: dt.datetime = row["waiting_at"]
    elif row["medium"] == Medium.COUNTER and row["day"] == tx.today:
        since = row["at"]
    else:
        raise Refusal(NO_QUEUE)
    return since


def visit_subject(visit_id: Id) -> frozenset[Subject]:
    """One visit, as a change tells of it."""
    return frozenset({Subject(VISIT, visit_id)})
