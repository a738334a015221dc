"""Places, contracts and suspensions of two desks: the same at both, a rename at one beside a contract at the other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from ceis_desk.core.clock import wall_clock
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.platforms.employment.gestures import PutContract, PutFact, PutPlace
from ceis_desk.platforms.employment.model import Contract, ContractKind, FactKind, FactState, Place
from ceis_desk.platforms.employment.places import FIRST_SITES
from ceis_desk.platforms.employment.questions import Board, ReadBoard, ReadContract, ReadPlaces
from tests.data.exchange.pcs import NOW, Pc, exchange
from tests.data.exchange.site_of_desks import PHRASE, site_of_desks
from tests.data.exchange.test_merging import made
from tests.scenarios.desks import PASSWORD, QUICK

TODAY = NOW.date()
TAMARIS = FIRST_SITES[2]
FIRST = TODAY - dt.timedelta(days=90)


def place(pc: Pc) -> Place:
    return next(one for one in pc.ask(ReadPlaces()) if one.id == TAMARIS.id)


def renamed(pc: Pc, name: str, places: int = 2) -> None:
    one = place(pc)
    pc.do(PutPlace(one.kind, name, places, one.tutor, one.id, one.clock))


def hired(pc: Pc, person: Id, **more: Any) -> Id:  # noqa: ANN401 what else a contract says
    return pc.do(PutContract(person, TAMARIS.id, 0, "PEC", FIRST, **more)).made[0]


def changed(pc: Pc, contract_id: Id, **values: Any) -> Change:  # noqa: ANN401 columns of the contract
    one: Contract = pc.ask(ReadContract(contract_id)).contract
    assert one.person_id is not None
    said = {"prescriber": one.prescriber, "prescribed_by": one.prescribed_by, "referent": one.referent} | values
    return pc.do(PutContract(one.person_id, one.place_id, 0, "PEC", one.first, id=one.id, clock=one.clock, **said))


def test_a_new_desk_has_the_places_of_the_site_and_no_second_list(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    exchange(tmp_path, one, two)
    assert [each.id for each in two.ask(ReadPlaces())] == [each.id for each in one.ask(ReadPlaces())]
    assert len(two.ask(ReadPlaces())) == 11


def test_a_place_renamed_at_one_desk_keeps_the_contract_made_at_the_other(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, one, two)
    renamed(one, "Les Tamaris bleus")
    contract = hired(two, person, prescriber="France Travail", referent="M. TISSOT")
    two.do(PutFact(contract, FactKind.SUSPENSION, TODAY, state=FactState.DONE))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        board: Board = pc.ask(ReadBoard(TODAY))
        row = next(row for row in board.rows if row.place.id == TAMARIS.id)
        assert row.place.name == "Les Tamaris bleus"
        assert [seat.state.value for seat in row.seats] == ["suspended", "free"]
        assert board.troubles == ()
        assert pc.ask(ReadContract(contract)).contract.prescriber == "France Travail"
    assert one.ask(CrossedEdits()) == two.ask(CrossedEdits()) == ()


def test_two_names_of_one_place_are_judged_and_a_number_of_seats_beside_is_kept(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    exchange(tmp_path, one, two)
    renamed(one, "Les Tamaris bleus")
    renamed(two, "Les Tamaris verts", places=3)
    exchange(tmp_path, one, two)
    for pc in (one, two):
        (case,) = pc.ask(CrossedEdits())
        assert case.field == "Nom d’une place"
        assert {case.kept.value, case.aside.value} == {"Les Tamaris bleus", "Les Tamaris verts"}
        assert (place(pc).name, place(pc).places) == (case.kept.value, 3)


def test_one_name_added_at_two_desks_is_one_place_and_a_name_given_again_after_a_rename_is_another(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    exchange(tmp_path, one, two)
    for pc, name in ((one, "Jardinier"), (two, "jardinier")):
        pc.do(PutPlace(ContractKind.CHANTIER, name, 2))
    exchange(tmp_path, one, two)
    for pc in (one, two):
        assert len(pc.ask(ReadPlaces())) == 12
    (garden,) = (each for each in one.ask(ReadPlaces()) if each.name.lower() == "jardinier")
    one.do(PutPlace(garden.kind, "Paysagiste", 2, "", garden.id, garden.clock))
    again = one.do(PutPlace(ContractKind.CHANTIER, "Jardinier", 1)).made[0]
    assert again != garden.id
    assert len(one.ask(ReadPlaces())) == 13


def test_two_prescribers_are_judged_whole_never_mixed(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    contract = hired(one, made(one))
    exchange(tmp_path, one, two)
    changed(one, contract, prescriber="France Travail", prescribed_by="Mme LAVAL", referent="M. TISSOT")
    changed(two, contract, prescriber="Mission locale", prescribed_by="M. ORSINI")
    exchange(tmp_path, one, two)
    (case,) = one.ask(CrossedEdits())
    assert case.field == "Prescripteur du contrat"
    assert {case.kept.value, case.aside.value} == {
        "France Travail, Mme LAVAL, référent M. TISSOT",
        "Mission locale, M. ORSINI",
    }
    seen = one.ask(ReadContract(contract)).contract
    assert (seen.prescriber, seen.referent) in {("France Travail", "M. TISSOT"), ("Mission locale", "")}


def test_a_desk_that_joins_has_the_places_before_its_first_exchange(tmp_path: Path) -> None:
    with site_of_desks(tmp_path) as site:
        site.first.enter("helene")
        invitation, answer = tmp_path / "invitation.ceis-lien", tmp_path / "réponse.ceis-lien"
        site.first.door.exchange.invite(invitation, PHRASE).result()
        third = LocalDoor(tmp_path / "troisieme", wall_clock, QUICK)
        try:
            joining = Joining(invitation, PHRASE, "Poste 3", "odile", "Odile Rey", PASSWORD, answer)
            third.exchange.join(joining).result()
            known, had = (
                [place.id for place in door.open(login, PASSWORD).result().store.ask(ReadPlaces()).result()]
                for door, login in ((site.first.door, "helene"), (third, "odile"))
            )
            assert had == known
            assert len(had) == 11
        finally:
            third.close()
