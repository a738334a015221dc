from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from ceis_desk.statistics.model import Figures, PlatformCount
from ceis_desk.statistics.shared import OTHER_HOURS, budget_count, hidden_activity, shown, week
from tests.reports import samples

JUNE = samples.june()


def activity(motifs: dict[str, int], platforms: dict[str, int]) -> Figures:
    counts = {code: PlatformCount(visits, visits) for code, visits in platforms.items()}
    return dataclasses.replace(JUNE.figures, by_motif=motifs, by_platform=counts)


@pytest.mark.parametrize(("value", "printed"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_counts_of_one_to_four_alone_are_not_shown(value: int, printed: int | None) -> None:
    assert shown(value) == printed


def test_nothing_is_hidden_in_an_ordinary_month() -> None:
    hidden = hidden_activity(JUNE.figures)
    assert (hidden.motifs, hidden.platforms) == (frozenset(), frozenset())


def test_a_motif_hidden_to_protect_another_is_hidden_as_a_platform_too() -> None:
    figures = activity(
        {"Santé, prévention": 3, "Recherche d’emploi": 7, "Logement": 80, "Démarche en ligne": 50},
        {"reception": 80, "employment": 7, "digital": 50, "health": 3},
    )
    hidden = hidden_activity(figures)
    assert hidden.motifs == {"Santé, prévention", "Recherche d’emploi"}
    assert hidden.platforms == {"health", "employment"}


def test_the_key_figure_of_budget_is_hidden_with_its_line() -> None:
    figures = activity(
        {"Santé, prévention": 3, "Rendez-vous budget": 7, "Logement": 80},
        {"reception": 80, "budget": 7, "health": 3},
    )
    assert budget_count(figures, 7) is None
    assert budget_count(JUNE.figures, 146) == 146
    assert budget_count(JUNE.figures, 0) == 0


def test_the_week_adds_to_all_the_visits_of_the_month() -> None:
    found = week(JUNE)
    assert sum(map(sum, found.counts)) == JUNE.figures.visits
    assert found.heads == tuple(f"{hour}\u00a0h" for hour in samples.HOURS)
    assert found.days == (0, 1, 2, 3, 4)


def test_visits_without_an_hour_have_a_column_of_their_own() -> None:
    by_day = dict(JUNE.by_day)
    by_day[min(by_day)] += 12
    found = week(dataclasses.replace(JUNE, by_day=by_day))
    assert found.heads[-1] == OTHER_HOURS
    assert [row[-1] for row in found.counts].count(12) == 1


def test_an_hour_closed_every_day_has_no_column() -> None:
    closed = JUNE.closed_hours | {(day, 13) for day in range(5)}
    assert "13\u00a0h" not in week(dataclasses.replace(JUNE, closed_hours=closed)).heads


def test_a_saturday_visit_has_its_row_even_when_the_place_is_closed() -> None:
    saturday = dt.date(2019, 6, 8)
    found = week(dataclasses.replace(JUNE, by_day={**JUNE.by_day, saturday: 6}, by_hour={**JUNE.by_hour, (5, 10): 6}))
    assert found.days[-1] == 5
    assert sum(found.counts[-1]) == 6
