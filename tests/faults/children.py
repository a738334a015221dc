"""What children do until they are killed, and what must hold afterwards: one campaign a recipe."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, func, select

from ceis_desk.access.door import Opened
from ceis_desk.core.clock import running_from
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.schema import local, reception
from ceis_desk.data.store import LocalStore
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from tests.faults.kills import Campaign, Confirm
from tests.scenarios.desks import PASSWORD, QUICK, new_desk

MORNING = dt.datetime(2019, 6, 18, 9)
LOGIN = "sofiane"
FEW, TOGETHER = 2, 2  # motifs of each visit, and persons of each arrival


def found(folder: Path) -> None:
    """A store with a reception account."""
    with new_desk(folder, running_from(MORNING)):
        pass


def door_of(folder: Path) -> LocalDoor:
    """The door of that store on its day."""
    return LocalDoor(folder, running_from(MORNING), QUICK)


def log_visits(folder: Path, confirm: Confirm) -> None:
    """Record arrivals of two persons with two motifs each, for ever, and confirm each once the store has answered."""
    store = door_of(folder).open(LOGIN, PASSWORD).result().store
    motifs = tuple(MotifChoice(motif.id) for motif in store.ask(AllMotifs()).result()[:FEW])
    persons = tuple(
        store.do(CreatePerson(Identity(used_name=name, first_name="Samira"))).result().made[0]
        for name in ("Benali", "Lopez")
    )
    while True:
        change = store.do(RecordVisit(persons, motifs=motifs)).result()
        for visit_id in change.made:
            confirm(visit_id.hex)


def check_visits(folder: Path, confirmed: list[str]) -> None:
    """Every visit confirmed is there, nothing is half written, the file is sound and takes one more visit."""
    door = door_of(folder)
    try:
        opened = door.open(LOGIN, PASSWORD).result()
        file = store_of(opened).file
        kept = file.writer.run(_whole_visits).result()
        lost = {UUID(word) for word in confirmed} - kept
        assert not lost, f"{len(lost)} confirmed visits are lost"
        assert opened.store.do(RecordVisit(anonymous=1)).result().made
    finally:
        door.close()


def store_of(opened: Opened) -> LocalStore:
    """The real store behind the protocol."""
    assert isinstance(opened.store, LocalStore)
    return opened.store


def check_sound(connection: Connection) -> None:
    """SQLite finds no fault in the file, nor a reference to nothing."""
    assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def _whole_visits(connection: Connection) -> set[UUID]:
    check_sound(connection)
    visit, motif, own = reception.visit, reception.visit_motif, local.desk_self
    known = visit.c.person_id.is_not(None)
    motifs = select(visit.c.id, func.count(motif.c.id)).join(motif, motif.c.visit_id == visit.c.id, isouter=True)
    assert {count for _, count in connection.execute(motifs.where(known).group_by(visit.c.id))} <= {FEW}
    together = select(func.count()).where(known).group_by(visit.c.arrival_id)
    assert set(connection.execute(together).scalars()) <= {TOGETHER}
    last = connection.execute(select(own.c.clock)).scalar_one()
    assert last >= (connection.execute(select(func.max(visit.c.hlc))).scalar_one() or 0)
    return set(connection.execute(select(visit.c.id)).scalars())


VISITS = Campaign(log_visits, check_visits)
CAMPAIGNS = {"visits": VISITS}
"""One more recipe is one more line: `work` in a child, `check` after each kill."""
