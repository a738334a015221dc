"""Threads that each own one connection: one writes, the others read; SQL off its lane raises."""

from __future__ import annotations

import contextlib
import queue
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from ceis_desk.core.errors import Cancelled, OffLane, Refusal
from ceis_desk.data.troubles import plain

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[[Connection], Any], Callable[[Any], None]]
CLOSED = "Le fichier des données est fermé. Rien n’a changé\u00a0: rouvrez CEIS Desk."


def _nothing(*_: object) -> None:
    """What a lane does around its jobs unless it is told more."""


def _end(engine: Engine | None, connection: Connection | None) -> None:
    """Close on the thread that opened: a connection left to be collected ends on whatever thread collects it."""
    try:
        if connection is not None:
            connection.close()
    finally:
        if engine is not None:
            engine.dispose()


class SqlLane:
    """One thread, one connection, jobs in order; the job under way can be interrupted when it only reads.

    `check` runs before every job, and refuses it by raising.
    """

    def __init__(self, name: str, make_engine: Callable[[], Engine], check: Callable[[], None] = _nothing) -> None:
        self._name = name
        self._make_engine = make_engine
        self._check = check
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._running: Future[Any] | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._raw: Any = None
        self._thread = threading.Thread(target=self._work, name=f"ceis-{name}", daemon=True)
        self._ready: Future[None] = Future()
        self._thread.start()
        self._ready.result()

    def run(self, job: Callable[[Connection], T], committed: Callable[[T], None] = _nothing) -> Future[T]:
        """Queue `job`; it receives the lane's connection inside a transaction that is committed after it.

        `committed` then hears the answer on the lane's thread and must not raise. The future raises Refusal when the
        lane is closed or when the disk, the folder or another window stands in the way.
        """
        future: Future[T] = Future()
        with self._lock:
            if not self._closed:
                self._jobs.put((future, job, committed))
                return future
        future.set_exception(Refusal(CLOSED))
        return future

    def cancel(self, future: Future[Any]) -> None:
        """Drop a waiting job, or interrupt it when it is the one under way."""
        if future.cancel():
            return
        with self._lock:
            if self._running is future and self._raw is not None:
                self._raw.interrupt()

    def close(self) -> None:
        """Finish the jobs queued so far, close the connection and end the thread; what comes later is refused."""
        with self._lock:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        engine: Engine | None = None
        connection: Connection | None = None
        try:
            engine = self._make_engine()
            connection = engine.connect()
            self._raw = connection.connection.dbapi_connection
            _guard(engine, self._name)
            connection.rollback()
        except BaseException as error:  # noqa: BLE001 whoever opens the lane must get any failure
            with contextlib.suppress(Exception):
                _end(engine, connection)
            self._ready.set_exception(plain(error))
            return
        self._ready.set_result(None)
        while (job := self._jobs.get()) is not None:
            self._do(connection, *job)
            # Waiting for the next one, the thread must not keep what this one held: the keys of a session.
            del job
        _end(engine, connection)

    def _do(
        self,
        connection: Connection,
        future: Future[Any],
        job: Callable[[Connection], Any],
        committed: Callable[[Any], None],
    ) -> None:
        if not future.set_running_or_notify_cancel():
            return
        with self._lock:
            self._running = future
        answer: Any = None
        failure: BaseException | None = None
        try:
            self._check()
            with connection.begin():
                answer = job(connection)
        except BaseException as error:  # noqa: BLE001 the future carries it to whoever asked
            failure = plain(error)
            roll_back(connection)
            if isinstance(failure, Cancelled):
                _empty_frames(error)
        with self._lock:
            self._running = None
        if failure is None:
            committed(answer)
            future.set_result(answer)
        else:
            future.set_exception(failure)
            # The traceback of the failure holds this frame: a future left in it would never go.
            del future, failure


def _empty_frames(error: BaseException | None) -> None:
    # Each letter of a search interrupts the one before. SQLAlchemy leaves the error in a frame that the error holds,
    # with the rows read so far, and nothing collects cycles while the window is open.
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def roll_back(connection: Connection) -> None:
    """End what a refused COMMIT leaves open: a reference to nothing is seen only there, and SQLAlchemy stops short."""
    raw: Any = connection.connection.dbapi_connection
    if raw.in_transaction:
        raw.execute("ROLLBACK")


def _guard(engine: Engine, name: str) -> None:
    owner = threading.get_ident()

    def check(*_: object) -> None:
        if threading.get_ident() != owner:
            message = f"SQL on lane {name} from another thread"
            raise OffLane(message)

    for moment in ("before_execute", "begin"):
        event.listen(engine, moment, check)
