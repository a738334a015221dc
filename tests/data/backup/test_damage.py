"""Fifty ways to spoil a store: each is told in one sentence, touched by nobody, and taken back from the best backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceis_desk.access.backups import Backup, DamagedStore, Offer, offer_words
from ceis_desk.access.door import Founding
from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.shelf import shelf_of
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.ring_file import RING_NAME
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.data.schema import SCHEMA_VERSION
from ceis_desk.data.threshold import look
from tests.data.backup.safe_desks import (
    MORNING,
    contents_of,
    door_of,
    files_of,
    key_of,
    run_sql,
    safe_desk,
    vouched,
    welcome,
)
from tests.scenarios.desks import PASSWORD, QUICK, new_desk

PAGE = 4096
WAL = f"{STORE_FILE}-wal"


@dataclass(frozen=True)
class Bases:
    """The same desk as a closing and as a stop leave it, another desk, and the backup of the first."""

    closed: Path
    stopped: Path
    other: Path
    backup: Backup


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    base = tmp_path_factory.mktemp("bases")
    with safe_desk(base / "registre") as (desk, backup):
        welcome(desk.enter("sofiane"), 2)
        # What a kill leaves: the files as they are under an open store.
        shutil.copytree(desk.folder, base / "stopped")
    with new_desk(base / "other") as other:
        welcome(other.enter("sofiane"))
        shutil.copyfile(base / "other" / WAL, base / "other-wal")
    (base / "other-wal").rename(base / "other" / "kept-wal")
    return Bases(base / "registre", base / "stopped", base / "other", backup)


Spoil = Callable[[Path, Bases], object]


def becomes(content: bytes | Callable[[bytes], bytes], name: str = STORE_FILE) -> Spoil:
    def spoil(folder: Path, bases: Bases) -> None:
        path = folder / name
        before = path.read_bytes()
        after = content if isinstance(content, bytes) else content(before)
        assert after != before
        path.write_bytes(after)

    return spoil


def flipped(
    at: int | float,  # noqa: PYI041 a byte or a share, told apart
    name: str = STORE_FILE,
    bit: int = 1,
) -> Spoil:
    """One bit, at a byte or at a share of the file."""

    def flip(before: bytes) -> bytes:
        place = int(at * len(before)) if isinstance(at, float) else at % len(before)
        return before[:place] + bytes([before[place] ^ bit]) + before[place + 1 :]

    return becomes(flip, name)


def cut(
    to: int | float,  # noqa: PYI041 a number of bytes or a share, told apart
    name: str = STORE_FILE,
) -> Spoil:
    """Cut after a number of bytes, at a share of the pages, or before the last bytes."""

    def keep(before: bytes) -> bytes:
        return before[: int(to * len(before)) // PAGE * PAGE] if isinstance(to, float) else before[:to]

    return becomes(keep, name)


def page(number: int, content: bytes) -> Spoil:
    def put(before: bytes) -> bytes:
        start = number * PAGE if number >= 0 else len(before) + number * PAGE
        return before[:start] + content + before[start + PAGE :]

    return becomes(put)


def swapped(before: bytes) -> bytes:
    return before[: 3 * PAGE] + before[4 * PAGE : 5 * PAGE] + before[3 * PAGE : 4 * PAGE] + before[5 * PAGE :]


def page_by_page(before: bytes) -> bytes:
    """A bit of every page but the first."""
    return before[:PAGE] + b"".join(
        before[start : start + 50] + bytes([before[start + 50] ^ 1]) + before[start + 51 : start + PAGE]
        for start in range(PAGE, len(before), PAGE)
    )


def removed(name: str) -> Spoil:
    return lambda folder, _: (folder / name).unlink()


def clear_database(folder: Path, bases: Bases) -> None:
    (folder / STORE_FILE).unlink()
    connection = sqlite3.connect(folder / STORE_FILE)
    connection.execute("CREATE TABLE visit (id INTEGER)")
    connection.commit()
    connection.close()


def a_folder(folder: Path, bases: Bases) -> None:
    (folder / STORE_FILE).unlink()
    (folder / STORE_FILE).mkdir()
    (folder / STORE_FILE / "notes.txt").write_text("à moi")


def of_another(name: str, kept: str) -> Spoil:
    def spoil(folder: Path, bases: Bases) -> None:
        shutil.copyfile(bases.other / kept, folder / name)

    return spoil


def the_backup_itself(folder: Path, bases: Bases) -> None:
    shutil.copyfile(bases.backup.path, folder / STORE_FILE)


NOISE = bytes(range(256)) * 32
CLOSED: dict[str, Spoil] = {
    "empty": becomes(b""),
    "one byte": becomes(b"\x00"),
    "a text": becomes("Bonjour à tous\n".encode() * 600),
    "a text of whole pages": becomes(b"a" * PAGE * 3),
    "zeros": becomes(bytes(PAGE * 4)),
    "noise": becomes(NOISE),
    "the head of a clear database": becomes(b"SQLite format 3\x00" + b"\x01" * (2 * PAGE - 16)),
    "a clear database": clear_database,
    "a picture": becomes(b"\x89PNG\r\n\x1a\n" + NOISE),
    "another key": of_another(STORE_FILE, STORE_FILE),
    "a backup under its name": the_backup_itself,
    "a folder": a_folder,
    "missing": removed(STORE_FILE),
    **{f"cut to {to}": cut(to) for to in (1, 15, 16, 100, PAGE - 1, PAGE, 2 * PAGE, 10 * PAGE, -1, -100, -PAGE)},
    **{f"cut to a share of {share}": cut(share) for share in (0.25, 0.5, 0.9)},
    **{f"a bit at {at}": flipped(at) for at in (0, 8, 15, 16, 100, PAGE - 1, PAGE, PAGE + 10, 0.3, 0.5, 0.7, 0.99, -1)},
    "a high bit in the middle": flipped(0.5, bit=128),
    **{f"page {number} of zeros": page(number, bytes(PAGE)) for number in (0, 1, 7, -1)},
    "a page of noise": page(5, NOISE[:PAGE]),
    "a page of ones": page(5, b"\xff" * PAGE),
    "two pages swapped": becomes(swapped),
    "a bit of each page": becomes(page_by_page),
}
STOPPED: dict[str, Spoil] = {
    "log missing": removed(WAL),
    "log empty": becomes(b"", WAL),
    "log of text": becomes(b"journal\n" * 900, WAL),
    "log cut to its head": cut(32, WAL),
    "log cut in the middle": becomes(lambda before: before[: len(before) // 2], WAL),
    "log without its last byte": cut(-1, WAL),
    "a bit in the head of the log": flipped(10, WAL),
    "a bit in the first frame": flipped(200, WAL),
    "a bit in the middle of the log": flipped(0.5, WAL),
    "a bit at the end of the log": flipped(-10, WAL),
    "log of another store": of_another(WAL, "kept-wal"),
    "data missing beside their log": removed(STORE_FILE),
    "data empty beside their log": becomes(b""),
    "data cut beside their log": cut(100),
    "a bit in the first page beside the log": flipped(3),
    "log and data of another store": lambda folder, bases: [
        of_another(STORE_FILE, STORE_FILE)(folder, bases),
        of_another(WAL, "kept-wal")(folder, bases),
    ],
}
KINDS = [("closed", name) for name in CLOSED] + [("stopped", name) for name in STOPPED]


@pytest.fixture
def open_door() -> Iterator[Callable[[Path], LocalDoor]]:
    """Doors closed at the end, whatever happened."""
    doors: list[LocalDoor] = []

    def make(folder: Path) -> LocalDoor:
        doors.append(door_of(folder))
        return doors[-1]

    yield make
    for door in doors:
        door.close()


def told(door: LocalDoor) -> DamagedStore:
    """What a start says: before the password, or with it."""
    seen = door.look().result()
    if seen.trouble:
        return DamagedStore(seen.trouble, seen.offer)
    with pytest.raises(DamagedStore) as caught:
        door.open("helene", PASSWORD).result()
    return caught.value


def spoilt(tmp_path: Path, bases: Bases, base: str, kind: str) -> Path:
    folder = Path(shutil.copytree(getattr(bases, base), tmp_path / "registre"))
    (CLOSED if base == "closed" else STOPPED)[kind](folder, bases)
    return folder


@pytest.mark.parametrize(("base", "kind"), KINDS, ids=[f"{base}: {kind}" for base, kind in KINDS])
def test_damage_is_told_touched_by_nobody_and_taken_back(
    tmp_path: Path, bases: Bases, open_door: Callable[[Path], LocalDoor], base: str, kind: str
) -> None:
    folder = spoilt(tmp_path, bases, base, kind)
    before = files_of(folder)
    door = open_door(folder)
    damage = told(door)
    assert "\n" not in damage.sentence
    assert damage.sentence.endswith("reprenez une sauvegarde.")
    assert files_of(folder) == before
    offer = damage.offer
    assert offer is not None
    assert offer.backup.path.name == bases.backup.path.name
    assert offer_words(offer).startswith("sauvegarde du mardi 18 juin à 10:00, vérifiée\u00a0;")
    done = door.safety.restore(vouched(offer.backup.path)).result()
    assert done.aside is not None
    kept = files_of(done.aside)
    assert {name: kept.get(name) for name in before if name.startswith(STORE_FILE)} == {
        name: content for name, content in before.items() if name.startswith(STORE_FILE)
    }
    assert contents_of(folder).digest == bases.backup.content
    assert door.open("sofiane", PASSWORD).result().actor.name == "Sofiane Roux"


def test_there_are_more_than_forty_kinds() -> None:
    assert len(KINDS) > 40


def test_what_a_stop_leaves_opens_with_all_its_work(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.stopped, tmp_path / "registre"))
    door = door_of(folder)
    door.open("helene", PASSWORD).result()
    door.close()
    assert contents_of(folder).counts["visit"] == 5
    assert not (folder / "ceis.ouvert").exists()


def test_a_store_put_back_by_hand_after_a_closing_is_no_damage(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    older = (folder / STORE_FILE).read_bytes()
    door = door_of(folder)
    welcome(door.open("sofiane", PASSWORD).result())
    door.close()
    (folder / STORE_FILE).write_bytes(older)
    again = door_of(folder)
    assert again.open("helene", PASSWORD).result().login == "helene"
    again.close()


# The keys


def a_folder_named(name: str) -> Spoil:
    def put(folder: Path, _: Bases) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return put


RINGS: dict[str, Spoil] = {
    "ring empty": becomes(b"", RING_NAME),
    "ring of text": becomes(b"bonjour\n", RING_NAME),
    "ring missing": removed(RING_NAME),
    "ring cut": becomes(lambda before: before[:60], RING_NAME),
    "a bit in the head of the ring": flipped(120, RING_NAME),
    "a folder for a ring": a_folder_named(RING_NAME),
    "a folder for a desk key": a_folder_named(DESK_KEY_NAME),
    "desk key missing": removed(DESK_KEY_NAME),
    "desk key empty": becomes(b"", DESK_KEY_NAME),
    "desk key of another desk": of_another(DESK_KEY_NAME, DESK_KEY_NAME),
    "ring and desk key missing": lambda folder, bases: [
        removed(name)(folder, bases) for name in (RING_NAME, DESK_KEY_NAME)
    ],
}


@pytest.mark.parametrize("kind", RINGS)
def test_lost_keys_come_from_the_backup_and_the_data_stay(tmp_path: Path, bases: Bases, kind: str) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    data = (folder / STORE_FILE).read_bytes()
    RINGS[kind](folder, bases)
    before = files_of(folder)
    door = door_of(folder)
    damage = told(door)
    assert damage.offer is not None
    assert damage.offer.ring_only
    assert "son trousseau rouvre vos données" in offer_words(damage.offer)
    done = door.safety.restore(vouched(damage.offer.backup.path, ring_only=True)).result()
    assert done.ring_only
    assert (folder / STORE_FILE).read_bytes() == data
    kept = files_of(done.aside) if done.aside else {}
    assert kept == {name: before[name] for name in (RING_NAME, DESK_KEY_NAME) if name in before}
    assert door.open("sofiane", PASSWORD).result().actor.name == "Sofiane Roux"
    door.close()


def test_a_damaged_line_of_one_account_is_mended_by_the_ring_of_the_backup(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    lines = (folder / RING_NAME).read_bytes().split(b"\n")
    lines[2] = lines[2][:-4] + b"0000"
    (folder / RING_NAME).write_bytes(b"\n".join(lines))
    door = door_of(folder)
    offers: list[Offer | None] = []
    for login in ("helene", "sofiane", "claire"):
        try:
            door.open(login, PASSWORD).result()
            door.lock()
        except DamagedStore as damage:
            offers.append(damage.offer)
    assert len(offers) == 1
    assert offers[0] is not None
    assert door.safety.restore(vouched(offers[0].backup.path, ring_only=True)).result().ring_only
    for login in ("helene", "sofiane", "claire"):
        door.open(login, PASSWORD).result()
    door.close()


def test_when_data_and_keys_are_both_lost_the_whole_backup_comes_back(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    for name in (STORE_FILE, RING_NAME, DESK_KEY_NAME):
        (folder / name).unlink()
    door = door_of(folder)
    seen = door.look().result()
    assert not seen.first_start
    assert seen.offer is not None
    assert not seen.offer.ring_only
    door.safety.restore(vouched(seen.offer.backup.path)).result()
    assert contents_of(folder).digest == bases.backup.content
    door.close()


# What is no damage


def test_a_store_that_is_too_new_is_refused_without_a_byte_and_without_an_offer(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    run_sql(folder, key_of(folder), f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = files_of(folder)
    door = door_of(folder)
    with pytest.raises(Refusal, match="plus récente") as caught:
        door.open("helene", PASSWORD).result()
    assert not isinstance(caught.value, DamagedStore)
    door.close()
    assert files_of(folder) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights of files do not stop this account")
def test_a_store_that_may_not_be_read_is_not_called_damaged(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    (folder / STORE_FILE).chmod(0)
    door = door_of(folder)
    seen = door.look().result()
    assert "droits" in seen.trouble
    assert seen.offer is None
    door.close()


def test_without_any_backup_the_sentence_says_so(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    shutil.rmtree(shelf_of(folder))
    (folder / STORE_FILE).write_bytes(b"")
    door = door_of(folder)
    seen = door.look().result()
    assert seen.offer is None
    assert "Aucune sauvegarde entière" in seen.trouble
    door.close()


def test_a_damaged_backup_is_not_offered_and_the_one_before_it_is(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    door = LocalDoor(folder, lambda: MORNING.replace(hour=11), QUICK)
    door.open("helene", PASSWORD).result()
    latest = door.safety.backup().result().path
    door.close()
    content = bytearray(latest.read_bytes())
    content[len(content) // 2] ^= 1
    latest.write_bytes(content)
    (folder / STORE_FILE).write_bytes(b"")
    again = door_of(folder)
    offer = again.look().result().offer
    assert offer is not None
    assert offer.backup.moment == MORNING
    again.close()


def test_a_folder_with_backups_and_no_store_is_never_founded_anew(tmp_path: Path, bases: Bases) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    for name in (STORE_FILE, RING_NAME, DESK_KEY_NAME):
        (folder / name).unlink()
    door = door_of(folder)
    with pytest.raises(Refusal, match="garde des sauvegardes"):
        door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    assert not (folder / STORE_FILE).exists()
    door.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
@pytest.mark.parametrize("name", [STORE_FILE, RING_NAME])
def test_a_pipe_or_a_device_under_the_name_of_a_file_is_told_without_waiting(
    tmp_path: Path, bases: Bases, name: str
) -> None:
    folder = tmp_path / "registre"
    for put in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        shutil.copytree(bases.closed, folder)
        (folder / name).unlink()
        put(folder / name)
        assert look(folder).trouble.count("\n") == 0
        assert name in look(folder).trouble
        shutil.rmtree(folder)
