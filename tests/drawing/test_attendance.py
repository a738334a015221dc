"""Attendance session after session: the twin says what the columns show."""

from __future__ import annotations

from ceis_desk.drawing.attendance import Attendees, attendance
from ceis_desk.drawing.shapes import Box, Line, Sizes, twin

SIZES = Sizes(13, 14, 17, 1, 1)
SESSIONS = (
    Attendees("1", "07/05/2019", 9, 9),
    Attendees("2", "09/05/2019", 0, 9),
    Attendees("3", "18/06/2019", None, 9, today=True),
)


def test_the_table_says_each_session_with_who_was_there_and_of_how_many() -> None:
    assert twin(attendance(SESSIONS, 400, 120, SIZES)) == [
        ["Séance", "Jour", "Présents", "Sur"],
        ["1", "07/05/2019", "9", "9"],
        ["2", "09/05/2019", "0", "9"],
        ["3", "18/06/2019", "à venir", "9"],
    ]


def test_columns_stand_in_proportion_and_what_is_to_come_is_hatched() -> None:
    picture = attendance(SESSIONS, 400, 120, SIZES)
    heights = [shape.height for shape in picture.shapes if isinstance(shape, Box)]
    assert heights[0] == heights[2] > heights[1] == 0
    assert any(isinstance(shape, Line) for shape in picture.shapes)
    assert not any(isinstance(shape, Line) for shape in attendance(SESSIONS[:2], 400, 120, SIZES).shapes)


def test_the_sentence_says_the_numbers_and_no_session_draws_nothing() -> None:
    assert "séance 1\u00a0: 9 sur 9" in attendance(SESSIONS, 400, 120, SIZES).alt
    assert attendance((), 400, 120, SIZES).alt == "Présents par séance. Aucune séance passée. 0 à venir."
