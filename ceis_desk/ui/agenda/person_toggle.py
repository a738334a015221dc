"""A professional shown or hidden: her hue, her name, her hours of the week."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.drawing.agenda import Hue
from ceis_desk.ui.kit.charts import ink_of
from ceis_desk.ui.kit.painting import icon_at, mixed, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _ICON, _GAP, _HEIGHT = 10, 16, 7, 32


class PersonToggle(QPushButton):
    """On is said by an edge, a tint, a check mark and bold, not by the colour alone."""

    def __init__(self, theme: Theme, name: str, hours: str, hue: Hue) -> None:
        super().__init__(name)
        self._theme, self._hours, self._hue = theme, hours, hue
        self.setCheckable(True)
        self.setAccessibleDescription(hours)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def show_hours(self, hours: str) -> None:
        """Other hours, of another week."""
        self._hours = hours
        self.setAccessibleDescription(hours)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, theme = self._theme.px, self._theme
        width = width_of(self.text(), theme.font(14, 700)) + 2 * px(_PAD)
        width += px(_ICON) + px(_GAP) if self.isChecked() else 0
        width += width_of(self._hours, theme.font(13)) + px(_GAP) if self._hours else 0
        return QSize(width, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on, middle = self._theme, self._theme.px, self.isChecked(), self.height() // 2
        strong, wash = ink_of(theme, self._hue[0]), ink_of(theme, self._hue[1])
        with smooth_painter(self) as painter:
            ground = wash if on else theme.color("surface")
            fill = mixed(ground, theme.color("ink"), 0.06 if self.underMouse() else 0.0)
            rounded(painter, self.rect(), 8, fill=fill, edge=strong if on else theme.color("strong"))
            left = px(_PAD)
            if on:
                left += icon_at(painter, theme, "check", strong.name(), _ICON, left, middle) + px(_GAP)
            room = QRect(left, 0, self.width() - left, self.height())
            ink = strong if on else theme.color("ink2")
            left += words_at(painter, room, self.text(), theme.font(14, 700 if on else 500), ink) + px(_GAP)
            rest = QRect(left, 0, self.width() - left - px(4), self.height())
            words_at(painter, rest, self._hours, theme.font(13), theme.color("ink2"))
