"""A health worker at work in a real store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import MarkAttendance, SetSession
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.ids import Id, new_id
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import District, Identity, Sex
from ceis_desk.platforms.health.gestures import PutPrevention
from ceis_desk.platforms.health.model import HealthFact, History
from ceis_desk.platforms.health.questions import HistoryOf
from ceis_desk.platforms.health.rules import mark_among
from tests.scenarios.agents import TODAY, Agent, Day


@dataclass
class Clinic:
    """Inès and Karim of the health team, and the rest of the house."""

    day: Day
    ines: Agent
    karim: Agent

    def person(self, name: str = "Benali", first: str = "Samira") -> Id:
        identity = Identity(
            used_name=name, first_name=first, birth_date=dt.date(1984, 3, 14), sex=Sex.FEMALE, qpv=District.YES
        )
        return self.ines.do(CreatePerson(identity)).made[0]

    def keep(self, person_id: Id, theme: str = "sleep", **more: Any) -> Id:  # noqa: ANN401 fields of a fact
        """One interview, kept by Inès."""
        mark = mark_among(self.history(person_id).facts, theme)
        return self.ines.do(PutPrevention(fact(person_id, theme, mark=mark, **more))).made[0]

    def history(self, person_id: Id) -> History:
        return self.ines.ask(HistoryOf(person_id))

    def session(self, *people: Id, title: str = "Bien dormir", platform: str = "health") -> Id:
        """A session of that morning, where these people were."""
        at = dt.datetime.combine(TODAY, dt.time(9))
        made = self.ines.do(SetSession(title, platform, self.ines.id, at, 90, 12)).made[0]
        for person_id in people:
            self.ines.do(MarkAttendance(made, person_id, Attendance.PRESENT))
        return made


def fact(person_id: Id, theme: str = "sleep", **more: Any) -> HealthFact:  # noqa: ANN401 fields of a fact
    """An interview of today."""
    return HealthFact(new_id(), 0, person_id, more.pop("day", TODAY), theme, **more)


def staff(day: Day) -> Clinic:
    """Two health workers, one of employment, added to the house."""
    day.desk.add("ines", "Inès Roig", Role.HEALTH)
    day.desk.add("karim", "Karim Saidi", Role.HEALTH)
    day.desk.add("marc", "Marc Vidal", Role.EMPLOYMENT)
    return Clinic(day, Agent(day.desk, "ines"), Agent(day.desk, "karim"))
