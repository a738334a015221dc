"""The parcours of a person with 500 events as her page reads it, against the same rows read by plain SQL.

`python -m benchmarks.way [--events 500] [--rounds 20]`. A counsellor asks: visits with their motifs, appointments whose
subjects she opens, sessions, digital help, freins and objectives of one person, among two thousand others, and two
hundred restricted freins that are for others: a session tries each of them once. Baseline of the same run: the same
rows by plain SQL, bytes as they are, nothing opened and no event made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
from dataclasses import replace
from pathlib import Path as Folder
from typing import Any

from sqlalchemy import Connection, text

from benchmarks._budgets import Budget, compare
from benchmarks.timing import interleaved, show
from ceis_desk.access.door import Founding
from ceis_desk.access.model import Role
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.subjects import put_subject
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.envelope import Argon, new_box_pair
from ceis_desk.data.opened import Opened
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.parcours.boxes import seal_to_readers
from ceis_desk.data.parcours.course import open_parcours
from ceis_desk.data.parcours.freins import read_frein
from ceis_desk.data.parcours.items import put_item
from ceis_desk.data.parcours.restricted import sealed_place
from ceis_desk.data.parcours.way import read_way
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, digital, people, reception
from ceis_desk.data.schema.parcours import restricted_frein
from ceis_desk.data.write import Tx
from ceis_desk.parcours.freins import FREINS
from ceis_desk.parcours.gestures import OpenParcours, PutItem, ReadFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment, ItemKind
from ceis_desk.parcours.questions import ReadWay

TODAY = dt.date.today()
ENTRY = TODAY - dt.timedelta(days=700)
PASSWORD = "une phrase longue"  # noqa: S105 of a store that lives as long as the run
OTHERS, RESTRICTED = 2000, 200
SHARES = {"visit": 0.5, "appointment": 0.25, "session": 0.15, "help": 0.1}
BUDGET = Budget(must=15, aim=8)
_MOTIFS = (
    "SELECT l.visit_id, m.label FROM visit v JOIN visit_motif l ON l.visit_id = v.id JOIN motif m ON m.id = l.motif_id"
    " WHERE v.person_id = :one"
)
PLAIN = (
    "SELECT v.* FROM visit v WHERE v.person_id = :one AND NOT v.withdrawn",
    _MOTIFS,
    "SELECT a.*, s.sealed FROM appointment a LEFT JOIN appointment_subject s ON s.id = a.id WHERE a.person_id = :one",
    "SELECT s.*, a.state FROM attendance a JOIN session s ON s.id = a.session_id WHERE a.person_id = :one",
    "SELECT * FROM digital_help WHERE person_id = :one",
    "SELECT * FROM parcours_item WHERE person_id = :one",
)


def fill(tx: Tx, events: int, account: Id) -> Change:
    """Two thousand persons who came once, then one who came for two years."""
    draw = random.Random(7)
    born = {"known_since": ENTRY, "created_at": dt.datetime.combine(ENTRY, dt.time(9))}
    persons = [new_id() for _ in range(OTHERS)]
    tx.put_many(people.person, [{"id": one, "used_name": "NOM", **born} for one in persons])
    motif = tx.connection.execute(text("SELECT id FROM motif LIMIT 1")).scalar_one()
    for one in persons[1:]:
        _visits(tx, draw, one, 1, Id(bytes=motif))
    own = persons[0]
    _visits(tx, draw, own, round(events * SHARES["visit"]), Id(bytes=motif))
    _appointments(tx, draw, own, account, round(events * SHARES["appointment"]))
    _sessions(tx, draw, own, round(events * SHARES["session"]))
    helps = [{"id": new_id(), "person_id": own, **_when(draw, "at")} for _ in range(round(events * SHARES["help"]))]
    tx.put_many(digital.digital_help, helps)
    _decide(tx, own)
    for _ in range(RESTRICTED):
        row_id = new_id()
        sealed = seal_to_readers(tx, [new_box_pair().public], {}, sealed_place(row_id, "sealed"))
        tx.put(restricted_frein, row_id, sealed=sealed)
    return Change(made=(own,))


def _when(draw: random.Random, name: str) -> dict[str, Any]:
    day = ENTRY + dt.timedelta(days=draw.randrange(700))
    return {name: dt.datetime.combine(day, dt.time(9 + draw.randrange(8))), "day": day}


def _visits(tx: Tx, draw: random.Random, person: Id, count: int, motif: Id) -> None:
    rows = [{"id": new_id(), "person_id": person, "arrival_id": new_id(), **_when(draw, "at")} for _ in range(count)]
    tx.put_many(reception.visit, rows)
    links = [{"id": new_id(), "visit_id": row["id"], "motif_id": motif} for row in rows]
    tx.put_many(reception.visit_motif, links)


def _appointments(tx: Tx, draw: random.Random, person: Id, account: Id, count: int) -> None:
    common = {"person_id": person, "account_id": account, "platform": "budget", "outcome": "honoured"}
    rows = [{"id": new_id(), **common, **_when(draw, "starts_at")} for _ in range(count)]
    tx.put_many(agenda.appointment, rows)
    for row in rows:
        put_subject(tx, row["id"], "budget", ("follow_up", "Suivi du plan d’apurement"))


def _sessions(tx: Tx, draw: random.Random, person: Id, count: int) -> None:
    rows = [
        {"id": new_id(), "title": "Atelier", "platform": "digital", **_when(draw, "starts_at")} for _ in range(count)
    ]
    tx.put_many(agenda.session, rows)
    rolls = [{"id": new_id(), "session_id": row["id"], "person_id": person, "state": "present"} for row in rows]
    tx.put_many(agenda.attendance, rolls)


def _decide(tx: Tx, person: Id) -> None:
    parcours = open_parcours(tx, OpenParcours(person, ENTRY)).made[0]
    for number in range(10):
        put_item(tx, PutItem(parcours, ItemKind.OBJECTIVE, f"Objectif {number}"))
    for kind in FREINS:
        if not kind.restricted:
            read_frein(tx, ReadFrein(parcours, kind.code, ENTRY, FreinMoment.ENTRY, FreinLevel.BLOCKING))
            read_frein(tx, ReadFrein(parcours, kind.code, TODAY, FreinMoment.REVIEW, FreinLevel.LIFTED))


def made(folder: Folder, events: int) -> tuple[LocalDoor, Reader, Id]:
    """A store, what its counsellor may read, and the person of the events."""
    door = LocalDoor(folder, wall_clock, Argon(memory_kib=64, passes=1, lanes=1))
    door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    door.add_account("claire", "Claire Fabre", frozenset({Role.BUDGET}), PASSWORD).result()
    door.open("helene", PASSWORD).result()
    opened = door.open("claire", PASSWORD).result()
    store: Any = opened.store
    (person,) = store.write(lambda tx: fill(tx, events, opened.actor.account_id)).result().made
    file = door.file
    assert file is not None
    engine = open_engine(folder / STORE_FILE, file.key, read_only=True)
    connection: Connection = engine.connect()
    return door, Reader(connection, opened.actor, dt.datetime.now(), dict(store.keys), store.anchor), person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        door, reader, person = made(Folder(name) / "registre", options.events)
        way = read_way(reader, ReadWay(person))
        opened = sum(1 for event in way.events if event.detail and event.reserved)
        print(f"\n{len(way.events)} events, {opened} subjects opened")
        plain, whole, first = "plain SQL of the same rows", "read the parcours", "the same, first of a session"
        statements = [text(one) for one in PLAIN]
        times = interleaved(
            {
                plain: lambda: [reader.connection.execute(one, {"one": person.bytes}).all() for one in statements],
                whole: lambda: read_way(reader, ReadWay(person)),
                first: lambda: read_way(replace(reader, opened=Opened()), ReadWay(person)),
            },
            options.rounds,
        )
        show("parcours", times, plain)
        compare("the parcours against the plain rows", times[whole].median / times[plain].median, BUDGET)
        reader.connection.close()
        reader.connection.engine.dispose()
        door.close()


if __name__ == "__main__":
    main()
