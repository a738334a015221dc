"""How hard a password is to guess: four strokes and a word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.access.rules import new_password, password_strength
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.kit.fields import Field
from ceis_desk.ui.kit.painting import rounded, smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme

_STROKES, _WIDE, _GAP = 4, 26, 4
_SOLID = 3


def is_strong(password: str) -> bool:
    """Whether a new password would be taken."""
    try:
        new_password(password)
    except Refusal:
        return False
    return True


def refused_beside(field: Field, password: str) -> bool:
    """Whether a new password is too weak, which is then said beside its field."""
    try:
        new_password(password)
    except Refusal as refusal:
        field.set_error(refusal.sentence)
        return True
    field.clear_message()
    return False


class StrengthLine(QLabel):
    """Follows what is typed; it advises, `refused_beside` refuses."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._score = theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.judge("")

    def judge(self, password: str) -> None:
        """Show the strength of `password`."""
        self._score, words = password_strength(password)
        self.setText(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self._theme.px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        tone = "success" if self._score >= _SOLID else "warn" if self._score else "ink3"
        left, middle = 0, self.height() // 2
        with smooth_painter(self) as painter:
            for stroke in range(_STROKES):
                fill = theme.color(tone if stroke < self._score else "track")
                rounded(painter, QRect(left, middle - px(3), px(_WIDE), px(6)), px(3), fill=fill)
                left += px(_WIDE) + px(_GAP)
            room = QRect(left + px(4), 0, self.width() - left, self.height())
            words_at(painter, room, self.text(), theme.font(13, 600), theme.color(tone))
