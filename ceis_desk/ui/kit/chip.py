"""Chips: a state or a platform as an icon and a word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_HEIGHT, _PAD, _ICON, _GAP = 24, 9, 15, 5


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip shows; `outlined` marks a plain fact without a state."""

    words: str
    tone: str = "neutral"
    icon: str = ""
    outlined: bool = False


def chip_width(theme: Theme, look: ChipLook) -> int:
    """Pixels across."""
    icon = theme.px(_ICON) + theme.px(_GAP) if look.icon else 0
    return width_of(look.words, theme.font(13, 600)) + icon + 2 * theme.px(_PAD)


def chip_at(painter: QPainter, theme: Theme, look: ChipLook, left: int, middle: int) -> int:
    """Draw a chip; gives its width in pixels."""
    pair = theme.tokens.tone(look.tone)
    width, height = chip_width(theme, look), theme.px(_HEIGHT)
    box = QRect(left, middle - height // 2, width, height)
    edge = theme.color("line") if look.outlined else None
    rounded(painter, box, height / 2 - 1, fill=QColor(pair.wash), edge=edge)
    at = left + theme.px(_PAD)
    if look.icon:
        at += icon_at(painter, theme, look.icon, pair.ink, _ICON, at, middle) + theme.px(_GAP)
    words_at(painter, QRect(at, box.top(), box.right() - at, height), look.words, theme.font(13, 600), QColor(pair.ink))
    return width


class Chip(QLabel):
    """A chip standing alone; its text is what screen readers read."""

    def __init__(
        self, theme: Theme, words: str, tone: str = "neutral", icon: str = "", *, outlined: bool = False
    ) -> None:
        super().__init__(words)
        self._theme = theme
        self._look = ChipLook(words, tone, icon, outlined)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: ChipLook) -> None:
        """Show another state."""
        self._look = look
        self.setText(look.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._theme, self._look), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            chip_at(painter, self._theme, self._look, 0, self.height() // 2)
