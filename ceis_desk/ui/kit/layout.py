"""Rows, columns, cards and pages: the boxes things stand in."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ceis_desk.ui.kit.sheet_style import set_styled
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

CardKind = Literal["plain", "inset", "chosen", "draft", "warn", "check", "danger", "success", "primary", "sheet"]
Part = QWidget | QLayout | int | None


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts from left to right; None pushes what follows to the end, a number is a space in pixels."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def column(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts from top to bottom; None pushes what follows to the end, a number is a space in pixels."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def even(*parts: QWidget, gap: int = 12) -> QHBoxLayout:
    """Fields side by side, all of the same width."""
    layout = row(*parts, gap=gap)
    for at in range(len(parts)):
        layout.setStretch(at, 1)
    return layout


def emptied(layout: QLayout) -> None:
    """Take out of a layout the widgets that it holds; they are gone at once."""
    while layout.count():
        item = layout.takeAt(0)
        former = item.widget() if item else None
        if former is not None:
            former.hide()
            former.deleteLater()


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


class Card(QFrame):
    """A white card: icon and title at the head, what you put at the right of it, then the body."""

    def __init__(self, theme: Theme, title: str = "", icon: str = "", *, kind: CardKind = "plain") -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.head = row(gap=8)
        self.body = column(gap=8)
        self.right = row(gap=8)
        self.title = Text(title, "card")
        outer = column(gap=8, margins=(16, 12, 16, 14))
        if icon:
            self.head.addWidget(Icon(theme, icon, "primary", 20))
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addLayout(self.right)
        if title:
            outer.addLayout(self.head)
            self.setAccessibleName(title)
        else:
            self.title.setParent(self)
            self.title.hide()
        outer.addLayout(self.body, 1)
        self.setLayout(outer)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something below what is already in the card."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def set_kind(self, kind: CardKind) -> None:
        """Change the look, « chosen » for the card that the keys act on."""
        set_styled(self, "card", kind)


class Scroll(QScrollArea):
    """A page that scrolls up and down when the window is too short for it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setProperty("scroll", "inside")
        # Qt's own viewport is unknown to Python: asked for, it would have PySide6 load every class of widgets.
        self.setViewport(QWidget())
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
