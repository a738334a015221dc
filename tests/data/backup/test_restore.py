"""Taking a backup back: the drill, who may, what is kept aside, and a stop at any step."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.backups import Backup, DamagedStore, NeedsWords, Restoration
from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Role
from ceis_desk.access.questions import Accounts, ReadDraft, ReadJournal
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.data.backup import restore as restoring
from ceis_desk.data.backup.shelf import shelf_of
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.ring_file import RING_NAME
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.people.questions import FindPeople
from tests.data.backup.safe_desks import (
    MORNING,
    contents_of,
    door_of,
    files_of,
    key_of,
    safe_desk,
    vouched,
    welcome,
)
from tests.scenarios.desks import PASSWORD, Desk, new_desk


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[tuple[Desk, Backup]]:
    with safe_desk(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[tuple[LocalDoor, Path, Backup, str]]:
    """A desk whose data are gone, its backup, and its paper key."""
    with safe_desk(tmp_path / "registre") as (desk, backup):
        paper = desk.recovery_text
    (desk.folder / STORE_FILE).unlink()
    door = door_of(desk.folder)
    yield door, desk.folder, backup, paper
    door.close()


# The drill


def test_the_drill_on_another_pc_gives_everything_back(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "registre") as (desk, _):
        desk.enter("claire").store.do(KeepDraft("note", "Revoir les charges de Mme Canari")).result()
        desk.enter("helene")
        backup = desk.door.safety.backup(tmp_path).result()
        before = contents_of(desk.folder)
    shutil.rmtree(desk.folder)
    folder = tmp_path / "autre-pc" / "registre"
    door = door_of(folder)
    try:
        done = door.safety.restore(vouched(backup.path)).result()
        assert done.aside is None
        assert contents_of(folder) == before
        assert before.digest == backup.content
        assert len(door.open("sofiane", PASSWORD).result().store.ask(FindPeople("canari")).result()) == 3
        draft = door.open("claire", PASSWORD).result().store.ask(ReadDraft("note")).result()
        assert draft == "Revoir les charges de Mme Canari"
        listed = door.open("helene", PASSWORD).result().store.ask(Accounts()).result()
        assert sorted(account.login for account in listed) == ["claire", "helene", "sofiane"]
    finally:
        door.close()


def test_the_restored_file_is_that_of_the_backup_to_the_byte(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, _ = lost
    door.safety.restore(vouched(backup.path)).result()
    with zipfile.ZipFile(backup.path) as archive:
        assert (folder / STORE_FILE).read_bytes() == archive.read(STORE_FILE)


def test_the_first_session_afterwards_is_in_the_journal_once(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, _, backup, _ = lost
    door.safety.restore(vouched(backup.path)).result()
    door.open("sofiane", PASSWORD).result()
    lines = door.open("helene", PASSWORD).result().store.ask(ReadJournal()).result()
    assert [line.action for line in lines][:2] == ["sign_in", "restored"]


# Two at once


def test_the_recovery_key_is_to_be_tried_again_after_a_backup_older_than_its_renewal(
    safe: tuple[Desk, Backup],
) -> None:
    desk, _ = safe
    desk.enter("helene")
    desk.door.try_recovery(desk.recovery_text).result()
    backup = desk.door.safety.backup(desk.folder.parent).result()
    new = desk.door.renew_recovery(PASSWORD).result()
    desk.door.try_recovery(new.text).result()
    desk.door.safety.restore(vouched(backup.path, replacing=True)).result()
    assert not desk.enter("helene").recovery_tried
    assert not desk.enter("sofiane").recovery_tried
    with pytest.raises(Refusal, match="renouvelée"):
        desk.door.try_recovery(new.text).result()
    desk.enter("helene")
    again = desk.door.renew_recovery(PASSWORD, desk.recovery_text).result()
    assert desk.door.try_recovery(again.text).result()


def test_the_slower_of_two_restores_at_once_says_that_another_one_ended_and_moves_nothing(
    lost: tuple[LocalDoor, Path, Backup, str],
) -> None:
    door, folder, backup, _ = lost
    before: dict[str, bytes] = {}

    def overtaken() -> None:
        door.safety.restore(vouched(backup.path)).result()
        before.update(files_of(folder))

    with pytest.raises(Refusal, match="Une autre fenêtre vient de reprendre une sauvegarde"):
        restoring.restore(folder, vouched(backup.path), MORNING, lambda tries: tries(), overtaken)
    assert files_of(folder) == before
    assert (folder / STORE_FILE).exists()


# Who may


def test_an_account_that_is_not_of_the_administration_may_not(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, _ = lost
    before = files_of(folder)
    with pytest.raises(Denied, match="administration"):
        door.safety.restore(Restoration(backup.path, "sofiane", PASSWORD)).result()
    assert files_of(folder) == before


def test_a_wrong_password_costs_time_and_changes_nothing(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, _ = lost
    before = files_of(folder)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            door.safety.restore(Restoration(backup.path, "helene", "faux")).result()
    with pytest.raises(Refusal, match="avant un nouvel essai"):
        door.safety.restore(vouched(backup.path)).result()
    assert files_of(folder) == before


def test_the_paper_key_may_without_any_password(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, paper = lost
    with pytest.raises(Refusal, match="groupe"):
        door.safety.restore(Restoration(backup.path, recovery=paper[:-1] + "?")).result()
    door.safety.restore(Restoration(backup.path, recovery=paper)).result()
    assert contents_of(folder).digest == backup.content


def test_the_passwords_are_those_of_the_backup(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    desk.door.change_password(PASSWORD, "une phrase plus récente").result()
    with pytest.raises(WrongPassword):
        desk.door.safety.restore(Restoration(backup.path, "helene", "une phrase plus récente", replacing=True)).result()
    desk.door.safety.restore(vouched(backup.path, replacing=True)).result()
    assert desk.enter("helene").login == "helene"


# Good data in place


def test_good_data_are_replaced_only_after_the_words_and_are_kept_aside(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    welcome(desk.enter("sofiane"), 2)
    with pytest.raises(NeedsWords, match="mardi 18 juin 2019 à 10:00"):
        desk.door.safety.restore(vouched(backup.path)).result()
    assert desk.enter("sofiane").store.ask(FindPeople("canari")).result()
    done = desk.door.safety.restore(vouched(backup.path, replacing=True)).result()
    assert contents_of(desk.folder).counts["visit"] == 3
    assert done.aside is not None
    assert contents_of(done.aside, key_of(desk.folder)).counts["visit"] == 5


def test_the_store_of_another_desk_is_never_replaced_without_the_words(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "un") as (_, backup):
        pass
    with new_desk(tmp_path / "deux") as other, pytest.raises(NeedsWords):
        other.door.safety.restore(vouched(backup.path)).result()


def test_the_session_that_was_open_is_over(safe: tuple[Desk, Backup]) -> None:
    desk, backup = safe
    opened = desk.enter("sofiane")
    desk.enter("helene")
    desk.door.safety.restore(vouched(backup.path, replacing=True)).result()
    with pytest.raises(Refusal):
        opened.store.ask(FindPeople("canari")).result()


def test_unknown_files_of_the_folder_stay_where_they_are(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, _ = lost
    (folder / "erased.ceis").write_bytes(b"42")
    (folder / "notes de service.txt").write_text("à moi")
    door.safety.restore(vouched(backup.path)).result()
    assert (folder / "erased.ceis").read_bytes() == b"42"
    assert (folder / "notes de service.txt").read_text() == "à moi"
    assert backup.path.exists()


# Files that are no backup


@pytest.mark.parametrize("content", [b"", b"bonjour", b"PK\x03\x04" + bytes(200)])
def test_a_file_that_is_no_backup_is_refused(
    lost: tuple[LocalDoor, Path, Backup, str], tmp_path: Path, content: bytes
) -> None:
    door, folder, _, _ = lost
    before = files_of(folder)
    (tmp_path / "autre.sauvegarde").write_bytes(content)
    with pytest.raises(Refusal, match="n’est pas une sauvegarde"):
        door.safety.restore(vouched(tmp_path / "autre.sauvegarde")).result()
    assert files_of(folder) == before


def test_a_missing_file_and_a_folder_are_refused(lost: tuple[LocalDoor, Path, Backup, str], tmp_path: Path) -> None:
    door, _, _, _ = lost
    for path in (tmp_path / "absente.sauvegarde", tmp_path):
        with pytest.raises(Refusal, match="Rien n’a changé"):
            door.safety.restore(vouched(path)).result()


@pytest.mark.parametrize(("field", "value"), [("format", 99), ("schema", 99)])
def test_a_backup_of_a_newer_program_is_refused(
    lost: tuple[LocalDoor, Path, Backup, str], tmp_path: Path, field: str, value: int
) -> None:
    door, folder, backup, _ = lost
    before = files_of(folder)
    newer = tmp_path / "newer.sauvegarde"
    with zipfile.ZipFile(backup.path) as source, zipfile.ZipFile(newer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "manifeste.json":
                content = json.dumps({**json.loads(content), field: value}).encode()
            target.writestr(name, content)
    with pytest.raises(Refusal, match="plus récente"):
        door.safety.restore(vouched(newer)).result()
    assert files_of(folder) == before


# A stop at any step


class Stop(BaseException):
    """The power goes."""


@pytest.mark.parametrize("with_ring", [True, False], ids=["ring there", "ring lost"])
@pytest.mark.parametrize("step", range(7))
def test_a_stop_at_any_step_is_told_as_damage_or_done_and_the_next_try_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, with_ring: bool
) -> None:
    with safe_desk(tmp_path / "registre") as (desk, backup):
        pass
    folder = desk.folder
    content = bytearray((folder / STORE_FILE).read_bytes())
    content[-100] ^= 1
    (folder / STORE_FILE).write_bytes(content)
    if not with_ring:
        (folder / RING_NAME).unlink()
    moves: list[str] = []
    move = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if self.parent == folder or (target.parent == folder and self.name in restoring._DATA + restoring._KEYS):
            moves.append(self.name)
            if len(moves) > step:
                raise Stop
        return move(self, target)

    door = door_of(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        try:
            door.safety.restore(vouched(backup.path)).result()
        except Stop:
            assert len(moves) == step + 1
    door.close()
    again = door_of(folder)
    seen = again.look().result()
    assert not seen.first_start
    offer = seen.offer
    if not seen.trouble:
        try:
            again.open("helene", PASSWORD).result()
        except DamagedStore as damage:
            offer = damage.offer
    if offer is not None:
        again.safety.restore(vouched(offer.backup.path)).result()
    assert again.open("helene", PASSWORD).result().login == "helene"
    again.close()
    kept = [path.read_bytes() for path in folder.glob(f"mis-de-cote-*/{STORE_FILE}")]
    assert bytes(content) in kept


def test_what_a_kill_left_of_a_restore_is_swept_by_the_next(lost: tuple[LocalDoor, Path, Backup, str]) -> None:
    door, folder, backup, _ = lost
    (folder / ".reprise-0000").mkdir()
    door.safety.restore(vouched(backup.path)).result()
    assert list(folder.glob(".reprise-*")) == []


def test_a_disk_that_refuses_while_files_are_moved_is_a_sentence(
    lost: tuple[LocalDoor, Path, Backup, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, folder, backup, _ = lost

    def refuse(*_: object) -> None:
        raise OSError(28, "disk")

    monkeypatch.setattr(restoring, "_swap", refuse)
    with pytest.raises(Refusal, match="Elle est intacte"):
        door.safety.restore(vouched(backup.path)).result()
    assert list(folder.glob(".reprise-*")) == []


def test_a_backup_made_by_an_administrator_who_left_still_opens_with_her_password(tmp_path: Path) -> None:
    with safe_desk(tmp_path / "registre") as (desk, backup):
        desk.add("paul", "Paul Ferrand", Role.ADMIN)
        helene = next(one for one in desk.enter("paul").store.ask(Accounts()).result() if one.login == "helene")
        desk.door.close_account(helene.id).result()
        done = desk.door.safety.restore(vouched(backup.path, replacing=True)).result()
    assert done.backup.moment == MORNING
    assert len(list(shelf_of(desk.folder).glob("*.sauvegarde"))) == 1
