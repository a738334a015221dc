"""What a window or a command may ask of the store: gestures change it, questions read it; both are frozen requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, Generic, Protocol, TypeVar

from ceis_desk.core.ids import Id

Needs = tuple[tuple[str, str], ...]
"""Pairs (thing, level) of `access`; holding any one of them is enough, and () means that every account may."""


class Lane(Enum):
    """The thread that answers a question: short reads and search, or long counts and exports."""

    READ = "read"
    FIGURES = "figures"


class Gesture:
    """A frozen request that changes the store in one transaction."""

    needs: ClassVar[Needs] = ()


AnswerT = TypeVar("AnswerT")
AnswerT_co = TypeVar("AnswerT_co", covariant=True)


class Question(Generic[AnswerT_co]):
    """A frozen request that reads the store and is answered by frozen rows."""

    needs: ClassVar[Needs] = ()
    lane: ClassVar[Lane] = Lane.READ


@dataclass(frozen=True)
class Subject:
    """What a change touched: a kind of row (`person`, `visit`, `setting`…) and its id, None for many of that kind."""

    kind: str
    id: Id | None = None


@dataclass(frozen=True)
class Change:
    """What a gesture did: the rows it touched, the sentence to show, and the gesture that takes it back.

    `masked` is the sentence of a discreet screen; empty, `said` tells nothing of anybody.
    """

    subjects: frozenset[Subject] = frozenset()
    said: str = ""
    undo: Gesture | None = None
    made: tuple[Id, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    masked: str = ""

    def sentence(self, *, discreet: bool) -> str:
        """What to show of it."""
        return self.masked or self.said if discreet else self.said

    def touches(self, *kinds: str) -> bool:
        """Whether any row of these kinds was touched."""
        return any(subject.kind in kinds for subject in self.subjects)


Listener = Callable[[Change], None]


class Store(Protocol):
    """One store seen by one signed-in account: every call returns at once, answers come by futures.

    Once the session is ended (a lock, another account, the file closed) every request raises Refusal by its future.
    """

    def do(self, gesture: Gesture) -> Future[Change]:
        """Queue a gesture on the writer thread; the future may raise Refusal, Denied or Outdated."""
        ...

    def ask(self, question: Question[AnswerT]) -> Future[AnswerT]:
        """Queue a question on its lane; the future may raise Refusal, Denied or Cancelled."""
        ...

    def cancel(self, future: Future[AnswerT]) -> None:
        """Drop a question: waiting it never runs, running it is interrupted and ends in Cancelled."""
        ...

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer thread after every committed change; returns the way to stop.

        The listener is told before whoever made the change has its answer; one that raises is logged, no more.
        """
        ...
