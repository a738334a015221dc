from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.drawing.lanes import Lane, LanesDrawn, LaneSheet, Stop, hue_of, lanes_height, lanes_picture, month_start
from ceis_desk.drawing.shapes import Box, Colour, Line, Sizes, Words

SIZES = Sizes(13, 14, 17, 1, 1)
TODAY = dt.date(2019, 6, 18)
LEFT, WIDTH = 110, 810
LANES = (Lane("Accueil", hue_of("accent")), Lane("Budget", hue_of("violet")))


def letters(text: str, size: float, weight: int) -> float:
    """A font whose signs are all half as wide as high."""
    return len(text) * size / 2


def sheet(*stops: Stop, months: int = 7, first: dt.date = dt.date(2019, 2, 1)) -> LaneSheet:
    return LaneSheet(LANES, stops, first, months, TODAY, "aujourd’hui, 18 juin")


def drawn(shown: LaneSheet) -> LanesDrawn:
    return lanes_picture(shown, WIDTH, LEFT, SIZES, letters)


def words(shown: LaneSheet) -> list[str]:
    return [shape.text for shape in drawn(shown).picture.shapes if isinstance(shape, Words)]


def bar(key: str, first: dt.date, last: dt.date, said: str = "Suivi", **more: object) -> Stop:
    return replace(Stop(key, 1, first, last, said), **more)  # type: ignore[arg-type]  # fields of an event


VISIT = Stop("visit", 0, dt.date(2019, 4, 15), None, "Passage")
CASE = bar("case", dt.date(2019, 3, 1), dt.date(2019, 5, 31), "Accompagnement")


def test_each_month_has_the_same_width_and_a_moment_stands_in_the_middle_of_its_day() -> None:
    place = drawn(sheet(VISIT)).places["visit"]
    assert place.x + place.width / 2 == pytest.approx(LEFT + 700 * (2 + 14.5 / 30) / 7)


def test_a_stretch_goes_from_its_first_day_to_the_end_of_its_last() -> None:
    place = drawn(sheet(CASE)).places["case"]
    assert [place.x, place.x + place.width] == pytest.approx([LEFT + 100, LEFT + 400])


def test_a_stretch_that_began_before_is_drawn_from_the_edge() -> None:
    place = drawn(sheet(bar("old", dt.date(2017, 1, 1), dt.date(2019, 2, 28)))).places["old"]
    assert [place.x, place.width] == pytest.approx([LEFT, 100])


def test_what_is_out_of_the_months_shown_has_no_place() -> None:
    early, late = bar("early", dt.date(2018, 1, 1), dt.date(2019, 1, 31)), Stop("late", 0, dt.date(2019, 9, 1))
    assert drawn(sheet(early, late)).places == {}


def test_stretches_of_one_lane_that_overlap_stand_one_under_the_other() -> None:
    other = bar("other", dt.date(2019, 5, 1), dt.date(2019, 7, 31))
    apart = bar("apart", dt.date(2019, 6, 15), dt.date(2019, 7, 31))
    under, beside = drawn(sheet(CASE, other)).places, drawn(sheet(CASE, apart)).places
    assert under["other"].y >= under["case"].y + under["case"].height
    assert beside["apart"].y == beside["case"].y


def test_a_moment_that_a_stretch_would_hide_stands_above_it() -> None:
    meeting = Stop("meeting", 1, dt.date(2019, 4, 2))
    places = drawn(sheet(CASE, meeting)).places
    assert places["meeting"].y + places["meeting"].height <= places["case"].y + 1
    assert lanes_height(sheet(CASE, meeting), WIDTH, LEFT, SIZES, letters) > lanes_height(
        sheet(CASE), WIDTH, LEFT, SIZES, letters
    )


def test_what_is_planned_is_hatched_or_hollow() -> None:
    future = bar("future", dt.date(2019, 7, 1), dt.date(2019, 8, 15), planned=True)
    hatches = [shape for shape in drawn(sheet(future)).picture.shapes
               if isinstance(shape, Line) and shape.colour is Colour.VIOLET]  # fmt: skip
    done = [shape for shape in drawn(sheet(CASE)).picture.shapes
            if isinstance(shape, Line) and shape.colour is Colour.VIOLET]  # fmt: skip
    assert hatches
    assert not done
    hollow = drawn(sheet(replace(VISIT, planned=True))).picture.shapes
    assert any(isinstance(shape, Box) and shape.edge is Colour.ACCENT and shape.fill is Colour.SURFACE
               for shape in hollow)  # fmt: skip


def test_today_has_its_line_and_its_words_when_it_is_shown() -> None:
    assert "aujourd’hui, 18 juin" in words(sheet())
    assert "aujourd’hui, 18 juin" not in words(sheet(first=dt.date(2018, 1, 1)))


def test_months_are_named_one_in_so_many_when_they_would_touch() -> None:
    assert [word for word in words(sheet()) if word in ("févr.", "mars", "avr.", "mai")] == [
        "févr.",
        "mars",
        "avr.",
        "mai",
    ]
    wide = words(sheet(months=61, first=dt.date(2016, 1, 1)))
    assert "janv. 2017" in wide
    assert "mars" not in wide


def test_the_words_of_a_short_stretch_stand_after_it_when_there_is_room() -> None:
    short = bar("short", dt.date(2019, 4, 1), dt.date(2019, 4, 8), "Initiation")
    alone = drawn(sheet(short))
    said = next(one for one in alone.picture.shapes if isinstance(one, Words) and one.text == "Initiation")
    assert said.x > alone.places["short"].x + alone.places["short"].width
    crowded = words(sheet(short, bar("next", dt.date(2019, 4, 12), dt.date(2019, 8, 1))))
    assert "Initiation" not in crowded


def test_the_picture_says_how_many_events_each_lane_shows() -> None:
    assert drawn(sheet(VISIT, CASE)).picture.alt == "Événements par plateforme. Accueil\u00a0: 1, Budget\u00a0: 1."


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.dates(dt.date(2018, 1, 1), dt.date(2020, 12, 31)), st.integers(-1, 200)),
        max_size=30,
    ),
    st.sampled_from((3, 7, 13, 25)),
)
def test_nothing_is_drawn_outside_and_no_two_stretches_of_a_row_overlap(
    stops: list[tuple[int, dt.date, int]], months: int
) -> None:
    made = [
        Stop(str(at), lane, first, first + dt.timedelta(days=days) if days >= 0 else None, "Suivi de la personne")
        for at, (lane, first, days) in enumerate(stops)
    ]
    shown = drawn(sheet(*made, months=months))
    lengths = {stop.key for stop in made if stop.last is not None}
    for key, box in shown.places.items():
        assert box.y >= 0
        assert box.y + box.height <= shown.picture.height + 0.01
        if key in lengths:
            assert box.x >= LEFT - 0.01
    bars = [box for key, box in shown.places.items() if key in lengths]
    for at, one in enumerate(bars):
        for other in bars[at + 1 :]:
            assert one.y != other.y or one.x + one.width <= other.x or other.x + other.width <= one.x


@pytest.mark.parametrize(("shift", "expected"), [(0, (2019, 6)), (7, (2020, 1)), (-18, (2017, 12))])
def test_months_are_counted_across_years(shift: int, expected: tuple[int, int]) -> None:
    assert month_start(TODAY, shift) == dt.date(*expected, 1)
