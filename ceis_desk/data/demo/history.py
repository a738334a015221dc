"""The fifteen months of the demonstration as rows: persons, visits, the appointments and sessions they answered."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import asdict, dataclass, field
from typing import Any

from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.demo.cast import CAST, CAST_DAYS, CAST_MOTIFS, OPENING
from ceis_desk.data.demo.crowd import invent
from ceis_desk.data.demo.facts import Facts
from ceis_desk.data.demo.plan import SEED, PlannedVisit, plan_visits
from ceis_desk.data.demo.strangers import name_strangers
from ceis_desk.data.identity import columns_of
from ceis_desk.data.schema import agenda, people, reception
from ceis_desk.data.write import Tx
from ceis_desk.people.model import Identity, Work
from ceis_desk.reception.catalogue import FIRST_MOTIFS
from ceis_desk.reception.rules import snapshot

_EPOCH = dt.datetime(1970, 1, 1)
_WORKSHOP, _BUDGET = "Atelier collectif", "Rendez-vous budget"
_PLATFORM = {motif.label: motif.platform for motif in FIRST_MOTIFS}
MOTIF_IDS = {motif.label: code_id("motif", key(motif.label)) for motif in FIRST_MOTIFS}
_HOSTS = {"budget": ("claire", "nadia"), "digital": ("marc",), "employment": ("marc",), "health": ("ines",)}


@dataclass
class _Rows:
    """What is written in bulk, table by table."""

    facts: Facts
    visits: list[dict[str, Any]] = field(default_factory=list)
    motifs: list[dict[str, Any]] = field(default_factory=list)


class _Ids:
    """Ids that are the same each time the demonstration is made: their moment and their draw are given."""

    def __init__(self) -> None:
        self._rng = random.Random(SEED + 1)

    def at(self, moment: dt.datetime) -> Id:
        return new_id(int((moment - _EPOCH).total_seconds() * 1000), self._rng.randbytes)


def write_history(tx: Tx, staff: dict[str, Id]) -> dict[str, Id]:
    """Write everything that came before and after the opening morning; returns the ids of the pictures by code."""
    rng = random.Random(SEED + 2)
    ids = _Ids()
    days = {index: list(CAST_DAYS[member.code]) for index, member in enumerate(CAST)}
    planned, size = plan_visits(days, len(CAST))
    crowd = [(member.identity, member.work) for member in CAST]
    crowd += [invent(rng, index) for index in range(len(CAST), size)]
    named = name_strangers(planned, crowd, len(CAST))
    first_days = _first_days(planned, crowd)
    person_ids = _write_people(tx, ids, crowd, first_days, staff["accueil"])
    rows = _Rows(Facts(rng, ids.at))
    for visit in planned:
        _plan_rows(rows, rng, ids, visit, crowd, person_ids, staff)
    tx.put_many(reception.visit, rows.visits)
    tx.put_many(reception.visit_motif, rows.motifs)
    tx.put_many(agenda.appointment, rows.facts.appointments)
    tx.put_many(agenda.session, list(rows.facts.sessions.values()))
    tx.put_many(agenda.attendance, list(rows.facts.attendances.values()))
    codes = {member.code: index for index, member in enumerate(CAST)} | named
    return {code: person_ids[index] for code, index in codes.items()}


def _first_days(planned: list[PlannedVisit], crowd: list[tuple[Identity, Work]]) -> list[dt.date]:
    days = [OPENING.date()] * len(crowd)
    for visit in reversed(planned):
        if visit.person is not None:
            days[visit.person] = visit.at.date()
    return days


def _write_people(
    tx: Tx, ids: _Ids, crowd: list[tuple[Identity, Work]], first_days: list[dt.date], by_id: Id
) -> list[Id]:
    created = [dt.datetime.combine(day, dt.time(9)) for day in first_days]
    person_ids = [ids.at(moment) for moment in created]
    common = {"created_by": by_id, "withdrawn": False}
    tx.put_many(
        people.person,
        [
            {"id": person_id, **columns_of(identity), "known_since": at.date(), "created_at": at, **common}
            for person_id, at, (identity, _) in zip(person_ids, created, crowd, strict=True)
        ],
    )
    tx.put_many(
        people.person_phone,
        [
            {
                "id": code_id("phone", person_id, phone),
                "person_id": person_id,
                "number": phone,
                "position": 0,
                "active": True,
            }
            for person_id, (identity, _) in zip(person_ids, crowd, strict=True)
            for phone in identity.phones
        ],
    )
    tx.put_many(
        people.person_work,
        [
            {"id": person_id, "work": work.value}
            for person_id, (_, work) in zip(person_ids, crowd, strict=True)
            if work is not Work.UNKNOWN
        ],
    )
    return person_ids


def _plan_rows(
    rows: _Rows,
    rng: random.Random,
    ids: _Ids,
    visit: PlannedVisit,
    crowd: list[tuple[Identity, Work]],
    person_ids: list[Id],
    staff: dict[str, Id],
) -> None:
    day, at = visit.at.date(), visit.at
    person_id = None if visit.person is None else person_ids[visit.person]
    motifs, known = visit.motifs, visit.person is not None and visit.person < len(CAST)
    motif = CAST_MOTIFS.get((CAST[visit.person].code, day)) if known and visit.person is not None else None
    motifs = (motif,) if motif else motifs
    login = rng.choice(_HOSTS.get(_PLATFORM[motifs[0]], ("accueil", "mina")))
    # A counsellor follows those of the pictures to the end.
    login = "claire" if known and motif == _BUDGET else login
    host = staff[login]
    snap = {} if visit.person is None else asdict(snapshot(*crowd[visit.person], day))
    appointment_id = None
    told_apart = day == OPENING.date()  # that day's appointments and sessions are written with the scene
    # The past appointments of those of the pictures are the ones that the pictures count.
    booked = motif == _BUDGET if known else rng.random() < 0.75
    if person_id is not None and not told_apart and _BUDGET in motifs and booked:
        counsellor = login if login in _HOSTS["budget"] else "nadia"
        appointment_id, at = rows.facts.book(at, person_id, counsellor, staff[counsellor], snap, surely=known)
    if person_id is not None and not told_apart and _WORKSHOP in motifs:
        rows.facts.attend(at, person_id, snap)
    visit_id, called = ids.at(at), at + dt.timedelta(minutes=visit.waited)
    rows.visits.append(
        {
            "id": visit_id,
            "at": at,
            "day": day,
            "timed": True,
            "medium": "counter" if rng.random() < 0.95 else "phone",
            "person_id": person_id,
            "given_name": "",
            "for_id": host if rng.random() < 0.5 else None,
            "appointment_id": appointment_id,
            "arrival_id": visit_id,
            "waiting_at": at,
            "called_at": called,
            "called_by": host,
            "busy_at": called,
            "gone_at": called + dt.timedelta(minutes=rng.randrange(5, 45)),
            "received_by": host,
            "referred_to": "",
            "recorded_by": staff["accueil"],
            "withdrawn": False,
            **(snap or _NOBODY),
        }
    )
    for position, motif in enumerate(motifs):
        motif_id = MOTIF_IDS[motif]
        rows.motifs.append(
            {
                "id": code_id("visit_motif", visit_id, motif_id),
                "visit_id": visit_id,
                "motif_id": motif_id,
                "precision": "",
                "position": position,
                "active": True,
            }
        )


_NOBODY: dict[str, Any] = {
    "age": None,
    "sex": "unknown",
    "qpv": "unknown",
    "district": "",
    "job_seeker": None,
    "lone_parent": None,
    "isolated": None,
}
