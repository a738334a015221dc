"""A counsellor at work on cases: what tests of the budget rooms begin with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceis_desk.access.model import Group, Role
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote
from ceis_desk.people.gestures import CreatePerson, SetHousehold
from ceis_desk.people.model import Civility, HouseholdMember, HouseholdRole, Identity
from ceis_desk.platforms.budget.gestures import OpenCase, PutDebt
from ceis_desk.platforms.budget.model import CaseKind, Debt, DebtFamily, Member, Source, SpecialDebt
from ceis_desk.platforms.budget.questions import CaseView, ReadCase
from tests.scenarios.agents import TODAY, Agent, Day, new_day

CLAIRE, NADIA = "claire", "nadia"


@dataclass
class Office:
    """Two counsellors, the reception and the administration of one desk, with a clock that the test sets."""

    day: Day
    claire: Agent
    nadia: Agent
    persons: dict[str, Id] = field(default_factory=dict)

    def at(self, hour: int, minute: int = 0, day: dt.date = TODAY) -> None:
        self.day.at(hour, minute, day)

    def person(self, name: str = "Dupuy", first: str = "Laure", birth_year: int = 1985) -> Id:
        identity = Identity(
            used_name=name, first_name=first, civility=Civility.MME, birth_year=birth_year, commune="Montpellier"
        )
        made = self.claire.do(CreatePerson(identity)).made[0]
        self.persons[name] = made
        return made

    def household(self, person_id: Id, *others: HouseholdMember) -> None:
        self.claire.do(SetHousehold(person_id, others))

    def open(self, person_id: Id | None = None, *others: Member, **fields: Any) -> Id:  # noqa: ANN401 fields of any type
        """A case, of Mme Dupuy unless another person is named."""
        person_id = person_id or self.person()
        first = Member("DUPUY Laure", 1985, adult=True, person_id=person_id)
        gesture = OpenCase(
            person_id,
            fields.pop("kind", CaseKind.CURATIVE),
            fields.pop("source", Source.CAF),
            (first, *others),
            **fields,
        )
        return self.claire.do(gesture).made[0]

    def view(self, case_id: Id, login: str = CLAIRE) -> CaseView:
        return Agent(self.day.desk, login).ask(ReadCase(case_id))

    def sign(self, case_id: Id, text: str, login: str = CLAIRE, **fields: Any) -> Change:  # noqa: ANN401 fields of any type
        values = {"day": self.day.clock[0].date(), **fields}
        return Agent(self.day.desk, login).do(SignNote(case_id, Group.BUDGET, text, **values))

    def owe(self, case_id: Id, label: str = "Loyer", cents: int = 124_000, **fields: Any) -> Debt:  # noqa: ANN401 fields of any type
        values: dict[str, Any] = {
            "creditor": "Hérault Logement",
            "family": DebtFamily.HOUSING,
            "special": SpecialDebt.NONE,
            "remaining": cents,
            **fields,
        }
        debt = Debt(new_id(), 0, label, **values)
        self.claire.do(PutDebt(case_id, debt))
        return next(one for one in self.view(case_id).debts if one.id == debt.id)


@contextmanager
def new_office(folder: Path) -> Iterator[Office]:
    """An office on 18 June 2019 at nine in the morning."""
    with new_day(folder, others=((NADIA, "Nadia Haddad", Role.BUDGET),)) as day:
        yield Office(day, Agent(day.desk, CLAIRE), Agent(day.desk, NADIA))


def child(name: str = "Tom", birth_year: int = 2010) -> HouseholdMember:
    """A child of a household, without a record."""
    return HouseholdMember(new_id(), None, name, HouseholdRole.CHILD, birth_year)
