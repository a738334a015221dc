"""Words and drawings written again at each key: they keep their place, so that nothing else is laid out again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.drawing.shapes import Picture
from ceis_desk.ui.kit.charts import Draw, Drawing, paint_picture
from ceis_desk.ui.kit.painting import smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme


class QuietText(QWidget):
    """One line of words in a room of its own; its accessible name is what screen readers read."""

    def __init__(self, theme: Theme, width: int, size: float, weight: int, tone: str, align: Qt.AlignmentFlag) -> None:
        super().__init__()
        self._theme, self._width, self._size, self._weight = theme, width, size, weight
        self._tone, self._align, self._words = tone, align, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, tone: str = "") -> None:
        """Show other words, in another colour when one is named."""
        if (words, tone or self._tone) == (self._words, self._tone):
            return
        self._words, self._tone = words, tone or self._tone
        self.setAccessibleName(words)
        self.update()

    def words(self) -> str:
        """The words as shown."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._width), self._theme.px(self._size + 7))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            font = self._theme.font(self._size, self._weight)
            words_at(painter, self.rect(), self._words, font, self._theme.color(self._tone), self._align)


class QuietDrawing(Drawing):
    """A drawing made once for what it shows and for its size; its accessible name gives its values."""

    def __init__(self, theme: Theme, name: str, height: float) -> None:
        super().__init__(theme, name, height)
        self._made: Picture | None = None
        self._at = QSize()

    def show_draw(self, draw: Draw) -> None:
        self._draw, self._made = draw, None
        self.setAccessibleName(self.drawn().alt)
        self.update()

    def drawn(self) -> Picture:
        if self._made is None or self._at != self.size():
            self._made, self._at = super().drawn(), self.size()
        return self._made

    def forget(self) -> None:
        """The text size or the colours changed: draw again."""
        self._made = None
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            paint_picture(painter, self._theme, self.drawn())
