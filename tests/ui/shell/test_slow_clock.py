"""A clock set back is said in words that an agent can act on."""

from __future__ import annotations

import pytest

from ceis_desk.ui.shell.slow_clock import slow_clock

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("behind", "words"),
    [(300, "5 minutes"), (7_100, "118 minutes"), (7_200, "2 heures"), (172_799, "47 heures"), (864_000, "10 jours")],
)
def test_the_delay_is_said_in_the_unit_that_speaks(behind: int, words: str) -> None:
    assert f"en retard de {words} sur le dernier enregistrement" in slow_clock((NOW + behind) * 1000, NOW)


@pytest.mark.parametrize("moment", [0, (NOW + 299) * 1000, (NOW - 5) * 1000])
def test_a_clock_that_is_right_is_not_spoken_of(moment: int) -> None:
    assert slow_clock(moment, NOW) == ""
