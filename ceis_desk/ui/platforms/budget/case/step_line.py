"""The line of steps of a case: reached with their dates, the current one, those to come; pressed, it opens them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ceis_desk.ui.kit.painting import icon_at, mixed, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

REACHED, NOW, PAUSED, TO_COME = "franchie", "en cours", "en pause", "à venir"
_DISC, _GAP, _LINE, _LEAST_LINE = 26, 8, 2, 10
_ICONS = {REACHED: "check", NOW: "player-play", PAUSED: "player-pause", TO_COME: "dots"}


@dataclass(frozen=True)
class StepLook:
    """One step as it is painted: its word, the line under it, and where the case stands."""

    words: str
    under: str
    state: str


class StepLine(QPushButton):
    """Every step on one line; a line too narrow for its words keeps those of the current step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self._theme, self._steps = theme, tuple[StepLook, ...]()
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Étapes du dossier")

    def show_steps(self, steps: Sequence[StepLook]) -> None:
        """Show where the case stands."""
        self._steps = tuple(steps)
        said = "\u00a0; ".join(
            ", ".join(part for part in (step.words, step.state, step.under) if part) for step in steps
        )
        self.setAccessibleDescription(said)
        self.setToolTip("Faire avancer, mettre en pause ou clore le dossier")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        shown = self._worded()
        widths = [self._width(step, worded=worded) for step, worded in zip(self._steps, shown, strict=True)]
        holes = max(len(widths) - 1, 1)
        gap = max((self.width() - px(8) - sum(widths)) // holes, px(_LEAST_LINE))
        middle, left = self.height() // 2, px(4)
        with smooth_painter(self) as painter:
            if self.underMouse():
                rounded(painter, self.rect(), 8, fill=mixed(theme.color("surface"), theme.color("ink"), 0.04))
            for at, (step, worded, width) in enumerate(zip(self._steps, shown, widths, strict=True)):
                self._disc(painter, step, left, middle)
                if worded:
                    self._words(painter, step, left + px(_DISC) + px(_GAP), width)
                left += width
                if at < len(self._steps) - 1:
                    painter.setPen(QPen(theme.color("strong"), _LINE))
                    pad = px(8) if gap > px(30) else px(3)
                    painter.drawLine(left + pad, middle, left + gap - pad, middle)
                left += gap

    def _worded(self) -> list[bool]:
        """Which steps have room for their words: all of them, or only where the case stands."""
        need = sum(self._width(step, worded=True) for step in self._steps)
        room = self.width() - self._theme.px(8) - (len(self._steps) - 1) * self._theme.px(_LEAST_LINE)
        return [need <= room or step.state in (NOW, PAUSED) for step in self._steps]

    def _width(self, step: StepLook, *, worded: bool) -> int:
        px = self._theme.px
        if not worded:
            return px(_DISC)
        words = max(width_of(step.words, self._theme.font(14, 600)), width_of(step.under, self._theme.font(13)), px(40))
        return px(_DISC) + px(_GAP) + words

    def _disc(self, painter: QPainter, step: StepLook, left: int, middle: int) -> None:
        theme, px = self._theme, self._theme.px
        box = QRect(left, middle - px(_DISC) // 2, px(_DISC), px(_DISC))
        fills = {REACHED: "success_s", NOW: "violet", PAUSED: "warn_s", TO_COME: "surface2"}
        edges = {REACHED: "success", NOW: "violet", PAUSED: "warn", TO_COME: "strong"}
        inks = {REACHED: "success", NOW: "surface", PAUSED: "warn", TO_COME: "ink2"}
        fill, edge = theme.color(fills[step.state]), theme.color(edges[step.state])
        rounded(painter, box, px(_DISC) / 2, fill=fill, edge=edge, width=1.5)
        side = px(15)
        icon_at(painter, theme, _ICONS[step.state], inks[step.state], 15, left + (box.width() - side) // 2, middle)

    def _words(self, painter: QPainter, step: StepLook, left: int, width: int) -> None:
        theme, px, middle = self._theme, self._theme.px, self.height() // 2
        room = width - px(_DISC) - px(_GAP) + 2
        ink = {NOW: "violet", PAUSED: "warn", TO_COME: "ink2"}.get(step.state, "ink")
        top = QRect(left, middle - px(19), room, px(19)) if step.under else QRect(left, 0, room, self.height())
        words_at(painter, top, step.words, theme.font(14, 600), theme.color(ink))
        under = QRect(left, middle + px(1), room, px(18))
        words_at(painter, under, step.under, theme.font(13), theme.color("ink2"))
