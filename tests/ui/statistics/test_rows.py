from __future__ import annotations

import dataclasses

from ceis_desk.core.dates import DAYS
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import MonthReport, Outcomes
from ceis_desk.ui.statistics import rows
from ceis_desk.ui.statistics.figure_table import Bar
from ceis_desk.ui.statistics.months import absence_rate, comparison_lines, key_figures, month_columns, not_compared
from ceis_desk.ui.statistics.said import discreet_count, true_count
from tests.reports.samples import empty, june, provisional, small


def test_key_figures_give_their_gap_with_the_month_before() -> None:
    figures = key_figures(june(), true_count)
    assert [(one.said, one.name) for one in figures] == [
        ("538", "participants"),
        ("2\u00a0946", "passages"),
        ("121", "passages budget"),
        ("74", "nouvelles personnes"),
    ]
    assert figures[0].compared == "+\u00a049 (489 en mai)"
    assert [one.way for one in figures] == [1, 1, 1, 1]


def test_a_first_month_has_no_gap() -> None:
    figures = key_figures(dataclasses.replace(june(), previous=None), true_count)
    assert {(one.compared, one.way) for one in figures} == {("", 0)}


def test_platforms_are_counted_in_visits_and_in_participants_most_visited_first() -> None:
    lines = rows.platform_lines(june(), true_count)
    assert [line.name for line in lines] == ["Accueil", "Numérique", "Emploi", "Santé", "Budget"]
    assert lines[0].cells == (Bar(1482, 1482), "1\u00a0482", "402")


def test_publics_are_each_out_of_all_participants_because_they_overlap() -> None:
    lines = rows.public_lines(june(), true_count)
    assert [line.cells[1] for line in lines] == ["231 / 538", "124 / 538", "61 / 538"]
    assert {line.cells[0].full for line in lines if isinstance(line.cells[0], Bar)} == {538}


def test_ages_add_to_a_hundred_percent() -> None:
    shares = [str(line.cells[2]) for line in rows.age_lines(june(), true_count)]
    assert sum(int(share.removesuffix("\u00a0%")) for share in shares) == 100


def test_authorised_accounts_see_true_counts_and_a_discreet_screen_hides_small_ones() -> None:
    assert [line.cells[1] for line in rows.age_lines(small(), true_count)][1] == "1"
    hidden = rows.age_lines(small(), discreet_count)[1]
    assert hidden.cells == (Bar(None, 6), MASKED, "")
    assert MASKED in [cell for line in rows.motif_lines(small(), discreet_count) for cell in line.cells]


def test_a_gap_with_a_hidden_count_is_not_written() -> None:
    report = dataclasses.replace(small(), previous=june().previous)
    figure = key_figures(report, discreet_count)[3]
    assert figure.said == MASKED
    assert figure.compared == "– (68 en mai)"


def test_the_rows_of_the_week_add_to_all_the_visits() -> None:
    heads, days, totals = rows.heat_rows(june(), true_count)
    assert [day.label for day in days] == list(DAYS[:5])
    assert totals[-1] == "2\u00a0946"
    assert len(heads) + 1 == len(totals)
    closed = [cell.closed for cell in days[2].cells]
    assert any(closed)
    assert not any(cell.closed for cell in days[1].cells)


def test_the_busiest_hour_is_named_and_a_month_without_hours_names_none() -> None:
    assert rows.busiest_hour(june()).startswith("pic le ")
    assert rows.busiest_hour(empty()) == ""


def test_waits_are_said_in_minutes_beside_those_of_the_month_before() -> None:
    assert "(13 en mai)" in rows.waiting_note(june())
    assert rows.waiting_note(empty()) == ""


def test_the_comparison_has_a_gap_for_each_other_month() -> None:
    heads, lines = comparison_lines(june(), true_count)
    assert heads == ("juin 2019", "mai 2019", "écart", "déc. 2018", "écart")
    assert all(len(line.cells) == len(heads) for line in lines)
    assert lines[0].cells == ("538", "489", "+\u00a049", "292", "+\u00a0246")


def test_the_same_month_is_never_compared_twice() -> None:
    report: MonthReport = dataclasses.replace(june(), reference=june().previous)
    assert comparison_lines(report, true_count)[0] == ("juin 2019", "mai 2019", "écart")


def test_a_year_before_that_the_register_does_not_hold_is_explained() -> None:
    assert not_compared(june()).startswith("Le registre commence en octobre 2018")
    assert not_compared(provisional()) == ""


def test_absences_are_out_of_appointments_kept_or_missed_and_half_a_percent_goes_up() -> None:
    assert absence_rate(Outcomes(300, 199, 50, 40, 1, 10)) == 1
    assert absence_rate(Outcomes(10, 0, 10, 0, 0, 0)) is None


def test_the_chart_of_months_writes_the_years_at_its_ends() -> None:
    columns = month_columns(june(), true_count)
    assert (columns[0].label, columns[-1].label) == ("déc. 2018", "juin 2019")
    assert [column.strong for column in columns] == [True, False, False, False, False, False, True]
