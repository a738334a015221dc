"""What children do until they are killed, and what must hold afterwards: one campaign a recipe."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import threading
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, func, select

from ceis_desk.access.door import Founding, Opened
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.clock import running_from
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.schema import local, reception
from ceis_desk.data.store import LocalStore
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from tests.faults import two_desks
from tests.faults.kills import Campaign, Confirm
from tests.scenarios.desks import PASSWORD, QUICK, new_desk

MORNING = dt.datetime(2019, 6, 18, 9)
LOGIN = "sofiane"
FOUNDING = Founding("CCAS d’essai", "CEIS", "Poste 1", LOGIN, "Sofiane Roux", PASSWORD)
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
    door = door_of(folder)
    try:
        store = door.open(LOGIN, PASSWORD).result().store
        motifs = tuple(MotifChoice(motif.id) for motif in store.ask(AllMotifs()).result()[:FEW])
        persons = tuple(
            store.do(CreatePerson(Identity(used_name=name, first_name="Samira"))).result().made[0]
            for name in ("Benali", "Lopez")
        )
        while True:
            change = store.do(RecordVisit(persons, motifs=motifs)).result()
            for visit_id in change.made:
                confirm(visit_id.hex)
    finally:
        door.close()


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


# -- founding


def begin_anew(folder: Path) -> None:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def found_once(folder: Path, confirm: Confirm) -> None:
    """Found a store, confirm it, and do nothing more."""
    door = door_of(folder)
    try:
        door.found(FOUNDING).result()
        confirm("founded")
    finally:
        door.close()
    threading.Event().wait()


def check_founded(folder: Path, confirmed: list[str]) -> None:
    """The folder holds a whole store, or none: then the founding begins again."""
    door = door_of(folder)
    try:
        seen = door.look().result()
        assert seen.trouble == ""
        if seen.first_start:
            assert not confirmed, "a founded store is lost"
            door.found(FOUNDING).result()
        else:
            store_of(door.open(LOGIN, PASSWORD).result()).file.writer.run(check_sound).result()
    finally:
        door.close()


# -- passwords


def found_anew(folder: Path) -> None:
    """A store like any other, and the password of the account as it was."""
    shutil.rmtree(folder, ignore_errors=True)
    found(folder)


def change_passwords(folder: Path, confirm: Confirm) -> None:
    """Change one's password again and again, and confirm each new one."""
    door = door_of(folder)
    try:
        door.open(LOGIN, PASSWORD).result()
        for number in itertools.count():
            door.change_password(_password(number), _password(number + 1)).result()
            confirm(_password(number + 1))
    finally:
        door.close()


def check_password(folder: Path, confirmed: list[str]) -> None:
    """The last password confirmed opens, or else the one that was being put in its place."""
    door = door_of(folder)
    try:
        opened = any(_opens(door, _password(number)) for number in (len(confirmed), len(confirmed) + 1))
        assert opened, f"neither of the last two passwords opens, after {len(confirmed)} changes"
    finally:
        door.close()


def _password(number: int) -> str:
    return f"{PASSWORD} {number}" if number else PASSWORD


def _opens(door: LocalDoor, password: str) -> bool:
    try:
        return bool(door.open(LOGIN, password).result())
    except WrongPassword:
        return False


CAMPAIGNS = {
    "visits": Campaign(log_visits, check_visits),
    "founding": Campaign(found_once, check_founded, begin_anew),
    "password": Campaign(change_passwords, check_password, found_anew),
    "during an exchange import": Campaign(two_desks.exchange_for_ever, two_desks.check_pair, two_desks.pair),
    "during an export": Campaign(two_desks.export_for_ever, two_desks.check_pair, two_desks.pair),
}
"""One more recipe is one more line: `work` in a child, `check` after each kill."""
