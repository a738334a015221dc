"""The stages of a procedure, one under the other: a filled dot where it has been, a ring where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.painting import smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

DONE, NOW, TO_COME = "faite", "en cours", "à venir"
_DOT, _GAP, _TITLE, _BESIDE, _PAD = 14, 12, 20, 8, 4


@dataclass(frozen=True)
class StageLook:
    """One stage: its word, what is known of it, and whether the procedure has been there."""

    words: str
    under: str
    state: str


class Timeline(QWidget):
    """As tall as its stages; what it shows is said whole to screen readers, and Tab comes to it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._stages = theme, tuple[StageLook, ...]()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stages(self, stages: Sequence[StageLook]) -> None:
        """Replace the stages."""
        self._stages = tuple(stages)
        said = (", ".join(part for part in (one.words, one.state, one.under) if part) for one in stages)
        self.setAccessibleDescription("\u00a0; ".join(said))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(stage, width) for stage in self._stages)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.heightForWidth(max(self.width(), self._theme.px(220))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        top, last = 0, len(self._stages) - 1
        with smooth_painter(self) as painter:
            for at, stage in enumerate(self._stages):
                height = self._height(stage, self.width())
                self._stage(painter, stage, QRect(0, top, self.width(), height), last=at == last)
                top += height

    def _height(self, stage: StageLook, width: int) -> int:
        px = self._theme.px
        under = 0 if self._goes_beside(stage, width) else self._under_height(stage.under, width)
        return px(_TITLE) + under + px(_PAD)

    def _goes_beside(self, stage: StageLook, width: int) -> bool:
        """What is over takes one line where it fits: the cards below stay in sight."""
        theme, px = self._theme, self._theme.px
        wide = width_of(stage.words, theme.font(14, 600)) + px(_BESIDE) + width_of(stage.under, theme.font(13))
        return stage.state == DONE and wide <= width - px(_DOT + _GAP)

    def _under_height(self, words: str, width: int) -> int:
        if not words:
            return 0
        room = QRect(0, 0, max(width - self._theme.px(_DOT + _GAP), 1), 10_000)
        metrics = QFontMetrics(self._theme.font(13))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() + 1

    def _stage(self, painter: QPainter, stage: StageLook, box: QRect, *, last: bool) -> None:
        theme, px = self._theme, self._theme.px
        dot = QRect(1, box.top() + px(3), px(_DOT), px(_DOT))
        if not last:
            painter.setPen(QPen(theme.color("line"), 2))
            painter.drawLine(dot.center().x() + 1, dot.bottom() + 2, dot.center().x() + 1, box.bottom() + px(2))
        edge = theme.color({DONE: "success", NOW: "violet"}.get(stage.state, "strong"))
        painter.setPen(QPen(edge, 2))
        painter.setBrush(edge if stage.state != TO_COME else QColor(theme.color("surface")))
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        left = px(_DOT + _GAP)
        ink = theme.color("ink2" if stage.state == TO_COME else "ink")
        title = QRect(left, box.top(), box.width() - left, px(_TITLE))
        words_at(painter, title, stage.words, theme.font(14, 600), ink)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("ink2"))
        if self._goes_beside(stage, box.width()):
            room = title.adjusted(width_of(stage.words, theme.font(14, 600)) + px(_BESIDE), 0, 0, 0)
            words_at(painter, room, stage.under, theme.font(13), theme.color("ink2"))
            return
        under = QRect(left, title.bottom() + 1, box.width() - left, box.bottom() - title.bottom())
        painter.drawText(under, Qt.TextFlag.TextWordWrap, stage.under)
