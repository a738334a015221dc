from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.sheet_style import filled
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import FAMILY, SCALES, Theme
from ceis_desk.ui.kit.tokens import LIGHT

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def test_the_font_of_the_house_is_the_one_that_is_drawn(dressed: Theme) -> None:
    for weight in (400, 500, 600, 700):
        assert QFontInfo(dressed.font(15, weight)).family() == FAMILY


def test_tabular_digits_all_have_the_same_width(dressed: Theme) -> None:
    metrics = QFontMetrics(dressed.font(20, tabular=True))
    assert len({metrics.horizontalAdvance(digit * 9) for digit in "0123456789"}) == 1


def test_the_style_sheet_is_filled_to_the_last_colour(theme: Theme) -> None:
    for scale in SCALES:
        theme.set_scale(scale)
        assert "@" not in theme.style_sheet()


def test_a_size_follows_the_text_and_a_colour_the_palette() -> None:
    assert filled("a { color: @ink2; height: @px(38); }", LIGHT, 150) == "a { color: #4A5560; height: 57px; }"


def test_a_colour_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(AttributeError):
        filled("a { color: @mauve; }", LIGHT, 100)


def test_the_text_size_changes_live(qtbot: QtBot, dressed: Theme) -> None:
    button, words = Button(dressed, "Enregistrer", key="Entrée"), Text("Bonjour", "title")
    qtbot.addWidget(button)
    qtbot.addWidget(words)
    dressed.dress(words)
    words.ensurePolished()
    small, low = button.sizeHint(), words.sizeHint().height()
    with qtbot.waitSignal(dressed.changed):
        dressed.set_scale(200)
    assert button.sizeHint().height() == 2 * small.height()
    assert button.sizeHint().width() > 1.8 * small.width()
    assert words.sizeHint().height() > 1.8 * low


def test_the_palette_changes_live(qapp: QApplication, dressed: Theme) -> None:
    dressed.set_dark(True)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(dressed.tokens.ink)
    assert dressed.tokens.bg == "#10171B"


def test_what_a_dressed_window_takes_in_is_dressed_and_follows(qtbot: QtBot, dressed: Theme) -> None:
    window, words = QWidget(), Text("Bonjour", "title")
    qtbot.addWidget(window)
    dressed.dress(window)
    window.setLayout(column(words))
    words.ensurePolished()
    assert words.font().pixelSize() == 24
    dressed.set_scale(200)
    words.ensurePolished()
    assert words.font().pixelSize() == 48


def test_nothing_is_said_when_nothing_changes(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_dark(False)
        theme.set_scale(100)
        theme.set_high_contrast(False)


def test_text_sizes_go_up_and_down_by_steps_and_stop_at_the_ends(theme: Theme) -> None:
    seen = []
    for _ in range(6):
        theme.larger()
        seen.append(theme.scale)
    assert seen == [115, 130, 150, 200, 200, 200]
    for _ in range(6):
        theme.smaller()
    assert theme.scale == 100


def test_an_unknown_text_size_becomes_the_nearest(theme: Theme) -> None:
    theme.set_scale(140)
    assert theme.scale in SCALES


def test_an_icon_takes_the_colour_and_the_density_asked_for(theme: Theme) -> None:
    drawn = theme.pixmap("lock", "danger", 20, 2.0)
    assert drawn.width() == 40
    assert drawn.deviceIndependentSize().width() == 20
    image = drawn.toImage()
    solid = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {theme.tokens.danger.lower()}


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    assert theme.pixmap("lock", "ink", 20).cacheKey() == theme.pixmap("lock", "ink", 20).cacheKey()


def test_an_icon_that_does_not_exist_is_a_bug(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.pixmap("licorne")
