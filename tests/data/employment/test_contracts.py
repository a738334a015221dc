"""Contracts kept, changed, renewed, ended and taken back; who reads whose they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from ceis_desk.access.gestures import SetSiteSetting
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import code_id
from ceis_desk.people.gestures import MergePersons
from ceis_desk.platforms.employment.exits import ExitClass
from ceis_desk.platforms.employment.gestures import EndContract, PutContract, PutFact, PutPlace, SetSchool
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School
from ceis_desk.platforms.employment.questions import MeanOccupation, ReadBoard, ReadContract, ReadExits
from tests.data.employment.team import TODAY, Team, day

TAMARIS, GARRIGUE = "Les Tamaris", "La Garrigue"


def test_a_contract_holds_its_seat_and_can_be_taken_back(team: Team) -> None:
    change = team.do(team.contract(TAMARIS, 1, "2019-01-01", "2019-12-31"))
    assert [state for state, _ in team.seats(TAMARIS)] == ["free", "held"]
    assert change.undo is not None
    again = team.do(change.undo)
    assert [state for state, _ in team.seats(TAMARIS)] == ["free", "free"]
    assert again.undo is not None
    team.do(again.undo)
    assert [state for state, _ in team.seats(TAMARIS)] == ["free", "held"]


def test_the_sentence_names_her_and_the_discreet_one_does_not(team: Team) -> None:
    change = team.do(team.contract(TAMARIS, 0, "2019-01-01", None, person=team.person("Ndiaye", "Astou")))
    assert change.said == "Contrat de Mme NDIAYE Astou, Les Tamaris, enregistré."
    assert "NDIAYE" not in change.masked
    assert "N•••" in change.masked


def test_one_contract_too_many_is_kept_and_said(team: Team) -> None:
    team.hired(TAMARIS, 0)
    team.hired(TAMARIS, 1)
    change = team.do(team.contract(TAMARIS, 1, "2019-06-18", "2019-12-31"))
    trouble = "Les Tamaris\u00a0: 3 contrats pour 2 places le 18/06. Corrigez une date ou le nombre de places."
    assert trouble in change.said
    assert team.board().troubles == (trouble,)
    assert [state for state, _ in team.seats(TAMARIS)] == ["held", "held", "surplus"]


def test_the_number_of_places_is_set_and_answers_a_trouble(team: Team) -> None:
    for position in (0, 1, 2):
        team.hired(TAMARIS, position)
    place = team.place(TAMARIS)
    team.do(PutPlace(place.kind, place.name, 3, place.tutor, place.id, place.clock))
    assert team.board().troubles == ()
    assert team.board().counts[ContractKind.PEC].places == 15


def test_nobody_has_two_contracts_at_once_even_under_two_records(team: Team) -> None:
    one, other = team.person("Sall", "Binta"), team.person("Sal", "Binta")
    team.hired(TAMARIS, 0, "2019-01-01", "2019-06-30", person=one)
    team.do(MergePersons(one, other))
    with pytest.raises(Refusal, match="déjà un contrat, Les Tamaris, du 01/01/2019 au 30/06/2019"):
        team.hired(GARRIGUE, 0, "2019-06-30", person=other)
    team.hired(GARRIGUE, 0, "2019-07-01", person=other)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"last": dt.date(2018, 12, 31)}, "La fin vient avant le début"),
        ({"terms": " "}, "La nature du contrat manque"),
        ({"place_id": code_id("place", "pec", "Ailleurs")}, "n’est plus dans la liste"),
        ({"prescribed_by": "2 84 03 34 172 123 45"}, "sécurité sociale"),
        ({"commitments": "f" * 401}, "400 signes"),
        ({"tutor": "2 84 03 34 172 123 45"}, "sécurité sociale"),
    ],
)
def test_what_does_not_hold_together_is_refused(team: Team, changed: dict[str, object], said: str) -> None:
    values: dict[str, object] = {"place_id": code_id("place", "pec", TAMARIS), "terms": "PEC", "last": None} | changed
    with pytest.raises(Refusal, match=said):
        team.do(
            PutContract(team.person(), position=0, first=day("2019-01-01"), **values)  # type: ignore[arg-type]  # a table of cases
        )


def test_a_contract_changed_meanwhile_is_not_overwritten(team: Team) -> None:
    contract_id = team.hired(TAMARIS)
    seen = team.view(contract_id).contract
    team.do(SetSchool(contract_id, School.PREPARING, TODAY, seen.clock))
    with pytest.raises(Outdated):
        team.do(EndContract(contract_id, TODAY, Ending.CDI, clock=seen.clock))


def test_an_exit_frees_the_seat_has_its_class_and_is_taken_back(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    change = team.do(EndContract(contract_id, day("2019-06-10"), Ending.FIXED_TERM, 6))
    assert team.view(contract_id).exit_class is ExitClass.DURABLE
    assert [state for state, _ in team.seats(TAMARIS)] == ["free", "free"]
    assert change.undo is not None
    team.do(change.undo)
    assert team.view(contract_id).exit_class is None
    assert [state for state, _ in team.seats(TAMARIS)] == ["held", "free"]


def test_an_exit_is_neither_taken_back_nor_put_later_over_a_contract_made_meanwhile(team: Team) -> None:
    person = team.person()
    first = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", person=person)
    change = team.do(EndContract(first, day("2019-06-10"), Ending.CDI))
    team.hired(GARRIGUE, 0, "2019-06-11", "2019-12-31", person=person)
    assert change.undo is not None
    for again in (change.undo, EndContract(first, day("2019-06-11"), Ending.CDI)):
        with pytest.raises(Refusal, match="déjà un contrat, La Garrigue, du 11/06/2019 au 31/12/2019"):
            team.do(again)
    assert team.view(first).exit_class is ExitClass.DURABLE
    team.do(EndContract(first, day("2019-06-09"), Ending.CDI))


def test_a_contract_that_ended_early_is_still_corrected_once_she_has_another_one(team: Team) -> None:
    person = team.person()
    first = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", person=person)
    team.do(EndContract(first, day("2019-03-31"), Ending.CDI))
    team.hired(GARRIGUE, 0, "2019-04-01", "2019-12-31", person=person)
    wanted = team.contract(TAMARIS, 0, "2019-01-01", "2019-12-31", person=person, tutor="M. IZARD")
    team.do(replace(wanted, id=first, clock=team.view(first).contract.clock))
    assert team.view(first).contract.tutor == "M. IZARD"


def test_an_exit_stays_within_the_days_of_its_contract_whichever_is_said_last(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", person=(person := team.person()))
    with pytest.raises(Refusal, match="n’est pas dans le contrat"):
        team.do(EndContract(contract_id, day("2018-12-31"), Ending.OPEN))
    team.do(EndContract(contract_id, day("2019-06-10"), Ending.CDI))
    for first, last in (("2019-06-11", "2019-12-31"), ("2019-01-01", "2019-06-09")):
        wanted = team.contract(TAMARIS, 0, first, last, person=person)
        with pytest.raises(Refusal, match="n’est pas dans le contrat"):
            team.do(replace(wanted, id=contract_id))


def test_an_exit_left_out_of_the_rates_says_why_and_a_fixed_term_its_months(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    for gesture, said in (
        (EndContract(contract_id, TODAY, Ending.UNKNOWN, counted=False), "a un motif"),
        (EndContract(contract_id, TODAY, Ending.FIXED_TERM), "durée du CDD"),
        (EndContract(contract_id, day("2020-01-01"), Ending.CDI), "n’est pas dans le contrat"),
        (EndContract(contract_id, None, Ending.CDI), "jour de la sortie"),
    ):
        with pytest.raises(Refusal, match=said):
            team.do(gesture)


def test_a_renewal_takes_the_seat_after_and_is_no_exit(team: Team) -> None:
    person = team.person()
    first = team.hired(TAMARIS, 0, "2018-07-01", "2019-06-17", person=person)
    second = team.hired(TAMARIS, 0, "2019-06-18", "2019-12-31", person=person, renews_id=first)
    assert team.view(first).renewed_by == second
    assert [one.id for one in team.view(second).before] == [first]
    with pytest.raises(Refusal, match="est renouvelé"):
        team.do(EndContract(first, day("2019-06-17"), Ending.CDI))
    figures = team.ask(ReadExits(day("2019-01-01"), day("2019-12-31")))
    assert (figures.left, figures.unsaid) == (0, 0)


def test_facts_are_noted_changed_and_add_up_as_training(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", tutor="M. IZARD")
    planned = team.do(PutFact(contract_id, FactKind.TRAINING, TODAY, 840, "Gestes et postures")).made[0]
    assert team.view(contract_id).training_minutes == 0
    fact = team.view(contract_id).facts[0]
    change = team.do(
        PutFact(contract_id, fact.kind, fact.day, fact.minutes, fact.words, FactState.DONE, planned, fact.clock)
    )
    assert team.view(contract_id).training_minutes == 840
    assert change.undo is not None
    team.do(change.undo)
    assert team.view(contract_id).facts[0].state is FactState.PLANNED
    with pytest.raises(Refusal, match="pas encore passé"):
        team.do(PutFact(contract_id, FactKind.EXAM, day("2019-06-19"), state=FactState.DONE))


def test_what_the_law_has_one_verify_comes_with_the_contract(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", tutor="M. IZARD")
    assert any("Aucun entretien tripartite" in one.words for one in team.view(contract_id).reminders)
    team.do(PutFact(contract_id, FactKind.TRIPARTITE, day("2019-01-01"), 45, state=FactState.DONE))
    assert not any("Aucun entretien tripartite" in one.words for one in team.view(contract_id).reminders)


def test_a_tutor_of_more_than_three_is_said_whatever_the_capitals_and_accents(team: Team) -> None:
    places = ((TAMARIS, 0), (TAMARIS, 1), (GARRIGUE, 0), (GARRIGUE, 1))
    ids = [team.hired(place, position, tutor=tutor) for (place, position), tutor in
           zip(places, ("Mme ÉLUARD", "mme éluard", "Mme Éluard", "Mme ELUARD"), strict=True)]  # fmt: skip
    assert any("suit 4 salariés" in one.words for one in team.view(ids[0]).reminders)


def test_the_boundary_of_a_lasting_job_is_a_setting(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    team.do(EndContract(contract_id, TODAY, Ending.FIXED_TERM, 6))
    team.directed(SetSiteSetting("exit_boundary", '{"months": 6, "reached": false}'))
    figures = team.ask(ReadExits(day("2019-01-01"), day("2019-12-31")))
    assert figures.by_class[ExitClass.TRANSITION] == figures.counted == 1
    assert "de plus de 6 mois" in figures.rule


def test_mean_occupation_counts_days_of_the_month(team: Team) -> None:
    team.hired(TAMARIS, 0, "2019-06-16")
    held, places = team.ask(MeanOccupation(day("2019-06-01"), day("2019-06-30")))[ContractKind.PEC]
    assert (held, places) == (15, 14 * 30)


def test_mean_occupation_counts_the_places_that_were_there_each_day(team: Team) -> None:
    june = MeanOccupation(day("2019-06-01"), day("2019-06-30"))
    before, after = 17, 13  # days of June before this morning, and from it on
    place = team.place(TAMARIS)
    change = team.do(PutPlace(place.kind, place.name, 5, place.tutor, place.id, place.clock))
    assert team.ask(june)[ContractKind.PEC] == (0, 14 * before + 17 * after)
    assert change.undo is not None
    team.do(change.undo)
    assert team.ask(june)[ContractKind.PEC] == (0, 14 * 30)
    made = team.do(PutPlace(ContractKind.PEC, "Les Acacias", 3))
    assert team.ask(june)[ContractKind.PEC] == (0, 14 * 30 + 3 * after)
    assert made.undo is not None
    team.do(made.undo)
    gone = team.place(TAMARIS)
    team.do(PutPlace(gone.kind, gone.name, gone.places, gone.tutor, gone.id, gone.clock, withdrawn=True))
    assert team.ask(june)[ContractKind.PEC] == (0, 14 * before + 12 * after)


def test_a_place_written_after_its_contracts_was_there_when_the_first_one_began(team: Team) -> None:
    made = team.do(PutPlace(ContractKind.PEC, "Les Acacias", 3)).made[0]
    person = team.person("Ndiaye", "Astou")
    team.do(PutContract(person, made, 0, "PEC", day("2019-06-11"), day("2019-12-31")))
    june = MeanOccupation(day("2019-06-01"), day("2019-06-30"))
    assert team.ask(june)[ContractKind.PEC] == (20, 14 * 30 + 3 * 20)


def test_the_direction_reads_contracts_without_a_name(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, person=team.person("Ndiaye", "Astou"))
    seat = team.directed(ReadBoard(TODAY)).rows[6].seats[0]
    view = team.directed(ReadContract(contract_id))
    for one in (seat.contract, view.contract):
        assert one is not None
        assert (one.person_id, one.used_name, one.first_name, one.place) == (None, "", "", TAMARIS)
    wanted = team.contract(TAMARIS, 1, "2019-01-01", None)
    with pytest.raises(Denied):
        team.directed(wanted)


def test_the_direction_reads_how_many_exits_are_left_out_and_not_the_words_written_of_them(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    team.do(EndContract(contract_id, TODAY, Ending.INACTIVE, counted=False, reason="Hospitalisée"))
    year = ReadExits(day("2019-01-01"), day("2019-12-31"))
    assert team.ask(year).excluded == {"Hospitalisée": 1}
    assert team.directed(year).excluded == {"": 1}
    assert team.directed(ReadContract(contract_id)).contract.reason == ""
    assert team.view(contract_id).contract.reason == "Hospitalisée"


def test_the_rule_promises_reasons_to_those_alone_who_read_them(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    year = ReadExits(day("2019-01-01"), day("2019-12-31"))
    assert "dites à part avec leur motif," in team.ask(year).rule
    assert "dites à part, un contrat" in team.directed(year).rule
    assert "motif" in team.view(contract_id).rule
    assert "motif" not in team.directed(ReadContract(contract_id)).rule


def test_a_social_worker_reads_contracts_and_writes_none(team: Team) -> None:
    team.hired(TAMARIS, 0, person=team.person("Ndiaye", "Astou"))
    wanted = team.contract(TAMARIS, 1, "2019-01-01", None)
    lea = team.joined("lea", "Léa Bastide", Role.SOCIAL)
    names = [seat.contract.used_name for row in lea.store.ask(ReadBoard(TODAY)).result().rows
             for seat in row.seats if seat.contract]  # fmt: skip
    assert names == ["Ndiaye"]
    with pytest.raises(Denied):
        lea.store.do(wanted).result()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.BUDGET, Role.DIGITAL, Role.HEALTH])
def test_other_roles_read_neither_places_nor_contracts(team: Team, role: Role) -> None:
    contract_id = team.hired(TAMARIS)
    other = team.joined("autre", "Autre Compte", role)
    for question in (ReadBoard(TODAY), ReadContract(contract_id)):
        with pytest.raises(Denied):
            other.store.ask(question).result()


PRESCRIBED: dict[str, Any] = {
    "prescriber": "France Travail",
    "prescribed_by": "Mme LAVAL",
    "referent": "M. TISSOT",
    "commitments": "Formation, tutorat",
}


def test_a_pec_says_who_prescribed_it_who_follows_it_there_and_what_was_promised(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", **PRESCRIBED)
    seen = team.view(contract_id).contract
    assert {name: getattr(seen, name) for name in PRESCRIBED} == PRESCRIBED
    assert not any("prescripteur" in one.words for one in team.view(contract_id).reminders)
    assert seen.person_id is not None
    values = PRESCRIBED | {"referent": "Mme GUÉRIN"}
    change = team.do(
        PutContract(seen.person_id, seen.place_id, 0, "PEC", seen.first, seen.last, id=seen.id, clock=seen.clock,
                    **values)
    )  # fmt: skip
    assert team.view(contract_id).contract.referent == "Mme GUÉRIN"
    assert change.undo is not None
    team.do(change.undo)
    assert team.view(contract_id).contract.referent == "M. TISSOT"


def test_the_direction_reads_the_prescriber_and_not_the_words_of_the_interview(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31", **PRESCRIBED)
    team.do(PutFact(contract_id, FactKind.FOLLOW_UP, TODAY, 30, "Mme Ndiaye veut changer d’équipe", FactState.DONE))
    view = team.directed(ReadContract(contract_id))
    seen = view.contract
    assert [(one.kind, one.minutes, one.words) for one in view.facts] == [(FactKind.FOLLOW_UP, 30, "")]
    assert team.view(contract_id).facts[0].words == "Mme Ndiaye veut changer d’équipe"
    assert not any("engagement" in one.words for one in view.reminders)
    assert (seen.prescriber, seen.referent, seen.commitments) == ("France Travail", "M. TISSOT", "")


def test_a_contract_is_suspended_runs_again_and_both_are_taken_back(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    since = team.do(PutFact(contract_id, FactKind.SUSPENSION, day("2019-06-10"), state=FactState.DONE))
    assert [state for state, _ in team.seats(TAMARIS)] == ["suspended", "free"]
    assert team.board().counts[ContractKind.PEC].held == 1
    fact = team.view(contract_id).facts[0]
    until = team.do(
        PutFact(
            contract_id, fact.kind, fact.day, state=fact.state, id=fact.id, clock=fact.clock, last=day("2019-06-17")
        )
    )
    assert [state for state, _ in team.seats(TAMARIS)] == ["held", "free"]
    assert [state for state, _ in team.seats(TAMARIS, "2019-06-17")] == ["suspended", "free"]
    for change, expected in ((until, "suspended"), (since, "held")):
        assert change.undo is not None
        team.do(change.undo)
        assert [state for state, _ in team.seats(TAMARIS)] == [expected, "free"]


def test_a_fact_of_one_day_has_no_last_day_and_a_suspension_ends_after_it_begins(team: Team) -> None:
    contract_id = team.hired(TAMARIS, 0, "2019-01-01", "2019-12-31")
    for kind, last, said in (
        (FactKind.FOLLOW_UP, TODAY, "tient en un jour"),
        (FactKind.SUSPENSION, day("2019-06-09"), "La fin vient avant le début"),
    ):
        with pytest.raises(Refusal, match=said):
            team.do(PutFact(contract_id, kind, day("2019-06-10"), state=FactState.DONE, last=last))
