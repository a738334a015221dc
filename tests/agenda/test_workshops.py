"""Rules of sessions: sums of people without a name, where a session stands, which one shows first."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.agenda.workshop_papers import rank_of
from ceis_desk.agenda.workshops import (
    AXES,
    Axis,
    Moment,
    SessionKind,
    SessionLevel,
    SessionLine,
    Tally,
    UnnamedCode,
    WrongSum,
    first_to_show,
    moment_of,
    refuse_wrong_sums,
    sums,
    wrong_axes,
    wrong_words,
)
from ceis_desk.core.ids import code_id

NOBODY = Tally()
NOW = dt.datetime(2019, 6, 18, 10, 42)


def session(
    hour: int, day: int = 18, *, closed: bool = False, title: str = "Tablette", places: int = 10, tally: Tally = NOBODY
) -> SessionLine:
    starts = dt.datetime(2019, 6, day, hour)
    return SessionLine(
        code_id("session", title, starts), 1, title, "digital", SessionKind.WORKSHOP, "", SessionLevel.ANY, starts, 120,
        None, "", "", places, True, None, starts if closed else None, 0, None, tally,
    )  # fmt: skip


def test_each_axis_has_its_own_answers_and_the_unknown_one_last() -> None:
    assert {codes[-1] for codes in AXES.values()} == {UnnamedCode.UNKNOWN}
    named = [code for codes in AXES.values() for code in codes[:-1]]
    assert len(named) == len(set(named)) == len(UnnamedCode) - 1


def test_the_axes_that_do_not_give_the_total_are_said_with_what_is_missing() -> None:
    counts = {
        (Axis.SEX, UnnamedCode.FEMALE): 3,
        (Axis.AGE, UnnamedCode.FROM_60): 4,
        (Axis.STATUS, UnnamedCode.RETIRED): 1,
    }
    assert sums(counts) == {Axis.SEX: 3, Axis.AGE: 4, Axis.STATUS: 1}
    assert wrong_axes(3, counts) == {Axis.AGE: -1, Axis.STATUS: 2}


def test_without_anybody_unnamed_nothing_is_missing() -> None:
    refuse_wrong_sums(0, {})


def test_the_first_axis_at_fault_is_the_one_to_complete() -> None:
    with pytest.raises(WrongSum) as raised:
        refuse_wrong_sums(1, {(Axis.SEX, UnnamedCode.MALE): 1})
    assert raised.value.axis is Axis.AGE


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (1, "Il manque 1 personne dans les âges. Tout est gardé, complétez avant de clore."),
        (2, "Il manque 2 personnes dans les âges. Tout est gardé, complétez avant de clore."),
        (-1, "Il y a 1 personne de trop dans les âges. Tout est gardé, corrigez avant de clore."),
        (-3, "Il y a 3 personnes de trop dans les âges. Tout est gardé, corrigez avant de clore."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(missing: int, words: str) -> None:
    assert wrong_words(Axis.AGE, missing) == words


@pytest.mark.parametrize(
    ("one", "moment"),
    [
        (session(14), Moment.TO_COME),
        (session(9), Moment.UNDER_WAY),
        (session(8), Moment.TO_CLOSE),
        (session(9, closed=True), Moment.CLOSED),
    ],
)
def test_a_session_stands_by_its_hours_and_its_closing(one: SessionLine, moment: Moment) -> None:
    assert moment_of(one, NOW) is moment


def test_whoever_is_excused_gives_her_place_back() -> None:
    one = session(9, places=10, tally=Tally(enrolled=2, present=7, excused=1, waiting=2))
    assert (one.tally.on_roll, one.tally.seated, one.free, one.is_full) == (10, 9, 1, False)


def test_the_page_begins_on_the_session_under_way_then_on_the_next_of_today_then_on_the_last_begun() -> None:
    under_way, later, monday, friday = session(9), session(14), session(14, 17), session(10, 21)
    assert first_to_show((friday, later, under_way, monday), NOW) is under_way
    assert first_to_show((friday, later, monday), NOW) is later
    assert first_to_show((friday, monday), NOW) is monday
    assert first_to_show((friday,), NOW) is friday
    assert first_to_show((), NOW) is None


def test_sessions_of_one_hour_have_sheets_of_different_names() -> None:
    same = (session(9, title="Tablette"), session(9, title="Marche"), session(10))
    assert sorted(rank_of(one, same) for one in same[:2]) == [1, 2]
    assert rank_of(same[2], same) == 1
