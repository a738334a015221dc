"""Figures under the cards: a name, a number, a word, and the formula in the tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.painting import rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet.rows import TileLook

_SIDE = 8  # px on each side of the words: five tiles stay on one line with a solde of four figures
_SLACK = 4  # px: painted words are a little wider than measured, and would end with an ellipsis


class FigureTile(QWidget):
    """One figure; its accessible name is what screen readers read. It grows with its number and never shrinks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look = TileLook("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: TileLook) -> None:
        """Show another value."""
        if look == self._look:
            return
        self._look = look
        self.setAccessibleName(f"{look.label}\u00a0: {look.value} {look.aside}")
        self.setToolTip(look.source)
        if self.sizeHint().width() > self.width():
            self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The figure as it is read."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        theme, px = self._theme, self._theme.px
        value = width_of(self._look.value, theme.font(17, 700)) + px(5) + width_of(self._look.aside, theme.font(13))
        return QSize(max(value, width_of(self._look.label, theme.font(13))) + px(2 * _SIDE + _SLACK), px(50))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, look = self._theme, self._theme.px, self._look
        ink = "danger" if look.bad else "ink"
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=theme.color("surface"), edge=theme.color("line"))
            room = QRect(px(_SIDE), px(5), self.width() - 2 * px(_SIDE), px(18))
            words_at(painter, room, look.label, theme.font(13), theme.color("ink2"))
            below = room.translated(0, px(20))
            below.setHeight(px(22))
            wide = words_at(painter, below, look.value, theme.font(17, 700), theme.color(ink))
            words_at(painter, below.adjusted(wide + px(5), 0, 0, 0), look.aside, theme.font(13), theme.color("ink2"))


class FigureTiles(QWidget):
    """The figures side by side, on more lines where there is no room."""

    def __init__(self, theme: Theme, count: int) -> None:
        super().__init__()
        self._tiles = [FigureTile(theme) for _ in range(count)]
        self.setLayout(Flow(*self._tiles, gap=6))
        self.setAccessibleName("Chiffres de la fiche")

    def show_looks(self, looks: Sequence[TileLook]) -> None:
        """Show the figures of a sheet."""
        for tile, look in zip(self._tiles, looks, strict=True):
            tile.show_look(look)
