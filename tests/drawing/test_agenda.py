from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.drawing.agenda import Block, Closing, Head, Look, Sheet, agenda_body, agenda_head, fitted, ghost_shapes
from ceis_desk.drawing.agenda_frame import Frame
from ceis_desk.drawing.marks import Mark, dashed_edge, mark_lines
from ceis_desk.drawing.shapes import Box, Colour, Line, Picture, Sizes, Words

SIZES = Sizes(13, 14, 17, 1, 1)
HUE = (Colour.PERSON_1, Colour.PERSON_1_S)
NINE, TEN, NOON = 540, 600, 720


def letters(text: str, size: float, weight: int) -> float:
    """A font whose signs are all half as wide as high."""
    return len(text) * size / 2


def sheet(*blocks: Block, **more: object) -> Sheet:
    heads = (Head("lun. 17"), Head("mar. 18", today=True))
    lanes = (("Claire Fabre", "CF"), ("Nadia Haddad", "NH"))
    return replace(Sheet(heads, lanes, (HUE, HUE), NINE, 1020, blocks), **more)  # type: ignore[arg-type]  # fields of a sheet


def block(key: str = "one", day: int = 0, lane: int = 0, start: int = NINE, end: int = NINE + 45) -> Block:
    return Block(key, day, (lane, lane + 1), (start, end), ("BENALI Samira", "BENALI"), ("Suivi",), hue=HUE)


