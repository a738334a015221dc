"""How a count is written: as it is, or hidden on a discreet screen when it is small."""

from __future__ import annotations

from collections.abc import Callable

from ceis_desk.core.amounts import write_count
from ceis_desk.statistics.masking import MASKED, is_small

NB = "\u00a0"
NONE = "–"

Said = Callable[[int], str]


def true_count(count: int) -> str:
    """The count itself, for the accounts that may read it."""
    return write_count(count)


def discreet_count(count: int) -> str:
    """On a discreet screen, counts of 1 to 4 are hidden as on paper."""
    return MASKED if is_small(count) else write_count(count)
