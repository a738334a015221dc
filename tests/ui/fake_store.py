"""A store that answers at once from a table, for tests of windows: no file, no thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Gesture, Listener, Question

T = TypeVar("T")


class FakeStore:
    """Answers by type: a value, or a function of the request; a Refusal given or raised is refused.

    `done` and `asked` keep what came in; a gesture without an answer changes nothing, a question without one is a bug.
    Nobody was typing anything, unless the table says so.
    """

    def __init__(self, answers: Mapping[type, object] | None = None) -> None:
        self.answers: dict[type, object] = {ReadDraft: "", **(answers or {})}
        self.done: list[Gesture] = []
        self.asked: list[Question[Any]] = []
        self.cancelled: list[Future[Any]] = []
        self._listeners: list[Listener] = []

    def do(self, gesture: Gesture) -> Future[Change]:
        self.done.append(gesture)
        future = self._answer(gesture, Change())
        if future.exception() is None:
            self.tell(future.result())
        return future

    def ask(self, question: Question[T]) -> Future[T]:
        self.asked.append(question)
        if type(question) not in self.answers:
            raise AssertionError(f"no answer to {question!r}")
        return self._answer(question, None)

    def cancel(self, future: Future[T]) -> None:
        self.cancelled.append(future)

    def listen(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        """Say a change to whoever listens, as if another window had made it."""
        for listener in tuple(self._listeners):
            listener(change)

    def gestures(self, kind: type[T]) -> list[T]:
        """What was done of one kind, in order."""
        return [gesture for gesture in self.done if isinstance(gesture, kind)]

    def _answer(self, request: object, otherwise: object) -> Future[Any]:
        future: Future[Any] = Future()
        answer = self.answers.get(type(request), otherwise)
        try:
            answer = answer(request) if callable(answer) else answer
        except Refusal as refusal:
            answer = refusal
        if isinstance(answer, Refusal):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future
