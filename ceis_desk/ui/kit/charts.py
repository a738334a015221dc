"""Charts on screen: the very shapes that the PDF draws, and their table one button away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QWidget

from ceis_desk.drawing.shapes import Anchor, Area, Box, Colour, Line, Picture, Sizes, Words, twin
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.table import Table, TableRows
from ceis_desk.ui.kit.theme import Theme

Draw = Callable[[float, float, Sizes], Picture]
SHOW_TABLE, SHOW_CHART = "Voir le tableau", "Voir le graphique"
_EMPTY = Picture(0, 0, ())


def screen_sizes(theme: Theme) -> Sizes:
    """Text sizes and strokes of a chart on screen, in pixels at the text size in force."""
    return Sizes(small=theme.px(13), normal=theme.px(14), large=theme.px(17), hair=1, rule=1)


def ink_of(theme: Theme, colour: Colour) -> QColor:
    """The colour that plays a role of the drawing on screen."""
    tokens = theme.tokens
    heat = (Colour.HEAT_1, Colour.HEAT_2, Colour.HEAT_3, Colour.HEAT_4, Colour.HEAT_5)
    if colour in heat:
        return QColor(tokens.heat[heat.index(colour)])
    if colour.value.startswith("person"):
        pair = tokens.people[int(colour.value[6]) - 1]
        return QColor(pair.wash if colour.value.endswith("_s") else pair.ink)
    others = {Colour.TINT: tokens.soft, Colour.RULE: tokens.line, Colour.ON_HEAT: tokens.on_primary}
    return QColor(others.get(colour) or getattr(tokens, colour.value))


def paint_picture(painter: QPainter, theme: Theme, picture: Picture) -> None:
    """Paint a picture at the painter's origin, one of its units a pixel."""
    for shape in picture.shapes:
        if isinstance(shape, Line):
            painter.setPen(QPen(ink_of(theme, shape.colour), shape.width))
            painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
        elif isinstance(shape, Box):
            _box(painter, theme, shape)
        elif isinstance(shape, Area):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink_of(theme, shape.fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        elif shape.size:
            _words(painter, theme, shape)


def _box(painter: QPainter, theme: Theme, box: Box) -> None:
    out = box.edge_width / 2 if box.edge else 0
    around = QRectF(box.x, box.y, box.width, box.height).adjusted(-out, -out, out, out)
    fill = ink_of(theme, box.fill) if box.fill else None
    edge = ink_of(theme, box.edge) if box.edge else None
    rounded(painter, around, box.radius, fill=fill, edge=edge, width=box.edge_width)


def _words(painter: QPainter, theme: Theme, words: Words) -> None:
    # The picture's sizes already follow the text size: the font is asked for at 100 %.
    font = theme.font(words.size * 100 / theme.scale, words.weight, tabular=words.tabular)
    width = QFontMetricsF(font).horizontalAdvance(words.text)
    before = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    painter.setFont(font)
    painter.setPen(ink_of(theme, words.colour))
    painter.drawText(QPointF(words.x - before, words.y), words.text)


class Drawing(QLabel):
    """A painted chart; its text, for screen readers, is the sentence that gives its values."""

    def __init__(self, theme: Theme, name: str, height: float) -> None:
        super().__init__()
        self._theme, self._name, self._height = theme, name, height
        self._draw: Draw | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_draw(self, draw: Draw) -> None:
        """Paint what `draw(width, height, sizes)` gives, again at each size of the window."""
        self._draw = draw
        self.setText(self.drawn().alt or f"{self._name}\u00a0: les nombres sont dans le tableau.")
        self.update()

    def drawn(self) -> Picture:
        """The chart at the size in force."""
        if self._draw is None:
            return _EMPTY
        return self._draw(max(self.width(), 1), max(self.height(), 1), screen_sizes(self._theme))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            paint_picture(painter, self._theme, self.drawn())


class ChartView(QWidget):
    """A chart and the table that says the same; the button that goes from one to the other stands in `head`.

    An `upright` table has a line for each column of the chart: many columns would not hold in the width of a card.
    """

    def __init__(
        self, theme: Theme, name: str, head: QHBoxLayout, *, height: float = 220, upright: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._upright = theme, upright
        self.drawing = Drawing(theme, name, height)
        self.table = Table(theme, name, TableRows(()))
        self.switch = Button(theme, SHOW_TABLE, kind="quiet", icon="table", compact=True)
        self.switch.clicked.connect(self._turn)
        head.addWidget(self.switch)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.drawing)
        self._pages.addWidget(self.table)

    def show_draw(self, draw: Draw) -> None:
        """Show a chart: `draw(width, height, sizes)` gives its picture, whose twin fills the table."""
        self.drawing.show_draw(draw)
        cells = twin(self.drawing.drawn())
        rows = list(zip(*cells, strict=True)) if self._upright else [tuple(line) for line in cells]
        heads = rows[0] if rows else ()
        model = TableRows(heads, tuple(rows[1:]), frozenset(range(1, len(heads))))
        self.table.show_model(model)

    def _turn(self) -> None:
        to_table = self._pages.currentWidget() is self.drawing
        self._pages.setCurrentWidget(self.table if to_table else self.drawing)
        self.switch.setText(SHOW_CHART if to_table else SHOW_TABLE)
        self.switch.set_icon("chart-bar" if to_table else "table")
