"""A team around one person: what tests of the parcours begin with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.parcours.gestures import OpenParcours, PutItem, ReadFrein, ReadRestrictedFrein
from ceis_desk.parcours.model import (
    ExitOutcome,
    Frein,
    FreinLevel,
    FreinMoment,
    Item,
    ItemKind,
    Parcours,
    WayOfPerson,
)
from ceis_desk.parcours.questions import ReadWay
from tests.scenarios.agents import TODAY, Agent, Day, new_day

ENTRY = dt.date(2019, 2, 4)
LEA, PAUL, MARC, INES, CLAIRE = "lea", "paul", "marc", "ines", "claire"
ROLES = {LEA: Role.SOCIAL, PAUL: Role.EMPLOYMENT, MARC: Role.DIGITAL, INES: Role.HEALTH, CLAIRE: Role.BUDGET}
NAMES = {LEA: "Léa Bastide", PAUL: "Paul Henry", MARC: "Marc Vidal", INES: "Inès Roig"}
REACHED = ExitOutcome.REACHED


@dataclass
class Team:
    """Five professionals, the reception and the administration of one desk; Léa opens what nobody else is said to."""

    day: Day
    person_id: Id

    added: set[str] = field(default_factory=set)

    def agent(self, login: str = LEA) -> Agent:
        """One of the team, who gets her account the first time that she is asked for."""
        if login in NAMES and login not in self.added:
            self.day.desk.add(login, NAMES[login], ROLES[login])
            self.added.add(login)
            # Whoever has the keys of a team gives them to a newcomer when she comes in.
            for member in (CLAIRE, *self.added):
                self.day.desk.enter(member)
        return Agent(self.day.desk, login)

    def do(self, gesture: Gesture | None, login: str = LEA) -> Change:
        return self.agent(login).do(gesture)

    def way(self, login: str = LEA, person_id: Id | None = None) -> WayOfPerson:
        return self.agent(login).ask(ReadWay(person_id or self.person_id))

    def open(self, login: str = LEA, on: dt.date = ENTRY) -> Parcours:
        self.do(OpenParcours(self.person_id, on), login)
        return self.now

    @property
    def now(self) -> Parcours:
        """The parcours under way."""
        current = self.way().current
        assert current is not None
        return current

    def item(self, title: str = "Trouver un logement", login: str = LEA, **fields: Any) -> Item:  # noqa: ANN401 fields of any type
        """A new item, an objective unless another kind is given."""
        kind = fields.pop("kind", ItemKind.OBJECTIVE)
        item_id = self.do(PutItem(self.now.id, kind, title, **fields), login).made[0]
        return self.seen(item_id)

    def seen(self, item_id: Id) -> Item:
        """An item as it is now."""
        return next(one for one in self.now.items if one.id == item_id)

    def frein(
        self, code: str, level: FreinLevel, day: dt.date = ENTRY, moment: FreinMoment = FreinMoment.ENTRY
    ) -> Frein:
        """An ordinary frein after one more reading."""
        self.do(ReadFrein(self.now.id, code, day, moment, level))
        return next(one for one in self.now.freins if one.code == code)

    def restricted(self, login: str = LEA, words: str = "Départ du domicile.", **fields: Any) -> Change:  # noqa: ANN401 fields of any type
        """A restricted frein written by one of the team."""
        values = {"code": "violence", "day": TODAY, "moment": FreinMoment.ENTRY, "level": FreinLevel.BLOCKING, **fields}
        return self.do(ReadRestrictedFrein(self.now.id, words=words, **values), login)


@contextmanager
def new_team(folder: Path) -> Iterator[Team]:
    """A team on 18 June 2019 at nine in the morning, with the record of Mme Benali."""
    with new_day(folder) as day:
        yield Team(day, day.person())
