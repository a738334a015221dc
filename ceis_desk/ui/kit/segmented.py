"""One choice among few, all visible, moved by the arrows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import CENTRE, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme


class Segment(QPushButton):
    """One of the choices."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(width_of(self.text(), self._theme.font(14, 600)) + 2 * self._theme.px(12), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        with smooth_painter(self) as painter:
            if on:
                rounded(painter, self.rect(), 6, fill=theme.color("surface"), edge=theme.color("strong"))
            ink = theme.color("ink3" if not self.isEnabled() else "primary" if on else "ink2")
            words_at(painter, self.rect(), self.text(), theme.font(14, 700 if on else 500), ink, CENTRE)


class Segmented(QWidget):
    """A row of choices; `chosen` gives the code of the one picked by the user."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: tuple[tuple[str, str], ...], *, at: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = row(gap=2, margins=(3, 3, 3, 3))
        for code, words in choices:
            segment = Segment(theme, words)
            segment.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self._group.addButton(segment)
            self._segments[code] = segment
            line.addWidget(segment)
        self.setLayout(line)
        self.set_value(at or choices[0][0])

    def value(self) -> str:
        """The code of the choice in force."""
        return next(code for code, segment in self._segments.items() if segment.isChecked())

    def set_value(self, code: str) -> None:
        """Choose without saying so; raises KeyError for an unknown code."""
        self._segments[code].setChecked(True)
        self.setFocusProxy(self._segments[code])

    def set_words(self, code: str, words: str) -> None:
        """Say a choice in other words (a count beside it)."""
        self._segments[code].setText(words)
        self._segments[code].updateGeometry()
        self.updateGeometry()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for segment in self._segments.values():
            segment.setAccessibleDescription(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=self._theme.color("track"))
