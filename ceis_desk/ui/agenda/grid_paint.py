"""How the grid is painted: what stays still once, then the chosen box and the box on its way."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPixmap

from ceis_desk.drawing.agenda import Block, Drawn, Look, Sheet, agenda_body, block_shapes, ghost_shapes
from ceis_desk.drawing.agenda_frame import Frame
from ceis_desk.drawing.shapes import Box, Picture, Shape
from ceis_desk.ui.agenda.ghost import TAKEN, Ghost, hour_words
from ceis_desk.ui.kit.charts import paint_picture, screen_sizes
from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.theme import Theme


class Ruler:
    """The width of words in the interface font, remembered until the text size changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._width = lru_cache(maxsize=4096)(self._measured)
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._width.cache_clear()

    def __call__(self, text: str, size: float, weight: int) -> float:
        """Pixels of a text at a size in pixels."""
        return self._width(text, size, weight)

    def _measured(self, text: str, size: float, weight: int) -> float:
        font = self._theme.font(size * 100 / self._theme.scale, weight)
        return QFontMetricsF(font).horizontalAdvance(text)


class GridPaint:
    """The drawing in force, and its picture kept until it changes."""

    def __init__(self, theme: Theme, ruler: Ruler) -> None:
        self._theme, self._ruler = theme, ruler
        self._still: QPixmap | None = None
        self.drawn = Drawn(Picture(0, 0, ()))

    def draw(self, sheet: Sheet, frame: Frame) -> None:
        """Draw other days, or the same ones at another size."""
        self.drawn = agenda_body(sheet, frame, screen_sizes(self._theme), self._ruler)
        self._still = None

    def paint(
        self,
        device: QPaintDevice,
        size: QSize,
        chosen: Block | None,
        ghost: Ghost | None,
        frame: Frame,
        *,
        taken: bool = False,
    ) -> None:
        """Paint everything; a free time that is chosen keeps its dashes, the ring says where the cursor is.

        `taken` says that the box on its way stands over another one.
        """
        sizes = screen_sizes(self._theme)
        shapes: list[Shape] = []
        if chosen is not None and chosen.key in self.drawn.places:
            look = Look.CHOSEN if chosen.look in (Look.TAKEN, Look.EVENT) else chosen.look
            shapes += block_shapes(replace(chosen, look=look), self.drawn.places[chosen.key], sizes, self._ruler)
        if ghost is not None:
            hour = hour_words(ghost.start)
            block = replace(ghost.block, unders=(f"{hour}, {TAKEN}", TAKEN) if taken else (hour,))
            shapes += ghost_shapes(block, ghost_box(ghost, frame), sizes, self._ruler, taken=taken)
        with smooth_painter(device) as painter:
            painter.drawPixmap(0, 0, self._ground(size, device.devicePixelRatioF()))
            paint_picture(painter, self._theme, Picture(frame.width, frame.height, tuple(shapes)))

    def _ground(self, size: QSize, ratio: float) -> QPixmap:
        if self._still is None:
            self._still = QPixmap(size * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            with smooth_painter(self._still) as painter:
                paint_picture(painter, self._theme, self.drawn.picture)
        return self._still


def ghost_box(ghost: Ghost, frame: Frame) -> Box:
    """Where a box on its way would stand."""
    return frame.box(ghost.day, (ghost.lane, ghost.lane + 1), (ghost.start, ghost.start + ghost.minutes), (0, 1))
