"""Coming in: passwords, roles, closed accounts, the recovery key; and a file that is wrong is never touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.access.door import Founding, Opened
from ceis_desk.access.gestures import KeepDraft, SetSiteSetting
from ceis_desk.access.model import Account, Group, Role
from ceis_desk.access.questions import Accounts, ReadDraft, ReadJournal
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.house import SITE, put_setting
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import Credential
from ceis_desk.data.keys.directory import read_directory
from ceis_desk.data.keys.envelope import new_box_pair
from ceis_desk.data.keys.recovery import recovery_private
from ceis_desk.data.keys.ring_file import RING_NAME
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.data.sealing import SELF, open_keys, recovery_keys, sealing_key
from ceis_desk.data.trust import SIGN
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.questions import ReadDay
from tests.scenarios.desks import PASSWORD, QUICK, Desk

NAMES = (b"Costa", b"Sofiane", b"Claire", b"helene", b"CCAS", b"BENALI", b"Benali")


def account_id(desk: Desk, login: str) -> Id:
    accounts = desk.enter("helene").store.ask(Accounts()).result()
    return next(account.id for account in accounts if account.login == login)


def test_an_empty_folder_is_a_first_start(tmp_path: Path) -> None:
    door = LocalDoor(tmp_path / "rien", wall_clock, QUICK)
    assert door.look().result().first_start
    door.close()


def test_the_threshold_lists_the_open_accounts(desk: Desk) -> None:
    threshold = desk.door.look().result()
    assert [account.name for account in threshold.accounts] == ["Claire Fabre", "Hélène Costa", "Sofiane Roux"]
    assert (threshold.structure, threshold.desk) == ("CCAS d’essai", "Poste 1")


def test_a_wrong_password_costs_more_time_each_time(desk: Desk) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassword):
            desk.door.open("sofiane", "faux").result()
    with pytest.raises(Refusal, match="avant un nouvel essai"):
        desk.door.open("sofiane", PASSWORD).result()


def test_no_name_stands_in_clear_in_any_file(desk: Desk) -> None:
    store = desk.enter("sofiane").store
    store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira", at_desk="BENALI"))).result()
    for path in desk.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert [name for name in NAMES if name in content] == []
        assert not any(name.decode() in path.name for name in NAMES)


def test_the_files_are_for_their_owner_alone(desk: Desk) -> None:
    assert desk.folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in desk.folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_the_first_account_reads_no_one_s_record(desk: Desk) -> None:
    with pytest.raises(Denied):
        desk.enter("helene").store.ask(FindPeople("a")).result()
    with pytest.raises(Denied):
        desk.enter("helene").store.ask(ReadDay(dt.date(2019, 6, 18))).result()


def test_a_reception_account_may_not_add_an_account(desk: Desk) -> None:
    desk.enter("sofiane")
    with pytest.raises(Denied):
        desk.door.add_account("intrus", "Intrus", frozenset({Role.ADMIN}), PASSWORD).result()
    assert len(desk.door.look().result().accounts) == 3


def test_a_closed_account_no_longer_opens(desk: Desk) -> None:
    who = account_id(desk, "sofiane")
    desk.door.close_account(who).result()
    with pytest.raises(Refusal):
        desk.enter("sofiane")
    assert "Sofiane Roux" not in [account.name for account in desk.door.look().result().accounts]


def test_the_last_administrator_stays(desk: Desk) -> None:
    who = account_id(desk, "helene")
    for refused in (desk.door.close_account(who), desk.door.set_roles(who, frozenset({Role.DIRECTOR}))):
        with pytest.raises(Refusal, match="administration"):
            refused.result()
    assert desk.enter("helene").actor.roles == {Role.ADMIN, Role.DIRECTOR}


def test_roles_change_at_the_next_sign_in(desk: Desk) -> None:
    desk.door.set_roles(account_id(desk, "sofiane"), frozenset({Role.SOCIAL})).result()
    assert desk.enter("sofiane").actor.roles == {Role.SOCIAL}


def test_one_s_own_password_changes_and_nothing_sealed_is_lost(desk: Desk) -> None:
    before = dict(desk.enter("claire").store.keys)  # type: ignore[attr-defined]  # the local store behind the protocol
    desk.door.change_password(PASSWORD, "une autre phrase").result()
    after = desk.door.open("claire", "une autre phrase").result().store.keys  # type: ignore[attr-defined]  # as above
    assert after == before
    with pytest.raises(WrongPassword):
        desk.enter("claire")


@pytest.mark.parametrize("weak", ["demo", "1234567890"])
def test_no_door_gives_a_weak_password_to_anyone_and_what_was_stays(desk: Desk, weak: str) -> None:
    desk.enter("helene")
    asked: list[Callable[[], Future[Any]]] = [
        lambda: desk.door.add_account("paul", "Paul Serra", frozenset({Role.RECEPTION}), weak),
        lambda: desk.door.set_password(account_id(desk, "claire"), weak),
        lambda: desk.door.change_password(PASSWORD, weak),
        lambda: desk.door.recover(desk.recovery_text, "helene", weak),
    ]
    for ask in asked:
        with pytest.raises(Refusal, match="Ce mot de passe"):
            ask().result()
    assert "paul" not in {one.login for one in desk.door.look().result().accounts}
    for login in ("helene", "claire"):
        assert desk.enter(login).login == login


def test_no_store_is_founded_on_a_weak_password(tmp_path: Path) -> None:
    door = LocalDoor(tmp_path / "vide", wall_clock, QUICK)
    try:
        with pytest.raises(Refusal, match="au moins 10 signes"):
            door.found(Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", "demo")).result()
        assert door.look().result().first_start
    finally:
        door.close()


def test_a_new_password_from_the_administration_gives_new_keys(desk: Desk) -> None:
    before = desk.enter("claire").store.keys[SELF]  # type: ignore[attr-defined]  # the local store behind the protocol
    who = account_id(desk, "claire")
    desk.door.set_password(who, "donnée par l’administration").result()
    opened = desk.door.open("claire", "donnée par l’administration").result()
    assert opened.store.keys[SELF] != before  # type: ignore[attr-defined]  # as above


def test_the_right_recovery_key_takes_the_banner_down(desk: Desk) -> None:
    assert not desk.enter("helene").recovery_tried
    assert desk.door.try_recovery(desk.recovery_text.lower().replace("-", " ")).result()
    assert desk.enter("helene").recovery_tried


def test_a_wrong_recovery_key_is_refused(desk: Desk) -> None:
    desk.enter("helene")
    with pytest.raises(Refusal):
        desk.door.try_recovery(desk.recovery_text[:-1] + "?").result()
    assert not desk.enter("helene").recovery_tried


def test_the_paper_key_lets_someone_back_in_and_everyone_can_see_it(desk: Desk) -> None:
    opened = desk.door.recover(desk.recovery_text, "sofiane", "retrouvée enfin").result()
    assert opened.actor.name == "Sofiane Roux"
    lines = desk.enter("helene").store.ask(ReadJournal()).result()
    assert "recovery_used" in [line.action for line in lines]


def test_the_paper_key_still_opens_when_the_names_of_the_lock_screen_are_lost(desk: Desk) -> None:
    (desk.folder / "desk.key").unlink()
    assert desk.door.look().result().trouble
    assert desk.door.recover(desk.recovery_text, "helene", "retrouvée enfin").result().actor.name == "Hélène Costa"
    assert desk.door.look().result().trouble == ""


def test_an_account_that_a_stop_kept_out_of_the_store_leaves_the_lock_screen(desk: Desk) -> None:
    unlocked = ring.unlock(desk.folder, "helene", PASSWORD)
    mina = Account(new_id(), "mina", "Mina Sorel", frozenset({Role.RECEPTION}))
    ring.add_account(desk.folder, unlocked.dbk, mina, PASSWORD, unlocked.anchor, QUICK)
    assert "Mina Sorel" in names_at_the_door(desk)
    with pytest.raises(Refusal, match="pas fini d’être créé"):
        desk.enter("mina")
    assert "Mina Sorel" not in names_at_the_door(desk)
    desk.add("mina", "Mina Sorel", Role.RECEPTION)
    assert desk.enter("mina").actor.name == "Mina Sorel"


def names_at_the_door(desk: Desk) -> list[str]:
    return [account.name for account in desk.door.look().result().accounts]


def test_a_new_password_that_a_stop_kept_out_of_the_ring_opens_once_anybody_has_signed_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = account_id(desk, "claire")

    def power_cut(*_: object) -> None:
        raise LookupError

    with monkeypatch.context() as cut:
        cut.setattr(ring, "take", power_cut)
        with pytest.raises(LookupError):
            desk.door.set_password(who, "nouveau mot").result()
    with pytest.raises(WrongPassword):
        desk.door.open("claire", "nouveau mot").result()
    desk.enter("sofiane")
    store = desk.door.open("claire", "nouveau mot").result().store
    assert "budget" in {group for group, _ in store.keys}  # type: ignore[attr-defined]  # the local store behind it
    store.do(KeepDraft("note", "à relire")).result()
    assert store.ask(ReadDraft("note")).result() == "à relire"


def test_an_account_being_added_survives_the_sign_in_of_another_screen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, honest = LocalDoor(desk.folder, wall_clock, QUICK), ring.add_account

    def slow(*arguments: Any) -> Credential:  # noqa: ANN401  whatever the door gives
        keys = honest(*arguments)
        other.open("sofiane", PASSWORD).result()
        return keys

    monkeypatch.setattr(ring, "add_account", slow)
    desk.add("mina", "Mina Sorel", Role.RECEPTION)
    other.close()
    assert desk.enter("mina").actor.name == "Mina Sorel"


def test_accounts_added_by_several_screens_at_once_all_open(desk: Desk) -> None:
    doors = [LocalDoor(desk.folder, wall_clock, QUICK) for _ in range(4)]
    for door in doors:
        door.open("helene", PASSWORD).result()
    logins = [f"agent{number}" for number in range(24)]
    asked = [
        doors[place % 4].add_account(login, "Agent", frozenset({Role.RECEPTION}), PASSWORD)
        for place, login in enumerate(logins)
    ]
    assert [one.result().said for one in asked] == ["Compte de Agent créé."] * len(logins)
    for door in doors:
        door.close()
    assert [desk.enter(login).login for login in logins] == logins


def test_a_login_is_one_account_s_in_the_store_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = LocalDoor(desk.folder, wall_clock, QUICK)
    other.open("helene", PASSWORD).result()
    desk.enter("helene")
    honest = ring.add_account

    def meanwhile(*arguments: Any) -> Credential:  # noqa: ANN401  whatever the door gives
        monkeypatch.setattr(ring, "add_account", honest)
        keys = honest(*arguments)
        other.open("sofiane", PASSWORD).result()
        desk.door.open("helene", PASSWORD)
        other.open("helene", PASSWORD).result()
        other.add_account("mina", "Mina Autre", frozenset({Role.RECEPTION}), PASSWORD).result()
        return keys

    monkeypatch.setattr(ring, "add_account", meanwhile)
    with pytest.raises(Refusal, match="déjà pris"):
        desk.door.add_account("mina", "Mina Sorel", frozenset({Role.RECEPTION}), PASSWORD).result()
    other.close()
    assert desk.enter("mina").actor.name == "Mina Autre"


def second_administrator(desk: Desk) -> tuple[LocalDoor, Opened, Id]:
    desk.add("odile", "Odile Rey", Role.ADMIN)
    door = LocalDoor(desk.folder, wall_clock, QUICK)
    opened = door.open("odile", PASSWORD).result()
    return door, opened, opened.actor.account_id


@pytest.mark.parametrize("act", ["demote", "close"])
def test_an_administrator_who_is_one_no_more_administers_no_more_in_an_open_session(desk: Desk, act: str) -> None:
    door, opened, who = second_administrator(desk)
    if act == "demote":
        desk.door.set_roles(who, frozenset({Role.RECEPTION})).result()
    else:
        desk.door.close_account(who).result()
    before = read_directory(desk.folder)
    with pytest.raises(Denied, match="plus à l’administration"):
        door.add_account("intrus", "Intrus", frozenset({Role.BUDGET}), PASSWORD).result()
    with pytest.raises(Denied, match="plus à l’administration"):
        opened.store.do(SetSiteSetting("place", '"Ailleurs"')).result()
    assert read_directory(desk.folder) == before
    door.close()


def test_whoever_leaves_the_administration_leaves_it_at_once(desk: Desk) -> None:
    door, opened, who = second_administrator(desk)
    door.set_roles(who, frozenset({Role.SOCIAL})).result()
    with pytest.raises(Denied):
        opened.store.do(SetSiteSetting("place", '"Ailleurs"')).result()
    assert opened.store.ask(FindPeople("benali")).result() == ()
    door.close()


def test_whoever_closes_her_own_account_is_out(desk: Desk) -> None:
    door, opened, who = second_administrator(desk)
    door.close_account(who).result()
    with pytest.raises(Refusal, match="session est fermée"):
        opened.store.ask(Accounts()).result()
    with pytest.raises(Refusal, match="session est fermée"):
        door.change_password(PASSWORD, "une autre phrase").result()
    door.close()


def test_who_leaves_a_team_keeps_no_key_of_it_in_the_store(desk: Desk) -> None:
    who = account_id(desk, "claire")
    unlocked = ring.unlock(desk.folder, "claire", PASSWORD)
    file = desk.door._file
    assert file is not None

    def opened() -> set[str]:
        keys = file.writer.run(lambda connection: open_keys(connection, unlocked)).result()
        return {name for name, _ in keys if name not in (SELF[0], SIGN[0])}

    assert "budget" in opened()
    desk.door.set_roles(who, frozenset({Role.RECEPTION})).result()
    assert opened() == set()
    desk.door.set_roles(who, frozenset({Role.HEALTH})).result()
    assert "budget" not in opened()


def test_trying_passwords_from_an_open_session_costs_time_too(desk: Desk) -> None:
    desk.enter("sofiane")
    for _ in range(2):
        with pytest.raises(WrongPassword):
            desk.door.change_password("faux", "une autre phrase").result()
    with pytest.raises(Refusal, match="avant un nouvel essai"):
        desk.door.change_password(PASSWORD, "une autre phrase").result()


def test_a_setting_never_says_to_whom_things_are_sealed(tmp_path: Path) -> None:
    door = LocalDoor(tmp_path, wall_clock, QUICK)
    founded = door.found(Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
    store, pair = founded.opened.store, new_box_pair()

    def draw(tx: Tx) -> Change:
        put_setting(tx, SITE, "recovery_public", f'"{pair.public.hex()}"')
        version = sealing_key(tx, Group.PROFESSIONALS).version
        assert (Group.PROFESSIONALS.value, version) not in recovery_keys(tx.connection, pair.private)
        mine = recovery_keys(tx.connection, recovery_private(founded.recovery_text))
        assert (Group.PROFESSIONALS.value, version) in mine
        return Change()

    store.write(draw).result()  # type: ignore[attr-defined]  # the local store behind the protocol
    door.close()


def closed_then(desk: Desk, change: str) -> Future[object]:
    """Close the door, damage one file, and try to come in again through another door."""
    desk.door.close()
    path = desk.folder / change
    path.write_bytes(b"")
    desk.door = LocalDoor(desk.folder, wall_clock, QUICK)
    return desk.door.open("sofiane", PASSWORD)  # type: ignore[return-value]  # only its failure is looked at


@pytest.mark.parametrize("name", [STORE_FILE, RING_NAME])
def test_an_emptied_file_is_refused_in_french_and_stays_as_it_is(desk: Desk, name: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        closed_then(desk, name).result()
    assert (desk.folder / name).read_bytes() == b""


def test_a_store_that_is_damaged_inside_is_refused(desk: Desk) -> None:
    desk.door.close()
    path = desk.folder / STORE_FILE
    content = bytearray(path.read_bytes())
    content[100:200] = bytes(100)
    path.write_bytes(content)
    desk.door = LocalDoor(desk.folder, wall_clock, QUICK)
    with pytest.raises(Refusal, match="abîmé"):
        desk.enter("sofiane")
    assert path.read_bytes() == bytes(content)
