"""Figures in lines: a name, its bar, its numbers; the numbers stand in the row, so the bar says nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ceis_desk.drawing.bars import bar_row
from ceis_desk.ui.kit.charts import paint_picture
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import rounded, smooth_painter
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Bar:
    """A number on a scale where `full` takes the whole width; None is hidden and draws nothing."""

    value: int | None
    full: int


@dataclass(frozen=True)
class Line:
    """One line: its name, its cells after it, an icon of the given tone before it."""

    name: str
    cells: tuple[str | Bar, ...]
    icon: str = ""
    tone: str = "ink2"


class BarStrip(QWidget):
    """A bar on its track, as long as the column lets it be."""

    def __init__(self, theme: Theme, bar: Bar) -> None:
        super().__init__()
        self._theme, self._bar = theme, bar
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(90), self._theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        thick = self._theme.px(10)
        with smooth_painter(self) as painter:
            painter.translate(0, (self.height() - thick) // 2)
            rounded(painter, self.rect().adjusted(0, 0, 0, thick - self.height()), 2, fill=self._theme.color("track"))
            paint_picture(painter, self._theme, bar_row(self._bar.value, self._bar.full, self.width(), thick))


class FigureTable(QWidget):
    """Lines under their heads; the first number of a line is the strong one."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self.setAccessibleName(name)

    def show_lines(self, heads: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        """Replace the table; `heads` names the columns after the first, empty over a column of bars."""
        for former in self._shown:
            self._grid.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._shown.clear()
        for column, head in enumerate(heads, 1):
            if head:
                self._put(_figure(Text(head, "hint_strong", "ink2")), 0, column)
        for at, line in enumerate(lines, 1):
            self._grid.setRowStretch(at, 1)
            self._put(self._name_of(line), at, 0)
            strong = True
            for column, cell in enumerate(line.cells, 1):
                if isinstance(cell, Bar):
                    self._put(BarStrip(self._theme, cell), at, column)
                    self._grid.setColumnStretch(column, 1)
                else:
                    self._put(
                        _figure(Text(cell, "strong" if strong else "body", "ink" if strong else "ink2")), at, column
                    )
                    strong = False

    def words(self) -> tuple[str, ...]:
        """Everything written, line after line."""
        texts = (
            text for shown in self._shown for text in ([shown] if isinstance(shown, Text) else shown.findChildren(Text))
        )
        return tuple(text.text() for text in texts)

    def _name_of(self, line: Line) -> QWidget:
        name = Text(line.name, "body")
        if not line.icon:
            return name
        both = QWidget()
        both.setLayout(row(Icon(self._theme, line.icon, line.tone, 18), name, None, gap=8))
        return both

    def _put(self, widget: QWidget, at: int, column: int) -> None:
        self._grid.addWidget(widget, at, column)
        self._shown.append(widget)


def _figure(text: Text) -> Text:
    text.setAlignment(_RIGHT)
    return text
