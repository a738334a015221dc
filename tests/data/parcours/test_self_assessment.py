"""Self-assessment on the CEIS's own scale, and how marks changed, with counts of 1 to 4 hidden."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema.parcours import self_assessment
from ceis_desk.parcours.self_assessment import (
    DEFAULT_SCALE,
    Answer,
    AssessmentMoment,
    OwnScale,
    PairedChange,
    ReadOwnScale,
    ReadPairedChange,
    ReadSelfAssessments,
    RecordSelfAssessment,
    ScaleForm,
    SelfAssessment,
    SetOwnScale,
    Statement,
)
from tests.data.parcours.team import CLAIRE, ENTRY, LEA, MARC, PAUL, Team
from tests.scenarios.agents import TODAY

YEAR = (dt.date(2019, 1, 1), dt.date(2019, 12, 31))


def answer(team: Team, *marks: int | None, person_id: Id | None = None, **fields: Any) -> Change:  # noqa: ANN401 fields of any type
    codes = [one.code for one in DEFAULT_SCALE.statements]
    answers = tuple(Answer(code, mark) for code, mark in zip(codes, marks, strict=False))
    values = {"day": ENTRY, "moment": AssessmentMoment.ENTRY, "form": ScaleForm.FACES, "answers": answers, **fields}
    return team.do(RecordSelfAssessment(person_id or team.person_id, **values), LEA)


def later(team: Team, *marks: int | None, **fields: Any) -> Change:  # noqa: ANN401 fields of any type
    return answer(team, *marks, **{"day": TODAY, "moment": AssessmentMoment.EXIT, **fields})


def told(team: Team, login: str = LEA) -> tuple[SelfAssessment, ...]:
    return team.agent(login).ask(ReadSelfAssessments(team.person_id))


def change_of(team: Team, code: str, login: str = LEA) -> PairedChange:
    return next(one for one in team.agent(login).ask(ReadPairedChange(*YEAR)) if one.code == code)


def facts(team: Team) -> list[dict[str, Any]]:
    store: Any = team.day.desk.enter("helene").store
    rows = store.file.writer.run(lambda one: one.execute(select(self_assessment)).all()).result()
    places = [Place("self_assessment", row.id, "fact") for row in rows]
    return [
        dict(open_payload(store.keys, Group.FIGURES, row.fact, place)) for row, place in zip(rows, places, strict=True)
    ]


def test_her_answers_are_kept_with_those_skipped(team: Team) -> None:
    answer(team, 1, None, 3)
    (one,) = told(team)
    assert [mark.value for mark in one.answers] == [1, None, 3]
    assert (one.moment, one.form, one.author_name) == (AssessmentMoment.ENTRY, ScaleForm.FACES, "Léa Bastide")


def test_answers_are_corrected_at_the_clock_they_were_read_and_taken_back(team: Team) -> None:
    made = answer(team, 1).made[0]
    clock = told(team)[0].clock
    change = answer(team, 2, assessment_id=made, clock=clock)
    assert told(team)[0].answers[0].value == 2
    with pytest.raises(Outdated):
        answer(team, 3, assessment_id=made, clock=clock)
    team.do(change.undo)
    assert [one.answers[0].value for one in told(team)] == [1]


@pytest.mark.parametrize("marks", [(4,), (-1,), (None, None)])
def test_a_mark_off_the_scale_or_no_mark_at_all_is_refused(team: Team, marks: tuple[int | None, ...]) -> None:
    with pytest.raises(Refusal, match="Rien n’a été enregistré"):
        answer(team, *marks)


def test_the_professionals_read_it_and_nobody_else(team: Team) -> None:
    answer(team, 1)
    assert all(told(team, login) for login in (LEA, PAUL, MARC, CLAIRE))
    for login in ("sofiane", "helene"):
        with pytest.raises(Denied):
            told(team, login)


def test_the_facts_of_one_person_bear_one_token_and_no_name(team: Team) -> None:
    answer(team, 1)
    later(team, 2)
    other = team.day.person("Morel")
    answer(team, 3, person_id=other)
    found = facts(team)
    assert len({one["pair"] for one in found}) == 2
    assert set(found[0]) == {"pair", "moment", "month", "form", "answers"}
    assert {column.name for column in self_assessment.c} == {"id", "hlc", "origin", "sealed", "fact", "withdrawn"}
    assert all(team.person_id.hex not in json.dumps(one) for one in found)


def test_the_change_of_fewer_than_five_persons_is_hidden(team: Team) -> None:
    for mark in range(4):
        person = team.day.person(f"Morel{mark}")
        answer(team, 1, person_id=person)
        later(team, 2, person_id=person)
    line = change_of(team, "confidence")
    assert (line.paired, line.lower, line.same, line.higher, line.mean) == (None, None, None, None, None)
    assert set(line.before) == {None}


def test_paired_change_tells_how_many_and_how_marks_lie_not_the_mean_alone(team: Team) -> None:
    for mark in range(10):
        person = team.day.person(f"Morel{mark}")
        answer(team, 0 if mark < 5 else 1, person_id=person)
        later(team, 3 if mark < 5 else 1, person_id=person)
    alone = team.day.person("Seule")
    answer(team, 0, person_id=alone)
    line = change_of(team, "confidence", "helene")
    assert (line.paired, line.lower, line.same, line.higher) == (10, 0, 5, 5)
    assert (line.before, line.after, line.mean) == ((5, 5, 0, 0), (0, 5, 0, 5), 150)


def test_a_mark_that_few_gave_hides_the_mean_with_it(team: Team) -> None:
    for mark in range(12):
        person = team.day.person(f"Morel{mark}")
        answer(team, 0, person_id=person)
        later(team, 1 if mark else 2, person_id=person)
    line = change_of(team, "confidence")
    assert (line.paired, line.before[0]) == (12, 12)
    assert line.after[1:3] == (None, None)
    assert line.mean is None


def test_only_the_same_form_and_sentence_twice_make_a_pair(team: Team) -> None:
    for mark in range(6):
        person = team.day.person(f"Morel{mark}")
        answer(team, 1, None, person_id=person)
        later(team, 7, 5, person_id=person, form=ScaleForm.NUMBERS)
        later(team, None, 2, person_id=person)
    assert [one.paired for one in team.agent().ask(ReadPairedChange(*YEAR))] == [0] * len(DEFAULT_SCALE.statements)


def test_the_figures_are_for_those_who_may_read_them(team: Team) -> None:
    for login in ("sofiane", CLAIRE):
        with pytest.raises(Denied):
            change_of(team, "confidence", login)


def test_the_site_words_its_own_scale_and_goes_back(team: Team) -> None:
    scale = OwnScale(ScaleForm.NUMBERS, (Statement("confidence", "Je me fais confiance."),))
    change = team.do(SetOwnScale(scale), "helene")
    now = team.agent().ask(ReadOwnScale())
    assert (now.form, now.statements) == (scale.form, scale.statements)
    with pytest.raises(Refusal, match="a changé entre-temps"):
        answer(team, 1, 2)
    team.do(change.undo, "helene")
    assert team.agent().ask(ReadOwnScale()).statements == DEFAULT_SCALE.statements


@pytest.mark.parametrize(
    "statements",
    [(), (Statement("one", " "),), (Statement("1", "Un"),), (Statement("one", "Un"), Statement("one", "Deux"))],
)
def test_a_scale_without_sentences_of_its_own_is_refused(team: Team, statements: tuple[Statement, ...]) -> None:
    with pytest.raises(Refusal, match="Rien n’a changé"):
        team.do(SetOwnScale(OwnScale(ScaleForm.FACES, statements)), "helene")
