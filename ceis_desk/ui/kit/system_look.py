"""What the system asks for: a dark palette, high contrast."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints

from ceis_desk.ui.kit.theme import Theme


class SystemLook:
    """Keeps a theme in step with the system, the palette only while the desk has not chosen its own."""

    def __init__(self, theme: Theme, hints: QStyleHints) -> None:
        self._theme, self._hints = theme, hints
        self.follows_palette = True
        hints.colorSchemeChanged.connect(self.refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the system again."""
        if self.follows_palette:
            self._theme.set_dark(self._hints.colorScheme() == Qt.ColorScheme.Dark)
        asked = self._hints.accessibility().contrastPreference()
        self._theme.set_high_contrast(asked == Qt.ContrastPreference.HighContrast)
