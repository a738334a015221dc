from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.system_look import SystemLook
from ceis_desk.ui.kit.theme import Theme


class Hints(QObject):
    """A system whose wishes the test chooses."""

    colorSchemeChanged = Signal()
    contrastPreferenceChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme, self.contrast = Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


def test_the_desk_turns_dark_with_the_system(qtbot: QtBot, theme: Theme) -> None:
    hints = Hints()
    look = SystemLook(theme, hints)  # type: ignore[arg-type]  # a double of QStyleHints
    hints.scheme = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit()
    assert look.follows_palette
    assert theme.dark


def test_a_palette_chosen_at_the_desk_wins_over_the_system(qtbot: QtBot, theme: Theme) -> None:
    hints = Hints()
    look = SystemLook(theme, hints)  # type: ignore[arg-type]  # a double of QStyleHints
    look.follows_palette = False
    hints.scheme = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit()
    assert not theme.dark


def test_high_contrast_is_followed(qtbot: QtBot, theme: Theme) -> None:
    hints = Hints()
    look = SystemLook(theme, hints)  # type: ignore[arg-type]  # a double of QStyleHints
    hints.contrast = Qt.ContrastPreference.HighContrast
    hints.contrastPreferenceChanged.emit()
    assert look.follows_palette
    assert theme.tokens.ink3 == theme.tokens.ink
