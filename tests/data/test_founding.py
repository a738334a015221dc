"""A store appears whole or not at all, whatever stops it, and no ring that may be the only one is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from ceis_desk.access.door import Founding
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.founding import found_store
from ceis_desk.data.house import read_settings
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.data.keys.ring import open_with_recovery
from ceis_desk.data.keys.ring_file import RING_NAME, read_ring
from ceis_desk.data.schema import local
from ceis_desk.data.threshold import DEMO_MARK, STORE_FILE, is_demo, look
from tests.scenarios.desks import PASSWORD, QUICK, Desk

ANSWERS = Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)
WHOLE = {STORE_FILE, DESK_KEY_NAME, RING_NAME, LOCK_NAME}


class Killed(BaseException):
    """The program is gone: nothing more is done on the disk."""


@contextmanager
def killed_after(moved: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop everything once a file has taken that name."""
    replace, rmtree = Path.replace, shutil.rmtree
    dead: list[Path] = []

    def move(path: Path, target: Path) -> None:
        if dead:
            raise Killed
        replace(path, target)
        if target == moved:
            dead.append(target)
            raise Killed

    def remove(path: Path, ignore_errors: bool = False) -> None:
        if dead:
            raise Killed
        rmtree(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", move)
        patched.setattr(shutil, "rmtree", remove)
        with pytest.raises(Killed):
            yield
    assert dead


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def half_founded(folder: Path, monkeypatch: pytest.MonkeyPatch, last: str = DESK_KEY_NAME) -> None:
    with killed_after(folder / last, monkeypatch):
        found_store(folder, ANSWERS, wall_clock, QUICK)


@pytest.mark.parametrize("last", [STORE_FILE, DESK_KEY_NAME])
def test_a_founding_killed_before_its_ring_is_a_first_start_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    half_founded(tmp_path, monkeypatch, last)
    assert look(tmp_path).first_start
    created = found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    assert names(tmp_path) == WHOLE
    assert open_with_recovery(tmp_path, created.recovery_text).dbk == created.unlocked.dbk
    door = LocalDoor(tmp_path, wall_clock, QUICK)
    assert door.open("helene", PASSWORD).result().actor.name == "Hélène Costa"
    door.close()


def test_a_founding_killed_after_its_ring_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_founded(tmp_path, monkeypatch, RING_NAME)
    assert [account.name for account in look(tmp_path).accounts] == ["Hélène Costa"]


def test_a_move_that_the_system_refuses_founds_nothing_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(path: Path, target: Path) -> None:
        if target == tmp_path / RING_NAME:
            raise PermissionError(13, "locked")
        replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(Refusal, match="rien n’a été créé"):
            found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    assert names(tmp_path) == {LOCK_NAME}
    found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    assert names(tmp_path) == WHOLE


def test_the_data_of_another_store_are_not_taken_for_those_of_a_founding_that_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = tmp_path / "ici", tmp_path / "sauvegarde"
    half_founded(here, monkeypatch)
    found_store(elsewhere, ANSWERS, wall_clock, QUICK)
    restored = (elsewhere / STORE_FILE).read_bytes()
    (here / STORE_FILE).write_bytes(restored)
    before = names(here)
    assert "manque" in look(here).trouble
    with pytest.raises(Refusal, match="déjà un registre"):
        found_store(here, ANSWERS, wall_clock, QUICK)
    assert (here / STORE_FILE).read_bytes() == restored
    assert names(here) == before


def test_a_ring_left_aside_is_kept_when_its_data_were_moved_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "ici"
    half_founded(here, monkeypatch)
    (here / STORE_FILE).replace(tmp_path / STORE_FILE)
    kept = next(here.glob(f".fondation-*/{RING_NAME}")).read_bytes()
    found_store(here, ANSWERS, wall_clock, QUICK)
    assert [path.read_bytes() for path in here.glob(f".fondation-*/{RING_NAME}")] == [kept]


def test_the_ring_and_the_store_are_of_one_desk(desk: Desk) -> None:
    def own(connection: Connection) -> Id:
        return connection.execute(select(local.desk_self.c.desk_id)).scalar_one()

    assert desk.door._file is not None
    assert desk.door._file.writer.run(own).result() == read_ring(desk.folder).desk_id


def test_no_setting_says_to_whom_things_are_sealed(desk: Desk) -> None:
    assert desk.door._file is not None
    kept = desk.door._file.writer.run(lambda connection: read_settings(connection, None)).result()
    assert "structure" in kept
    assert "recovery_public" not in kept


def test_a_mark_left_by_an_example_does_not_survive_a_founding(tmp_path: Path) -> None:
    (tmp_path / DEMO_MARK).write_text("0" * 32)
    found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    assert names(tmp_path) == WHOLE
    assert not is_demo(tmp_path)


def test_somebody_s_own_file_of_the_same_name_stays(tmp_path: Path) -> None:
    (tmp_path / DEMO_MARK).write_text("mes notes")
    found_store(tmp_path, ANSWERS, wall_clock, QUICK)
    assert (tmp_path / DEMO_MARK).read_text() == "mes notes"
    assert not look(tmp_path).demo
