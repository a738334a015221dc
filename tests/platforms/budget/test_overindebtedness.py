"""Stages and legal clocks of an overindebtedness file, counted by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.budget.overindebtedness import (
    ClockKind,
    Decision,
    Orientation,
    Overindebtedness,
    Stage,
    check_file,
    deadlines,
    stage_of,
)

D = dt.date
STARTED = Overindebtedness(new_id(), 0, D(2019, 3, 11))
FILED = replace(STARTED, filed_on=D(2019, 3, 21))
ADMITTED = replace(FILED, admissibility_on=D(2019, 5, 14))
ORIENTED = replace(ADMITTED, orientation=Orientation.IMPOSED_MEASURES, orientation_on=D(2019, 5, 14))
MEASURED = replace(ORIENTED, decision=Decision.RESCHEDULING, decision_on=D(2019, 6, 5), months=84)
TODAY = D(2019, 6, 18)


def clocks(file: Overindebtedness) -> dict[ClockKind, dt.date]:
    return {one.kind: one.on for one in deadlines(file, TODAY)}


@pytest.mark.parametrize(
    ("file", "stage"),
    [
        (STARTED, Stage.PREPARATION),
        (FILED, Stage.FILED),
        (ADMITTED, Stage.ADMISSIBILITY),
        (ORIENTED, Stage.ORIENTATION),
        (MEASURED, Stage.MEASURES),
        (replace(MEASURED, repays_from=D(2019, 8, 5)), Stage.MEASURES),
        (replace(MEASURED, repays_from=D(2019, 6, 18)), Stage.REPAYMENTS),
        (replace(MEASURED, ended_on=D(2019, 6, 18)), Stage.ENDED),
    ],
)
def test_the_stage_is_the_last_one_whose_day_has_come(file: Overindebtedness, stage: Stage) -> None:
    assert stage_of(file, TODAY) is stage


def test_after_the_filing_the_attestation_and_the_decision_are_waited_for() -> None:
    # Thursday 21 March: Friday 22 and Monday 25 are the two working days.
    assert clocks(FILED) == {ClockKind.ATTESTATION: D(2019, 3, 25), ClockKind.ADMISSIBILITY: D(2019, 6, 21)}
    assert ClockKind.ATTESTATION not in clocks(replace(FILED, attested_on=D(2019, 3, 25)))


def test_an_admissibility_is_appealed_within_fifteen_days() -> None:
    assert clocks(ADMITTED) == {ClockKind.APPEAL: D(2019, 5, 29)}


@pytest.mark.parametrize("decision", [Decision.RESCHEDULING, Decision.PARTIAL_ERASURE, Decision.RECOVERY])
def test_measures_and_recoveries_are_contested_within_thirty_days(decision: Decision) -> None:
    assert clocks(replace(MEASURED, decision=decision))[ClockKind.CONTEST] == D(2019, 7, 5)


@pytest.mark.parametrize("decision", [Decision.AGREED_PLAN, Decision.INADMISSIBLE, Decision.GIVEN_UP, Decision.LAPSED])
def test_what_is_no_measure_is_not_contested(decision: Decision) -> None:
    assert ClockKind.CONTEST not in clocks(replace(MEASURED, decision=decision))


def test_a_registration_ends_after_seven_years_and_five_for_a_recovery() -> None:
    assert clocks(replace(MEASURED, repays_from=D(2019, 8, 5)))[ClockKind.FICP_END] == D(2026, 8, 5)
    assert clocks(replace(MEASURED, decision=Decision.RECOVERY))[ClockKind.FICP_END] == D(2024, 6, 5)


def test_a_moratorium_is_filed_again_three_months_before_its_end() -> None:
    file = replace(MEASURED, decision=Decision.MORATORIUM, months=24, repays_from=D(2019, 6, 30))
    assert clocks(file)[ClockKind.FILE_AGAIN] == D(2021, 3, 30)


def test_what_is_past_is_said_and_stays_in_the_list() -> None:
    assert [(one.kind, one.past) for one in deadlines(ADMITTED, TODAY)] == [(ClockKind.APPEAL, True)]
    assert [one.past for one in deadlines(MEASURED, D(2019, 7, 5)) if one.kind is ClockKind.CONTEST] == [False]


def test_the_soonest_comes_first_and_each_says_where_it_comes_from() -> None:
    found = deadlines(MEASURED, TODAY)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert all(one.source for one in found)


def test_an_ended_file_has_no_long_clock_any_more() -> None:
    assert ClockKind.FICP_END not in clocks(replace(MEASURED, ended_on=TODAY))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (replace(STARTED, reference="12345"), "12 chiffres"),
        (replace(FILED, filed_on=D(2019, 3, 1)), "datée d’avant"),
        (replace(ADMITTED, decision=Decision.RECOVERY), "a un jour"),
        (replace(MEASURED, decision=Decision.MORATORIUM, months=25), "24 mois au plus"),
        (replace(MEASURED, months=-1), "24 mois"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(file: Overindebtedness, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_file(file)


def test_a_file_in_order_passes() -> None:
    check_file(replace(MEASURED, reference="000119004275"))
