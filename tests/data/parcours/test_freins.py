"""Ordinary freins: read at entry, at a review, at exit; raised and lifted; the site's own additions."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.parcours.freins import FREINS, FreinKind, LocalFreins
from ceis_desk.parcours.gestures import ReadFrein, SetLocalFreins
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from ceis_desk.parcours.questions import FreinKinds, ReadLocalFreins
from tests.data.parcours.team import ENTRY, Team
from tests.scenarios.agents import TODAY

NOISE = FreinKind("local_noise", "Bruit dans le logement", "flag", "logement-hebergement--changer-de-logement")


def test_the_freins_of_the_site_are_read_with_the_clock_that_the_next_writing_gives(team: Team) -> None:
    assert team.agent("helene").ask(ReadLocalFreins()) == LocalFreins(())
    team.do(SetLocalFreins((NOISE,)), "helene")
    kept = team.agent("helene").ask(ReadLocalFreins())
    assert kept.freins == (NOISE,)
    team.do(SetLocalFreins((), kept.clock), "helene")
    with pytest.raises(Outdated):
        team.do(SetLocalFreins((NOISE,), kept.clock), "helene")


def test_a_frein_keeps_its_readings_from_entry_to_exit(team: Team) -> None:
    team.open()
    team.frein("childcare", FreinLevel.BLOCKING)
    team.frein("childcare", FreinLevel.WATCH, dt.date(2019, 4, 1), FreinMoment.REVIEW)
    frein = team.frein("childcare", FreinLevel.LIFTED, TODAY, FreinMoment.EXIT)
    assert [(one.moment, one.level, one.by_name) for one in frein.readings] == [
        (FreinMoment.ENTRY, FreinLevel.BLOCKING, "Léa Bastide"),
        (FreinMoment.REVIEW, FreinLevel.WATCH, "Léa Bastide"),
        (FreinMoment.EXIT, FreinLevel.LIFTED, "Léa Bastide"),
    ]
    assert frein.level is FreinLevel.LIFTED


def test_a_second_reading_of_one_day_and_moment_corrects_the_first(team: Team) -> None:
    team.open()
    (first,) = team.frein("childcare", FreinLevel.BLOCKING).readings
    change = team.do(ReadFrein(team.now.id, "childcare", ENTRY, FreinMoment.ENTRY, FreinLevel.WATCH, first.clock))
    assert [one.level for one in team.now.freins[0].readings] == [FreinLevel.WATCH]
    with pytest.raises(Outdated):
        team.do(ReadFrein(team.now.id, "childcare", ENTRY, FreinMoment.ENTRY, FreinLevel.NONE, first.clock))
    team.do(change.undo)
    assert [one.level for one in team.now.freins[0].readings] == [FreinLevel.BLOCKING]


def test_a_first_reading_taken_back_leaves_no_frein(team: Team) -> None:
    parcours = team.open()
    change = team.do(ReadFrein(parcours.id, "money", ENTRY, FreinMoment.ENTRY, FreinLevel.BLOCKING))
    back = team.do(change.undo)
    assert not team.now.freins
    team.do(back.undo)
    assert [one.code for one in team.now.freins] == ["money"]


@pytest.mark.parametrize(("code", "words"), [("violence", "réservé"), ("weather", "pas dans la liste")])
def test_a_restricted_or_unknown_code_is_no_ordinary_frein(team: Team, code: str, words: str) -> None:
    parcours = team.open()
    with pytest.raises(Refusal, match=words):
        team.do(ReadFrein(parcours.id, code, ENTRY, FreinMoment.ENTRY, FreinLevel.BLOCKING))


def test_the_site_adds_its_own_freins_mapped_to_a_national_theme(team: Team) -> None:
    parcours = team.open()
    change = team.do(SetLocalFreins((NOISE,)), "helene")
    assert team.agent().ask(FreinKinds())[len(FREINS) :] == (NOISE,)
    team.do(ReadFrein(parcours.id, NOISE.code, ENTRY, FreinMoment.ENTRY, FreinLevel.WATCH))
    with pytest.raises(Refusal, match="déjà dans un parcours"):
        team.do(change.undo, "helene")


@pytest.mark.parametrize(
    "kind",
    [
        FreinKind("local_noise", "Bruit", "flag", "bruit"),
        FreinKind("noise", "Bruit", "flag", "famille"),
        FreinKind("local_noise", " ", "flag", "famille"),
        FreinKind("local_noise", "Bruit", "flag", "famille", restricted=True),
    ],
)
def test_an_addition_without_theme_code_or_words_is_refused(team: Team, kind: FreinKind) -> None:
    with pytest.raises(Refusal):
        team.do(SetLocalFreins((kind,)), "helene")


def test_the_administration_alone_adds_freins(team: Team) -> None:
    with pytest.raises(Denied):
        team.do(SetLocalFreins((NOISE,)))


def test_freins_are_listed_as_they_were_found_then_as_the_catalogue_lists_them(team: Team) -> None:
    team.open()
    team.frein("housing", FreinLevel.WATCH, TODAY, FreinMoment.REVIEW)
    for code in ("money", "childcare"):
        team.frein(code, FreinLevel.BLOCKING)
    assert [one.code for one in team.now.freins] == ["childcare", "money", "housing"]
