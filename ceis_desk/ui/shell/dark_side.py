"""The dark half of the screens before the desk opens: the mark, and what each screen puts below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ceis_desk.ui.kit.brand import Brand
from ceis_desk.ui.kit.layout import Scroll, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme


def brand_block(theme: Theme, under: Text) -> QWidget:
    """The mark, « CEIS Desk », and a line under it."""
    block = QWidget()
    words = column(Text("CEIS Desk", "card", "nav_ink"), under, gap=0)
    block.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    block.setLayout(row(Brand(theme), words, None, gap=12))
    return block


class DarkSide(QWidget):
    """A column on the dark ground; `body` is where a screen puts its own parts. Wide in pixels at 100 %."""

    def __init__(self, theme: Theme, under: str, width: int, margin: int) -> None:
        super().__init__()
        self._theme, self._wish = theme, width
        self.setProperty("area", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.under = Text(under, "hint", "nav_ink2")
        self.body: QVBoxLayout = column(gap=12)
        inside = QWidget()
        parts = column(brand_block(theme, self.under), self.body, gap=12, margins=(margin, 36, margin, 30))
        parts.setStretch(1, 1)
        inside.setLayout(parts)
        outer = column(Scroll(inside), gap=0)
        self.setLayout(outer)

    def sizeHint(self) -> QSize:
        # Larger words need more room, but never at the price of what is typed on the right.
        share = round(self.window().width() * 0.41)
        return QSize(min(self._theme.px(self._wish), max(share, 220)), 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)


def fact_line(theme: Theme, icon: str, words: str = "", tone: str = "nav_ink") -> tuple[QWidget, Text]:
    """An icon in sun and a sentence on the dark ground."""
    line, said = QWidget(), Text(words, "strong", tone, wrap=True)
    parts = row(Icon(theme, icon, "sun", 18), said, gap=10)
    parts.setStretch(1, 1)
    line.setLayout(parts)
    return line, said


def middle_of(inside: QWidget, width: int) -> QWidget:
    """`inside` in the middle of a wide screen, never wider than `width` pixels at 100 %."""
    held = QWidget()
    inside.setMaximumWidth(width)
    line = row(gap=0)
    line.addStretch(1)
    line.addWidget(inside, 1000)
    line.addStretch(1)
    held.setLayout(line)
    return held
