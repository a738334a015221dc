from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.agenda.recurring import MOST_TIMES, moments
from ceis_desk.core.errors import Refusal

SUNDAY = dt.datetime(2019, 3, 24, 9, 30)


def test_a_series_keeps_its_hour_over_the_change_of_clocks() -> None:
    assert [one.hour for one in moments(SUNDAY, 1, 3)] == [9, 9, 9]
    assert moments(SUNDAY, 2, 3)[-1] == dt.datetime(2019, 4, 21, 9, 30)


@pytest.mark.parametrize(("every", "times", "count"), [(0, 5, 1), (1, 0, 1), (1, -3, 1), (1, MOST_TIMES, MOST_TIMES)])
def test_what_does_not_come_back_is_there_once_and_a_series_has_an_end(every: int, times: int, count: int) -> None:
    assert len(moments(SUNDAY, every, times)) == count


@pytest.mark.parametrize(
    ("first", "every", "times", "said"),
    [
        (SUNDAY, 1, MOST_TIMES + 1, "52 fois"),
        (SUNDAY, 10**6, 2, "d’une semaine à 52"),
        (dt.datetime(9999, 12, 20, 9), 1, 3, "d’une semaine à 52"),
    ],
)
def test_a_series_too_long_or_too_far_is_refused(first: dt.datetime, every: int, times: int, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        moments(first, every, times)
