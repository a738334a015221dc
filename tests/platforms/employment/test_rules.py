"""Places held, planned and free on any day (at random in test_recount.py); exits, and what the law has one verify."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.core.dates import add_months
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.employment.exits import ExitClass, classify, count_exits, rule_words
from ceis_desk.platforms.employment.model import (
    Contract,
    ContractKind,
    Ending,
    Fact,
    FactKind,
    FactState,
    Place,
    School,
    SeatsFrom,
)
from ceis_desk.platforms.employment.places import FIRST_SITES, FIRST_TRADES, Boundary, boundary_of
from ceis_desk.platforms.employment.reminders import reminders
from ceis_desk.platforms.employment.rules import (
    SeatState,
    entered_school,
    mean_held,
    months_between,
    occupation,
    seats_on,
    troubles,
)

DAY = dt.date(2019, 6, 18)
COOK = Place(new_id(), ContractKind.CHANTIER, "Cuisinier", 3)
TAMARIS = Place(new_id(), ContractKind.PEC, "Les Tamaris", 2, "M. IZARD")


def contract(
    place: Place, position: int, first: str, last: str | None = None, *, terms: str = "CDDI", tutor: str = "M. IZARD"
) -> Contract:
    end = dt.date.fromisoformat(last) if last else None
    return Contract(
        new_id(), place.id, place.kind, place.name, position, terms, dt.date.fromisoformat(first), end, tutor=tutor
    )


def states(place: Place, *contracts: Contract, day: dt.date = DAY) -> list[SeatState]:
    return [seat.state for seat in occupation([place], contracts, day)[0].seats]


def test_a_place_is_held_from_the_first_day_to_the_last_one_both_included() -> None:
    held = contract(TAMARIS, 0, "2019-06-01", "2019-12-31")
    for day, state in (
        ("2019-05-31", SeatState.PLANNED),
        ("2019-06-01", SeatState.HELD),
        ("2019-12-31", SeatState.ENDING),
        ("2020-01-01", SeatState.FREE),
    ):
        assert states(TAMARIS, held, day=dt.date.fromisoformat(day))[0] is state


def test_an_exit_frees_the_place_before_the_last_day_agreed() -> None:
    gone = replace(contract(TAMARIS, 1, "2019-01-01", "2019-12-31"), ended_on=dt.date(2019, 6, 10))
    seat = occupation([TAMARIS], [gone], DAY)[0].seats[1]
    assert (seat.state, seat.since) == (SeatState.FREE, dt.date(2019, 6, 11))


def test_a_contract_suspended_keeps_its_place_and_says_so_but_an_end_to_come_is_said_first() -> None:
    stopped = ((dt.date(2019, 6, 10), dt.date(2019, 6, 18)),)
    held = replace(contract(TAMARIS, 0, "2019-01-01"), suspensions=stopped)
    near = replace(contract(TAMARIS, 1, "2019-01-01", "2019-07-15"), suspensions=stopped)
    assert states(TAMARIS, held, near) == [SeatState.SUSPENDED, SeatState.ENDING]
    assert states(TAMARIS, held, day=dt.date(2019, 6, 19))[0] is SeatState.HELD
    assert states(TAMARIS, held, day=dt.date(2019, 6, 9))[0] is SeatState.HELD


def test_a_suspension_without_a_day_of_return_is_said() -> None:
    held = replace(contract(TAMARIS, 0, "2019-01-01"), suspensions=((dt.date(2019, 6, 10), None),))
    assert "suspendu sans jour de reprise" in words(held)
    assert "suspendu" not in words(replace(held, suspensions=((dt.date(2019, 6, 10), dt.date(2019, 6, 30)),)))
    assert "suspendu" not in words(replace(held, ended_on=dt.date(2019, 6, 17)))


def test_an_end_within_sixty_days_shows_unless_the_contract_is_renewed() -> None:
    near, far = contract(COOK, 0, "2019-01-01", "2019-08-17"), contract(COOK, 1, "2019-01-01", "2019-08-18")
    renewal = replace(contract(COOK, 0, "2019-08-18"), renews_id=near.id)
    assert states(COOK, near, far)[:2] == [SeatState.ENDING, SeatState.HELD]
    assert states(COOK, near, far, renewal)[0] is SeatState.HELD


def test_too_many_contracts_for_the_places_are_said_and_shown() -> None:
    three = [contract(TAMARIS, 0, "2019-01-01"), contract(TAMARIS, 1, "2019-01-01"), contract(TAMARIS, 1, "2019-05-01")]
    rows = occupation([TAMARIS], three, DAY)
    assert [seat.contract.id for seat in rows[0].seats if seat.contract] == [one.id for one in three]
    assert troubles(rows, DAY) == (
        "Les Tamaris\u00a0: 3 contrats pour 2 places le 18/06. Corrigez une date ou le nombre de places.",
    )


def test_a_contract_whose_place_left_the_settings_is_never_hidden() -> None:
    lost = contract(COOK, 0, "2019-01-01")
    rows = occupation([TAMARIS], [lost], DAY)
    assert [row.place.name for row in rows] == ["Les Tamaris", "Cuisinier"]
    assert rows[1].surplus == 1
    assert "1 contrat pour 0 place" in troubles(rows, DAY)[0]


def test_two_contracts_on_one_seat_take_a_free_one_when_there_is_one() -> None:
    twice = (contract(COOK, 0, "2019-01-01"), contract(COOK, 0, "2019-02-01"))
    assert states(COOK, *twice) == [SeatState.HELD, SeatState.HELD, SeatState.FREE]


def test_planned_places_are_free_ones_that_somebody_will_take() -> None:
    coming = contract(COOK, 2, "2019-07-01")
    assert states(COOK, contract(COOK, 0, "2019-01-01"), coming) == [SeatState.HELD, SeatState.FREE, SeatState.PLANNED]


def test_the_mean_of_a_month_is_days_held_over_days_of_places() -> None:
    half = contract(TAMARIS, 0, "2019-06-16", "2020-01-01")
    assert mean_held([TAMARIS], [half], ContractKind.PEC, dt.date(2019, 6, 1), dt.date(2019, 6, 30)) == (15, 60)


def test_entries_in_the_school_count_over_the_year_before() -> None:
    base = contract(TAMARIS, 0, "2018-01-01")
    entered = [
        replace(base, school=School.ENTERED, school_on=dt.date.fromisoformat(on))
        for on in ("2018-06-18", "2018-06-19", "2019-06-18", "2019-06-19")
    ]
    refused = replace(base, school=School.REFUSED, school_on=dt.date(2019, 6, 1))
    assert entered_school([*entered, refused], DAY) == 2


@pytest.mark.parametrize(
    ("ending", "months", "found"),
    [
        (Ending.CDI, 0, ExitClass.DURABLE),
        (Ending.CIVIL_SERVICE, 0, ExitClass.DURABLE),
        (Ending.BUSINESS, 0, ExitClass.DURABLE),
        (Ending.FIXED_TERM, 7, ExitClass.DURABLE),
        (Ending.FIXED_TERM, 6, ExitClass.DURABLE),
        (Ending.FIXED_TERM, 5, ExitClass.TRANSITION),
        (Ending.AIDED, 0, ExitClass.TRANSITION),
        (Ending.TRAINING, 0, ExitClass.POSITIVE),
        (Ending.OTHER_SIAE, 0, ExitClass.POSITIVE),
        (Ending.UNEMPLOYED, 0, ExitClass.OTHER),
        (Ending.INACTIVE, 0, ExitClass.OTHER),
        (Ending.UNKNOWN, 0, ExitClass.OTHER),
    ],
)
def test_an_exit_has_its_class(ending: Ending, months: int, found: ExitClass) -> None:
    assert classify(ending, months, Boundary()) is found


def test_whether_six_months_are_enough_is_a_setting_and_the_rule_says_it() -> None:
    more = Boundary(6, reached=False)
    assert classify(Ending.FIXED_TERM, 6, more) is ExitClass.TRANSITION
    assert "de plus de 6 mois" in rule_words(more)
    assert "de 6 mois ou plus" in rule_words(Boundary())


def _left(ending: Ending, on: str, *, counted: bool = True, reason: str = "") -> Contract:
    return replace(
        contract(COOK, 0, "2018-01-01", "2019-12-31"),
        ended_on=dt.date.fromisoformat(on),
        ending=ending,
        counted=counted,
        reason=reason,
    )


def test_rates_have_their_denominator_and_excluded_exits_stand_apart() -> None:
    told = [
        _left(Ending.CDI, "2019-06-01"),
        _left(Ending.TRAINING, "2019-06-30"),
        _left(Ending.UNKNOWN, "2019-06-15"),
        _left(Ending.UNKNOWN, "2019-06-15", counted=False, reason="moins de trois mois"),
        _left(Ending.CDI, "2019-07-01"),
        contract(COOK, 0, "2018-01-01", "2019-06-20"),
    ]
    found = count_exits(told, dt.date(2019, 6, 1), dt.date(2019, 6, 30), Boundary())
    assert (found.left, found.counted, found.unsaid, found.dynamic) == (4, 3, 1, 2)
    assert (
        found.by_class[ExitClass.DURABLE] == found.by_class[ExitClass.POSITIVE] == found.by_class[ExitClass.OTHER] == 1
    )
    assert sum(found.by_class.values()) == found.counted
    assert found.excluded == {"moins de trois mois": 1}


def test_a_renewed_contract_is_no_exit() -> None:
    first = contract(COOK, 0, "2019-01-01", "2019-06-17")
    renewal = replace(contract(COOK, 0, "2019-06-18"), renews_id=first.id)
    found = count_exits([first, renewal], dt.date(2019, 6, 1), dt.date(2019, 6, 30), Boundary())
    assert (found.left, found.unsaid) == (0, 0)


def test_a_new_site_has_twelve_places_of_the_chantier_and_fourteen_over_seven_homes() -> None:
    assert sum(place.places for place in FIRST_TRADES) == 12
    assert (len(FIRST_SITES), sum(place.places for place in FIRST_SITES)) == (7, 14)
    assert boundary_of(None) == Boundary(6, reached=True)


def prescribed(one: Contract) -> Contract:
    return replace(one, prescriber="France Travail", referent="M. TISSOT", commitments="Formation, tutorat")


def words(of: Contract, *facts: Fact, before: tuple[Contract, ...] = (), tutored: int = 1) -> str:
    return " ".join(one.words for one in reminders(of, facts, before, tutored, DAY))


def test_a_pec_has_its_interviews_its_training_and_its_length_verified() -> None:
    said = words(contract(TAMARIS, 0, "2019-01-01", "2019-12-31"))
    assert "tripartite" in said
    assert "Entretien de sortie entre le 30/09/2019 et le 30/11/2019" in said
    assert "formation" in said
    assert "Durée" not in said
    assert "Durée de 6 mois" in words(contract(TAMARIS, 0, "2019-01-01", "2019-06-30"))


def test_what_was_done_is_no_longer_asked_for() -> None:
    one = prescribed(contract(TAMARIS, 0, "2019-01-01", "2019-12-31"))
    done = [
        Fact(new_id(), one.id, kind, one.first, 60, state=FactState.DONE)
        for kind in (FactKind.TRIPARTITE, FactKind.TRAINING, FactKind.EXIT_INTERVIEW)
    ]
    assert words(one, *done) == ""


def test_a_pec_without_its_prescriber_its_referent_or_its_commitments_says_so() -> None:
    one = prescribed(contract(TAMARIS, 0, "2019-01-01", "2019-12-31"))
    for missing in (replace(one, prescriber=""), replace(one, referent="")):
        assert "Le prescripteur ou son référent n’est pas noté" in words(missing)
    assert "Aucun engagement noté" in words(replace(one, commitments=""))
    whole = words(one)
    assert "prescripteur" not in whole
    assert "engagement" not in whole
    assert "prescripteur" not in words(contract(COOK, 0, "2019-01-01", "2019-12-31"))


def test_renewals_beyond_two_years_and_a_tutor_of_four_are_said() -> None:
    first = contract(TAMARIS, 0, "2017-06-01", "2018-05-31")
    renewal = replace(contract(TAMARIS, 0, "2018-06-01", "2019-07-31"), renews_id=first.id)
    assert "26 mois avec les renouvellements" in words(renewal, before=(first,))
    assert "suit 4 salariés" in words(renewal, tutored=4)


def test_under_twenty_hours_is_said_of_the_chantier_alone() -> None:
    short = replace(contract(COOK, 0, "2019-01-01", "2019-12-31"), weekly_minutes=19 * 60)
    assert "Moins de 20 h" in words(short)
    assert "Moins de 20 h" not in words(replace(short, kind=ContractKind.PEC))


def test_months_are_whole_and_the_last_day_is_worked() -> None:
    assert months_between(dt.date(2019, 1, 1), dt.date(2019, 6, 30)) == 6
    assert months_between(dt.date(2019, 1, 1), dt.date(2019, 6, 29)) == 5
    assert add_months(dt.date(2019, 12, 31), -1) == dt.date(2019, 11, 30)
    assert add_months(dt.date(2019, 11, 30), 3) == dt.date(2020, 2, 29)


ADDED = dt.date(2019, 6, 16)


@pytest.mark.parametrize(
    ("told", "begun", "day", "seats"),
    [
        ((), None, dt.date(2019, 1, 1), 2),
        ((SeatsFrom(dt.date(1900, 1, 1), 5), SeatsFrom(ADDED, 2)), None, dt.date(2019, 6, 15), 5),
        ((SeatsFrom(dt.date(1900, 1, 1), 5), SeatsFrom(ADDED, 2)), None, ADDED, 2),
        ((SeatsFrom(ADDED, 2),), None, dt.date(2019, 6, 15), 0),
        ((SeatsFrom(ADDED, 2),), dt.date(2019, 6, 10), dt.date(2019, 6, 9), 0),
        ((SeatsFrom(ADDED, 2),), dt.date(2019, 6, 10), dt.date(2019, 6, 10), 2),
        ((SeatsFrom(ADDED, 4), SeatsFrom(dt.date(2019, 7, 1), 9)), None, dt.date(2019, 7, 1), 2),
    ],
)
def test_a_place_has_on_each_day_the_seats_that_were_told_of_it(
    told: tuple[SeatsFrom, ...], begun: dt.date | None, day: dt.date, seats: int
) -> None:
    assert seats_on(TAMARIS, told, begun, day) == seats


def test_mean_occupation_counts_the_seats_of_each_day() -> None:
    told = {TAMARIS.id: (SeatsFrom(dt.date(1900, 1, 1), 1), SeatsFrom(ADDED, 2))}
    june = (dt.date(2019, 6, 1), dt.date(2019, 6, 30))
    assert mean_held([TAMARIS], [], ContractKind.PEC, *june, told) == (0, 15 + 2 * 15)
