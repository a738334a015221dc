"""What a seat says on screen, and durations as they are typed."""

from __future__ import annotations

import dataclasses

import pytest

from ceis_desk.access.masking import Discretion
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.employment.exits import count_exits
from ceis_desk.platforms.employment.model import Cohort, Contract, Ending, Member
from ceis_desk.platforms.employment.places import Boundary
from ceis_desk.platforms.employment.questions import GroupView
from ceis_desk.platforms.employment.rules import occupation
from ceis_desk.ui.platforms.employment.forms import read_duration, seat_for, write_duration
from ceis_desk.ui.platforms.employment.group_page import about_group
from ceis_desk.ui.platforms.employment.seat_words import SeatLook, seat_look
from ceis_desk.ui.platforms.employment.twin import exit_rows, left_out
from tests.platforms.employment.test_rules import COOK, DAY, TAMARIS, contract

OPEN, MASKED = Discretion(on=False), Discretion(on=True)


def held(position: int, first: str, last: str | None = None) -> Contract:
    return dataclasses.replace(contract(TAMARIS, position, first, last), used_name="Ndiaye", first_name="Astou")


def looks(*contracts: Contract, show: Discretion = OPEN, named: bool = True) -> list[SeatLook]:
    row = occupation([TAMARIS], contracts, DAY)[0]
    return [seat_look(row, seat, DAY, show, named=named) for seat in row.seats]


def test_a_seat_says_who_until_when_and_the_whole_of_it_to_whoever_cannot_see() -> None:
    one, free = looks(held(0, "2019-04-01", "2020-03-31"))
    assert (one.title, one.short, one.bare, one.line) == ("NDIAYE Astou", "NDIAYE A.", "NDIAYE", "03/2020")
    assert one.spoken == (
        "Les Tamaris, place 1 sur 2\u00a0: occupée, NDIAYE Astou, CDDI, du 01/04/2019 au 31/03/2020, tutorat M. IZARD"
    )
    assert (free.title, free.line, free.icon) == ("libre", "", "plus")


def test_an_end_a_free_seat_a_planned_one_and_one_too_many_have_a_word_and_an_icon() -> None:
    shown = looks(held(0, "2018-07-01", "2019-07-15"), held(1, "2018-07-01", "2019-06-10"), held(1, "2019-09-02"))
    assert [(one.line, one.icon) for one in shown] == [("fin 15/07", "calendar-due"), ("dès 2/09", "clock")]
    left = looks(held(1, "2018-07-01", "2019-06-10"))[1]
    assert (left.title, left.line) == ("libre", "depuis 11/06")
    crowd = looks(held(0, "2019-01-01"), held(1, "2019-01-01"), held(1, "2019-02-01"))
    assert (crowd[2].line, crowd[2].icon) == ("de trop", "alert-triangle")


def test_on_a_discreet_screen_and_without_the_right_no_name_is_said() -> None:
    for one in (looks(held(0, "2019-04-01"), show=MASKED)[0], looks(held(0, "2019-04-01"), named=False)[0]):
        said = f"{one.title} {one.short} {one.bare} {one.spoken}"
        assert "NDIAYE" not in said
        assert "Astou" not in said
    assert looks(held(0, "2019-04-01"), named=False)[0].title == "Contrat"


@pytest.mark.parametrize(
    ("members", "places", "said"), [(0, 1, "0 membre pour 1 place"), (2, 12, "2 membres pour 12 places")]
)
def test_a_group_says_its_members_and_its_places_in_their_number(members: int, places: int, said: str) -> None:
    cohort = Cohort(new_id(), "groupe", DAY, places=places)
    there = tuple(Member(new_id(), cohort.id, DAY) for _ in range(members))
    view = GroupView(cohort, there, (), (), 0, 0, (), 0, 0, ())
    assert about_group(view).replace("\u00a0", " ").endswith(said)


def test_a_year_that_is_another_one_is_said() -> None:
    assert looks(held(1, "2018-01-01", "2018-06-10"))[1].line == "depuis 11/06/2018"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", 0), ("26", 1560), ("17h30", 1050), ("17 h 30", 1050), ("45 min", 45), ("35 heures", 2100)],
)
def test_hours_are_read_as_they_are_said(typed: str, minutes: int) -> None:
    assert read_duration(typed) == minutes
    assert read_duration(write_duration(minutes)) == minutes


def test_minutes_alone_are_understood_where_a_day_is_the_most() -> None:
    assert read_duration("45", minutes_alone=True) == 45
    assert read_duration("7", minutes_alone=True) == 420
    with pytest.raises(Refusal, match="pas comprise"):
        read_duration("souvent")


def test_a_contract_takes_the_seat_asked_for_else_the_first_free_one_else_one_more() -> None:
    rows = occupation([TAMARIS, COOK], [contract(TAMARIS, 0, "2019-01-01")], DAY)
    assert seat_for(rows, str(TAMARIS.id), (str(TAMARIS.id), 0)) == 0
    assert seat_for(rows, str(TAMARIS.id), (str(COOK.id), 2)) == 1
    full = occupation([TAMARIS], [contract(TAMARIS, 0, "2019-01-01"), contract(TAMARIS, 1, "2019-01-01")], DAY)
    assert seat_for(full, str(TAMARIS.id), None) == 2


def test_a_rate_of_nothing_is_said_not_computable() -> None:
    figures = count_exits((), DAY, DAY, Boundary())
    assert {line[3] for line in exit_rows(figures)} == {"non calculable"}
    one = dataclasses.replace(contract(TAMARIS, 0, "2019-01-01"), ended_on=DAY, ending=Ending.CDI)
    lines = exit_rows(count_exits((one,), DAY, DAY, Boundary()))
    assert lines[0] == ("Emploi durable", "1", "1", "100\u00a0%")
    assert lines[-1][1:] == ("1", "1", "100\u00a0%")


def test_exits_left_out_are_counted_with_their_reason_for_whoever_may_read_it() -> None:
    gone = [
        dataclasses.replace(one, ending=Ending.INACTIVE, counted=False, reason=reason)
        for one, reason in ((held(0, "2019-01-01", "2019-03-31"), "Congé"), (held(1, "2019-01-01", "2019-03-31"), ""))
    ]
    first, last, boundary = gone[0].first, DAY, Boundary(6, reached=True)
    figures = [count_exits(some, first, last, boundary) for some in (gone[:1], gone[1:], [])]
    assert [left_out(one, OPEN).replace("\u00a0", " ") for one in figures] == [
        "dont 1 exclue du calcul (Congé : 1)",
        "dont 1 exclue du calcul (motif non affiché : 1)",
        "toutes comptées",
    ]


def test_the_discreet_screen_counts_the_exits_left_out_without_their_reasons() -> None:
    gone = [
        dataclasses.replace(held(at, "2019-01-01", "2019-03-31"), ending=Ending.INACTIVE, counted=False, reason=reason)
        for at, reason in enumerate(("Hospitalisée", "Congé"))
    ]
    figures = count_exits(gone, gone[0].first, DAY, Boundary())
    assert left_out(figures, MASKED).replace("\u00a0", " ") == "dont 2 exclues du calcul (motif masqué : 2)"
