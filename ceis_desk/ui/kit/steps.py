"""The number of a question, which turns into a check when its answer is complete."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ceis_desk.ui.kit.painting import CENTRE, icon_at, rounded, smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme

DONE = "répondu"


class StepMark(QLabel):
    """A disc: the number while there is something to answer, a check afterwards."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(str(number))
        self._theme, self._number, self._done = theme, number, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_done(self, done: bool) -> None:
        """Say whether the answer is complete, to the eye and to screen readers."""
        self._done = done
        self.setText(f"{self._number}, {DONE}" if done else str(self._number))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(34), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, radius = self._theme, self.height() / 2
        with smooth_painter(self) as painter:
            if self._done:
                edge = theme.color("success")
                rounded(painter, self.rect(), radius, fill=theme.color("success_s"), edge=edge, width=1.5)
                side = theme.px(18)
                icon_at(painter, theme, "check", "success", 18, (self.width() - side) // 2, self.height() // 2)
            else:
                rounded(painter, self.rect(), radius, fill=theme.color("primary"))
                colour = theme.color("on_primary")
                words_at(painter, self.rect(), str(self._number), theme.font(16, 700), colour, CENTRE)
