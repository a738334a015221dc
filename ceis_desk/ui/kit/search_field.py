"""The search field: tall and always ready, with the number of results and its key."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.painting import RIGHT, key_cap_at, key_cap_width, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme


class SearchField(TextField):
    """Type to search; `tall` for the heart of a screen, low for the top bar, `bare` inside the palette."""

    def __init__(
        self, theme: Theme, *, placeholder: str, name: str, key: str = "", tall: bool = False, bare: bool = False
    ) -> None:
        self._key, self._count, self._big = key, "", tall or bare
        super().__init__(theme, placeholder=placeholder, icon="search", tall=tall)
        if bare:
            self.setProperty("search", "bare")
        self.setAccessibleName(name)

    def set_count(self, words: str) -> None:
        """« 3 résultats », shown at the right and read aloud; empty when there is nothing to say."""
        if words != self._count:
            self._count = words
            self.fit_margins()
            self.update()
            announce(self, words)

    def count_words(self) -> str:
        """The number of results as shown."""
        return self._count

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.fit_margins()
        self.update()

    def fit_margins(self) -> None:
        theme = self._theme
        right = key_cap_width(theme, self._key) + theme.px(12) if self._key else 0
        right += width_of(self._count, theme.font(13)) + theme.px(10) if self._count else 0
        self.setTextMargins(theme.px(36 if self._big else 28), 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, right = self._theme, self.width() - self._theme.px(12)
        with smooth_painter(self) as painter:
            if self._key:
                right -= key_cap_width(theme, self._key)
                key_cap_at(painter, theme, self._key, right, self.height() // 2)
                right -= theme.px(10)
            if self._count:
                words_at(
                    painter, QRect(0, 0, right, self.height()), self._count, theme.font(13), theme.color("ink3"), RIGHT
                )
