"""A state that leads somewhere: a chip with an edge, pressed like a button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.painting import icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_HEIGHT, _PAD, _ICON, _GAP = 30, 11, 15, 6


class ChipButton(QPushButton):
    """Icon and word of a state; its tooltip and description are the whole sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self._theme, self._look = theme, ChipLook("")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: ChipLook, sentence: str) -> None:
        """Show another state."""
        self._look = look
        self.setText(look.words)
        self.setAccessibleName(look.words)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        icon = px(_ICON) + px(_GAP) if self._look.icon else 0
        return QSize(width_of(self.text(), self._theme.font(13, 600)) + icon + 2 * px(_PAD), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        pair = theme.tokens.tone(self._look.tone)
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), self.height() / 2 - 1, fill=QColor(pair.wash), edge=QColor(pair.ink))
            at = px(_PAD)
            if self._look.icon:
                at += icon_at(painter, theme, self._look.icon, pair.ink, _ICON, at, self.height() // 2) + px(_GAP)
            room = QRect(at, 0, self.width() - at, self.height())
            words_at(painter, room, self.text(), theme.font(13, 600), QColor(pair.ink))
