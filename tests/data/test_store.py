"""The store of a session: what a lock ends, what a listener may not break, and a file that goes away."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import IntegrityError

from ceis_desk.access.door import Founded, Founding
from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Cancelled, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change, Lane
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import people
from ceis_desk.data.store import LocalStore, OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.questions import ReadDay
from tests.scenarios.desks import QUICK, Desk

SOON = 10


@pytest.fixture
def store(desk: Desk) -> LocalStore:
    opened = desk.enter("sofiane").store
    assert isinstance(opened, LocalStore)
    return opened


def count_visits(desk: Desk) -> int:
    return len(desk.enter("sofiane").store.ask(ReadDay(dt.date.today())).result(SOON).visits)


def file_of(desk: Desk) -> OpenFile:
    assert desk.door._file is not None
    return desk.door._file


@contextmanager
def held(lane: SqlLane) -> Iterator[None]:
    """A lane that is busy meanwhile."""
    begun, gate = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        begun.set()
        gate.wait(SOON)

    future = lane.run(hold)
    assert begun.wait(SOON)
    try:
        yield
    finally:
        gate.set()
        future.result(SOON)


def refused(future: Future[Any]) -> str:
    error = future.exception(SOON)
    assert isinstance(error, Refusal)
    return error.sentence


def test_a_locked_session_neither_reads_nor_writes_and_holds_no_key(desk: Desk, store: LocalStore) -> None:
    assert store.keys
    desk.door.lock()
    assert "session est fermée" in refused(store.ask(FindPeople("")))
    assert "session est fermée" in refused(store.do(RecordVisit()))
    assert store.keys == {}
    assert count_visits(desk) == 0


def test_a_session_ends_when_another_account_comes_in(desk: Desk, store: LocalStore) -> None:
    other = desk.enter("claire").store
    assert "session est fermée" in refused(store.ask(FindPeople("")))
    assert other.ask(FindPeople("")).result(SOON) == ()


def test_a_session_goes_on_when_another_account_fails_to_come_in(desk: Desk, store: LocalStore) -> None:
    with pytest.raises(Refusal):
        desk.door.open("claire", "faux").result(SOON)
    assert store.ask(FindPeople("")).result(SOON) == ()


def test_a_locked_session_hears_nothing_any_more(desk: Desk, store: LocalStore) -> None:
    heard: list[Change] = []
    stop = store.listen(heard.append)
    desk.door.lock()
    store.listen(heard.append)
    desk.enter("claire").store.do(RecordVisit()).result(SOON)
    stop()
    assert heard == []


def test_what_was_sent_before_the_lock_is_still_written(desk: Desk, store: LocalStore) -> None:
    with held(file_of(desk).writer):
        sent = [store.do(KeepDraft("arrivée", "Samira")), store.do(RecordVisit())]
        desk.door.lock()
    assert [future.exception(SOON) for future in sent] == [None, None]
    assert count_visits(desk) == 1
    assert desk.enter("sofiane").store.ask(ReadDraft("arrivée")).result(SOON) == "Samira"


def test_a_question_that_waits_at_the_lock_is_cancelled(desk: Desk, store: LocalStore) -> None:
    with held(file_of(desk).lanes[Lane.READ]):
        asked = store.ask(FindPeople(""))
        desk.door.lock()
    assert isinstance(asked.exception(SOON), Cancelled)


def test_a_listener_that_fails_stops_neither_the_writer_nor_the_others(
    desk: Desk, store: LocalStore, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Change] = []

    def fail(_: Change) -> None:
        raise LookupError

    store.listen(fail)
    store.listen(heard.append)
    with caplog.at_level(logging.ERROR):
        change = store.do(RecordVisit()).result(SOON)
    assert heard == [change]
    assert [record.message for record in caplog.records] == ["a listener failed on a committed change"]


def test_a_gesture_cancelled_in_time_never_happens(
    desk: Desk, store: LocalStore, caplog: pytest.LogCaptureFixture
) -> None:
    with held(file_of(desk).writer):
        sent = store.do(RecordVisit())
        assert sent.cancel()
    assert count_visits(desk) == 0
    assert caplog.records == []


def test_nothing_waits_for_ever_once_the_door_is_closed(desk: Desk, store: LocalStore) -> None:
    file = file_of(desk)
    desk.door.close()
    for future in (store.do(RecordVisit()), store.ask(FindPeople("")), file.writer.run(lambda _: None)):
        assert "fermé" in refused(future)
    assert desk.door.waiting().result(SOON) == 0
    desk.door = LocalDoor(desk.folder, wall_clock, QUICK)


def test_the_number_of_people_waiting_does_not_wait_for_who_writes(desk: Desk, store: LocalStore) -> None:
    store.do(RecordVisit()).result(SOON)
    with held(file_of(desk).writer):
        assert desk.door.waiting().result(SOON) == 1


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be erased there")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_said_recorded_in_a_file_that_is_no_longer_there(
    desk: Desk, store: LocalStore, replaced: bool
) -> None:
    path = desk.folder / STORE_FILE
    content = path.read_bytes()
    path.rename(desk.folder / "aside")
    if replaced:
        path.write_bytes(content)
    assert "déplacé, effacé ou remplacé" in refused(store.do(RecordVisit()))
    (desk.folder / "aside").rename(path)
    store.do(RecordVisit()).result(SOON)
    assert count_visits(desk) == 1


def test_what_one_window_writes_another_reads(desk: Desk, store: LocalStore) -> None:
    window = LocalDoor(desk.folder, wall_clock, QUICK)
    try:
        second = window.open("claire", "une phrase longue").result(SOON).store
        sent = [one.do(RecordVisit()) for _ in range(5) for one in (store, second)]
        assert [future.exception(SOON) for future in sent] == [None] * 10
        assert window.waiting().result(SOON) == desk.door.waiting().result(SOON) == 10
    finally:
        window.close()


def test_no_secret_shows_in_what_is_printed_of_a_request(store: LocalStore) -> None:
    opened: Any = None
    keys = {("budget", 1): b"SECRET"}
    shown = [
        Founding("CCAS", "CEIS", "Poste 1", "helene", "Hélène Costa", "SECRET"),
        Founded(opened, "SECRET"),
        KeepDraft("arrivée", "SECRET"),
        Tx(opened, store.actor, wall_clock(), keys),
        Reader(opened, store.actor, wall_clock(), keys),
        LocalStore(store.file, store.actor, wall_clock, keys),
    ]
    assert [one for one in shown if "SECRET" in repr(one)] == []


def test_an_error_of_the_store_names_nobody(desk: Desk) -> None:
    half = insert(people.person).values(id=new_id(), hlc=1, origin=1, used_name="CANARI")
    error = file_of(desk).writer.run(lambda connection: connection.execute(half)).exception(SOON)
    assert isinstance(error, IntegrityError)
    assert "CANARI" not in str(error)


def test_a_store_that_opens_by_half_leaves_no_writer_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_to_write(path: Path, key: bytes, *, read_only: bool = False, closed: bool = False) -> Engine:
        if read_only:
            raise LookupError
        return open_engine(path, key)

    monkeypatch.setattr("ceis_desk.data.store.open_engine", only_to_write)
    with pytest.raises(LookupError):
        OpenFile(tmp_path / STORE_FILE, bytes(32))
    assert "ceis-writer" not in [thread.name for thread in threading.enumerate()]


def test_the_writer_still_answers_after_a_gesture_that_fails(store: LocalStore) -> None:
    def fail(tx: Tx) -> Change:
        tx.connection.execute(text("SELECT * FROM nowhere"))
        return Change()

    assert store.write(fail).exception(SOON) is not None
    assert store.do(RecordVisit()).result(SOON).said
