"""Small registers: as plain rows that a person can count by hand, drawn at random, and written into a real store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import agenda, local, people, reception
from tests.data.stores import STAMP

FIRST = dt.date(2018, 12, 18)
LAST = dt.date(2019, 1, 20)
PLATFORMS = ("reception", "employment", "digital", "budget", "health")


def number(rank: int) -> Id:
    """An id that keeps the order of `rank`."""
    return Id(int=rank + 1)


@dataclass(frozen=True)
class Kept:
    """What a fact kept of the person."""

    age: int | None = None
    qpv: str = "unknown"
    sex: str = "unknown"
    job_seeker: bool | None = None
    lone_parent: bool | None = None
    isolated: bool | None = None


@dataclass(frozen=True)
class AMotif:
    """A motif with its platforms from a day on."""

    label: str
    position: int = 1
    closed_on: dt.date | None = None
    links: Mapping[dt.date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AVisit:
    """A visit: `person` and `motifs` are ranks in the world, a motif is True while the visit bears it."""

    at: dt.datetime
    person: int | None = None
    motifs: Mapping[int, bool] = field(default_factory=dict)
    withdrawn: bool = False
    timed: bool = True
    kept: Kept = field(default_factory=Kept)
    waiting: bool = False
    called_after: int | None = None
    busy_after: int | None = None


@dataclass(frozen=True)
class AnAppointment:
    """An individual appointment."""

    at: dt.datetime
    platform: str
    person: int | None = None
    outcome: str = ""
    withdrawn: bool = False
    kept: Kept = field(default_factory=Kept)


@dataclass(frozen=True)
class ASession:
    """A collective session with who enrolled: rank of the person, state, what was kept."""

    at: dt.datetime
    platform: str
    withdrawn: bool = False
    enrolled: Mapping[int, tuple[str, Kept]] = field(default_factory=dict)
    kind: str = "workshop"


@dataclass(frozen=True)
class World:
    """A whole register; `merged` gives for the rank of an alias that of the record which stands for it."""

    persons: int = 0
    merged: Mapping[int, int] = field(default_factory=dict)
    motifs: tuple[AMotif, ...] = ()
    visits: tuple[AVisit, ...] = ()
    appointments: tuple[AnAppointment, ...] = ()
    sessions: tuple[ASession, ...] = ()


def write(connection: Connection, world: World) -> None:
    """Put the world into an empty store."""
    for table, rows in _rows(world).items():
        if rows:
            connection.execute(insert(table), rows)


def _rows(world: World) -> dict[Any, list[dict[str, Any]]]:
    born = {"known_since": FIRST, "created_at": dt.datetime.combine(FIRST, dt.time(9))}
    visits = list(enumerate(world.visits))
    return {
        people.person: [{"id": number(rank), **STAMP, **born} for rank in range(world.persons)],
        local.canon: [{"person_id": number(alias), "canonical_id": number(own)} for alias, own in world.merged.items()],
        reception.motif: [
            {
                **STAMP,
                "id": number(rank),
                "code": f"motif-{rank}",
                "label": motif.label,
                "position": motif.position,
                "closed_on": motif.closed_on,
            }
            for rank, motif in enumerate(world.motifs)
        ],
        reception.motif_platform: [
            {
                **STAMP,
                "id": number(1000 * rank + place),
                "motif_id": number(rank),
                "platform": motif.links[day],
                "from_day": day,
            }
            for rank, motif in enumerate(world.motifs)
            for place, day in enumerate(motif.links)
        ],
        reception.visit: [_visit(rank, visit) for rank, visit in visits],
        reception.visit_motif: [
            {
                **STAMP,
                "id": number(1000 * rank + motif),
                "visit_id": number(rank),
                "motif_id": number(motif),
                "active": active,
            }
            for rank, visit in visits
            for motif, active in visit.motifs.items()
        ],
        agenda.appointment: [
            {
                **STAMP,
                "id": number(rank),
                "person_id": _person(one.person),
                "platform": one.platform,
                "starts_at": one.at,
                "day": one.at.date(),
                "outcome": one.outcome,
                "withdrawn": one.withdrawn,
                "age": one.kept.age,
                "qpv": one.kept.qpv,
            }
            for rank, one in enumerate(world.appointments)
        ],
        agenda.session: [
            {
                **STAMP,
                "id": number(rank),
                "title": "Atelier",
                "platform": one.platform,
                "kind": one.kind,
                "starts_at": one.at,
                "day": one.at.date(),
                "withdrawn": one.withdrawn,
            }
            for rank, one in enumerate(world.sessions)
        ],
        agenda.attendance: [
            {
                **STAMP,
                "id": number(1000 * rank + person),
                "session_id": number(rank),
                "person_id": number(person),
                "state": state,
                "age": kept.age,
                "qpv": kept.qpv,
            }
            for rank, one in enumerate(world.sessions)
            for person, (state, kept) in one.enrolled.items()
        ],
    }


def _person(rank: int | None) -> Id | None:
    return None if rank is None else number(rank)


def _visit(rank: int, visit: AVisit) -> dict[str, Any]:
    def after(minutes: int | None) -> dt.datetime | None:
        return None if minutes is None else visit.at + dt.timedelta(minutes=minutes)

    return {
        **STAMP,
        "id": number(rank),
        "at": visit.at,
        "day": visit.at.date(),
        "timed": visit.timed,
        "person_id": _person(visit.person),
        "arrival_id": number(rank),
        "withdrawn": visit.withdrawn,
        "waiting_at": visit.at if visit.waiting else None,
        "called_at": after(visit.called_after),
        "busy_at": after(visit.busy_after),
        "age": visit.kept.age,
        "qpv": visit.kept.qpv,
        "sex": visit.kept.sex,
        "job_seeker": visit.kept.job_seeker,
        "lone_parent": visit.kept.lone_parent,
        "isolated": visit.kept.isolated,
    }


days = st.dates(FIRST, LAST)
moments = st.builds(dt.datetime.combine, days, st.sampled_from([dt.time(9), dt.time(9, 30), dt.time(14), dt.time(16)]))
maybe = st.sampled_from([None, False, True])
kepts = st.builds(
    Kept,
    age=st.sampled_from([None, 11, 12, 39, 59, 60, 70]),
    qpv=st.sampled_from(["yes", "no", "unknown", ""]),
    sex=st.sampled_from(["female", "male", "unknown"]),
    job_seeker=maybe,
    lone_parent=maybe,
    isolated=maybe,
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A crowded register: a few persons who come again and again around a new year."""
    persons = draw(st.integers(1, 4))
    someone = st.integers(0, persons - 1)
    aliases = draw(st.sets(st.integers(1, persons - 1))) if persons > 1 else set()
    own = sorted(set(range(persons)) - aliases)
    motifs = draw(st.lists(_motifs(), min_size=1, max_size=3))
    bears = st.dictionaries(st.integers(0, len(motifs) - 1), st.booleans(), max_size=3)
    wait = st.sampled_from([None, -1, 0, 9, 10, 19, 20, 45])
    visits = st.builds(
        AVisit,
        moments,
        st.sampled_from([None, *range(persons)]),
        bears,
        withdrawn=st.sampled_from([False, False, False, False, True]),
        timed=st.booleans(),
        kept=kepts,
        waiting=st.booleans(),
        called_after=wait,
        busy_after=wait,
    )
    appointments = st.builds(
        AnAppointment,
        moments,
        st.sampled_from(PLATFORMS),
        st.none() | someone,
        st.sampled_from(["honoured", "honoured", "", "excused", "revoked", "no_show"]),
        st.sampled_from([False, False, True]),
        kepts,
    )
    enrolled = st.dictionaries(someone, st.tuples(st.sampled_from(["present", "enrolled", "absent"]), kepts))
    kinds = st.sampled_from(["workshop", "animation"])
    sessions = st.builds(ASession, moments, st.sampled_from(PLATFORMS), st.booleans(), enrolled, kinds)
    return World(
        persons=persons,
        merged={alias: draw(st.sampled_from(own)) for alias in aliases},
        motifs=tuple(motifs),
        visits=tuple(draw(st.lists(visits, min_size=3, max_size=12))),
        appointments=tuple(draw(st.lists(appointments, max_size=4))),
        sessions=tuple(draw(st.lists(sessions, max_size=3))),
    )


def _motifs() -> st.SearchStrategy[AMotif]:
    return st.builds(
        AMotif,
        label=st.sampled_from(["Logement", "Autre motif", "Accès aux droits"]),
        position=st.integers(0, 3),
        closed_on=st.none() | days,
        links=st.dictionaries(days, st.sampled_from(PLATFORMS), max_size=3),
    )
