"""A place renamed is the same place: its contracts, its clock, its undo; one taken away is never hidden."""

from __future__ import annotations

import pytest

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.platforms.employment.gestures import EndContract, PutPlace
from ceis_desk.platforms.employment.model import ContractKind, Ending, Place
from ceis_desk.platforms.employment.questions import ReadPlaces
from tests.data.employment.team import Team, day

TAMARIS, BLUE = "Les Tamaris", "Les Tamaris bleus"


def renamed(place: Place, name: str, **changed: object) -> PutPlace:
    values: dict[str, object] = {"places": place.places, "tutor": place.tutor} | changed
    return PutPlace(place.kind, name, id=place.id, clock=place.clock, **values)  # type: ignore[arg-type]  # fields of it


def test_a_place_renamed_keeps_its_rank_its_contracts_and_who_held_it_before(team: Team) -> None:
    former = team.hired(TAMARIS, 0, "2018-01-01", "2018-12-31")
    team.do(EndContract(former, day("2018-12-31"), Ending.CDI))
    now = team.hired(TAMARIS, 0, "2019-01-01")
    before = [one.name for one in team.ask(ReadPlaces())]
    change = team.do(renamed(team.place(TAMARIS), BLUE))
    assert change.said == (
        "«\u00a0Les Tamaris\u00a0» s’appelle maintenant «\u00a0Les Tamaris bleus\u00a0». Ses contrats n’ont pas changé."
    )
    assert [one.name for one in team.ask(ReadPlaces())] == [BLUE if name == TAMARIS else name for name in before]
    held = team.seats(BLUE)
    assert [state for state, _ in held] == ["held", "free"]
    assert held[0][1] is not None
    assert held[0][1].id == now
    assert [contract.id for _, contract in team.seats(BLUE, "2018-06-18") if contract] == [former]
    assert team.view(former).contract.place == BLUE
    assert team.board().troubles == ()


def test_a_rename_is_taken_back_and_done_again_on_the_same_row(team: Team) -> None:
    place = team.place(TAMARIS)
    change = team.do(renamed(place, BLUE))
    assert change.undo is not None
    again = team.do(change.undo)
    assert team.place(TAMARIS).id == place.id
    assert again.undo is not None
    team.do(again.undo)
    assert team.place(BLUE).id == place.id
    assert len(team.ask(ReadPlaces())) == 11


def test_a_place_renamed_meanwhile_is_not_overwritten(team: Team) -> None:
    seen = team.place(TAMARIS)
    team.do(renamed(seen, BLUE))
    with pytest.raises(Outdated):
        team.do(renamed(seen, "Les Tamaris verts"))
    assert team.place(BLUE).id == seen.id


@pytest.mark.parametrize(
    ("name", "places", "said"),
    [
        ("la garrigue", 2, "déjà dans la liste"),
        ("  ", 2, "de 1 à 60 signes"),
        ("Les Tamaris", 201, "de 0 à 200 places"),
        ("2 84 03 34 172 123 45", 2, "sécurité sociale"),
    ],
)
def test_a_name_taken_or_wrong_is_refused(team: Team, name: str, places: int, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        team.do(renamed(team.place(TAMARIS), name, places=places))
    assert team.place(TAMARIS).places == 2


def test_a_trade_may_bear_the_name_of_a_site(team: Team) -> None:
    made = team.do(PutPlace(ContractKind.CHANTIER, TAMARIS, 1)).made[0]
    assert [one.id for one in team.ask(ReadPlaces()) if one.kind is ContractKind.CHANTIER][-1] == made


def test_a_place_taken_away_keeps_its_contract_in_sight_and_comes_back_by_its_name(team: Team) -> None:
    team.hired(TAMARIS)
    place = team.place(TAMARIS)
    change = team.do(renamed(place, TAMARIS, withdrawn=True))
    assert "1 contrat pour 0 place le 18/06" in change.said
    assert [state for state, _ in team.seats(TAMARIS)] == ["surplus"]
    back = team.do(PutPlace(ContractKind.PEC, "LES TAMARIS", 2, "M. IZARD"))
    assert back.made == (place.id,)
    assert [state for state, _ in team.seats("LES TAMARIS")] == ["held", "free"]


def test_a_place_made_is_taken_back(team: Team) -> None:
    change = team.do(PutPlace(ContractKind.CHANTIER, "Jardinier", 3))
    assert team.place("Jardinier").places == 3
    assert change.undo is not None
    team.do(change.undo)
    assert "Jardinier" not in {one.name for one in team.ask(ReadPlaces())}


def test_fewer_seats_than_contracts_is_kept_and_said(team: Team) -> None:
    for position in (0, 1):
        team.hired(TAMARIS, position)
    change = team.do(renamed(team.place(TAMARIS), TAMARIS, places=1))
    assert "Les Tamaris\u00a0: 2 contrats pour 1 place le 18/06" in change.said


def test_employment_and_the_administration_set_places_and_nobody_else(team: Team) -> None:
    wanted = renamed(team.place(TAMARIS), BLUE)
    lea = team.joined("lea", "Léa Bastide", Role.SOCIAL)
    with pytest.raises(Denied):
        lea.store.do(wanted).result()
    assert len(lea.store.ask(ReadPlaces()).result()) == 11
    team.directed(wanted)
    assert team.place(BLUE).id == wanted.id
    counter = team.joined("guichet", "Autre Accueil", Role.RECEPTION)
    with pytest.raises(Denied):
        counter.store.ask(ReadPlaces()).result()
