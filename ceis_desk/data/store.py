"""The store of one desk: a lane that writes, a lane that reads and searches, a lane for figures and exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from ceis_desk.access.model import Actor
from ceis_desk.access.rights import permits
from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Denied
from ceis_desk.core.store import Change, Gesture, Lane, Listener, Question
from ceis_desk.data.handlers import GESTURES, QUESTIONS
from ceis_desk.data.lanes import SqlLane
from ceis_desk.data.opening import open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx

AnswerT = TypeVar("AnswerT")
DENIED = "Votre compte n’ouvre pas cette partie. Rien n’a changé : demandez à une personne qui en a le droit."


class OpenFile:
    """The encrypted file and its three lanes, whoever is signed in."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.writer = SqlLane("writer", lambda: open_engine(path, key))
        self.lanes = {
            lane: SqlLane(lane.value, lambda: open_engine(path, key, read_only=True))
            for lane in (Lane.READ, Lane.FIGURES)
        }
        self.listeners: list[Listener] = []

    def close(self) -> None:
        """End the three threads; what was queued is done first."""
        for lane in self.lanes.values():
            lane.close()
        self.writer.close()

    def tell(self, change: Change) -> None:
        """Tell every listener of a committed change, on the writer thread."""
        for listener in tuple(self.listeners):
            listener(change)


@dataclass(frozen=True)
class LocalStore:
    """The store as one signed-in account sees it (core.store.Store)."""

    file: OpenFile
    actor: Actor
    clock: Clock
    keys: Mapping[tuple[str, int], bytes] = field(default_factory=dict, repr=False)

    def do(self, gesture: Gesture) -> Future[Change]:
        """Queue a gesture; its change is told to the listeners once committed."""
        if not permits(self.actor.roles, gesture.needs):
            return _failed(Denied(DENIED))
        handler = GESTURES[type(gesture)]
        return self.write(lambda tx: handler(tx, gesture))

    def write(self, job: Callable[[Tx], Change]) -> Future[Change]:
        """Queue a job of the program itself on the writer, in the actor's name."""
        told: Future[Change] = Future()

        def work(connection: Connection) -> Change:
            return job(Tx(connection, self.actor, self.clock(), self.keys))

        def after(done: Future[Change]) -> None:
            failure = done.exception()
            if failure is not None:
                told.set_exception(failure)
                return
            change = done.result()
            self.file.tell(change)
            told.set_result(change)

        self.file.writer.run(work).add_done_callback(after)
        return told

    def ask(self, question: Question[AnswerT]) -> Future[AnswerT]:
        """Queue a question on its lane."""
        if not permits(self.actor.roles, question.needs):
            return _failed(Denied(DENIED))
        handler: Callable[[Reader, Any], Any] = QUESTIONS[type(question)]

        def work(connection: Connection) -> AnswerT:
            answer: AnswerT = handler(Reader(connection, self.actor, self.clock(), self.keys), question)
            return answer

        return self.file.lanes[question.lane].run(work)

    def cancel(self, future: Future[AnswerT]) -> None:
        """Drop a question of either lane."""
        for lane in self.file.lanes.values():
            lane.cancel(future)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every committed change until the returned function is called."""
        self.file.listeners.append(listener)
        return lambda: self.file.listeners.remove(listener)


def _failed(error: Exception) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
