"""A motif toggle: on is said by four signs, an edge, a tint, a check mark and bold."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.painting import MIDDLE, icon_at, key_cap_at, key_cap_width, mixed, rounded, smooth_painter
from ceis_desk.ui.kit.theme import Theme

_PAD, _ICON, _GAP = 12, 20, 9


class ToggleTile(QPushButton):
    """Icon, label on two lines at most, and the digit that toggles it."""

    def __init__(self, theme: Theme, words: str, icon: str, *, tone: str = "primary", key: str = "") -> None:
        super().__init__(words)
        self._theme, self._icon, self._tone, self._key = theme, icon, tone, key
        self.setCheckable(True)
        self.set_key(key)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setAccessibleDescription(f"Touche {key}" if key else "")
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return max(key_cap_width(self._theme, self._key) if self._key else 0, self._theme.px(18))

    def _around(self) -> int:
        px = self._theme.px
        return px(_PAD) + px(_ICON) + px(_GAP) + px(6) + self._side() + px(10)

    def heightForWidth(self, width: int) -> int:
        words = QRect(0, 0, max(width - self._around(), 1), 10_000)
        wrap = Qt.TextFlag.TextWordWrap
        tall = QFontMetrics(self._theme.font(14, 700)).boundingRect(words, wrap, self.text()).height()
        return max(tall + self._theme.px(16), self._theme.px(52))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(14, 600))
        words = self.text().split()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        two_lines = metrics.horizontalAdvance(self.text()) // 2 + longest // 2
        return QSize(
            self._around() + max(longest, two_lines),
            max(self._theme.px(52), 2 * metrics.lineSpacing() + self._theme.px(16)),
        )

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(14, 600))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._around() + longest, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        pair = theme.tokens.tone(self._tone)
        middle = self.height() // 2
        right = self.width() - px(10) - self._side()
        with smooth_painter(self) as painter:
            if on:
                rounded(painter, self.rect(), 8, fill=QColor(pair.wash), edge=QColor(pair.ink), width=2)
                icon_at(painter, theme, "check", pair.ink, 18, right + self._side() - px(18), middle)
            else:
                part = 0.12 if self.isDown() else 0.05 if self.underMouse() else 0.0
                fill = mixed(theme.color("surface"), theme.color("ink"), part)
                rounded(painter, self.rect(), 8, fill=fill, edge=theme.color("strong"))
            if not on and self._key:
                key_cap_at(painter, theme, self._key, right, middle)
            at = px(_PAD)
            at += icon_at(painter, theme, self._icon, pair.ink if on else "ink2", _ICON, at, middle) + px(_GAP)
            painter.setFont(theme.font(14, 700 if on else 500))
            painter.setPen(theme.color("ink"))
            painter.drawText(
                QRect(at, 0, right - px(4) - at, self.height()), MIDDLE | Qt.TextFlag.TextWordWrap, self.text()
            )
