"""A site at work in June 2019: two counsellors, a digital adviser, the reception and the direction, one clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import BookAppointment, SetAvailability, SetSession
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import CalendarWeek, Entry, EntryKind
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import District, Identity
from tests.scenarios.agents import Agent
from tests.scenarios.desks import Desk, new_desk

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (dt.date(2019, 6, 17) + dt.timedelta(days=n) for n in range(5))
T = TypeVar("T")


def at(hour: int, minute: int = 0, day: dt.date = TUESDAY) -> dt.datetime:
    """A moment of the week, of Tuesday unless said."""
    return dt.datetime.combine(day, dt.time(hour, minute))


@dataclass
class Office:
    """The desk and its clock."""

    desk: Desk
    now: list[dt.datetime]
    ids: dict[str, Id] = field(default_factory=dict)

    def id(self, login: str) -> Id:
        """The account of a login."""
        if login not in self.ids:
            self.ids[login] = Agent(self.desk, login).id
        return self.ids[login]

    def do(self, gesture: Gesture | None, login: str = "sofiane") -> Change:
        """Do this in somebody's name."""
        return Agent(self.desk, login).do(gesture)

    def ask(self, question: Question[T], login: str = "sofiane") -> T:
        """Ask this in somebody's name."""
        return Agent(self.desk, login).ask(question)

    def person(self, name: str = "Benali", **fields: Any) -> Id:  # noqa: ANN401 fields of any type
        """A new record."""
        known = {"first_name": "Samira", "birth_date": dt.date(1984, 3, 14), "qpv": District.YES, **fields}
        return self.do(CreatePerson(Identity(used_name=name, **known))).made[0]

    def book(
        self,
        person: Id,
        starts_at: dt.datetime,
        with_: str = "claire",
        login: str = "sofiane",
        **more: Any,  # noqa: ANN401 fields of any type
    ) -> Change:
        """Book forty-five minutes with somebody."""
        fields = {"platform": "budget", "minutes": 45, **more}
        return self.do(BookAppointment(person, self.id(with_), starts_at=starts_at, **fields), login)

    def receives(self, login: str, day: dt.date, first: int, last: int, **more: Any) -> Change:  # noqa: ANN401 fields of any type
        """Say that somebody receives every week on the weekday of `day`, from that day on."""
        line = SetAvailability(self.id(login), day.weekday(), dt.time(first), dt.time(last), day, **more)
        return self.do(line)

    def session(self, starts_at: dt.datetime, places: int = 10, **more: Any) -> Id:  # noqa: ANN401 fields of any type
        """A workshop of an hour and a half."""
        fields = {"title": "Mon budget", "platform": "budget", "account_id": self.id("claire"), **more}
        return self.do(SetSession(starts_at=starts_at, minutes=90, places=places, **fields)).made[0]

    def week(self, login: str = "claire", first: dt.date = MONDAY, days: int = 5) -> CalendarWeek:
        """The week as somebody sees it."""
        return self.ask(ReadWeek(first, days), login)

    def entry(self, row_id: Id, login: str = "claire") -> Entry:
        """One box of the week, as somebody sees it."""
        return next(one for one in self.week(login).entries if one.id == row_id)

    def boxes(self, kind: EntryKind, login: str = "claire") -> list[Entry]:
        """The boxes of a kind."""
        return [one for one in self.week(login).entries if one.kind is kind]

    def set(self, name: str, value: str) -> Change:
        """A setting of the site, as JSON."""
        return self.do(SetSiteSetting(name, value), "helene")


@contextmanager
def new_office(folder: Path) -> Iterator[Office]:
    """A new store on Tuesday 18 June 2019 at nine."""
    now = [at(9)]
    others = ("nadia", "Nadia Haddad", Role.BUDGET), ("marc", "Marc Vidal", Role.DIGITAL)
    with new_desk(folder, lambda: now[0], others=others) as desk:
        yield Office(desk, now)
