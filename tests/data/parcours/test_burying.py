"""What is sealed of an erased person goes by whoever opens it, at every desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.data.schema.parcours import restricted_frein, self_assessment
from ceis_desk.parcours.gestures import OpenParcours, ReadRestrictedFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from ceis_desk.parcours.self_assessment import Answer, AssessmentMoment, RecordSelfAssessment, ScaleForm
from ceis_desk.people.gestures import CreatePerson, ErasePerson
from ceis_desk.people.model import Identity
from tests.data.exchange.site_of_desks import site_of_desks
from tests.data.parcours.team import CLAIRE, LEA, PAUL, Team
from tests.scenarios.agents import TODAY
from tests.scenarios.desks import PASSWORD

MARKS = (Answer("confidence", 2),)


def left(file: Any) -> list[int]:  # noqa: ANN401 an open file
    queries = [select(func.count()).select_from(table) for table in (restricted_frein, self_assessment)]
    counted: list[int] = file.writer.run(lambda one: [one.execute(query).scalar_one() for query in queries]).result()
    return counted


def inside(team: Team, login: str) -> Any:  # noqa: ANN401 the inside of the store
    return team.day.desk.enter(login).store.file  # type: ignore[attr-defined]  # the inside of the store


def answers(person_id: Id) -> RecordSelfAssessment:
    return RecordSelfAssessment(person_id, TODAY, AssessmentMoment.ENTRY, ScaleForm.FACES, MARKS)


def test_each_session_buries_what_it_opens(team: Team) -> None:
    team.open()
    team.restricted()
    team.do(answers(team.person_id))
    team.agent(PAUL)
    team.do(ErasePerson(team.person_id), "helene")
    assert left(inside(team, "helene")) == [1, 1]
    assert left(inside(team, CLAIRE)) == [1, 0]
    assert left(inside(team, PAUL)) == [1, 0]
    assert left(inside(team, LEA)) == [0, 0]


def test_what_is_sealed_of_others_stays(team: Team) -> None:
    team.open()
    team.restricted()
    team.do(answers(team.person_id))
    other = team.day.person("Morel")
    team.do(ErasePerson(other), "helene")
    assert left(inside(team, LEA)) == [1, 1]


def test_the_tombs_go_to_the_other_desk(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        first, second = site.first, site.second
        first.enter("helene")
        first.door.add_account(LEA, "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
        first.enter(CLAIRE)
        store: Any = first.enter(LEA).store
        today = first.door.now().date()
        person = store.do(CreatePerson(Identity(used_name="Benali", first_name="Samira"))).result().made[0]
        parcours = store.do(OpenParcours(person, today)).result().made[0]
        blocking = (today, FreinMoment.ENTRY, FreinLevel.BLOCKING)
        store.do(ReadRestrictedFrein(parcours, "violence", *blocking)).result()
        store.do(RecordSelfAssessment(person, today, AssessmentMoment.ENTRY, ScaleForm.FACES, MARKS)).result()
        site.exchange()
        assert left(second.file) == [1, 1]
        first.enter("helene").store.do(ErasePerson(person)).result()
        first.enter(LEA)
        assert left(first.file) == [0, 0]
        site.exchange()
        assert left(second.file) == [0, 0]
        assert second.status().refused == ()
