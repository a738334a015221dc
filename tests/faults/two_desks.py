"""Two desks that exchange for ever in one child, and what must hold at both wherever it was killed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange import phrase
from ceis_desk.data.exchange.collect import own_vector
from ceis_desk.data.schema import local, reception
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs
from tests.faults.kills import Confirm
from tests.scenarios.desks import PASSWORD, QUICK, new_desk

LOGIN = "sofiane"
FILES = "fichiers"
DESKS = ("premier", "second")
BATCH, FEW = 12, 2  # visits between two files, motifs of each


def pair(folder: Path) -> None:
    """Two desks of one site, made once; after that they are left as the last child left them."""
    if (folder / FILES).exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch, new_desk(folder / DESKS[0]) as first:
        patch.setattr(phrase, "_COST", QUICK)
        first.enter("helene")
        invitation, answer = folder / "invitation", folder / "réponse"
        words = first.door.exchange.invite(invitation).result().phrase
        second = LocalDoor(folder / DESKS[1], first.door.now, QUICK)
        try:
            second.exchange.join(Joining(invitation, words, "Poste 2", "noe", "Noé Roux", PASSWORD, answer)).result()
        finally:
            second.close()
        first.door.exchange.accept(answer, words).result()
    (folder / FILES).mkdir()


@contextlib.contextmanager
def _doors(folder: Path) -> Iterator[list[LocalDoor]]:
    from tests.faults.children import door_of

    doors: list[LocalDoor] = []
    try:
        for name in DESKS:
            doors.append(door_of(folder / name))
            doors[-1].open(LOGIN, PASSWORD).result()
        yield doors
    finally:
        for door in doors:
            door.close()


def exchange_for_ever(folder: Path, confirm: Confirm) -> None:
    """Each desk works, writes its file and reads the other's; the number of visits read is confirmed."""
    with _doors(folder) as doors:
        stores = [door.open(LOGIN, PASSWORD).result().store for door in doors]
        motifs = tuple(MotifChoice(motif.id) for motif in stores[0].ask(AllMotifs()).result()[:FEW])
        while True:
            for door, other, store in zip(doors, reversed(doors), stores, strict=True):
                person = store.do(CreatePerson(Identity(used_name="Benali"))).result().made[0]
                for _ in range(BATCH):
                    store.do(RecordVisit((person,), motifs=motifs)).result()
                door.exchange.export(folder / FILES).result()
                other.exchange.take_in(folder / FILES).result()
                confirm(str(other.file and other.file.writer.run(_visits).result()))


def export_for_ever(folder: Path, confirm: Confirm) -> None:
    """One desk works and writes its file again and again; how far it told is confirmed."""
    with _doors(folder) as (first, _):
        store = first.open(LOGIN, PASSWORD).result().store
        while True:
            store.do(RecordVisit(anonymous=1)).result()
            confirm(str(first.exchange.export(folder / FILES).result().number))


def check_pair(folder: Path, _: list[str]) -> None:
    """Each holds all that it says to have of the other, and nothing more; then they exchange and hold the same."""
    with _doors(folder) as doors:
        files = [door.file for door in doors if door.file is not None]
        assert len(files) == len(doors)
        for file, other in zip(files, reversed(files), strict=True):
            file.writer.run(_check_whole).result()
            origins = other.writer.run(_origins).result()
            have = file.writer.run(own_vector).result()
            for origin in origins:
                told = other.writer.run(lambda c, o=origin, h=have: _rows_of(c, o, h.get(o, 0))).result()  # type: ignore[misc]  # bound early
                held = file.writer.run(lambda c, o=origin: _rows_of(c, o, 2**62)).result()  # type: ignore[misc]  # bound early
                assert held == told, f"{len(told ^ held)} rows are half there"
        assert not list((folder / FILES).glob("*.part*.ceis"))
        for _again in range(2):
            for door in doors:
                door.exchange.export(folder / FILES).result()
            for door in doors:
                done = door.exchange.take_in(folder / FILES).result()
                assert (done.refused, done.waiting) == ((), ())
        assert files[0].writer.run(_visits).result() == files[1].writer.run(_visits).result()


def _check_whole(connection: Connection) -> None:
    from tests.faults.children import check_sound

    check_sound(connection)
    assert connection.execute(select(local.desk_self.c.capture)).scalar_one() == 1
    visit, motif = reception.visit, reception.visit_motif
    named = connection.execute(select(visit.c.id).where(visit.c.person_id.is_not(None))).scalars().all()
    linked = connection.execute(select(motif.c.visit_id)).scalars().all()
    assert sorted(linked) == sorted([*named, *named])


def _origins(connection: Connection) -> list[int]:
    own = "SELECT number FROM desk_origin WHERE desk_id = (SELECT desk_id FROM desk_self)"
    return list(connection.exec_driver_sql(f"SELECT DISTINCT origin FROM visit WHERE origin IN ({own})").scalars())


def _rows_of(connection: Connection, origin: int, clock: int) -> set[tuple[str, bytes]]:
    rows: set[tuple[str, bytes]] = set()
    for table in ("person", "visit", "visit_motif"):
        found = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE origin = ? AND hlc <= ?", (origin, clock))
        rows |= {(table, key) for (key,) in found}
    return rows


def _visits(connection: Connection) -> int:
    return len(connection.execute(select(reception.visit.c.id)).all())
