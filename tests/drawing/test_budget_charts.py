"""The pictures of a budget sheet, and the tables that say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.drawing.debts import Owed, evolution_of_debts
from ceis_desk.drawing.gauge import GaugeValue, Mark, gauge
from ceis_desk.drawing.shapes import Area, Box, Colour, Line, Picture, Sizes, Words, twin
from ceis_desk.drawing.waterfall import Fall, waterfall

SIZES = Sizes(9.5, 10.5, 14, 0.4, 0.8)
ZONES = ("fragile", "à surveiller", "équilibré")
FALLS = (
    Fall("Ressources", 179_593, "1 796 €", Colour.SUCCESS),
    Fall("Charges fixes", -87_738, "− 877 €", Colour.BLUE),
    Fall("Dettes", -14_600, "− 146 €", Colour.DANGER),
    Fall("Reste à vivre", 77_255, "773 €", Colour.VIOLET, total=True),
)


def drawn(value: float | None = 858, said: str = "8,58 €") -> Picture:
    shown = GaugeValue(value, said, "par jour et par personne")
    return gauge(shown, Mark(700, "7 €"), Mark(1000, "10 €"), ZONES, 360, 220, SIZES)


def needle(picture: Picture) -> Line:
    return next(shape for shape in picture.shapes if isinstance(shape, Line) and shape.colour is Colour.INK)


@pytest.mark.parametrize("said", ["non calculable", "\u22121 234,56\u00a0€", "8,58 €"])
def test_what_stands_in_the_middle_of_the_gauge_does_not_go_over_its_arc(said: str) -> None:
    picture = gauge(GaugeValue(None, said, ""), Mark(700, "7 €"), Mark(1000, "10 €"), ZONES, 250, 150, SIZES)
    (words,) = (shape for shape in picture.shapes if isinstance(shape, Words) and shape.text == said)
    top = words.y - 0.7 * words.size
    arc = [
        x for shape in picture.shapes if isinstance(shape, Area) for x, y in shape.points if abs(y - top) < SIZES.small
    ]
    inside = min(abs(x - words.x) for x in arc)
    assert 0.6 * words.size * len(said) / 2 <= inside


def test_the_gauge_has_three_zones_from_red_to_green() -> None:
    arcs = [shape for shape in drawn().shapes if isinstance(shape, Area)]
    assert [arc.fill for arc in arcs] == [Colour.DANGER, Colour.CARE, Colour.SUCCESS]
    lefts = [min(x for x, _ in arc.points) for arc in arcs]
    assert lefts == sorted(lefts)


def test_the_needle_stands_further_right_for_more() -> None:
    assert needle(drawn(300)).x1 < needle(drawn(858)).x1 < needle(drawn(1200)).x1


@given(st.floats(-1e9, 1e9))
def test_the_needle_never_leaves_the_arc(value: float) -> None:
    found = needle(drawn(value))
    assert 0 <= found.x1 <= 360
    assert 0 <= found.y1 <= 220


def test_a_gauge_without_a_value_has_no_needle_and_says_so() -> None:
    picture = drawn(None, "non calculable")
    assert not [shape for shape in picture.shapes if isinstance(shape, Line)]
    assert "non calculable" in picture.alt


def test_the_gauge_says_its_zone_and_its_thresholds_in_words() -> None:
    assert drawn().alt == (
        "Reste à vivre\u00a0: 8,58 € par jour et par personne, à surveiller. "
        "Seuils\u00a0: fragile sous 7 €, équilibré à partir de 10 €."
    )


@pytest.mark.parametrize(("value", "zone"), [(699, "fragile"), (700, "à surveiller"), (1000, "équilibré")])
def test_a_threshold_belongs_to_the_zone_it_opens(value: float, zone: str) -> None:
    assert f", {zone}." in drawn(value).alt


def test_the_gauge_has_a_table() -> None:
    assert twin(drawn()) == [
        ["Zone", "Par jour"],
        ["fragile", "moins de 7 €"],
        ["à surveiller", "à partir de 7 €"],
        ["équilibré", "à partir de 10 €"],
        ["Cette fiche", "8,58 €"],
    ]


def falls(*given_falls: Fall) -> Picture:
    return waterfall(given_falls or FALLS, "Reste à vivre", 360, 160, SIZES)


def test_each_column_of_the_waterfall_begins_where_the_one_before_ended() -> None:
    resources, charges, debts, left = [shape for shape in falls().shapes if isinstance(shape, Box)]
    assert charges.y == pytest.approx(resources.y)
    assert debts.y == pytest.approx(charges.y + charges.height)
    assert left.y == pytest.approx(debts.y + debts.height, abs=0.1)
    assert left.y + left.height == pytest.approx(resources.y + resources.height)


def test_a_deficit_goes_under_the_ground() -> None:
    picture = falls(
        Fall("Ressources", 100, "1 €", Colour.SUCCESS),
        Fall("Charges fixes", -150, "− 1,50 €", Colour.BLUE),
        Fall("Reste à vivre", -50, "− 0,50 €", Colour.VIOLET, total=True),
    )
    resources, _, left = [shape for shape in picture.shapes if isinstance(shape, Box)]
    assert left.y == pytest.approx(resources.y + resources.height)


def test_an_empty_sheet_has_a_flat_waterfall() -> None:
    picture = falls(*(Fall(one.label, 0, "0 €", one.colour, one.total) for one in FALLS))
    assert all(shape.height <= 3 for shape in picture.shapes if isinstance(shape, Box))


def test_the_waterfall_has_a_table_that_says_the_same() -> None:
    assert twin(falls()) == [
        ["", "Ressources", "Charges fixes", "Dettes", "Reste à vivre"],
        ["Reste à vivre", "1 796 €", "− 877 €", "− 146 €", "773 €"],
    ]


def owed() -> Picture:
    moments = (
        Owed("mars", 200_000, 60_000, ("2 000 €", "600 €", "2 600 €")),
        Owed("juin", 184_260, 51_200, ("1 843 €", "512 €", "2 355 €")),
    )
    return evolution_of_debts(moments, ("Crédits", "Dettes et retards"), 360, 160, SIZES)


def test_what_is_owed_is_as_tall_as_its_amount() -> None:
    tall = [shape.height for shape in owed().shapes if isinstance(shape, Box) and shape.fill is Colour.BLUE][1:]
    assert tall[0] / tall[1] == pytest.approx(200_000 / 184_260)


def test_debts_are_hatched_so_that_they_are_told_from_credits_without_colour() -> None:
    hatches = [shape for shape in owed().shapes if isinstance(shape, Line) and shape.colour is Colour.DANGER]
    assert len(hatches) > 10


def test_the_evolution_of_debts_has_a_table_that_says_the_same() -> None:
    assert twin(owed()) == [
        ["", "mars", "juin"],
        ["Crédits", "2 000 €", "1 843 €"],
        ["Dettes et retards", "600 €", "512 €"],
        ["Total", "2 600 €", "2 355 €"],
    ]
    assert owed().alt == "Ce qui reste dû\u00a0: mars 2 600 €, juin 2 355 €."


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=6))
def test_nothing_is_drawn_outside_the_picture(amounts: list[tuple[int, int]]) -> None:
    moments = [Owed(str(rank), one, two, ("", "", "")) for rank, (one, two) in enumerate(amounts)]
    picture = evolution_of_debts(moments, ("Crédits", "Dettes"), 360, 160, SIZES)
    boxes = [shape for shape in picture.shapes if isinstance(shape, Box)]
    assert all(box.y >= 0 and box.y + box.height <= 160 for box in boxes)
