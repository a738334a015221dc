"""Bands across the window and notices inside a page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

RibbonKind = Literal["demo", "danger", "key", "info"]
_LOOKS: dict[str, tuple[str, str]] = {
    "demo": ("warn", "bulb"),
    "danger": ("danger", "alert-triangle"),
    "key": ("warn", "key"),
    "info": ("primary", "info-circle"),
}


class Ribbon(QWidget):
    """A full-width band: example data, a file in trouble, the recovery key to try; with one action at most."""

    acted = Signal()

    def __init__(self, theme: Theme, kind: RibbonKind, words: str, *, action: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._tone, icon = _LOOKS[kind]
        self.words = Text(words, "hint_strong", self._tone, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = row(Icon(theme, icon, self._tone, 16), self.words, gap=8, margins=(16, 4, 16, 4))
        inside.setStretch(1, 1)
        self.button: Button | None = None
        if action:
            self.button = Button(theme, action, kind="plain", compact=True)
            self.button.clicked.connect(self.acted)
            inside.addWidget(self.button)
        self.setLayout(inside)

    def say(self, words: str) -> None:
        """Change the sentence, and have it read."""
        self.words.setText(words)
        announce(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        pair = self._theme.tokens.tone(self._tone)
        with smooth_painter(self) as painter:
            # Not fillRect, which may take a gradient: PySide6 would load all of them here.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair.wash))
            painter.drawRect(self.rect())
            painter.setBrush(QColor(pair.ink))
            painter.drawRect(0, self.height() - 1, self.width(), 1)


class Notice(QFrame):
    """A tinted box inside a page: an icon and a sentence worth reading."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        *,
        tone: Literal["warn", "danger", "success", "primary"] = "warn",
        icon: str = "bulb",
    ) -> None:
        super().__init__()
        self.setProperty("card", tone)
        self.words = Text(words, "secondary", "ink", wrap=True)
        inside = row(Icon(theme, icon, tone, 20), self.words, gap=12, margins=(14, 10, 14, 10))
        inside.setStretch(1, 1)
        self.setLayout(inside)
