from __future__ import annotations

import dataclasses

import pytest

from ceis_desk.access.model import Role
from ceis_desk.access.rights import permits
from ceis_desk.core.store import Lane
from ceis_desk.statistics.definitions import DEFINITIONS, Definition
from ceis_desk.statistics.indicators import BREAKDOWNS, BY_SEX, MEASURES, PUBLICS
from ceis_desk.statistics.model import AgeBand, Figures, MonthReport, Publics, Qpv
from ceis_desk.statistics.questions import PeriodFigures, ReadMonth


def names(of: type) -> set[str]:
    return {field.name for field in dataclasses.fields(of)}


def test_every_declared_figure_has_its_place_in_the_rows() -> None:
    assert {measure.code for measure in MEASURES} <= names(Figures)
    assert {breakdown.code for breakdown in BREAKDOWNS} - {BY_SEX.code} <= names(Figures)
    assert BY_SEX.code in names(MonthReport)
    assert {public.code for public in PUBLICS} == names(Publics)


def test_the_lines_of_a_breakdown_are_the_codes_of_its_rows() -> None:
    by_code = {breakdown.code: breakdown for breakdown in BREAKDOWNS}
    assert by_code["by_age_band"].values == tuple(AgeBand)
    assert by_code["by_qpv"].values == tuple(Qpv)
    assert all(breakdown.unknown in breakdown.values for breakdown in BREAKDOWNS)


def test_every_figure_of_the_reports_is_defined_in_them() -> None:
    defined = [one.definition for one in (*MEASURES, *PUBLICS)]
    assert set(defined) <= set(DEFINITIONS)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.term)
def test_a_definition_is_a_sentence_in_print(definition: Definition) -> None:
    assert definition.text.endswith(".")
    assert "'" not in definition.term + definition.text


@pytest.mark.parametrize("question", [PeriodFigures, ReadMonth])
def test_figures_are_counted_on_their_own_lane_for_everyone_but_the_administrator(
    question: type[PeriodFigures | ReadMonth],
) -> None:
    assert question.lane is Lane.FIGURES
    assert {role for role in Role if permits((role,), question.needs)} == set(Role) - {Role.ADMIN}
