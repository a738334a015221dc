"""What may be set in the house, noted in its journal, and known of who works there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.gestures import NoteAccess, NotedAct, RenameDesk, SetOwnSetting, SetSiteSetting
from ceis_desk.access.journal_words import journal_words
from ceis_desk.access.questions import Accounts, ReadJournal, Settings, Staff
from ceis_desk.access.site_settings import check_site_setting
from ceis_desk.core.errors import Denied, Outdated, Refusal
from tests.scenarios.agents import Agent, Day, new_day

NIR = "2 84 03 34 172 045 12"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def helene(day: Day) -> Agent:
    return Agent(day.desk, "helene")


@pytest.mark.parametrize("name", ["recovery_public", "recovery_tried", "demo", "x", ""])
def test_what_the_program_alone_writes_is_never_set_by_hand(helene: Agent, name: str) -> None:
    before = helene.ask(Settings())
    for gesture in (SetSiteSetting(name, "true"), SetOwnSetting(name, "true")):
        if name in ("x", "") and isinstance(gesture, SetOwnSetting):
            continue
        with pytest.raises(Refusal):
            helene.do(gesture)
    assert helene.ask(Settings()) == before


def test_a_setting_of_the_wrong_shape_is_refused_and_the_next_one_still_comes_in(helene: Agent) -> None:
    for name, value in (("structure", "5"), ("qpv_list", "5"), ("place", "pas json")):
        with pytest.raises(Refusal, match="forme"):
            helene.do(SetSiteSetting(name, value))
    assert helene.desk.enter("helene").structure == "CCAS d’essai"


def test_an_account_hides_no_setting_of_the_site_from_itself(day: Day) -> None:
    with pytest.raises(Refusal, match="tout le site"):
        day.do(SetOwnSetting("structure", '"Ailleurs"'))
    with pytest.raises(Refusal, match="forme"):
        day.do(SetOwnSetting("colours", "{"))
    assert day.do(SetOwnSetting("colours", '"dark"')).undo is None


def test_undoing_a_setting_does_not_write_over_a_later_change(helene: Agent) -> None:
    first = helene.do(SetSiteSetting("place", '"Rez-de-chaussée"'))
    second = helene.do(SetSiteSetting("place", '"Premier étage"'))
    with pytest.raises(Outdated):
        helene.do(first.undo)
    helene.do(second.undo)
    assert json.loads(helene.ask(Settings())["place"]) == "Rez-de-chaussée"


def test_a_list_saved_whole_is_refused_when_it_is_no_longer_what_it_was_made_from(helene: Agent) -> None:
    first, second = '[{"name": "Salle 1", "shared": false}]', '[{"name": "Salle 2", "shared": false}]'
    helene.do(SetSiteSetting("rooms", first, made_from=""))
    for made_from in ("", second):
        with pytest.raises(Outdated, match="autre poste"):
            helene.do(SetSiteSetting("rooms", second, made_from=made_from))
    assert helene.ask(Settings())["rooms"] == first
    helene.do(SetSiteSetting("rooms", second, made_from=first))
    assert helene.ask(Settings())["rooms"] == second


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("budget_scales", '{"seizure": [], "rsa": []}'),
        ("budget_levers", "[]"),
        ("letter_templates", "[]"),
        ("school_holidays", '[{"name": "Été", "from": "2031-07-05", "to": "2031-08-31"}]'),
        ("note_templates", "[]"),
        ("digital_minutes", "45"),
        ("digital_posts", '[{"code": "un", "name": "Un"}]'),
        ("agenda_gap", "10"),
        ("rooms", '[{"name": "Salle 1", "shared": true}]'),
        ("issuer_town", '"Montpellier"'),
    ],
)
def test_the_first_change_of_what_the_program_begins_is_undone(helene: Agent, name: str, value: str) -> None:
    first = helene.do(SetSiteSetting(name, value))
    helene.do(first.undo)
    assert helene.ask(Settings())[name] not in {value, ""}
    check_site_setting(name, helene.ask(Settings())[name])


def test_undoing_the_name_of_a_desk_does_not_write_over_a_later_one(helene: Agent) -> None:
    first = helene.do(RenameDesk("Accueil"))
    helene.do(RenameDesk("Étage"))
    with pytest.raises(Outdated):
        helene.do(first.undo)


@pytest.mark.parametrize("gesture", [RenameDesk(NIR), SetSiteSetting("structure", f'"{NIR}"')])
def test_a_social_security_number_is_no_name(helene: Agent, gesture: RenameDesk | SetSiteSetting) -> None:
    with pytest.raises(Refusal, match="sécurité sociale"):
        helene.do(gesture)


@pytest.mark.parametrize("act", ["recovery_used", "Mme BENALI Samira est enceinte"])
def test_no_window_writes_another_act_in_the_journal(day: Day, act: str) -> None:
    with pytest.raises(ValueError, match="NotedAct"):
        day.do(NoteAccess(act))  # type: ignore[arg-type]  # what a forged request would hold
    assert act not in [line.action for line in day.sofiane.ask(ReadJournal())]


def test_every_act_that_a_window_notes_has_its_words_and_its_subject(day: Day) -> None:
    person = day.person()
    for act in NotedAct:
        day.do(NoteAccess(act, person))
    lines = [line for line in day.sofiane.ask(ReadJournal()) if line.action in set(NotedAct)]
    assert {line.subject for line in lines} == {"BENALI Samira"}
    assert not any("ne connaît pas" in journal_words(line.action, line.subject) for line in lines)


def test_everybody_knows_who_works_here_and_the_accounts_are_for_those_who_keep_them(day: Day, helene: Agent) -> None:
    claire = Agent(day.desk, "claire").id
    for login in ("sofiane", "claire"):
        with pytest.raises(Denied):
            Agent(day.desk, login).ask(Accounts())
    helene.desk.enter("helene")
    helene.desk.door.close_account(claire).result()
    staff = day.sofiane.ask(Staff())
    assert [one.name for one in staff] == ["Hélène Costa", "Sofiane Roux"]
    assert "login" not in repr(staff)
    assert [one.login for one in helene.ask(Accounts()) if one.closed_on] == ["claire"]
