"""What is said of a calendar file before it is taken in: its verbs agree with how many there are."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.agenda.calendar_files import CalendarFile, file_lines


@pytest.mark.parametrize(
    ("count", "free", "unread"),
    [
        (1, "1\u00a0événement qui laisse le temps libre", "1\u00a0événement qui ne se lit pas"),
        (2, "2\u00a0événements qui laissent le temps libre", "2\u00a0événements qui ne se lisent pas"),
    ],
)
def test_events_left_aside_are_said_in_their_number(count: int, free: str, unread: str) -> None:
    day = dt.date(2019, 6, 18)
    found = CalendarFile("agenda.ics", day, day, (), 4, count, count)
    assert file_lines(found)[-2:] == (f"{free}\u00a0: de côté.", f"{unread}\u00a0: de côté.")
