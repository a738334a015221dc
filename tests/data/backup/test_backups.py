"""Backups are made beside the work, read back whole, sealed, and never at the cost of the ones before."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.backups import Backup
from ceis_desk.core.errors import Cancelled, Denied, Refusal
from ceis_desk.core.settings import DeskSettings, save_settings
from ceis_desk.data import demo
from ceis_desk.data.backup import make
from ceis_desk.data.backup.container import MEMBERS, describe, is_whole
from ceis_desk.data.backup.contents import reading
from ceis_desk.data.backup.halt import Halt
from ceis_desk.data.backup.make import make_backup, verify
from ceis_desk.data.backup.shelf import ASIDE, listed, shelf_at, shelf_of
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from tests.data.backup.safe_desks import MORNING, contents_of, door_of, files_of, key_of, safe_desk, welcome
from tests.scenarios.desks import Desk, new_desk
from tests.scenarios.windows import demo_copy

CANARIES = (b"CANARI", b"Canari", b"canari", b"Odile", b"Sofiane", b"Costa", b"helene", b"CCAS", b"Poste 1")


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[tuple[Desk, Backup]]:
    with safe_desk(tmp_path / "registre") as made:
        yield made


def test_a_backup_holds_what_the_store_held(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    held = contents_of(desk.folder)
    assert (backup.content, backup.rows, backup.clock) == (held.digest, sum(held.counts.values()), held.clock)
    assert held.counts["visit"] == 3
    assert backup.path == shelf_of(desk.folder) / "ceis-2019-06-18-1000.sauvegarde"


def test_its_database_is_closed_and_alone(safe: tuple[Desk, Backup], tmp_path: Path) -> None:
    desk, backup = safe
    verify(backup.path, key_of(desk.folder), tmp_path / "relu")
    with reading(tmp_path / "relu" / STORE_FILE, key_of(desk.folder)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert sorted(path.name for path in (tmp_path / "relu").iterdir()) == sorted(MEMBERS)


def test_no_name_stands_in_clear_in_a_backup_nor_beside_it(safe: tuple[Desk, Backup]) -> None:
    desk, _ = safe
    for name, content in files_of(shelf_of(desk.folder)).items():
        assert [canary for canary in CANARIES if canary in content or canary in name.encode()] == []


def test_its_manifest_says_nothing_of_anyone(safe: tuple[Desk, Backup]) -> None:
    _, backup = safe
    with zipfile.ZipFile(backup.path) as archive:
        manifest = json.loads(archive.read("manifeste.json"))
    assert set(manifest) == {
        *("format", "schema", "desk", "clock", "counts", "content", "moment", "written_at", "members", "tag"),
    }
    assert all(isinstance(count, int) for count in manifest["counts"].values())


def test_a_backup_is_for_its_owner_alone(safe: tuple[Desk, Backup]) -> None:
    desk, _ = safe
    shelf = shelf_of(desk.folder)
    assert [path.name for path in (shelf, *shelf.iterdir()) if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.5, 0.9, 0.999])
def test_one_changed_bit_is_noticed_without_any_key(safe: tuple[Desk, Backup], share: float) -> None:
    _, backup = safe
    content = bytearray(backup.path.read_bytes())
    content[int(share * len(content))] ^= 1
    backup.path.write_bytes(content)
    assert not is_whole(backup.path)


@pytest.mark.parametrize("size", [0, 1, 100, 5000, -1, -50])
def test_a_backup_that_is_cut_is_no_backup(safe: tuple[Desk, Backup], size: int) -> None:
    _, backup = safe
    backup.path.write_bytes(backup.path.read_bytes()[:size])
    assert not is_whole(backup.path)
    with pytest.raises(Refusal, match="abîmée"):
        describe(backup.path)


def test_a_manifest_changed_by_hand_is_refused_by_whoever_has_the_key(
    safe: tuple[Desk, Backup], tmp_path: Path
) -> None:
    desk, backup = safe
    forged = tmp_path / "forged.sauvegarde"
    with zipfile.ZipFile(backup.path) as source, zipfile.ZipFile(forged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b"2019-06-18", b"2026-06-18") if name == "manifeste.json" else content
            )
    assert describe(forged).moment.year == 2026
    with pytest.raises(Refusal, match="abîmée"):
        verify(forged, key_of(desk.folder), tmp_path / "relu")


# While people work


def test_a_check_in_never_waits_for_a_backup_and_each_backup_is_of_one_instant(tmp_path: Path) -> None:
    with new_desk(tmp_path / "registre") as desk:
        key = key_of(desk.folder)
        reception = desk.enter("sofiane")
        shelf = tmp_path / "place"
        shelf.mkdir()
        stop = threading.Event()
        written: list[int] = []

        def check_in() -> None:
            while not stop.is_set():
                person = reception.store.do(CreatePerson(Identity(used_name="Canari", first_name="Odile"))).result()
                reception.store.do(RecordVisit((person.made[0],), anonymous=1)).result()
                written.append(2)

        worker = threading.Thread(target=check_in)
        worker.start()
        try:
            made = [make_backup(desk.folder, key, MORNING + dt.timedelta(minutes=rank), shelf) for rank in range(4)]
        finally:
            stop.set()
            worker.join()
        assert len(written) > 4
        for backup in made:
            manifest = verify(backup.path, key, tmp_path / backup.path.stem)
            # A person and the two visits of her arrival are each one transaction: never half of one.
            assert manifest.contents.counts["visit"] % 2 == 0
        assert [backup.clock for backup in made] == sorted({backup.clock for backup in made})


def test_a_backup_that_is_given_up_leaves_nothing(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    halt = Halt()
    halt.ask()
    with pytest.raises(Cancelled):
        make_backup(desk.folder, key_of(desk.folder), MORNING, shelf_of(desk.folder), halt)
    assert [path.name for path in shelf_of(desk.folder).glob("*.sauvegarde")] == [backup.path.name]
    assert list(shelf_of(desk.folder).glob(f"{ASIDE}*")) == []


# A place that is full or missing


def backups_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in shelf_of(folder).glob("*.sauvegarde")}


@pytest.mark.parametrize("step", range(5))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_leaves_the_backups_before_and_the_work(
    safe: tuple[Desk, Backup], monkeypatch: pytest.MonkeyPatch, step: int, code: int
) -> None:
    desk, _ = safe
    before = backups_of(desk.folder)
    calls: list[int] = []
    flush = os.fsync

    def refuse(handle: int) -> None:
        if threading.current_thread().name.startswith("ceis-backup"):
            calls.append(handle)
            if len(calls) > step:
                raise OSError(code, "disk")
        flush(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Refusal, match="intactes") as caught:
        desk.door.safety.backup().result()
    monkeypatch.undo()
    assert ("plein" in caught.value.sentence) == (code == errno.ENOSPC)
    assert backups_of(desk.folder) == before
    assert list(shelf_of(desk.folder).glob(f"{ASIDE}*")) == []
    welcome(desk.enter("sofiane"), 1)
    desk.enter("helene")
    assert desk.door.safety.backup().result().rows > safe[1].rows


def test_a_failure_of_the_automatic_backup_is_a_sentence_not_an_error(
    safe: tuple[Desk, Backup], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, backup = safe
    welcome(desk.enter("sofiane"), 1)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "disk")

    monkeypatch.setattr(make, "pack", full)
    state = desk.door.safety.keep().result()
    assert "plein" in state.trouble
    assert state.last is not None
    assert state.last.moment == backup.moment
    monkeypatch.undo()
    assert desk.door.safety.keep().result().trouble == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no file")
def test_a_disk_that_takes_no_more_while_the_pages_are_copied_is_told(safe: tuple[Desk, Backup]) -> None:
    import resource

    desk, backup = safe
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, usual[1]))
    try:
        made = desk.door.safety.backup()
        made.exception()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    with pytest.raises(Refusal, match="n’a pas pu être écrite"):
        made.result()
    assert [one.path for one in desk.door.safety.backups().result()] == [backup.path]
    assert desk.door.safety.backup().result().rows >= backup.rows


def test_a_damaged_page_is_found_by_the_hourly_backup(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "registre") as (desk, backup):
        key = key_of(desk.folder)
    path = tmp_path / "registre" / STORE_FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refusal, match="ne se lit plus"):
        make_backup(path.parent, key, MORNING, shelf_of(path.parent))
    assert is_whole(backup.path)


# The second place


def choose(desk: Desk, place: Path | str) -> None:
    save_settings(desk.folder / "desk.json", DeskSettings(second_place=str(place)))


def test_each_backup_is_also_copied_to_the_second_place(safe: tuple[Desk, Backup], tmp_path: Path) -> None:
    desk, _ = safe
    place = tmp_path / "Disque du CCAS"
    place.mkdir()
    choose(desk, place)
    made = desk.door.safety.backup().result()
    copy = shelf_at(place, made.desk_id) / made.path.name
    assert copy.read_bytes() == made.path.read_bytes()
    state = desk.door.safety.state().result()
    assert (state.in_second_place, state.second_place, state.trouble) == (True, str(place), "")


def test_a_second_place_that_is_away_is_said_and_caught_up_when_it_is_back(
    safe: tuple[Desk, Backup], tmp_path: Path
) -> None:
    desk, _ = safe
    place = tmp_path / "cle-usb"
    choose(desk, place)
    state = desk.door.safety.keep().result()
    assert "n’est pas là" in state.trouble
    assert not state.in_second_place
    assert not place.exists()
    place.mkdir()
    state = desk.door.safety.keep().result()
    assert (state.in_second_place, state.trouble) == (True, "")
    assert state.last is not None
    assert is_whole(shelf_at(place, state.last.desk_id) / state.last.path.name)


def test_a_second_place_that_is_a_file_is_said_in_words(safe: tuple[Desk, Backup], tmp_path: Path) -> None:
    desk, _ = safe
    (tmp_path / "fichier").write_text("à moi")
    choose(desk, tmp_path / "fichier")
    assert "n’est pas là" in desk.door.safety.keep().result().trouble
    assert (tmp_path / "fichier").read_text() == "à moi"


def test_two_desks_share_a_second_place_without_touching_each_other(tmp_path: Path) -> None:
    place = tmp_path / "commun"
    place.mkdir()
    for name in ("un", "deux"):
        with safe_desk(tmp_path / name) as (desk, _):
            choose(desk, place)
            desk.door.safety.backup().result()
    assert len(list(place.iterdir())) == 2
    assert all(len(listed(shelf)) == 1 for shelf in place.iterdir())


# Rights, and what changes


def test_the_automatic_backup_runs_for_whoever_is_in_and_behind_the_lock(safe: tuple[Desk, Backup]) -> None:
    desk, _ = safe
    welcome(desk.enter("sofiane"), 1)
    first = desk.door.safety.keep().result().last
    desk.door.lock()
    assert desk.door.safety.keep().result().last == first
    assert first is not None
    assert first.rows > safe[1].rows


def test_nothing_new_makes_no_new_backup(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    assert desk.door.safety.keep().result().last == backup
    assert len(backups_of(desk.folder)) == 1


@pytest.mark.parametrize("login", ["sofiane", "claire"])
def test_the_others_neither_make_nor_list_backups(safe: tuple[Desk, Backup], login: str) -> None:
    desk, _ = safe
    desk.enter(login)
    for refused in (desk.door.safety.backup(), desk.door.safety.backups()):
        with pytest.raises(Denied):
            refused.result()
    assert desk.door.safety.state().result().last is not None


def test_backups_are_thinned_as_days_go_by(tmp_path: Path) -> None:
    now = [MORNING]
    with safe_desk(tmp_path / "registre", lambda: now[0]) as (desk, _):
        for hours in (1, 2, 72, 73):
            now[0] = MORNING + dt.timedelta(hours=hours)
            desk.door.safety.backup().result()
        assert [backup.moment.hour for backup in desk.door.safety.backups().result()] == [11, 10, 12]


def test_what_a_stop_left_of_a_backup_is_swept_by_the_next(safe: tuple[Desk, Backup]) -> None:
    desk, _ = safe
    left = shelf_of(desk.folder) / f"{ASIDE}0000"
    left.mkdir()
    (left / STORE_FILE).write_bytes(b"x")
    desk.door.safety.backup().result()
    assert not left.exists()


def test_removing_the_example_data_removes_their_backups(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "exemple")
    door = door_of(folder)
    try:
        door.open("admin", demo.PASSWORD).result()
        assert door.safety.backup().result().path.exists()
        under_way = door.safety.keep()
        door.remove_demo().result()
        assert under_way.done()
        assert door.look().result().first_start
    finally:
        door.close()
    assert not shelf_of(folder).exists()
