"""The printed key opens the restricted freins of an account, and whoever reads them sees that it did."""

from __future__ import annotations

import pytest

from ceis_desk.access.questions import ReadJournal
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.data.keys.recovery import new_recovery
from ceis_desk.parcours.gestures import SetReferent, WithdrawRestrictedFrein
from ceis_desk.reception.questions import ReadDay
from tests.data.parcours.team import ENTRY, INES, LEA, PAUL, Team
from tests.scenarios.agents import TODAY
from tests.scenarios.desks import CommandLine

CANARY = "Départ du domicile, canari."


def messages(team: Team, login: str) -> list[str]:
    return [one.text for one in team.agent(login).ask(ReadDay(TODAY)).messages]


def actions(team: Team) -> list[str]:
    return [line.action for line in team.day.desk.enter("helene").store.ask(ReadJournal()).result()]


def test_the_paper_key_opens_them_with_a_session_of_the_administration_alone(team: Team) -> None:
    team.open()
    team.restricted(words=CANARY)
    desk = team.day.desk
    desk.enter("helene")
    (found,) = desk.door.open_restricted_freins(desk.recovery_text, LEA).result()
    assert (found.person_id, found.label, found.words) == (team.person_id, "Violences", CANARY)
    assert found.readings == ((TODAY, "bloquant"),)
    assert CANARY not in repr(found)
    with pytest.raises(Refusal, match="pas celle de ce poste"):
        desk.door.open_restricted_freins(new_recovery()[0], LEA).result()
    desk.enter(LEA)
    with pytest.raises(Denied):
        desk.door.open_restricted_freins(desk.recovery_text, LEA).result()


def test_all_who_read_them_and_the_journal_are_told_and_nobody_else(team: Team) -> None:
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, ENTRY))
    team.restricted(words=CANARY, readers=(paul,))
    team.agent(INES)
    desk = team.day.desk
    desk.enter("helene")
    desk.door.open_restricted_freins(desk.recovery_text, LEA).result()
    told = ["La clé de secours a ouvert des freins réservés que vous lisez, depuis la session de Hélène Costa."]
    assert [messages(team, LEA), messages(team, PAUL), messages(team, INES)] == [told, told, []]
    assert "freins_recovered" in actions(team)


def test_nothing_is_told_when_there_is_nothing_to_open(team: Team) -> None:
    team.open()
    frein_id = team.restricted(words=CANARY).made[0]
    (frein,) = [one for one in team.now.freins if one.restricted]
    team.do(WithdrawRestrictedFrein(frein_id, frein.clock))
    desk = team.day.desk
    desk.enter("helene")
    assert desk.door.open_restricted_freins(desk.recovery_text, LEA).result() == ()
    assert messages(team, LEA) == []
    assert "freins_recovered" not in actions(team)


def test_the_command_refuses_another_key_and_prints_nothing(typed: CommandLine) -> None:
    desk = typed.founded()
    desk.monkeypatch.setenv("CEIS_DESK_RECOVERY_KEY", new_recovery()[0])
    done = desk("notes", "recover-freins", "helene")
    assert (done.code, "pas celle de ce poste" in done.err, done.out) == (1, True, "")
