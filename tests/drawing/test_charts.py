from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.drawing.bars import bar_row
from ceis_desk.drawing.columns import Column, axis_step, columns_by_month
from ceis_desk.drawing.heat import HeatCell, HeatRow, heat_step, heat_table
from ceis_desk.drawing.shapes import Box, Colour, Line, Picture, Sizes, Words, hatching, twin

SIZES = Sizes(9.5, 10.5, 14, 0.4, 0.8)
MONTHS = [
    Column("déc. 2018", 292, "292", "1 830", strong=True),
    Column("janv. 2019", None, "masqué", "1 962"),
    Column("févr.", 0, "0", "masqué"),
    Column("juin 2019", 538, "538", "2 946", strong=True),
]
HEADS = ["9 h", "10 h"]
ROWS = [
    HeatRow("lundi", "3 jours", (HeatCell(6, "6"), HeatCell(100, "100")), "106"),
    HeatRow("mardi", "4 jours", (HeatCell(None, "masqué"), HeatCell(None, "", closed=True)), "masqué"),
]
TOTALS = ["masqué", "100", "110"]


def months(width: float = 480, height: float = 260) -> Picture:
    return columns_by_month(MONTHS, ("participants", "passages"), width, height, SIZES)


def heat(width: float = 480) -> Picture:
    return heat_table(HEADS, ROWS, TOTALS, width, 24, SIZES)


def test_the_chart_of_months_has_a_table_that_says_the_same() -> None:
    assert twin(months()) == [
        ["", "déc. 2018", "janv. 2019", "févr.", "juin 2019"],
        ["participants", "292", "masqué", "0", "538"],
        ["passages", "1 830", "1 962", "masqué", "2 946"],
    ]


def test_the_chart_of_months_says_its_values_in_words() -> None:
    assert months().alt.startswith("Participants par mois\u00a0: déc. 2018 292, janv. 2019 masqué")


def test_columns_are_as_tall_as_their_numbers_from_a_common_ground() -> None:
    first, last = [shape for shape in months().shapes if isinstance(shape, Box)]
    assert first.height / last.height == pytest.approx(292 / 538)
    assert first.y + first.height == pytest.approx(last.y + last.height)


def test_a_hidden_or_empty_month_has_words_and_no_column() -> None:
    assert sum(isinstance(shape, Box) for shape in months().shapes) == 2


def test_only_the_months_to_compare_are_solid() -> None:
    light = columns_by_month([Column("mai", 10, "10")], ("participants", "passages"), 300, 200, SIZES)
    fills = [shape.fill for shape in [*months().shapes, *light.shapes] if isinstance(shape, Box)]
    assert fills == [Colour.PRIMARY, Colour.PRIMARY, Colour.TINT]


@given(st.integers(1, 10**7))
def test_an_axis_reaches_its_highest_value_in_four_steps_at_most(highest: int) -> None:
    step = axis_step(highest)
    assert highest <= 4 * step
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_the_heat_table_has_a_twin_with_its_totals() -> None:
    assert twin(heat()) == [
        ["", "9 h", "10 h", "total"],
        ["lundi 3 jours", "6", "100", "106"],
        ["mardi 4 jours", "masqué", "", "masqué"],
        ["total", "masqué", "100", "110"],
    ]


def test_a_closed_hour_is_hatched_inside_its_place_and_nothing_is_written() -> None:
    picture = heat()
    slanted = [
        shape for shape in picture.shapes if isinstance(shape, Line) and shape.x1 != shape.x2 and shape.y1 != shape.y2
    ]
    assert slanted
    assert all(shape.x1 <= shape.x2 and shape.y1 >= shape.y2 for shape in slanted)


def test_figures_are_white_on_the_two_dark_steps_only() -> None:
    grounds = {shape.fill for shape in heat().shapes if isinstance(shape, Box)}
    assert grounds == {Colour.SURFACE, Colour.HEAT_5}
    words = {
        shape.text: shape.colour
        for shape in heat().shapes
        if isinstance(shape, Words) and shape.cell in ((1, 1), (1, 2))
    }
    assert words == {"6": Colour.INK, "100": Colour.ON_HEAT}


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_heat_steps_are_equal_sixths(value: int, highest: int) -> None:
    step = heat_step(value, highest)
    assert 0 <= step <= 5
    if value <= highest and step < 5:
        assert step / 6 <= value / highest < (step + 1) / 6


def test_a_table_without_visits_is_all_at_the_first_step() -> None:
    assert heat_step(0, 0) == 0


@pytest.mark.parametrize(("value", "full", "long"), [(50, 100, 100.0), (100, 100, 200.0), (1, 100_000, 0.8)])
def test_a_bar_is_in_proportion_and_never_too_thin_to_be_seen(value: int, full: int, long: float) -> None:
    (bar,) = bar_row(value, full, 200, 10).shapes
    assert isinstance(bar, Box)
    assert bar.width == pytest.approx(long)


@pytest.mark.parametrize("value", [0, None])
def test_zero_and_a_hidden_count_have_no_bar(value: int | None) -> None:
    assert bar_row(value, 100, 200, 10).shapes == ()


@given(st.floats(5, 200), st.floats(5, 200), st.floats(2, 20))
def test_hatching_stays_in_its_box(width: float, height: float, gap: float) -> None:
    box = Box(10, 20, width, height)
    for line in hatching(box, gap, Colour.RULE, 0.5):
        for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
            assert 10 - 1e-6 <= x <= 10 + width + 1e-6
            assert 20 - 1e-6 <= y <= 20 + height + 1e-6


def test_every_shape_stays_in_its_picture() -> None:
    for picture in (months(), heat()):
        for shape in picture.shapes:
            if isinstance(shape, Line):
                assert min(shape.x1, shape.x2) >= 0
                assert max(shape.x1, shape.x2) <= picture.width
                assert max(shape.y1, shape.y2) <= picture.height + 1e-6
