"""Procedures followed to their end."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.people.gestures import ErasePerson, MergePersons
from ceis_desk.platforms.digital.coop import ProcedureTheme
from ceis_desk.platforms.digital.gestures import ChangeProcedure, OpenProcedure, WithdrawProcedure
from ceis_desk.platforms.digital.model import Procedure, ProcedureList, ProcedureState, ProcedureTab
from ceis_desk.platforms.digital.questions import ListProcedures
from tests.data.agenda.office import TUESDAY, Office

SOON = dt.date(2019, 6, 21)


def listed(office: Office, tab: ProcedureTab = ProcedureTab.FOLLOW) -> ProcedureList:
    return office.ask(ListProcedures(tab), "marc")


def opened(office: Office, label: str = "Prime d’activité", due: dt.date | None = SOON) -> Procedure:
    made = office.do(OpenProcedure(office.person("Gil"), label, ProcedureTheme.SOCIAL, due=due), "marc").made[0]
    return next(line for line in listed(office).lines if line.id == made)


def changed(line: Procedure, state: ProcedureState, clock: int | None = None) -> ChangeProcedure:
    return ChangeProcedure(line.id, line.label, line.theme, state, line.due, clock=clock)


def test_a_procedure_is_followed_from_its_first_day(office: Office) -> None:
    line = opened(office)
    assert (line.used_name, line.label, line.state, line.due, line.opened_on) == (
        "Gil", "Prime d’activité", ProcedureState.TO_FINISH, SOON, TUESDAY,
    )  # fmt: skip
    found = listed(office)
    assert found.counts == {ProcedureTab.FOLLOW: 1, ProcedureTab.SUCCEEDED: 0, ProcedureTab.WITHOUT: 0}
    assert found.late == 0


def test_its_end_empties_its_day_and_moves_it_to_another_tab(office: Office) -> None:
    line = opened(office)
    office.now[0] += dt.timedelta(days=9)
    assert listed(office).late == 1
    change = office.do(changed(line, ProcedureState.SUCCEEDED, line.clock), "marc")
    assert change.said == "Démarche de GIL Samira\u00a0: aboutie."
    (ended,) = listed(office, ProcedureTab.SUCCEEDED).lines
    assert (ended.due, ended.state_on) == (None, TUESDAY + dt.timedelta(days=9))
    assert listed(office).late == 0
    office.do(change.undo, "marc")
    (again,) = listed(office).lines
    assert (again.due, again.state_on, again.state) == (SOON, TUESDAY, ProcedureState.TO_FINISH)


def test_refused_and_dropped_are_together(office: Office) -> None:
    for state in (ProcedureState.REFUSED, ProcedureState.DROPPED):
        office.do(changed(opened(office), state), "marc")
    assert len(listed(office, ProcedureTab.WITHOUT).lines) == 2


def test_the_day_of_a_state_stays_while_the_label_alone_changes(office: Office) -> None:
    line = opened(office)
    office.now[0] += dt.timedelta(days=2)
    office.do(ChangeProcedure(line.id, "Prime", line.theme, line.state, line.due), "marc")
    assert listed(office).lines[0].state_on == TUESDAY


def test_two_changes_read_at_once_do_not_overwrite_each_other(office: Office) -> None:
    line = opened(office)
    office.do(changed(line, ProcedureState.SENT, line.clock), "marc")
    with pytest.raises(Outdated):
        office.do(changed(line, ProcedureState.DROPPED, line.clock), "claire")


def test_a_label_holds_neither_a_social_security_number_nor_a_password_nor_nothing(office: Office) -> None:
    person = office.person()
    for label in ("Ameli 2 84 03 34 172 001 64", "CAF mot de passe soleil", " "):
        with pytest.raises(Refusal):
            office.do(OpenProcedure(person, label), "marc")
    line = opened(office)
    with pytest.raises(Refusal):
        office.do(ChangeProcedure(line.id, "mdp : 1234", line.theme, line.state, line.due), "marc")
    assert [one.label for one in listed(office).lines] == ["Prime d’activité"]


def test_a_procedure_is_taken_away_and_given_back(office: Office) -> None:
    line = opened(office)
    change = office.do(WithdrawProcedure(line.id, clock=line.clock), "marc")
    assert listed(office).lines == ()
    office.do(change.undo, "marc")
    assert len(listed(office).lines) == 1


def test_the_procedures_of_somebody_erased_go_with_her(office: Office) -> None:
    line = opened(office)
    office.do(ErasePerson(line.person_id), "helene")
    assert listed(office).lines == ()
    with pytest.raises(Refusal):
        office.do(OpenProcedure(line.person_id, "Carte grise"), "marc")


def test_a_united_person_is_named_by_the_record_that_stands_for_her(office: Office) -> None:
    line = opened(office)
    other = office.person("Gil-Martin")
    office.do(MergePersons(other, line.person_id), "claire")
    (found,) = listed(office).lines
    assert (found.used_name, found.person_id) == ("Gil-Martin", other)


def test_the_reception_and_the_direction_do_not_read_procedures(office: Office) -> None:
    opened(office)
    for login in ("sofiane", "helene"):
        with pytest.raises(Denied):
            office.ask(ListProcedures(), login)
