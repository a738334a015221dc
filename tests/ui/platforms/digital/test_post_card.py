"""What the line below a name keeps when a post is narrow: what counts, never a cut word."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.painting import width_of
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.digital.post_card import fitting

RESOURCES = Path(__file__).resolve().parents[4] / "resources"


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("depuis 10:36, reste 54 min", "reste 54 min"),
        ("depuis 9:52, pièce à joindre", "pièce à joindre"),
        ("depuis hier 16:20, 12 min de trop", "12 min de trop"),
    ],
)
def test_a_line_that_has_no_room_keeps_its_end(qtbot: QtBot, words: str, short: str) -> None:
    font = Theme(RESOURCES).font(13)
    assert fitting(words, font, width_of(words, font)) == words
    assert fitting(words, font, width_of(words, font) - 1) == short


def test_a_line_of_one_part_is_left_as_it_is(qtbot: QtBot) -> None:
    font = Theme(RESOURCES).font(13)
    assert fitting("libre depuis 10:20", font, 10) == "libre depuis 10:20"
