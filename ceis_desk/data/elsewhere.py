"""What another program writes into this desk’s file while it is open here: a command in a terminal, another window."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection

from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data.exchange.absorb import SUBJECTS
from ceis_desk.data.store import OpenFile

_KINDS = frozenset({*SUBJECTS.values(), "exchange", "session", "attendance", "waiting_person"})
EVERYTHING = Change(subjects=frozenset(map(Subject, _KINDS)))
"""Nobody says what the other program wrote: whatever is shown is read again."""


class Elsewhere:
    """Asks SQLite, when told to, whether somebody else has written since the last time."""

    def __init__(self, file: OpenFile) -> None:
        self.file = file
        self._read: int | None = None
        self._written: int | None = None

    def look(self) -> Future[bool]:
        """Tell the listeners of the file when another program has written to it, and say so.

        The reader sees at no cost that somebody wrote, this very program included; the writer, asked only then, sees
        the others alone. Raises Refusal as any job of a lane does, and then the next look finds the same.
        """
        told: Future[bool] = Future()
        seen = self.file.lanes[Lane.READ].run(_version)
        seen.add_done_callback(lambda done: self._ask_writer(done, told))
        return told

    def _ask_writer(self, done: Future[int], told: Future[bool]) -> None:
        failure = done.exception()
        if failure is not None:
            told.set_exception(failure)
        elif done.result() == self._read:
            told.set_result(False)
        else:
            version = done.result()
            self.file.writer.run(_version).add_done_callback(lambda other: self._compare(version, other, told))

    def _compare(self, read: int, done: Future[int], told: Future[bool]) -> None:
        failure = done.exception()
        if failure is not None:
            told.set_exception(failure)
            return
        written = done.result()
        news = self._written is not None and written != self._written
        self._read, self._written = read, written
        if news:
            self.file.tell(EVERYTHING)
        told.set_result(news)


def _version(connection: Connection) -> int:
    raw: Any = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    return int(raw)
