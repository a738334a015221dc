"""Accounts, passwords and group keys at several desks: whoever may open one desk opens the others, and no one else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.model import Group, Role
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.comments import comment_place
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.schema import reception
from ceis_desk.data.sealing import seal_for, sealing_key
from ceis_desk.data.store import LocalStore
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.questions import CommentsOf
from tests.data.exchange.pcs import NOW, Prepared
from tests.scenarios.desks import PASSWORD, QUICK

OTHER = "une autre phrase longue"
FIRST = ("helene", "agent2", "agent3")


@pytest.fixture
def doors(site: tuple[Prepared, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[LocalDoor]]:
    """Three real doors of the site, each with its first account signed in."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    made = []
    try:
        for one, login in zip(site, FIRST, strict=False):
            shutil.copytree(one.folder, tmp_path / one.folder.name)
            made.append(LocalDoor(tmp_path / one.folder.name, lambda: NOW, QUICK))
            made[-1].open(login, PASSWORD).result()
        (tmp_path / "fichiers").mkdir()
        yield made
    finally:
        for door in made:
            door.close()


def exchanged(doors: list[LocalDoor], folder: Path, rounds: int = 2) -> None:
    for _ in range(rounds):
        for door in doors:
            door.exchange.export(folder).result()
        for door in doors:
            done = door.exchange.take_in(folder).result()
            assert not done.refused
            assert not done.waiting


def account_id(door: LocalDoor, login: str) -> Id:
    return next(one.id for one in door.look().result().accounts if one.login == login)


def test_an_account_made_at_one_desk_opens_another_after_the_exchange(doors: list[LocalDoor], tmp_path: Path) -> None:
    one, two, _ = doors
    one.add_account("lea", "Léa Bastide", frozenset({Role.SOCIAL}), OTHER).result()
    with pytest.raises(WrongPassword):
        two.open("lea", OTHER).result()
    exchanged([one, two], tmp_path / "fichiers")
    assert two.open("lea", OTHER).result().actor.name == "Léa Bastide"


def test_a_password_changed_elsewhere_is_the_one_that_opens(doors: list[LocalDoor], tmp_path: Path) -> None:
    one, two, _ = doors
    exchanged([one, two], tmp_path / "fichiers")
    one.change_password(PASSWORD, OTHER).result()
    exchanged([one, two], tmp_path / "fichiers")
    with pytest.raises(WrongPassword):
        two.open("helene", PASSWORD).result()
    assert two.open("helene", OTHER).result() is not None


def test_a_password_changed_elsewhere_and_read_while_locked_is_followed(doors: list[LocalDoor], tmp_path: Path) -> None:
    one, two, _ = doors
    exchanged([one, two], tmp_path / "fichiers")
    one.change_password(PASSWORD, OTHER).result()
    two.lock()
    exchanged([one, two], tmp_path / "fichiers")
    with pytest.raises(WrongPassword):
        two.open("helene", PASSWORD).result()
    assert two.open("helene", OTHER).result() is not None


@pytest.mark.parametrize("locked", [False, True])
def test_a_password_begun_anew_elsewhere_is_the_only_one(
    doors: list[LocalDoor], tmp_path: Path, *, locked: bool
) -> None:
    one, two, _ = doors
    one.add_account("lea", "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
    exchanged([one, two], tmp_path / "fichiers")
    one.set_password(account_id(one, "lea"), OTHER).result()
    if locked:
        two.lock()
    exchanged([one, two], tmp_path / "fichiers")
    with pytest.raises(WrongPassword):
        two.open("lea", PASSWORD).result()
    assert two.open("lea", OTHER).result() is not None


@pytest.mark.parametrize("locked", [False, True])
def test_an_account_closed_elsewhere_opens_nothing_here(
    doors: list[LocalDoor], tmp_path: Path, *, locked: bool
) -> None:
    one, two, _ = doors
    one.add_account("lea", "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
    exchanged([one, two], tmp_path / "fichiers")
    one.close_account(account_id(one, "lea")).result()
    if locked:
        two.lock()
    exchanged([one, two], tmp_path / "fichiers")
    with pytest.raises(WrongPassword):
        two.open("lea", PASSWORD).result()


def sealed_visit(door: LocalDoor, words: str) -> Id:
    """A visit of a known person with a comment sealed to the professionals; gives the person."""
    session = door._session
    assert session is not None
    store = session.store
    person = store.do(CreatePerson(Identity(used_name=words))).result().made[0]
    visit = store.do(RecordVisit((person,))).result().made[0]

    def write(tx: Tx) -> Change:
        blob = seal_for(sealing_key(tx, Group.PROFESSIONALS), words, comment_place(reception.visit_comment, visit))
        tx.put(reception.visit_comment, visit, sealed=blob)
        return Change()

    store.write(write).result()
    return person


def read_at(door: LocalDoor, login: str, person: Id) -> list[str]:
    store = door.open(login, PASSWORD).result().store
    assert isinstance(store, LocalStore)
    return [words for _, words in store.ask(CommentsOf(person)).result()]


def test_a_comment_relayed_by_a_reception_desk_is_read_by_a_professional_at_the_third(
    doors: list[LocalDoor], tmp_path: Path
) -> None:
    one, two, three = doors
    one.add_account("lea", "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
    one.add_account("sam", "Sam Petit", frozenset({Role.RECEPTION}), PASSWORD).result()
    # Who holds the key of the professionals shares it as she comes in: the administration cannot.
    one.open("claire", PASSWORD).result()
    exchanged(doors, tmp_path / "fichiers")
    person = sealed_visit(one, "voir avec la maison")
    two.open("sam", PASSWORD).result()
    for writer, reader in ((one, two), (two, three)):
        folder = tmp_path / f"relais {doors.index(writer)}"
        folder.mkdir()
        writer.exchange.export(folder).result()
        done = reader.exchange.take_in(folder).result()
        assert (done.files, done.reserved) == (1, 1)
    with pytest.raises(Exception, match="n’ouvre pas cette partie"):
        read_at(two, "sam", person)
    assert read_at(three, "lea", person) == ["voir avec la maison"]


def test_a_group_key_drawn_at_two_desks_at_once_leaves_both_readable(doors: list[LocalDoor], tmp_path: Path) -> None:
    one, two, _ = doors
    drawn = set()
    for door, login in ((one, "lea"), (two, "noe")):
        door.add_account(login, login, frozenset({Role.SOCIAL}), PASSWORD).result()
        drawn |= social_keys(door, login)
    assert len(drawn) == 2
    exchanged([one, two], tmp_path / "fichiers")
    # Each shares her key with the other as she comes in: the next exchange brings it.
    for door, login in ((one, "lea"), (two, "noe")):
        social_keys(door, login)
    exchanged([one, two], tmp_path / "fichiers")
    for door, login in ((one, "lea"), (two, "noe"), (one, "noe"), (two, "lea")):
        assert social_keys(door, login) == drawn


def social_keys(door: LocalDoor, login: str) -> set[tuple[tuple[str, int], bytes]]:
    """The versions of the social workers' key that an account opens at a desk."""
    store = door.open(login, PASSWORD).result().store
    assert isinstance(store, LocalStore)
    return {(name, key) for name, key in store.keys.items() if name[0] == Group.SOCIAL.value}
