"""The exchange at work while somebody locks, closes, removes the example, or opens a second window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.access.door import Founding
from ceis_desk.access.model import Role
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange import pairing
from ceis_desk.data.exchange.refusals import Unwritten
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.model import Imported, Progress
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import FindPeople
from tests.data.exchange.site_of_desks import PHRASE, Place, SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD, QUICK
from tests.scenarios.windows import demo_copy

SOON = 60


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    """Two desks; the second has written of somebody whom the first has not read yet."""
    with site_of_desks(tmp_path) as made:
        made.second.enter("sofiane").store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).result()
        made.second.enter("bertrand")
        made.second.door.add_account("nadia", "Nadia Serra", frozenset({Role.BUDGET}), PASSWORD).result()
        made.second.send()
        yield made


def found(place: Place) -> int:
    return len(place.enter("sofiane").store.ask(FindPeople("benali")).result())


def answer(future: Future[Any]) -> object:
    """What a job gave, or the sentence that it was refused with; anything else is a fault."""
    try:
        return future.result(SOON)
    except (Refusal, CancelledError) as end:
        return end


def test_a_screen_locked_in_the_middle_of_an_import_loses_nothing_and_keeps_no_key(site: SiteOfDesks) -> None:
    opened = site.first.enter("claire")

    def lock(_: Progress) -> None:
        site.first.door.lock()

    taken = site.first.door.exchange.take_in(site.first.box, lock).result(SOON)
    assert (taken.files, taken.refused) == (1, ())
    assert opened.store.keys == {}  # type: ignore[attr-defined]  # the local store behind the protocol
    assert found(site.first) == 1
    site.first.enter("claire")
    assert "budget" in {name for name, _ in site.first.enter("nadia").store.keys}  # type: ignore[attr-defined]  # as above


def test_files_are_read_and_written_while_the_screen_is_locked_and_no_key_is_drawn(site: SiteOfDesks) -> None:
    site.first.enter("sofiane")
    site.first.door.lock()
    assert site.first.take().refused == ()
    site.first.send()
    assert site.second.take().refused == ()
    assert found(site.first) == 1
    assert site.first.enter("nadia").actor.roles == {Role.BUDGET}


def test_a_window_closed_in_the_middle_of_an_import_ends_and_takes_the_file_again_or_knows_it(
    site: SiteOfDesks,
) -> None:
    site.first.enter("sofiane")
    begun = threading.Event()
    job = site.first.door.exchange.take_in(site.first.box, lambda _: begun.set())
    assert begun.wait(SOON)
    site.first.door.close()
    assert isinstance(answer(job), Imported | Refusal)
    site.desk.door = site.first.door = LocalDoor(site.first.folder, wall_clock, QUICK)
    site.first.enter("sofiane")
    taken = site.first.take()
    assert taken.files + taken.already >= 1
    assert found(site.first) == 1


def test_two_windows_read_the_same_file_at_once(site: SiteOfDesks) -> None:
    other = LocalDoor(site.first.folder, wall_clock, QUICK)
    try:
        other.open("sofiane", PASSWORD).result()
        site.first.enter("sofiane")
        jobs = [door.exchange.take_in(site.first.box) for door in (site.first.door, other) for _ in range(3)]
        taken = [job.result(SOON) for job in jobs]
        assert [one.refused for one in taken] == [()] * len(jobs)
        assert sum(one.people for one in taken) == 1
        assert found(site.first) == 1
    finally:
        other.close()


def test_accounts_are_added_while_files_that_bring_accounts_are_read(site: SiteOfDesks) -> None:
    site.first.enter("helene")
    jobs: list[Future[Any]] = [site.first.door.exchange.take_in(site.first.box)]
    jobs += [
        site.first.door.add_account(f"agent{number}", "Agent", frozenset({Role.RECEPTION}), PASSWORD)
        for number in range(6)
    ]
    assert [one for one in map(answer, jobs) if isinstance(one, BaseException)] == []
    for login in ("nadia", *(f"agent{number}" for number in range(6))):
        assert site.first.enter(login).login == login


def test_the_example_is_removed_whole_while_an_exchange_is_under_way(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, box = tmp_path / "exemple", tmp_path / "echange"
    box.mkdir()
    door = LocalDoor(demo_copy(tmp_path_factory.getbasetemp(), folder), wall_clock, QUICK)
    try:
        door.open("admin", "demo").result()
        door.exchange.choose_folder(box).result()
        jobs: list[Future[Any]] = [door.exchange.exchange_now() for _ in range(3)]
        jobs.append(door.remove_demo())
        jobs += [door.exchange.exchange_now() for _ in range(3)]
        for job in jobs:
            answer(job)
        assert door.look().result().first_start
        assert {path.name for path in folder.iterdir()} <= {LOCK_NAME}
    finally:
        door.close()


def test_a_desk_whose_answer_cannot_be_written_is_not_founded_and_may_join_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        invitation = tmp_path / "autre.ceis-lien"
        site.first.door.exchange.invite(invitation, PHRASE).result()
        third = LocalDoor(tmp_path / "troisieme", wall_clock, QUICK)
        joining = Joining(invitation, PHRASE, "Poste 3", "odile", "Odile Rey", PASSWORD, tmp_path / "r.ceis-lien")
        try:
            with monkeypatch.context() as full:

                def refuse(*_: object) -> None:
                    raise Unwritten("r.ceis-lien")

                full.setattr(pairing, "write_answer", refuse)
                with pytest.raises(Unwritten):
                    third.exchange.join(joining).result()
            assert third.look().result().first_start
            assert third.exchange.join(joining).result().opened.actor.name == "Odile Rey"
        finally:
            third.close()


def test_a_join_stopped_before_its_answer_writes_the_answer_alone_the_next_time(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        invitation, answer = tmp_path / "autre.ceis-lien", tmp_path / "r.ceis-lien"
        site.first.door.exchange.invite(invitation, PHRASE).result()
        joining = Joining(invitation, PHRASE, "Poste 3", "odile", "Odile Rey", PASSWORD, answer)
        third = LocalDoor(tmp_path / "troisieme", wall_clock, QUICK)
        third.exchange.join(joining).result()
        third.close()
        # What a kill leaves: a whole store, and no answer. Moved since, it bears another number.
        answer.unlink()
        moved = (tmp_path / "troisieme").rename(tmp_path / "ailleurs")
        third = LocalDoor(moved, wall_clock, QUICK)
        try:
            with pytest.raises(Refusal, match="déjà un registre"):
                third.exchange.join(replace(joining, password="une autre phrase")).result()
            assert not answer.exists()
            assert third.exchange.join(joining).result().opened.actor.name == "Odile Rey"
            site.first.enter("helene")
            site.first.door.exchange.accept(answer, PHRASE).result()
            assert "Poste 3" in [line.name for line in site.first.status().desks]
            site.first.send()
            assert third.exchange.take_in(site.first.box).result().files == 1
            # Accepted, it has nothing more to answer: a store that is there is not joined over.
            answer.unlink()
            with pytest.raises(Refusal, match="déjà un registre"):
                third.exchange.join(joining).result()
        finally:
            third.close()


def test_a_store_that_is_there_is_not_joined_over(site: SiteOfDesks, tmp_path: Path) -> None:
    site.first.enter("helene")
    invitation = tmp_path / "autre.ceis-lien"
    site.first.door.exchange.invite(invitation, PHRASE).result()
    joining = Joining(invitation, PHRASE, "Poste 9", "odile", "Odile Rey", PASSWORD, tmp_path / "r.ceis-lien")
    with pytest.raises(Refusal, match="déjà un registre"):
        site.first.door.exchange.join(joining).result()
    assert site.first.enter("claire").actor.name == "Claire Fabre"
    with pytest.raises(WrongPassword):
        site.first.enter("odile")


def test_another_site_s_files_and_answers_are_told_apart(site: SiteOfDesks, tmp_path: Path) -> None:
    door = LocalDoor(tmp_path / "ailleurs", wall_clock, QUICK)
    try:
        door.found(Founding("Autre CCAS", "CEIS", "Poste 1", "anne", "Anne Roc", PASSWORD)).result()
        with pytest.raises(Refusal, match="autre site"):
            door.exchange.accept(site.answer, PHRASE).result()
        assert len(door.exchange.take_in(site.first.box).result().waiting) >= 1
    finally:
        door.close()


def test_two_desks_of_a_site_never_bear_one_name(site: SiteOfDesks, tmp_path: Path) -> None:
    invitation, answer = tmp_path / "autre.ceis-lien", tmp_path / "r.ceis-lien"
    opened = site.first.enter("helene")
    site.first.door.exchange.invite(invitation, PHRASE).result()
    third = LocalDoor(tmp_path / "troisième", wall_clock, QUICK)
    try:
        joining = Joining(invitation, PHRASE, f" {opened.desk.upper()} ", "odile", "Odile Rey", PASSWORD, answer)
        with pytest.raises(Refusal, match="s’appelle déjà"):
            third.exchange.join(joining).result()
        assert third.look().result().first_start
        assert not answer.exists()
    finally:
        third.close()
