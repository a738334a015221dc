"""Preventions are kept, corrected, taken back, followed up; a merge brings those of both records together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.questions import ReadJournal
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.people.gestures import MergePersons
from ceis_desk.platforms.health.gestures import PutPrevention, SetTheme, SettleFollowUp, WithdrawPrevention
from ceis_desk.platforms.health.model import Effect, Theme
from ceis_desk.platforms.health.questions import FollowUps, HistoryOf
from ceis_desk.platforms.health.themes import SETTING, written
from tests.data.health.files import Clinic, fact
from tests.scenarios.agents import TODAY, Agent

LATER = TODAY + dt.timedelta(days=30)


def test_a_colleague_of_the_team_reads_what_was_kept(clinic: Clinic) -> None:
    samira = clinic.person()
    clinic.keep(samira, effects=(Effect.LOAD, Effect.HOURS), words="  Pas plus de 5 kg ")
    (kept,) = clinic.history(samira).facts
    assert (kept.theme, kept.words, kept.effects) == ("sleep", "Pas plus de 5 kg", (Effect.LOAD, Effect.HOURS))
    assert kept.author_id == clinic.ines.id
    (read,) = clinic.karim.ask(HistoryOf(samira)).facts
    assert read == kept


def test_a_correction_keeps_its_author_and_is_taken_back(clinic: Clinic) -> None:
    samira = clinic.person()
    clinic.keep(samira)
    (kept,) = clinic.history(samira).facts
    changed = clinic.karim.do(PutPrevention(replace(kept, theme="food"), kept.clock))
    (after,) = clinic.history(samira).facts
    assert (after.theme, after.author_id) == ("food", clinic.ines.id)
    clinic.karim.do(changed.undo)
    assert [one.theme for one in clinic.history(samira).facts] == ["sleep"]


def test_a_correction_over_another_one_is_refused(clinic: Clinic) -> None:
    samira = clinic.person()
    clinic.keep(samira)
    (kept,) = clinic.history(samira).facts
    clinic.karim.do(PutPrevention(replace(kept, theme="food"), kept.clock))
    with pytest.raises(Outdated):
        clinic.ines.do(PutPrevention(replace(kept, theme="teeth"), kept.clock))


def test_what_was_kept_by_mistake_is_taken_away_and_put_back(clinic: Clinic) -> None:
    samira = clinic.person()
    kept = clinic.ines.do(PutPrevention(fact(samira)))
    taken = clinic.ines.do(kept.undo)
    assert clinic.history(samira).facts == ()
    clinic.ines.do(taken.undo)
    assert len(clinic.history(samira).facts) == 1


def test_the_message_of_a_discreet_screen_names_neither_her_nor_the_theme(clinic: Clinic) -> None:
    kept = clinic.ines.do(PutPrevention(fact(clinic.person())))
    assert "BENALI" in kept.said
    assert "Sommeil" in kept.said
    assert "BENALI" not in kept.masked
    assert "Sommeil" not in kept.masked


def test_words_of_a_diagnosis_are_refused_by_the_store_itself(clinic: Clinic) -> None:
    with pytest.raises(Refusal, match="maladie"):
        clinic.keep(clinic.person(), words="Suivie pour dépression")


def test_only_themes_of_the_site_may_be_used_and_hers_too(clinic: Clinic) -> None:
    samira = clinic.person()
    with pytest.raises(Refusal, match="thème"):
        clinic.keep(samira, "heat")
    Agent(clinic.day.desk, "helene").do(SetSiteSetting(SETTING, written((Theme("heat", "Canicule"),))))
    clinic.keep(samira, "heat")
    assert [one.theme for one in clinic.history(samira).facts] == ["heat"]


def test_whoever_is_to_be_seen_again_waits_until_it_is_done(clinic: Clinic) -> None:
    samira, ines = clinic.person(), clinic.ines
    clinic.keep(samira, next_on=LATER)
    assert ines.ask(FollowUps(LATER - dt.timedelta(days=1))) == ()
    (line,) = ines.ask(FollowUps(LATER))
    assert (line.used_name, line.fact.next_on) == ("Benali", LATER)
    done = ines.do(SettleFollowUp(line.fact.id, TODAY, line.fact.clock))
    assert ines.ask(FollowUps(LATER)) == ()
    ines.do(done.undo)
    assert len(ines.ask(FollowUps(LATER))) == 1


def test_the_history_of_merged_records_is_one_and_parts_again(clinic: Clinic) -> None:
    one, other = clinic.person(), clinic.person("Benaly")
    clinic.keep(one)
    clinic.keep(other, "food")
    merged = Agent(clinic.day.desk, "claire").do(MergePersons(one, other))
    assert {kept.theme for kept in clinic.history(other).facts} == {"sleep", "food"}
    Agent(clinic.day.desk, "claire").do(merged.undo)
    assert [kept.theme for kept in clinic.history(other).facts] == ["food"]


def test_the_history_holds_the_sessions_of_this_platform_alone(clinic: Clinic) -> None:
    samira = clinic.person()
    clinic.session(samira)
    clinic.session(samira, title="Tableur", platform="digital")
    (attended,) = clinic.history(samira).attended
    assert (attended.title, attended.present) == ("Bien dormir", True)


def test_a_session_of_another_platform_has_no_theme_of_prevention(clinic: Clinic) -> None:
    ours, theirs = clinic.session(), clinic.session(title="Tableur", platform="digital")
    clinic.ines.do(SetTheme(ours, "sleep"))
    for session_id, theme in ((theirs, "sleep"), (ours, "unknown"), (new_id(), "sleep")):
        with pytest.raises(Refusal):
            clinic.ines.do(SetTheme(session_id, theme))


def test_the_journal_says_that_something_was_kept_and_of_nobody(clinic: Clinic) -> None:
    clinic.keep(clinic.person())
    lines = Agent(clinic.day.desk, "helene").ask(ReadJournal())
    (line,) = (one for one in lines if one.action == "health_fact")
    assert (line.account, line.subject) == ("Inès Roig", "")


@pytest.mark.parametrize("login", ["sofiane", "claire", "marc", "helene"])
def test_nobody_else_reads_or_writes(clinic: Clinic, login: str) -> None:
    samira = clinic.person()
    kept = clinic.keep(samira, next_on=LATER)
    other = Agent(clinic.day.desk, login)
    for question in (HistoryOf(samira), FollowUps(LATER)):
        with pytest.raises(Denied):
            other.ask(question)
    for gesture in (PutPrevention(fact(samira)), WithdrawPrevention(kept), SettleFollowUp(kept, TODAY)):
        with pytest.raises(Denied):
            other.do(gesture)
