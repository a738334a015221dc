"""Prevention by theme: times and persons, hidden under five, for those who may read figures of health."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.platforms.health.gestures import SetTheme
from ceis_desk.platforms.health.model import ThemeCount
from ceis_desk.platforms.health.questions import CountPrevention
from tests.data.health.files import Clinic
from tests.scenarios.agents import TODAY, Agent

MONTH = CountPrevention(dt.date(2019, 6, 1), dt.date(2019, 6, 30))
NAMES = ("Un", "Deux", "Trois", "Quatre", "Cinq")


def test_one_person_seen_twice_on_a_theme_counts_once(clinic: Clinic) -> None:
    people = [clinic.person(name) for name in NAMES]
    for person_id in (*people, people[0]):
        clinic.keep(person_id)
    assert clinic.ines.ask(MONTH).themes == (ThemeCount("sleep", 6, 5, 0, 0),)


def test_fewer_than_five_persons_are_hidden_with_how_often_they_came(clinic: Clinic) -> None:
    for name in NAMES[:4]:
        clinic.keep(clinic.person(name))
    assert clinic.ines.ask(MONTH).themes == (ThemeCount("sleep", None, None, 0, 0),)


def test_who_was_at_a_session_is_counted_apart_by_its_theme(clinic: Clinic) -> None:
    people = [clinic.person(name) for name in NAMES]
    clinic.ines.do(SetTheme(clinic.session(*people), "sleep"))
    clinic.session(*people, title="Marche")
    found = {line.theme: (line.presences, line.present) for line in clinic.ines.ask(MONTH).themes}
    assert found == {"sleep": (5, 5), "": (5, 5)}


def test_another_month_and_what_was_taken_back_are_left_out(clinic: Clinic) -> None:
    for name in NAMES:
        clinic.keep(clinic.person(name), day=TODAY - dt.timedelta(days=31))
    assert clinic.ines.ask(MONTH).themes == ()


@pytest.mark.parametrize("login", ["helene", "marc"])
def test_those_who_may_read_figures_of_health_read_codes_and_counts(clinic: Clinic, login: str) -> None:
    for name in NAMES:
        clinic.keep(clinic.person(name), words="Kanarifait")
    figures = Agent(clinic.day.desk, login).ask(MONTH)
    assert figures.themes == (ThemeCount("sleep", 5, 5, 0, 0),)
    assert not figures.reserved


@pytest.mark.parametrize("login", ["sofiane", "claire"])
def test_the_reception_and_the_budget_team_read_none(clinic: Clinic, login: str) -> None:
    with pytest.raises(Denied):
        Agent(clinic.day.desk, login).ask(MONTH)


def test_periods_that_differ_by_a_day_are_refused(clinic: Clinic) -> None:
    with pytest.raises(Refusal, match="par mois, trimestre, semestre ou année entiers"):
        clinic.ines.ask(CountPrevention(MONTH.first, TODAY))
