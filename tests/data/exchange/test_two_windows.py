"""Two windows of one site over a shared folder: what is done at one appears at the other, and then nothing moves."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange.absorb import MOST_ERASED
from ceis_desk.data.store import LocalStore
from ceis_desk.exchange.model import Progress
from ceis_desk.exchange.questions import ReadExchange
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.questions import ReadDay
from tests.data.exchange.pcs import NOW
from tests.data.exchange.test_accounts_of_desks import doors as doors_of_three
from tests.scenarios.desks import PASSWORD

doors = doors_of_three
ROUNDS, PEOPLE = 20, 3000


@pytest.fixture
def shared(doors: list[LocalDoor], tmp_path: Path) -> Path:
    """The folder that three desks share, once all have said what they had."""
    folder = tmp_path / "partage"
    folder.mkdir()
    for door in doors:
        door.open("helene", PASSWORD).result()
        door.exchange.choose_folder(folder).result()
        door.open("sofiane", PASSWORD).result()
    for _ in range(4):
        for door in doors:
            door.exchange.exchange_now().result()
    return folder


def store_of(door: LocalDoor) -> LocalStore:
    session = door._session
    assert session is not None
    return session.store


def numbers(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.ceis")}


def test_a_check_in_at_one_desk_is_heard_and_seen_at_the_other(doors: list[LocalDoor], shared: Path) -> None:
    one, two, _ = doors
    heard: list[Change] = []
    store_of(two).listen(heard.append)
    store_of(one).do(RecordVisit(anonymous=1)).result()
    one.exchange.exchange_now().result()
    done = two.exchange.exchange_now().result()
    assert done.files == 1
    assert any(change.touches("visit") for change in heard)
    assert len(store_of(two).ask(ReadDay(NOW.date())).result().visits) == 1
    assert len(numbers(shared)) == len(doors)


def test_two_desks_do_not_answer_each_other_for_ever(doors: list[LocalDoor], shared: Path) -> None:
    store_of(doors[0]).do(RecordVisit(anonymous=1)).result()
    written: list[str] = []
    before = numbers(shared)
    for _ in range(ROUNDS):
        for door in doors:
            door.exchange.exchange_now().result()
            now = numbers(shared)
            written += now - before
            before = now
    # The news, what each says to have then, and what each knows that the others have.
    assert len(written) <= 3 * len(doors)
    last = set(written[-len(doors) :])
    assert last <= before


def test_a_check_in_waits_for_the_file_being_read_and_no_longer(doors: list[LocalDoor], shared: Path) -> None:
    one, two, three = doors
    for door, name in ((one, "Premier"), (three, "Troisième")):
        for rank in range(3):
            store_of(door).do(CreatePerson(Identity(used_name=f"{name} {rank}"))).result()
        door.exchange.exchange_now().result()
    begun, done = threading.Event(), []
    order: list[str] = []

    def told(progress: Progress) -> None:
        if not begun.is_set():
            # The writer is inside the first file: a check-in comes now.
            future = store_of(two).do(RecordVisit(anonymous=1))
            future.add_done_callback(lambda _: order.append("check-in"))
            done.append(future)
            begun.set()
        elif order[:1] != ["check-in"] and progress.done == 0:
            order.append("second file")

    taken = two.exchange.exchange_now(told).result()
    assert taken.files == 2
    assert done[0].result().made
    assert order == ["check-in"]


def test_a_folder_that_goes_away_is_told_and_comes_back(doors: list[LocalDoor], shared: Path, tmp_path: Path) -> None:
    one, two, _ = doors
    shared.rename(tmp_path / "débranché")
    with pytest.raises(Exception, match="Le dossier d’échange n’est pas là"):
        one.exchange.exchange_now().result()
    store_of(one).do(RecordVisit(anonymous=1)).result()
    (tmp_path / "débranché").rename(shared)
    one.exchange.exchange_now().result()
    assert two.exchange.exchange_now().result().files == 1


def test_a_file_that_erases_much_waits_to_be_accepted_and_is_then_told_no_more(
    doors: list[LocalDoor], shared: Path
) -> None:
    one, two, _ = doors
    people = [
        store_of(one).do(CreatePerson(Identity(used_name=f"Nom {rank}"))).result().made[0]
        for rank in range(MOST_ERASED + 1)
    ]
    one.open("helene", PASSWORD).result()
    one.exchange.exchange_now().result()
    two.exchange.exchange_now().result()
    for person in people:
        store_of(one).do(ErasePerson(person)).result()
    one.exchange.exchange_now().result()
    (waiting,) = two.exchange.exchange_now().result().refused
    assert waiting.erases == len(people)
    two.open("helene", PASSWORD).result()
    assert [file.erases for file in store_of(two).ask(ReadExchange()).result().refused] == [len(people)]
    two.exchange.take_in(shared / waiting.name, erasures=True).result()
    assert two.exchange.exchange_now().result().refused == ()
    assert store_of(two).ask(ReadExchange()).result().refused == ()


def test_the_file_of_a_desk_set_aside_goes_once_it_was_read_and_stays_while_it_was_not(
    doors: list[LocalDoor], shared: Path, tmp_path: Path
) -> None:
    one, two, three = doors
    store_of(three).do(RecordVisit(anonymous=1)).result()
    three.exchange.exchange_now().result()
    one.exchange.exchange_now().result()
    third = store_of(three).ask(ReadExchange()).result().desks[0].id
    (mine,) = (path for path in shared.glob("*.ceis") if third.hex[-8:] in path.name)
    one.open("helene", PASSWORD).result()
    one.exchange.revoke(third).result()
    unread = shutil.copy(three.exchange.export(tmp_path).result().path or "", shared / "autre.ceis")
    (refused,) = one.exchange.exchange_now().result().refused
    assert refused.name == "autre.ceis"
    assert Path(unread).exists()
    assert not mine.exists()
    assert len(store_of(two).ask(ReadDay(NOW.date())).result().visits) == 0
    two.exchange.exchange_now().result()
    assert len(store_of(two).ask(ReadDay(NOW.date())).result().visits) == 1
