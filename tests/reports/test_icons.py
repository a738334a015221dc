from __future__ import annotations

import re
from pathlib import Path

import pytest

from ceis_desk.platforms import PLATFORMS
from ceis_desk.reports.icons import _COLOURS, UNITS, Segment, trace

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


@pytest.mark.parametrize("icon", sorted({platform.icon for platform in PLATFORMS}))
def test_every_platform_has_an_icon_that_stays_in_its_square(icon: str) -> None:
    paths = re.findall(r'<path d="([^"]*)"', (ICONS / f"{icon}.svg").read_text(encoding="utf-8"))
    assert paths
    for path in paths:
        for segment in trace(path):
            ends = segment.points[-1:]
            assert all(0 <= number <= UNITS for point in ends for number in point)


def test_every_platform_has_an_ink() -> None:
    assert {platform.colour for platform in PLATFORMS} <= set(_COLOURS)


def test_relative_lines_go_on_from_the_last_point() -> None:
    assert trace("M4 4h3v2l-1 1z") == [
        Segment("m", ((4, 4),)),
        Segment("l", ((7, 4),)),
        Segment("l", ((7, 6),)),
        Segment("l", ((6, 7),)),
        Segment("z"),
    ]


def test_a_half_circle_passes_by_its_summit() -> None:
    curves = trace("M2 5a3 3 0 0 1 6 0")[1:]
    assert [segment.kind for segment in curves] == ["c", "c"]
    assert curves[0].points[-1] == pytest.approx((5, 2))
    assert curves[1].points[-1] == pytest.approx((8, 5))


def test_a_radius_too_short_is_grown_until_it_reaches() -> None:
    assert trace("M0 0a1 1 0 0 1 6 0")[-1].points[-1] == pytest.approx((6, 0))


def test_a_smooth_curve_mirrors_the_handle_before_it() -> None:
    smooth = trace("M0 0c0 1 1 2 2 2s2 1 2 3")[-1]
    assert smooth.points[0] == pytest.approx((3, 2))


def test_an_unknown_command_is_an_error_rather_than_a_wrong_drawing() -> None:
    with pytest.raises(KeyError):
        trace("M0 0q1 1 2 2")
