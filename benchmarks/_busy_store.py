"""A founded store of many invented persons, with a reception account whose key costs nothing to derive."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from ceis_desk.access.door import Founding, Opened
from ceis_desk.access.model import Role
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.folding import fold
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.schema import local, people, reception
from ceis_desk.data.store import LocalStore
from ceis_desk.data.write import Tx
from ceis_desk.people.keys import Kind

LOGIN, PASSWORD = "sofiane", "une phrase longue"
WAITING = 30
_QUICK = Argon(memory_kib=64, passes=1, lanes=1)
_SYLLABLES = (
    "ba",
    "be",
    "ci",
    "da",
    "el",
    "fa",
    "gué",
    "ha",
    "i",
    "ka",
    "la",
    "ma",
    "né",
    "ou",
    "ri",
    "sa",
    "ti",
    "zo",
)
_STAMP = {"hlc": 1, "origin": 1}


def quick_door(folder: Path) -> LocalDoor:
    """The door of `folder`, for accounts whose keys are drawn at once."""
    return LocalDoor(folder, wall_clock, _QUICK)


def make_store(folder: Path, persons: int, visits: int) -> None:
    """Found a store in `folder`; `visits` are of the last year, and some thirty more people wait today."""
    door = quick_door(folder)
    try:
        founded = door.found(Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
        door.add_account(LOGIN, "Sofiane Roux", frozenset({Role.RECEPTION}), PASSWORD).result()
        local_store(founded.opened).write(lambda tx: _fill(tx, persons, visits)).result()
    finally:
        door.close()


def local_store(opened: Opened) -> LocalStore:
    """The store of whoever came in, with the inside that a measure needs."""
    assert isinstance(opened.store, LocalStore)
    return opened.store


def person_id(number: int) -> Id:
    """The id of the person of this number, from 0."""
    return Id(int=number + 1)


def _fill(tx: Tx, persons: int, visits: int) -> Change:
    draw = random.Random(7)
    named = [(person_id(number), _name(draw, 3), _name(draw, 2)) for number in range(persons)]
    created = {**_STAMP, "known_since": tx.today, "created_at": tx.now}
    people_rows = [{**created, "id": key, "used_name": family, "first_name": first} for key, family, first in named]
    tx.connection.execute(insert(people.person), people_rows)
    _index_names(tx.connection, named)
    tx.connection.execute(insert(reception.visit), list(_visits(draw, tx.now, persons, visits)))
    return Change()


def _name(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choices(_SYLLABLES, k=syllables)).capitalize()


def _index_names(connection: Connection, named: list[tuple[Id, str, str]]) -> None:
    """Only the words of the names: writing every search token would take longer than all the measures."""
    rows = {(fold(family), Kind.FAMILY.value, key.bytes) for key, family, _ in named}
    rows |= {(fold(first), Kind.FIRST.value, key.bytes) for key, _, first in named}
    names = ", ".join(column.name for column in local.name_token.columns)
    connection.exec_driver_sql(f"INSERT INTO name_token ({names}) VALUES (?, ?, ?)", sorted(rows))


def _visits(draw: random.Random, now: dt.datetime, persons: int, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count + WAITING):
        today = number >= count
        at = now - dt.timedelta(minutes=draw.randrange(120) if today else 1440 + draw.randrange(525_600))
        yield {
            **_STAMP,
            "id": Id(int=number + 1),
            "at": at,
            "day": at.date(),
            "person_id": person_id(draw.randrange(persons)),
            "arrival_id": Id(int=number + 1),
            "waiting_at": at if today else None,
            "gone_at": None if today else at,
        }
