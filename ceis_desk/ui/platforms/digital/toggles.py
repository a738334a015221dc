"""Small answers that stay pressed, side by side on as many lines as needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.painting import CENTRE, icon_at, mixed, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _ICON, _GAP, _HEIGHT = 10, 16, 6, 32


class Toggle(QPushButton):
    """On is said by an edge of two pixels, a tint, a check mark and bold."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = width_of(self.text(), self._theme.font(13, 700)) + 2 * px(_PAD)
        return QSize(width + (px(_ICON) + px(_GAP) if self.isChecked() else 0), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        pair = theme.tokens.tone("primary")
        with smooth_painter(self) as painter:
            ground = theme.color("soft" if on else "surface")
            fill = mixed(ground, theme.color("ink"), 0.05 if self.underMouse() else 0.0)
            edge = theme.color("primary" if on else "strong")
            rounded(painter, self.rect(), 8, fill=fill, edge=edge, width=2 if on else 1)
            ink = theme.color("primary" if on else "ink")
            if not on:
                words_at(painter, self.rect(), self.text(), theme.font(13, 600), ink, CENTRE)
                return
            left = px(_PAD)
            left += icon_at(painter, theme, "check", pair.ink, _ICON, left, self.height() // 2) + px(_GAP)
            room = QRect(left, 0, self.width() - left, self.height())
            words_at(painter, room, self.text(), theme.font(13, 700), ink)


class Toggles(QWidget):
    """Answers among several, or one at most; `changed` when the user changes them."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], *, several: bool = False) -> None:
        super().__init__()
        self._several = several
        self.buttons = {code: Toggle(theme, words) for code, words in choices}
        self.setAccessibleName(name)
        flow = Flow(*self.buttons.values(), gap=7)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for code, button in self.buttons.items():
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _on=False, code=code: self._click(code))

    def values(self) -> tuple[str, ...]:
        """The codes that are on, in the order shown."""
        return tuple(code for code, button in self.buttons.items() if button.isChecked())

    def value(self) -> str:
        """The one that is on, empty when none is."""
        return next(iter(self.values()), "")

    def set_values(self, codes: Iterable[str]) -> None:
        """Put these on without saying so."""
        wanted = set(codes)
        for code, button in self.buttons.items():
            button.setChecked(code in wanted)

    def _click(self, code: str) -> None:
        if not self._several:
            for other, button in self.buttons.items():
                if other != code:
                    button.setChecked(False)
        self.changed.emit()
