"""The store of one desk: a lane that writes, a lane that reads and searches, a lane for figures and exports."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from ceis_desk.access.model import Actor, Role, Thing
from ceis_desk.access.rights import permits
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Cancelled, Denied, Refusal
from ceis_desk.core.halves import refuse_halves
from ceis_desk.core.store import Change, Gesture, Lane, Listener, Question
from ceis_desk.data.accounts import check_administers
from ceis_desk.data.handlers import GESTURES, QUESTIONS
from ceis_desk.data.keys.credential import NOBODY, Anchor
from ceis_desk.data.lanes import CLOSED, SqlLane
from ceis_desk.data.open_mark import OpenMark
from ceis_desk.data.opened import Opened
from ceis_desk.data.opening import open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.standing import Standing
from ceis_desk.data.write import Tx

AnswerT = TypeVar("AnswerT")
T = TypeVar("T")
_Held = tuple["Future[Any]", Callable[[Connection], Any], Callable[[Any], None]]
_log = logging.getLogger(__name__)
DENIED = "Votre compte n’ouvre pas cette partie. Rien n’a changé : demandez à une personne qui en a le droit."
ENDED = "La session est fermée. Rien n’a changé\u00a0: ouvrez-la de nouveau."
MOVED = (
    "Le fichier des données a été déplacé, effacé ou remplacé pendant que CEIS Desk était ouvert. Rien n’a été "
    "enregistré\u00a0: remettez-le à sa place, ou fermez CEIS Desk et rouvrez-le."
)


class OpenFile:
    """The encrypted file and its three lanes, whoever is signed in.

    `anchor` is that of whoever came in last: exchanges go on while the screen is locked. Opened `ahead` of its
    examination, it has no connection that could write: what is to be written waits for `release`, or is refused with
    what `give_up` says (decision 0034).
    """

    def __init__(self, path: Path, key: bytes, anchor: Anchor = NOBODY, *, ahead: bool = False) -> None:
        self.path, self.key, self.anchor = path, key, anchor
        self.mark = OpenMark(path.parent)
        self.listeners: dict[object, Listener] = {}
        self.lanes: dict[Lane, SqlLane] = {}
        self.standing = Standing()
        self.whole: Future[None] = Future()
        self._writer: SqlLane | None = None
        self._held: list[_Held] | None = []
        self._gate = threading.Lock()
        self._preparing = 0
        try:
            if ahead:
                self._place = _place(path)
                self._open_readers(closed=True)
            else:
                self.begin_writing()
                self._place = _place(path)
                self.release()
        except BaseException:
            self.close()
            raise

    @property
    def writer(self) -> SqlLane:
        """The lane that writes; until `release`, everybody but the thread that prepares the file waits for it here."""
        if threading.get_ident() != self._preparing:
            self.whole.result()
        if self._writer is None:
            raise Refusal(CLOSED)
        return self._writer

    def begin_writing(self) -> None:
        """Open the connection that writes, for this thread alone, then readers that see what it writes."""
        path, key = self.path, self.key
        self._preparing = threading.get_ident()
        self._writer = SqlLane("writer", lambda: open_engine(path, key), self._check_in_place)
        self._open_readers(closed=False)

    def release(self) -> None:
        """Write what waited, in its order, and let everybody write."""
        with self._gate:
            writer, held, self._held, self._preparing = self.writer, self._held or [], None, 0
            for future, work, committed in held:
                if future.set_running_or_notify_cancel():
                    _pass_on(writer.run(work, committed), future)
        self.whole.set_result(None)

    def give_up(self, failure: BaseException) -> None:
        """Nothing is written: what waited, and whatever comes later, gets this failure."""
        self.whole.set_exception(failure)
        with self._gate:
            held, self._held = self._held or [], None
        for future, _, _ in held:
            if future.set_running_or_notify_cancel():
                future.set_exception(failure)

    def write(self, work: Callable[[Connection], T], committed: Callable[[T], None]) -> Future[T]:
        """Queue a job on the writer, at once even while the file is being examined."""
        with self._gate:
            if self._held is not None:
                future: Future[T] = Future()
                self._held.append((future, work, committed))
                return future
        failure = self.whole.exception()
        return self.writer.run(work, committed) if failure is None else _failed(failure)

    def read(self, lane: Lane, work: Callable[[Connection], T]) -> Future[T]:
        """Queue a question on one of the lanes that read; ahead of the examination there is but one."""
        with self._gate:
            return self.lanes.get(lane, self.lanes[Lane.READ]).run(work)

    def close(self) -> None:
        """End the three threads; what was queued is done first."""
        for lane in self.lanes.values():
            lane.close()
        if self._writer is not None:
            self._writer.close()
        self.mark.end()

    def _open_readers(self, *, closed: bool) -> None:
        path, key = self.path, self.key

        def engine() -> Engine:
            return open_engine(path, key, read_only=True, closed=closed)

        fresh: dict[Lane, SqlLane] = {}
        try:
            # Ahead, nobody waits for figures: whoever comes in waits for one connection, not for two.
            for lane in (Lane.READ,) if closed else (Lane.READ, Lane.FIGURES):
                fresh[lane] = SqlLane(lane.value, engine)
        finally:
            with self._gate:
                former, self.lanes = self.lanes, {**self.lanes, **fresh}
            # Their connections take the file for one that does not change: they end before the first writing.
            for name in fresh.keys() & former.keys():
                former[name].close()

    def tell(self, change: Change, clock: int | None = None) -> None:
        """Tell every listener of a committed change, on the writer thread; one that fails stops nobody.

        `clock` is that of the rows it wrote, None when it wrote none.
        """
        if clock is not None:
            self.mark.note(clock)
        for listener in tuple(self.listeners.values()):
            try:
                listener(change)
            except Exception:  # noqa: BLE001 whatever it is, whoever wrote must get the answer
                _log.exception("a listener failed on a committed change")

    def _check_in_place(self) -> None:
        # On some systems an open file can be erased: what is written to it afterwards goes nowhere.
        found = _place(self.path)
        if found is None or found != self._place:
            raise Refusal(MOVED)


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@dataclass(eq=False)
class LocalStore:
    """The store as one signed-in account sees it (core.store.Store), until its session is ended."""

    file: OpenFile
    actor: Actor
    clock: Clock
    keys: dict[tuple[str, int], bytes] = field(default_factory=dict, repr=False)
    anchor: Anchor = NOBODY
    opened: Opened = field(default_factory=Opened, repr=False)
    _ended: bool = field(default=False, init=False)
    _stops: list[Callable[[], None]] = field(default_factory=list, init=False, repr=False)

    def end(self) -> None:
        """End the session: no request is taken any more, its keys are forgotten, its listeners dropped.

        What it had asked to write is still written, each with its own copy of the keys; its questions are cancelled.
        """
        self._ended = True
        for stop in self._stops:
            stop()
        self._stops.clear()
        self.keys.clear()
        self.opened.forget()

    def renew(self, roles: frozenset[Role], keys: dict[tuple[str, int], bytes]) -> None:
        """Go on with other roles and keys; a session that has ended meanwhile takes none."""
        self.actor = replace(self.actor, roles=roles)
        self.keys = keys
        self.opened.forget()
        if self._ended:
            keys.clear()

    def do(self, gesture: Gesture) -> Future[Change]:
        """Queue a gesture; its change is told to the listeners once committed."""
        if not permits(self.actor.roles, gesture.needs):
            return _failed(Denied(DENIED))

        def job(tx: Tx) -> Change:
            refuse_halves(gesture)
            if gesture.needs and all(thing == Thing.ACCOUNTS for thing, _ in gesture.needs):
                check_administers(tx, self.actor.account_id)
            return GESTURES[type(gesture)](tx, gesture)

        return self.write(job, gesture)

    def write(self, job: Callable[[Tx], Change], gesture: Gesture | None = None) -> Future[Change]:
        """Queue a gesture, or a job of the program itself, on the writer in the actor's name.

        Its change is told once committed.
        """
        # Copied before looking: a session that ends meanwhile is refused, never half-keyed.
        keys = dict(self.keys)
        if self._ended:
            return _failed(Refusal(ENDED))

        done: list[Tx] = []

        def work(connection: Connection) -> Change:
            tx = Tx(connection, self.actor, self.clock(), keys, self.anchor, self.file.standing)
            done.append(tx)
            return job(tx)

        def committed(change: Change) -> None:
            tx = done[0]
            if gesture is not None and tx.written is not None:
                self.file.standing.learn(gesture, tx.found, tx.written, change.undo)
            self.file.tell(change, tx.written)

        return self.file.write(work, committed)

    def ask(self, question: Question[AnswerT]) -> Future[AnswerT]:
        """Queue a question on its lane."""
        if not permits(self.actor.roles, question.needs):
            return _failed(Denied(DENIED))
        keys = dict(self.keys)
        if self._ended:
            return _failed(Refusal(ENDED))

        def work(connection: Connection) -> AnswerT:
            if self._ended:
                raise Cancelled
            refuse_halves(question)
            reader = Reader(connection, self.actor, self.clock(), keys, self.anchor, self.opened)
            try:
                answer: AnswerT = QUESTIONS[type(question)](reader, question)
            finally:
                self._forget_if_ended()
            return answer

        return self.file.read(question.lane, work)

    def _forget_if_ended(self) -> None:
        """The screen was locked while a question was answered: what it has just opened is dropped too."""
        if self._ended:
            self.opened.forget()

    def cancel(self, future: Future[AnswerT]) -> None:
        """Drop a question of either lane."""
        for lane in self.file.lanes.values():
            lane.cancel(future)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every committed change until the returned function is called, or the session ended."""
        if self._ended:
            return lambda: None
        place, listeners = object(), self.file.listeners
        listeners[place] = listener

        def stop() -> None:
            listeners.pop(place, None)

        self._stops.append(stop)
        return stop


def _pass_on(source: Future[T], target: Future[T]) -> None:
    """Give a future that has begun what another one gets."""

    def ended(done: Future[T]) -> None:
        failure = done.exception()
        if failure is None:
            target.set_result(done.result())
        else:
            target.set_exception(failure)

    source.add_done_callback(ended)


def _failed(error: BaseException) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
