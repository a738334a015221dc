"""One entry of the side bar: icon, label, key or count, and a lock when it is not for this account."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.painting import CENTRE, icon_at, mixed, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme


class NavButton(QPushButton):
    """A page of the side bar; `setChecked(True)` marks the page shown."""

    def __init__(self, theme: Theme, words: str, icon: str, *, key: str = "") -> None:
        super().__init__(words)
        self._theme, self._icon, self._key = theme, icon, key
        self._count, self._locked, self._narrow = 0, False, False
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setProperty("on_nav", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(key)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setAccessibleDescription(key)
        self.update()

    def set_count(self, count: int, spoken: str = "") -> None:
        """A number on the entry, 0 to remove it; `spoken` says what is counted (« 4 personnes attendent »)."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {spoken}" if count and spoken else self.text())
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Keep the entry in its place, with a lock."""
        self._locked = locked
        self.setAccessibleName(f"{self.text()}, réservé" if locked else self.text())
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Only the icon, the words in a tooltip, when the window is small."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(
            px(44) if self._narrow else px(56) + width_of(self.text(), self._theme.font(15, 600)) + px(36), px(42)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, middle = self._theme, self._theme.px, self.height() // 2
        on = self.isChecked()
        ink = "nav_ink" if on or self.underMouse() else "nav_ink2"
        with smooth_painter(self) as painter:
            if on:
                rounded(painter, self.rect(), 8, fill=theme.color("sun"))
                rounded(painter, self.rect().adjusted(3, 0, 0, 0), 8, fill=theme.color("nav_on"))
            elif self.underMouse():
                rounded(painter, self.rect(), 8, fill=mixed(theme.color("nav"), theme.color("nav_on"), 0.5))
            left = (self.width() - px(20)) // 2 if self._narrow else px(13) + (3 if on else 0)
            left += icon_at(painter, theme, self._icon, ink, 20, left, middle) + px(9)
            if not self._narrow:
                right = self._right_side(painter, middle, ink)
                room = QRect(left, 0, right - left, self.height())
                words_at(painter, room, self.text(), theme.font(15, 600 if on else 500), theme.color(ink))
            elif self._count:
                self._badge(painter, self.width() - 2, px(11), 11)

    def _right_side(self, painter: QPainter, middle: int, ink: str) -> int:
        """Lock, count or key at the right; gives where the words must stop."""
        theme, px = self._theme, self._theme.px
        right = self.width() - px(10)
        if self._locked:
            icon_at(painter, theme, "lock", ink, 16, right - px(16), middle)
            return right - px(22)
        if self._count:
            return self._badge(painter, right, middle, 12) - px(6)
        if self._key:
            width = width_of(self._key, theme.font(14))
            words_at(
                painter, QRect(right - width, 0, width + 2, self.height()), self._key, theme.font(14), theme.color(ink)
            )
            return right - width - px(6)
        return right

    def _badge(self, painter: QPainter, right: int, middle: int, size: float) -> int:
        theme, px = self._theme, self._theme.px
        font = theme.font(size, 700)
        height = px(size + 6)
        width = max(width_of(str(self._count), font) + px(10), height)
        box = QRect(right - width, middle - height // 2, width, height)
        rounded(painter, box, height / 2, fill=theme.color("sun"))
        words_at(painter, box, str(self._count), font, theme.color("on_sun"), CENTRE)
        return right - width
