"""Agents who take turns at one desk: each comes in again when somebody else was there, as the door ends a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ceis_desk.access.door import Opened
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import District, Identity
from ceis_desk.reception.model import DeskDay, Visit
from ceis_desk.reception.questions import AllMotifs, ReadDay
from tests.scenarios.desks import Desk, Hired, new_desk

TODAY = dt.date(2019, 6, 18)
T = TypeVar("T")


@dataclass(frozen=True)
class Agent:
    """One account, by its login."""

    desk: Desk
    login: str

    @property
    def id(self) -> Id:
        """The account."""
        return self._opened.actor.account_id

    @property
    def _opened(self) -> Opened:
        last = self.desk.last
        return last if last and last.login == self.login and self.desk.is_in(last) else self.desk.enter(self.login)

    def do(self, gesture: Gesture | None) -> Change:
        """Do this, or take back what gave it."""
        assert gesture is not None
        return self._opened.store.do(gesture).result()

    def ask(self, question: Question[T]) -> T:
        """Read this."""
        return self._opened.store.ask(question).result()


@dataclass
class Day:
    """A reception account at work on 18 June 2019, with a clock that the test sets."""

    desk: Desk
    sofiane: Agent
    clock: list[dt.datetime]

    def at(self, hour: int, minute: int = 0, day: dt.date = TODAY) -> None:
        self.clock[0] = dt.datetime.combine(day, dt.time(hour, minute))

    def do(self, gesture: Gesture | None, login: str = "sofiane") -> Change:
        return Agent(self.desk, login).do(gesture)

    def person(self, name: str = "Benali") -> Id:
        identity = Identity(used_name=name, first_name="Samira", birth_date=dt.date(1984, 3, 14), qpv=District.YES)
        return self.do(CreatePerson(identity)).made[0]

    def read(self, day: dt.date = TODAY) -> DeskDay:
        return self.sofiane.ask(ReadDay(day))

    def one(self) -> Visit:
        (visit,) = self.read().visits
        return visit

    def motif(self, label: str) -> Id:
        return next(one.id for one in self.sofiane.ask(AllMotifs()) if one.label == label)


@contextmanager
def new_day(folder: Path, *, fresh: bool = False, others: tuple[Hired, ...] = ()) -> Iterator[Day]:
    """A new store at nine in the morning; a `fresh` one is founded by the clocks of the test."""
    clock = [dt.datetime.combine(TODAY, dt.time(9))]
    with new_desk(folder, lambda: clock[0], fresh=fresh, others=others) as desk:
        yield Day(desk, Agent(desk, "sofiane"), clock)
