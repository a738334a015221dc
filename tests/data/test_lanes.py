"""One thread owns one connection, and SQL anywhere else raises."""

from __future__ import annotations

import gc
import secrets
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from ceis_desk.core.errors import Cancelled, OffLane, Refusal
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import STORE_FILE, open_engine

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


LARGE = "INSERT INTO t VALUES (zeroblob(400000))"


@dataclass
class _Held:
    """Something that a job has in hand."""

    read: set[str]


@dataclass(frozen=True)
class Store:
    """A file and its key."""

    path: Path
    key: bytes

    def open(self, *, read_only: bool = False) -> SqlLane:
        return SqlLane("trial", lambda: open_engine(self.path, self.key, read_only=read_only))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / STORE_FILE, secrets.token_bytes(32))


@pytest.fixture
def lane(store: Store) -> Iterator[SqlLane]:
    made = store.open()
    yield made
    made.close()


@pytest.fixture
def other(lane: SqlLane, store: Store) -> Iterator[SqlLane]:
    """The writer of another window."""
    made = store.open()
    yield made
    made.close()


@pytest.fixture
def reader(lane: SqlLane, store: Store) -> Iterator[SqlLane]:
    made = store.open(read_only=True)
    yield made
    made.close()


def ask(lane: SqlLane, sql: str) -> object:
    """The first cell of the first row, None without rows."""

    def run(connection: Connection) -> object:
        found = connection.execute(text(sql))
        return found.scalar() if found.returns_rows else None

    return lane.run(run).result(20)


def add_one(connection: Connection) -> None:
    connection.execute(text("INSERT INTO t VALUES (1)"))


def test_a_job_runs_on_the_lane_and_is_committed(lane: SqlLane) -> None:
    lane.run(lambda connection: connection.execute(text("CREATE TABLE t (n INTEGER)"))).result()
    lane.run(lambda connection: connection.execute(text("INSERT INTO t VALUES (7)"))).result()
    assert lane.run(lambda connection: connection.execute(text("SELECT n FROM t")).scalar_one()).result() == 7


def test_a_job_that_raises_leaves_nothing_behind(lane: SqlLane) -> None:
    lane.run(lambda connection: connection.execute(text("CREATE TABLE t (n INTEGER)"))).result()

    def half(connection: Connection) -> None:
        connection.execute(text("INSERT INTO t VALUES (7)"))
        raise LookupError

    with pytest.raises(LookupError):
        lane.run(half).result()
    assert lane.run(lambda connection: connection.execute(text("SELECT count(*) FROM t")).scalar_one()).result() == 0


def test_sql_on_another_thread_raises(lane: SqlLane) -> None:
    taken = lane.run(lambda connection: connection).result()
    with pytest.raises(OffLane):
        taken.execute(text("SELECT 1"))


def test_the_job_under_way_is_interrupted_and_the_lane_goes_on(lane: SqlLane) -> None:
    begun = threading.Event()

    def endless(connection: Connection) -> int:
        begun.set()
        return int(connection.execute(ENDLESS).scalar_one())

    future = lane.run(endless)
    assert begun.wait(5)
    while not future.done():
        lane.cancel(future)
    assert isinstance(future.exception(), Cancelled)
    assert lane.run(lambda connection: connection.execute(text("SELECT 1")).scalar_one()).result() == 1


def test_what_an_interrupted_job_had_read_goes_with_it(lane: SqlLane) -> None:
    begun, gone = threading.Event(), threading.Event()

    def endless(connection: Connection) -> int:
        read = {"a row"}
        weakref.finalize(held := _Held(read), gone.set)
        begun.set()
        return int(connection.execute(ENDLESS).scalar_one()) + len(held.read)

    future = lane.run(endless)
    assert begun.wait(5)
    while not future.done():
        lane.cancel(future)
    assert isinstance(future.exception(), Cancelled)
    del future
    lane.run(lambda _: None).result()
    assert gone.is_set()


