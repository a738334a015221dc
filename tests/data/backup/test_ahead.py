"""A file read ahead of its examination: nothing is written before it is known to be whole, and nothing ever if not."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ceis_desk.access.backups import DamagedStore
from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Refusal
from ceis_desk.data import doorway
from ceis_desk.data.backup.damage import examine
from ceis_desk.data.backup.shelf import shelf_of
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import FindPeople
from tests.data.backup.safe_desks import MORNING, contents_of, files_of
from tests.data.backup.test_damage import CLOSED, KINDS, PAGE, Bases, bases, flipped, spoilt, told
from tests.scenarios.desks import PASSWORD, QUICK

__all__ = ["bases"]
NEW = CreatePerson(Identity(used_name="Nouvelle"))
REGIONS = 24


@pytest.fixture
def ahead() -> Iterator[Callable[[Path], LocalDoor]]:
    """Doors of the window, closed at the end."""
    doors: list[LocalDoor] = []

    def make(folder: Path) -> LocalDoor:
        doors.append(LocalDoor(folder, lambda: MORNING, QUICK, ahead=True))
        return doors[-1]

    yield make
    for door in doors:
        door.close()


@pytest.fixture
def examining(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The examination waits for this event."""
    go = threading.Event()

    def patient(folder: Path, key: bytes) -> int:
        assert go.wait(30)
        return examine(folder, key)

    monkeypatch.setattr(doorway, "examine", patient)
    yield go
    go.set()


def whole(opened: Opened) -> None:
    assert opened.whole is not None
    opened.whole.result()


def refused(door: LocalDoor) -> DamagedStore:
    """What a start says, at whatever moment; whoever came in meanwhile could write nothing."""
    seen = door.look().result()
    if seen.trouble:
        return DamagedStore(seen.trouble, seen.offer)
    try:
        opened = door.open("sofiane", PASSWORD).result()
    except DamagedStore as damage:
        return damage
    written = opened.store.do(NEW)
    with pytest.raises(DamagedStore) as caught:
        whole(opened)
    # Queued before the end of the examination it gets its outcome, after that its session is over.
    assert isinstance(written.exception(), Refusal)
    assert isinstance(opened.store.do(NEW).exception(), Refusal)
    assert door.file is None
    return caught.value


@pytest.mark.parametrize(("base", "kind"), KINDS, ids=[f"{base}: {kind}" for base, kind in KINDS])
def test_damage_ends_as_if_the_file_had_been_examined_first(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], base: str, kind: str
) -> None:
    folder = spoilt(tmp_path, bases, base, kind)
    before = files_of(folder)
    damage = refused(ahead(folder))
    assert files_of(folder) == before
    ordinary = LocalDoor(folder, lambda: MORNING, QUICK)
    first = told(ordinary)
    ordinary.close()
    assert (damage.sentence, damage.offer) == (first.sentence, first.offer)


@pytest.mark.parametrize("region", range(REGIONS))
def test_a_damaged_page_in_any_region_is_found_and_not_a_byte_is_written(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], region: int
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    pages = (folder / STORE_FILE).stat().st_size // PAGE
    flipped(PAGE * (pages * region // REGIONS) + 1000)(folder, bases)
    before = files_of(folder)
    damage = refused(ahead(folder))
    assert files_of(folder) == before
    assert damage.offer is not None
    assert damage.offer.backup.path == shelf_of(folder) / bases.backup.path.name


def test_some_damage_is_found_only_behind_the_page() -> None:
    assert {"a bit at 0.5", "a bit at 0.99"} <= CLOSED.keys()


def test_pages_are_read_and_nothing_is_written_while_the_file_is_examined(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], examining: threading.Event
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    before = files_of(folder)
    opened = ahead(folder).open("sofiane", PASSWORD).result()
    written = opened.store.do(NEW)
    found = opened.store.ask(FindPeople("odile")).result()
    assert found
    assert not written.done()
    assert opened.whole is not None
    assert not opened.whole.done()
    assert files_of(folder) == before
    examining.set()
    whole(opened)
    assert written.result().made
    assert opened.store.ask(FindPeople("nouvelle")).result()


def test_what_waited_is_written_in_its_order_behind_the_signing_in(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], examining: threading.Event
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    door = ahead(folder)
    opened = door.open("sofiane", PASSWORD).result()
    order: list[int] = []
    waiting = [opened.store.do(NEW) for _ in range(5)]
    for rank, future in enumerate(waiting):
        future.add_done_callback(lambda _, rank=rank: order.append(rank))  # type: ignore[misc]  # bound at once
    examining.set()
    whole(opened)
    assert len({future.result().made[0] for future in waiting}) == 5
    assert order == [0, 1, 2, 3, 4]
    assert contents_of(folder).counts["person"] == 3 + 2 + 5


def test_a_screen_locked_meanwhile_changes_nothing_to_the_examination(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], examining: threading.Event
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    door = ahead(folder)
    opened = door.open("sofiane", PASSWORD).result()
    door.lock()
    again = door.open("helene", PASSWORD)
    examining.set()
    whole(opened)
    assert again.result().actor.name == "Hélène Costa"


def test_a_file_that_a_stop_left_is_examined_first(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor]
) -> None:
    folder = Path(shutil.copytree(bases.stopped, tmp_path / "registre"))
    assert ahead(folder).open("sofiane", PASSWORD).result().whole is None


def test_an_older_copy_shows_nobody_erased_since(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor]
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))
    older = (folder / STORE_FILE).read_bytes()
    door = LocalDoor(folder, lambda: MORNING, QUICK)
    someone = door.open("sofiane", PASSWORD).result().store.ask(FindPeople("odile")).result()[0].id
    door.open("helene", PASSWORD).result().store.do(ErasePerson(someone)).result()
    door.close()
    (folder / STORE_FILE).write_bytes(older)
    seen = ahead(folder).open("sofiane", PASSWORD).result()
    assert seen.whole is None
    assert someone not in {hit.id for hit in seen.store.ask(FindPeople("odile")).result()}


def test_what_stands_in_the_way_of_writing_turns_back_too(
    tmp_path: Path, bases: Bases, ahead: Callable[[Path], LocalDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(bases.closed, tmp_path / "registre"))

    def full(*_: object) -> None:
        raise Refusal("Le disque de ce poste est plein.")

    monkeypatch.setattr(doorway, "settle", full)
    opened = ahead(folder).open("sofiane", PASSWORD).result()
    written = opened.store.do(NEW)
    with pytest.raises(Refusal, match="plein"):
        whole(opened)
    assert isinstance(written.exception(), Refusal)


def test_whoever_asks_what_others_wrote_does_not_wait_for_the_examination(
    bases: Bases, tmp_path: Path, ahead: Callable[[Path], LocalDoor], examining: threading.Event
) -> None:
    door = ahead(Path(shutil.copytree(bases.closed, tmp_path / "registre")))
    opened = door.open("sofiane", PASSWORD).result()
    noticed = door.exchange.notice()
    assert not noticed.done()
    examining.set()
    whole(opened)
    assert noticed.result() is False
