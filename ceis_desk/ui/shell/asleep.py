"""The store of an account while the screen is locked: its keys are dropped, its pages wait."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture, Listener, Question, Store

AnswerT = TypeVar("AnswerT")
LOCKED = "L’écran est verrouillé. Rien n’a changé\u00a0: ouvrez-le pour continuer."


class WakingStore:
    """A store that pages keep for as long as they live; `sleep` forgets the one behind it, `wake` gives a fresh one."""

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._listeners: list[Listener] = []
        self._stops: list[Callable[[], None]] = []

    def sleep(self) -> None:
        """Forget the store and the keys that it holds."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        self._store = None

    def wake(self, store: Store) -> None:
        """Go on with the store of a new signing in."""
        self._store = store
        self._stops = [store.listen(listener) for listener in self._listeners]

    def do(self, gesture: Gesture) -> Future[Change]:
        """Pass the gesture on; refused while asleep."""
        if self._store is not None:
            return self._store.do(gesture)
        refused: Future[Change] = Future()
        refused.set_exception(Refusal(LOCKED))
        return refused

    def ask(self, question: Question[AnswerT]) -> Future[AnswerT]:
        """Pass the question on; dropped while asleep, since its page asks again when it is shown."""
        if self._store is not None:
            return self._store.ask(question)
        dropped: Future[AnswerT] = Future()
        dropped.cancel()
        dropped.set_running_or_notify_cancel()
        return dropped

    def cancel(self, future: Future[AnswerT]) -> None:
        """Drop a question."""
        if self._store is not None:
            self._store.cancel(future)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every change, through sleep and waking."""
        self._listeners.append(listener)
        if self._store is not None:
            self._stops.append(self._store.listen(listener))
        return lambda: self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)
        for stop in self._stops:
            stop()
        store = self._store
        self._stops = [store.listen(other) for other in self._listeners] if store is not None else []