def test_a_waiting_job_that_is_cancelled_never_runs(lane: SqlLane) -> None:
    gate, ran = threading.Event(), []
    first = lane.run(lambda _: gate.wait(5))
    second = lane.run(lambda _: ran.append(1))
    lane.cancel(second)
    gate.set()
    assert first.result()
    lane.run(lambda _: None).result()
    assert ran == []


def test_a_lane_that_cannot_open_says_why_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="ne s’ouvre pas"):
        SqlLane("trial", lambda: open_engine(tmp_path / "absent" / STORE_FILE, secrets.token_bytes(32)))


def test_an_error_that_only_speaks_of_interruption_is_not_one(lane: SqlLane) -> None:
    def fail(_: Connection) -> None:
        raise LookupError("interrupted")

    assert isinstance(lane.run(fail).exception(5), LookupError)


def test_a_closed_lane_refuses_at_once(lane: SqlLane) -> None:
    lane.close()
    with pytest.raises(Refusal, match="fermé"):
        lane.run(lambda _: None).result(5)


def test_a_waiting_lane_keeps_nothing_of_its_last_job(lane: SqlLane) -> None:
    class Held:
        """What a job holds."""

    held = Held()
    gone = threading.Event()
    weakref.finalize(held, gone.set)
    lane.run(lambda _, held=held: None).result()  # type: ignore[misc]  # a default of the lambda is not inferred
    del held
    gc.collect()
    assert gone.wait(5)


def test_a_full_disk_is_a_sentence_and_the_lane_goes_on(lane: SqlLane) -> None:
    ask(lane, "CREATE TABLE t (n BLOB)")
    ask(lane, "PRAGMA max_page_count = 12")
    with pytest.raises(Refusal, match="plein"):
        ask(lane, LARGE)
    assert ask(lane, "SELECT count(*) FROM t") == 0
    ask(lane, "PRAGMA max_page_count = 100000")
    ask(lane, LARGE)
    assert ask(lane, "SELECT count(*) FROM t") == 1


def test_another_window_that_writes_too_long_is_a_sentence_and_the_lane_goes_on(lane: SqlLane, other: SqlLane) -> None:
    ask(lane, "CREATE TABLE t (n INTEGER)")
    ask(lane, "PRAGMA busy_timeout = 1")
    begun, gate = threading.Event(), threading.Event()

    def write_long(_: Connection) -> bool:
        begun.set()
        return gate.wait(20)

    long = other.run(write_long)
    assert begun.wait(5)
    with pytest.raises(Refusal, match="Une autre fenêtre"):
        ask(lane, "INSERT INTO t VALUES (7)")
    gate.set()
    assert long.result(5)
    ask(lane, "INSERT INTO t VALUES (7)")
    assert ask(other, "SELECT n FROM t") == 7


def test_two_windows_write_in_turn(lane: SqlLane, other: SqlLane) -> None:
    ask(lane, "CREATE TABLE t (n INTEGER)")
    sent = [one.run(add_one) for _ in range(20) for one in (lane, other)]
    assert [future.exception(20) for future in sent] == [None] * 40
    assert ask(lane, "SELECT count(*) FROM t") == ask(other, "SELECT count(*) FROM t") == 40


def test_a_file_that_cannot_be_written_is_a_sentence_and_the_lane_goes_on(lane: SqlLane, reader: SqlLane) -> None:
    ask(lane, "CREATE TABLE t (n INTEGER)")
    with pytest.raises(Refusal, match="ne peut pas être écrit"):
        ask(reader, "INSERT INTO t VALUES (7)")
    assert ask(reader, "SELECT count(*) FROM t") == 0


def test_a_damaged_page_is_a_sentence_and_the_rest_still_reads(store: Store) -> None:
    lane = store.open()
    ask(lane, "CREATE TABLE t (n BLOB)")
    ask(lane, LARGE)
    lane.close()
    content = bytearray(store.path.read_bytes())
    content[20 * 4096 : 60 * 4096] = bytes(40 * 4096)
    store.path.write_bytes(content)
    reader = store.open(read_only=True)
    with pytest.raises(Refusal, match="ne se lit plus"):
        ask(reader, "SELECT sum(length(hex(n))) FROM t")
    assert ask(reader, "SELECT count(*) FROM t") == 1
    reader.close()
