"""From one box to the next by the arrows, as the eye would go."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.drawing.shapes import Box

_ASIDE = 4.0
"""How much a step aside costs, against one in the direction asked: the eye follows a column or a line."""


def next_box(places: Mapping[str, Box], now: str, across: int, down: int) -> str:
    """The key of the nearest box in a direction (-1, 0 or 1 each way), `now` itself when there is none."""
    here = places[now]
    found = {key: _far(here, box, across, down) for key, box in places.items() if key != now}
    near = {key: far for key, far in found.items() if far is not None}
    return min(near, key=near.__getitem__) if near else now


def _far(here: Box, there: Box, across: int, down: int) -> float | None:
    """How far a box is in that direction, None when it is not there."""
    if down:
        along = (there.y - here.y - here.height) if down > 0 else (here.y - there.y - there.height)
        aside = _gap(here.x, here.width, there.x, there.width)
        ahead = (there.y - here.y) * down > 0
    else:
        along = (there.x - here.x - here.width) if across > 0 else (here.x - there.x - there.width)
        aside = _gap(here.y, here.height, there.y, there.height)
        ahead = (there.x - here.x) * across > 0
    if not ahead:
        return None
    # Beside one another the top edge decides, so that one comes back where one was.
    tie = abs(there.y - here.y) if across else abs(there.x - here.x)
    return max(along, 0) + _ASIDE * aside + tie / 1000


def _gap(start: float, long: float, other: float, other_long: float) -> float:
    return max(other - (start + long), start - (other + other_long), 0)
