"""Threads that each own one connection: one writes, the others read; SQL off its lane raises."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from ceis_desk.core.errors import Cancelled, OffLane

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[[Connection], Any]]


class SqlLane:
    """One thread, one connection, jobs in order; the job under way can be interrupted when it only reads."""

    def __init__(self, name: str, make_engine: Callable[[], Engine]) -> None:
        self._name = name
        self._make_engine = make_engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._running: Future[Any] | None = None
        self._lock = threading.Lock()
        self._raw: Any = None
        self._thread = threading.Thread(target=self._work, name=f"ceis-{name}", daemon=True)
        self._ready: Future[None] = Future()
        self._thread.start()
        self._ready.result()

    def run(self, job: Callable[[Connection], T]) -> Future[T]:
        """Queue `job`; it receives the lane's connection inside a transaction that is committed after it."""
        future: Future[T] = Future()
        self._jobs.put((future, job))
        return future

    def cancel(self, future: Future[Any]) -> None:
        """Drop a waiting job, or interrupt it when it is the one under way."""
        if future.cancel():
            return
        with self._lock:
            if self._running is future and self._raw is not None:
                self._raw.interrupt()

    def close(self) -> None:
        """Finish the jobs queued so far, close the connection and end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            engine = self._make_engine()
            connection = engine.connect()
            self._raw = connection.connection.dbapi_connection
            _guard(engine, self._name)
            connection.rollback()
        except BaseException as error:  # noqa: BLE001 whoever opens the lane must get any failure
            self._ready.set_exception(error)
            return
        self._ready.set_result(None)
        while (job := self._jobs.get()) is not None:
            self._do(connection, *job)
        connection.close()
        engine.dispose()

    def _do(self, connection: Connection, future: Future[Any], job: Callable[[Connection], Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        with self._lock:
            self._running = future
        answer: Any = None
        failure: BaseException | None = None
        try:
            with connection.begin():
                answer = job(connection)
        except BaseException as error:  # noqa: BLE001 the future carries it to whoever asked
            failure = Cancelled() if "interrupted" in str(error).lower() else error
        with self._lock:
            self._running = None
        if failure is None:
            future.set_result(answer)
        else:
            future.set_exception(failure)


def _guard(engine: Engine, name: str) -> None:
    owner = threading.get_ident()

    def check(*_: object) -> None:
        if threading.get_ident() != owner:
            message = f"SQL on lane {name} from another thread"
            raise OffLane(message)

    for moment in ("before_execute", "begin"):
        event.listen(engine, moment, check)
