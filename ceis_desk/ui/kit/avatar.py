"""Initials in a disc, with a hue that belongs to the person and to no platform."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import CENTRE, smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.kit.tokens import Tone


def person_tone(theme: Theme, key: str, tone: str = "") -> Tone:
    """The pair for a person's `key`, or a named tone (« sun » for the agent at work)."""
    return theme.tokens.tone(tone) if tone else theme.tokens.person(key)


def avatar_at(painter: QPainter, theme: Theme, initials: str, pair: Tone, box: QRect) -> None:
    """Draw the disc inside the square `box`."""
    painter.setPen(QColor(pair.wash))
    painter.setBrush(QColor(pair.wash))
    painter.drawEllipse(box.adjusted(0, 0, -1, -1))
    size = box.height() * 0.4 * 100 / theme.scale
    words_at(painter, box, initials, theme.font(size, 600), QColor(pair.ink), CENTRE)


class Avatar(QLabel):
    """The initials of someone; the name stands beside it, so it says nothing to screen readers."""

    def __init__(self, theme: Theme, initials: str = "", key: str = "", *, side: float = 36, tone: str = "") -> None:
        super().__init__()
        self._theme, self._initials, self._key, self._side, self._tone = theme, initials, key, side, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, initials: str, key: str) -> None:
        """Show someone else."""
        self._initials, self._key = initials, key
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            avatar_at(
                painter, self._theme, self._initials, person_tone(self._theme, self._key, self._tone), self.rect()
            )