def words(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


def body(shown: Sheet, width: float = 860, height: float = 480) -> tuple[list[str], dict[str, Box]]:
    drawn = agenda_body(shown, shown.frame(width, height, 60), SIZES, letters)
    return words(drawn.picture), drawn.places


def test_a_box_is_as_high_as_it_lasts_and_stands_in_the_lane_of_its_professional() -> None:
    _, places = body(sheet(block(), block("other", 1, 1, TEN, NOON)))
    one, other = places["one"], places["other"]
    assert (one.height + 3) / (other.height + 3) == pytest.approx(45 / 120)
    assert one.x < 260
    assert other.x > 660
    assert other.y == pytest.approx(60 + 1.5)


def test_boxes_that_share_a_lane_stand_side_by_side() -> None:
    left, right = (replace(block(key), part=(at, 2)) for at, key in enumerate(("left", "right")))
    _, places = body(sheet(left, right))
    assert places["left"].x + places["left"].width <= places["right"].x
    assert places["left"].width == pytest.approx(places["right"].width)


def test_a_name_is_written_in_the_longest_form_that_fits() -> None:
    wide, _ = body(sheet(block()), width=860)
    narrow, _ = body(sheet(block()), width=380)
    assert "BENALI Samira" in wide
    assert "BENALI" in narrow


def test_words_that_fit_in_no_form_are_cut_with_an_ellipsis() -> None:
    assert fitted(("BENALI Samira", "BENALI"), 10, 700, 22, letters) == "BEN…"
    assert fitted((), 10, 700, 22, letters) == ""


@given(st.text(max_size=30), st.floats(0, 200))
def test_what_is_fitted_never_runs_over_its_room(text: str, room: float) -> None:
    written = fitted((text,), 10, 400, room, letters)
    assert letters(written, 10, 400) <= room or not written.strip("…")


def test_a_low_box_keeps_its_name_and_drops_its_second_line() -> None:
    said, _ = body(sheet(block(end=NINE + 15)))
    assert "BENALI Samira" in said
    assert "Suivi" not in said


def test_the_hours_the_day_heads_and_the_lanes_are_written() -> None:
    shown = sheet()
    said, _ = body(shown)
    assert said[:3] == ["9\u00a0h", "10\u00a0h", "11\u00a0h"]
    heads = words(agenda_head(shown, shown.frame(860, 46, 60), SIZES, letters))
    assert heads == ["lun. 17", "Claire Fabre", "Nadia Haddad", "mar. 18", "Claire Fabre", "Nadia Haddad"]


def test_the_names_of_lanes_are_all_written_in_the_same_form() -> None:
    shown = sheet()
    heads = words(agenda_head(shown, shown.frame(60 + 4 * 94, 46, 60), SIZES, letters))
    assert heads == ["lun. 17", "Claire Fabre", "Nadia Haddad", "mar. 18", "Claire Fabre", "Nadia Haddad"]
    narrower = words(agenda_head(shown, shown.frame(60 + 4 * 85, 46, 60), SIZES, letters))
    assert narrower == ["lun. 17", "CF", "NH", "mar. 18", "CF", "NH"]


def test_the_name_of_a_holiday_stands_in_the_head_of_its_day() -> None:
    shown = sheet(heads=(Head("lun. 10", "Lundi de Pentecôte"),))
    assert words(agenda_head(shown, shown.frame(860, 46, 60), SIZES, letters)) == ["lun. 10", "Lundi de Pentecôte"]


def test_a_closing_is_hatched_and_says_why_once() -> None:
    shown = sheet(closings=(Closing((0, 2), (0, 2), (750, 810), "pause"),))
    drawn = agenda_body(shown, shown.frame(860, 480, 60), SIZES, letters)
    assert words(drawn.picture).count("pause") == 1
    slanted = [one for one in drawn.picture.shapes if isinstance(one, Line) and one.x1 != one.x2 and one.y1 != one.y2]
    assert len(slanted) > 50


def test_the_line_of_now_says_the_hour_and_stands_over_its_day_alone() -> None:
    shown = sheet(now=(1, 642))
    drawn = agenda_body(shown, shown.frame(860, 480, 60), SIZES, letters)
    assert "10:42" in words(drawn.picture)
    line = next(one for one in drawn.picture.shapes if isinstance(one, Line) and one.colour is Colour.ACCENT)
    assert (line.x1, line.x2) == (460, 860)


def test_a_free_time_is_dashed_and_a_taken_one_is_not() -> None:
    def dashes(look: Look) -> int:
        drawn = agenda_body(sheet(replace(block(), look=look)), sheet().frame(860, 480, 60), SIZES, letters)
        return sum(isinstance(one, Line) and one.colour is Colour.SUCCESS for one in drawn.picture.shapes)

    assert dashes(Look.FREE) > 10
    assert dashes(Look.TAKEN) == 0


def test_a_box_on_its_way_says_the_hour_where_it_would_stand() -> None:
    moved = replace(block(), unders=("11:00",))
    said = [one.text for one in ghost_shapes(moved, Box(0, 0, 120, 60), SIZES, letters) if isinstance(one, Words)]
    assert said == ["BENALI Samira", "11:00"]


@pytest.mark.parametrize("mark", list(Mark))
def test_a_sign_stays_inside_its_square(mark: Mark) -> None:
    lines = mark_lines(mark, 10, 20, 12, Colour.INK, 1.5)
    assert lines
    assert all(10 <= x <= 22 for line in lines for x in (line.x1, line.x2))
    assert all(20 <= y <= 32 for line in lines for y in (line.y1, line.y2))


@given(st.floats(0, 300), st.floats(0, 300))
def test_dashes_stay_on_the_sides_of_their_box(width: float, height: float) -> None:
    for line in dashed_edge(Box(0, 0, width, height), Colour.INK, 1.5):
        assert -0.01 <= min(line.x1, line.x2) <= max(line.x1, line.x2) <= width + 0.01
        assert -0.01 <= min(line.y1, line.y2) <= max(line.y1, line.y2) <= height + 0.01


@given(st.integers(0, 1), st.integers(0, 1), st.integers(NINE, 1019))
def test_a_point_of_the_grid_means_the_day_the_lane_and_the_minute_drawn_there(
    day: int, lane: int, minute: int
) -> None:
    frame = Frame(60, 860, 480, 2, 2, NINE, 1020)
    found = frame.at(frame.x(day, lane) + 5, frame.y(minute) + 0.01)
    assert found[:2] == (day, lane)
    assert abs(found[2] - minute) <= 1


def test_a_point_outside_is_kept_inside() -> None:
    frame = Frame(60, 860, 480, 2, 2, NINE, 1020)
    assert frame.at(-50, -50) == (0, 0, NINE)
    assert frame.at(5000, 5000) == (1, 1, 1020)


def test_a_box_on_its_way_over_a_taken_time_is_of_another_colour() -> None:
    block = Block("a", 0, (0, 1), (600, 645), ("BENALI",), ("10:00, déjà pris", "déjà pris"))
    free, taken = (
        ghost_shapes(block, Box(0, 0, 120, 60), SIZES, letters, taken=one) for one in (False, True)
    )  # fmt: skip
    assert [one.fill for one in (free[0], taken[0]) if isinstance(one, Box)] == [Colour.SUCCESS_S, Colour.DANGER_S]
