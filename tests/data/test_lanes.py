"""One thread owns one connection, and SQL anywhere else raises."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from ceis_desk.core.errors import Cancelled, OffLane
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import STORE_FILE, open_engine

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def lane(tmp_path: Path) -> Iterator[SqlLane]:
    key = secrets.token_bytes(32)
    made = SqlLane("trial", lambda: open_engine(tmp_path / STORE_FILE, key))
    yield made
    made.close()


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
    with pytest.raises(Exception, match="unable to open"):
        SqlLane("trial", lambda: open_engine(tmp_path / "absent" / STORE_FILE, secrets.token_bytes(32)))
