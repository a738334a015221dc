"""What is left of a contract and of a group when their person is erased, and how two desks' versions read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.employment import words
from ceis_desk.data.schema import employment
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.platforms.employment.gestures import EndContract, PutFact, SetCohort, SetMember
from ceis_desk.platforms.employment.model import Ending, FactKind, FactState
from ceis_desk.platforms.employment.questions import ReadExits, ReadGroup
from tests.data.employment.team import TODAY, Team, day
from tests.data.stores import STAMP, new_store


def test_an_erased_person_leaves_her_exit_in_the_figures_and_no_word_of_hers(team: Team) -> None:
    person = team.person("Ndiaye", "Astou")
    contract = team.hired("Les Tamaris", 0, "2019-01-01", "2019-06-30", person=person, commitments="Promis à Astou")
    team.do(PutFact(contract, FactKind.IMMERSION, day("2019-03-04"), 420, "Chez Mme Ndiaye mère", FactState.DONE))
    team.do(EndContract(contract, day("2019-06-10"), Ending.CDI, counted=False, reason="Motif écrit"))
    cohort = team.do(SetCohort("groupe", day("2019-01-01"))).made[0]
    team.do(SetMember(cohort, person, day("2019-01-01"), day("2019-02-01"), "Motif écrit", in_touch=True))
    team.directed(ErasePerson(person))
    view = team.view(contract)
    assert (view.contract.used_name, view.contract.reason, view.contract.commitments) == ("", "", "")
    assert view.facts[0].words == ""
    assert view.facts[0].minutes == 420
    figures = team.ask(ReadExits(dt.date(2019, 1, 1), dt.date(2019, 12, 31)))
    assert (figures.left, figures.counted) == (1, 0)
    group = team.ask(ReadGroup(TODAY))
    assert [(one.used_name, one.reason) for one in group.members] == [("", "")]


def test_the_two_versions_of_a_unit_are_said_in_words(tmp_path: Path) -> None:
    tamaris = code_id("place", "pec", "Les Tamaris")
    with new_store(tmp_path) as connection:
        connection.execute(insert(employment.place).values(id=tamaris, **STAMP, kind="pec", name="Les Tamaris"))
        write_unit = partial(words.write_unit, connection)
        _check_units(write_unit, tamaris)


def _check_units(write_unit: Callable[[str, Mapping[str, object]], str], tamaris: Id) -> None:
    assert write_unit("contract", {"place_id": tamaris.bytes, "position": 0}) == "Les Tamaris, place 1"
    assert write_unit("place", {"name": "Les Tamaris"}) == "Les Tamaris"
    assert write_unit("place", {"places": 2}) == "2 places"
    prescribed = {"prescriber": "France Travail", "prescribed_by": "Mme LAVAL", "referent": "M. TISSOT"}
    assert write_unit("contract", prescribed) == "France Travail, Mme LAVAL, référent M. TISSOT"
    assert write_unit("contract", {"first": "2019-06-18", "last": None}) == "18/06/2019"
    left = {"ended_on": "2019-06-18", "ending": "fixed_term", "ending_months": 5, "counted": 0, "reason": "essai"}
    assert write_unit("contract", left) == "18/06/2019, CDD ou intérim, 5 mois, exclue du calcul, essai"
    assert (
        write_unit("contract_fact", {"kind": "training", "minutes": 60, "state": "done"}) == "Formation, 60 min, fait"
    )
    assert write_unit("cohort_member", {"joined_on": "2019-06-18", "active": 0}) == "18/06/2019, ligne retirée"
