"""Freins raised and lifted in a period: counts by kind, restricted ones from their facts alone, few of them hidden."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.parcours.figures import FreinFigures, FreinLine, ReadFreinFigures
from ceis_desk.parcours.gestures import OpenParcours, ReadFrein, ReadRestrictedFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from ceis_desk.parcours.self_assessment import ReadPairedChange
from tests.data.parcours.team import CLAIRE, ENTRY, LEA, Team
from tests.scenarios.agents import TODAY

JUNE = (dt.date(2019, 6, 1), dt.date(2019, 6, 30))
WINTER = (dt.date(2019, 1, 1), dt.date(2019, 3, 31))


def figures(team: Team, period: tuple[dt.date, dt.date], login: str = "helene") -> FreinFigures:
    return team.agent(login).ask(ReadFreinFigures(*period))


def line(found: FreinFigures, code: str) -> FreinLine:
    return next(one for one in found.lines if one.code == code)


def people(team: Team, count: int) -> None:
    """Persons whose childcare was blocking at entry and is lifted in June, with a restricted frein raised in June."""
    for number in range(count):
        person = team.day.person(f"Morel{number}")
        parcours = team.do(OpenParcours(person, ENTRY)).made[0]
        team.do(ReadFrein(parcours, "childcare", ENTRY, FreinMoment.ENTRY, FreinLevel.BLOCKING))
        team.do(ReadFrein(parcours, "childcare", TODAY, FreinMoment.REVIEW, FreinLevel.LIFTED))
        blocking = (TODAY, FreinMoment.ENTRY, FreinLevel.BLOCKING)
        team.do(ReadRestrictedFrein(parcours, "violence" if number % 2 else "justice", *blocking))


def test_freins_are_counted_in_the_period_where_they_rise_and_where_they_are_lifted(team: Team) -> None:
    people(team, 6)
    winter, june = figures(team, WINTER), figures(team, JUNE)
    assert (line(winter, "childcare").raised, line(winter, "childcare").lifted) == (6, 0)
    assert (line(june, "childcare").raised, line(june, "childcare").lifted) == (0, 6)
    assert (winter.raised, june.lifted) == (6, 6)


def test_restricted_freins_are_one_line_that_names_neither_kind_nor_person(team: Team) -> None:
    people(team, 6)
    june = figures(team, JUNE)
    assert (line(june, "restricted").label, line(june, "restricted").raised) == ("Violences, justice", 6)
    assert {"violence", "justice"}.isdisjoint(one.code for one in june.lines)
    assert june.partial is False


def test_counts_of_one_to_four_are_hidden_with_what_would_give_them_back(team: Team) -> None:
    people(team, 4)
    june = figures(team, JUNE)
    assert {one.raised for one in june.lines} == {None}
    assert (june.raised, june.lifted) == (None, None)


def test_of_one_day_the_review_has_the_last_word_whichever_was_written_last(team: Team) -> None:
    for number in range(6):
        parcours = team.do(OpenParcours(team.day.person(f"Jour{number}"), ENTRY)).made[0]
        team.do(ReadFrein(parcours, "mobility", TODAY, FreinMoment.REVIEW, FreinLevel.LIFTED))
        team.do(ReadFrein(parcours, "mobility", TODAY, FreinMoment.ENTRY, FreinLevel.BLOCKING))
    june = figures(team, JUNE)
    assert (line(june, "mobility").raised, line(june, "mobility").lifted) == (6, 6)


def test_a_frein_that_came_back_is_lifted_no_more(team: Team) -> None:
    people(team, 6)
    for number in range(6):
        person = team.day.person(f"Retour{number}")
        parcours = team.do(OpenParcours(person, ENTRY)).made[0]
        for day, level in ((3, FreinLevel.BLOCKING), (4, FreinLevel.LIFTED), (5, FreinLevel.BLOCKING)):
            moment = FreinMoment.REVIEW
            team.do(ReadFrein(parcours, "mobility", dt.date(2019, 6, day), moment, level))
    assert (line(figures(team, JUNE), "mobility").raised, line(figures(team, JUNE), "mobility").lifted) == (6, 0)


def test_those_who_read_the_figures_of_freins_are_the_social_team_and_the_direction(team: Team) -> None:
    assert figures(team, JUNE, LEA).raised == 0
    for login in ("sofiane", CLAIRE):
        with pytest.raises(Denied):
            figures(team, JUNE, login)


@pytest.mark.parametrize("question", [ReadFreinFigures, ReadPairedChange])
def test_periods_that_differ_by_a_day_are_refused(team: Team, question: type[ReadFreinFigures]) -> None:
    with pytest.raises(Refusal, match="par mois, trimestre, semestre ou année entiers"):
        team.agent("helene").ask(question(JUNE[0], JUNE[1] - dt.timedelta(days=1)))
