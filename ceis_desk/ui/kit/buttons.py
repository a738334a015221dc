"""Buttons: a verb, an icon, and the key that does the same, inside."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.painting import (
    icon_at,
    key_cap_at,
    key_cap_width,
    mixed,
    rounded,
    smooth_painter,
    width_of,
    words_at,
)
from ceis_desk.ui.kit.theme import Theme

Kind = Literal["main", "plain", "tinted", "quiet", "sun", "danger"]
_PAD, _GAP, _ICON = 14, 8, 18
_HEIGHTS: dict[str, int] = {"main": 42, "sun": 42}
_FILLED = ("main", "sun")


class Button(QPushButton):
    """A button with a verb; `key` is the French name of its key, shown, not bound."""

    def __init__(
        self, theme: Theme, words: str, *, kind: Kind = "plain", icon: str = "", key: str = "", compact: bool = False
    ) -> None:
        super().__init__(words)
        self._theme, self._kind, self._icon, self._key, self._compact = theme, kind, icon, key, compact
        self._why_not = ""
        self.setAccessibleDescription(key)
        self.setAutoDefault(True)  # Entrée presses the button that has the cursor, not the page's own action
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setAccessibleDescription(self._why_not or key)
        self.updateGeometry()
        self.update()

    def forbid(self, why: str) -> None:
        """Grey the button and say why, to eyes and ears; without a reason it can be pressed again."""
        self._why_not = why
        self.setEnabled(not why)
        self.setToolTip(why)
        self.setAccessibleDescription(why or self._key)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change the weight of the button."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        height = px(32 if self._compact else _HEIGHTS.get(self._kind, 38))
        parts = [width_of(self.text(), self._font())] if self.text() else []
        parts += [px(_ICON)] if self._icon else []
        parts += [key_cap_width(self._theme, self._key)] if self._key else []
        left, right = self._pads()
        return QSize(max(sum(parts) + px(_GAP) * (len(parts) - 1) + left + right, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._theme.px, self._theme
        ink, fill, edge = self._colours()
        middle, (left, right_pad) = self.height() // 2, self._pads()
        right = self.width() - right_pad
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=fill, edge=edge)
            if self._key:
                right -= key_cap_width(theme, self._key)
                filled = (self._kind in _FILLED or self.isChecked()) and self.isEnabled()
                cap_ink, cap_fill = (ink, None) if filled else ("ink2", "surface2")
                key_cap_at(painter, theme, self._key, right, middle, ink=cap_ink, fill=cap_fill)
                right -= px(_GAP)
            if self._icon and not self.text():
                left = (self.width() - px(_ICON)) // 2
            if self._icon:
                left += icon_at(painter, theme, self._icon, ink, _ICON, left, middle) + px(_GAP)
            words_at(
                painter, QRect(left, 0, right - left + 1, self.height()), self.text(), self._font(), theme.color(ink)
            )

    def _pads(self) -> tuple[int, int]:
        """Left and right padding: a key cap, which has its own edge, stands closer to the right one."""
        pad = 10 if self._compact or self._kind == "quiet" else _PAD
        return self._theme.px(pad), self._theme.px(min(pad, 11) if self._key else pad)

    def _font(self) -> QFont:
        return self._theme.font(14 if self._compact else 15, 600)

    def _colours(self) -> tuple[str, QColor | None, QColor | None]:
        """Token of the ink, fill and edge for the state in force."""
        color = self._theme.color
        if not self.isEnabled():
            return "ink3", color("surface2"), color("line")
        if self.isChecked():
            return "on_primary", self._pressed(color("primary"), "ink"), None
        looks: dict[str, tuple[str, QColor | None, QColor | None]] = {
            "main": ("on_primary", color("primary"), None),
            "sun": ("on_sun", color("sun"), None),
            "plain": ("ink", color("surface"), color("strong")),
            "tinted": ("primary", color("soft"), None),
            "quiet": ("primary", None, None),
            "danger": ("danger", color("surface"), color("danger")),
        }
        ink, fill, edge = looks[self._kind]
        if fill is None:
            return ink, color("soft") if self.underMouse() or self.isDown() else None, edge
        return ink, self._pressed(fill, "ink"), edge

    def _pressed(self, fill: QColor, towards: str) -> QColor:
        part = 0.14 if self.isDown() else 0.07 if self.underMouse() else 0.0
        return mixed(fill, self._theme.color(towards), part)


class IconButton(Button):
    """A button that is only an icon: its name is spoken and shown as a tooltip."""

    def __init__(
        self, theme: Theme, icon: str, name: str, *, kind: Kind = "plain", key: str = "", compact: bool = False
    ) -> None:
        super().__init__(theme, "", kind=kind, icon=icon, compact=compact)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rename(name, key)

    def set_key(self, key: str) -> None:
        """Say another key in the tooltip: an icon has no room for a cap."""
        self.rename(self.accessibleName(), key)

    def rename(self, name: str, key: str = "") -> None:
        """Change what the button says it does."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{name} ({key})" if key else name)

    def sizeHint(self) -> QSize:
        height = self._theme.px(32 if self._compact else 38)
        return QSize(height if self._compact or self._kind == "quiet" else round(height * 1.15), height)
