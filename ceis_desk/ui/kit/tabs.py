"""Tabs of a record: icon, word, count; a reserved one bears a lock and still takes the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from ceis_desk.ui.kit.painting import CENTRE, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _ICON, _GAP = 10, 18, 8
_TIGHT_PAD = 4


@dataclass(frozen=True, slots=True)
class TabLook:
    """One tab; a `count` below 0 shows nothing."""

    code: str
    words: str
    icon: str
    count: int = -1
    locked: bool = False


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of each tab there is room for."""

    pad: int
    icons: bool


# Whole words first: large text gives up icons, then space, before a tab goes behind the arrows.
_FITS = (_Fit(_PAD, icons=True), _Fit(_PAD, icons=False), _Fit(_TIGHT_PAD, icons=False))


class Tabs(QTabBar):
    """A bar of tabs, moved by the arrows; the page shows what `currentChanged` says."""

    def __init__(self, theme: Theme, name: str, looks: tuple[TabLook, ...]) -> None:
        super().__init__()
        self._theme, self._looks = theme, list(looks)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for at, look in enumerate(looks):
            self.addTab(look.words)
            self._speak(at, look)

    def code(self) -> str:
        """The code of the tab shown."""
        return self._looks[self.currentIndex()].code

    def go_to(self, code: str) -> None:
        """Show a tab by its code; raises StopIteration for an unknown one."""
        self.setCurrentIndex(next(at for at, look in enumerate(self._looks) if look.code == code))

    def set_look(self, look: TabLook) -> None:
        """Change the count or the lock of the tab that has this code."""
        at = next(at for at, known in enumerate(self._looks) if known.code == look.code)
        self._looks[at] = look
        self.setTabText(at, look.words)
        self._speak(at, look)
        self.update()

    def _speak(self, at: int, look: TabLook) -> None:
        words = f"{look.words}, {look.count}" if look.count >= 0 else look.words
        self.setAccessibleTabName(at, f"{words}, réservé" if look.locked else words)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._width(self._looks[index], self._fit()), self._theme.px(44))

    def _fit(self) -> _Fit:
        whole = (fit for fit in _FITS if sum(self._width(look, fit) for look in self._looks) <= self.width())
        return next(whole, _FITS[-1])

    def _width(self, look: TabLook, fit: _Fit) -> int:
        px = self._theme.px
        width = 2 * px(fit.pad) + width_of(look.words, self._theme.font(15, 700)) + px(8)
        width += px(_ICON) + px(_GAP) if fit.icons else 0
        width += self._count_width(look) + px(_GAP) if look.count >= 0 else 0
        width += px(16) + px(_GAP) if look.locked else 0
        return width

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _count_width(self, look: TabLook) -> int:
        return max(width_of(str(look.count), self._theme.font(13, 600)) + self._theme.px(12), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        fit = self._fit()
        with smooth_painter(self) as painter:
            for index, look in enumerate(self._looks):
                self._tab(painter, self.tabRect(index), look, fit, on=index == self.currentIndex())

    def _tab(self, painter: QPainter, box: QRect, look: TabLook, fit: _Fit, *, on: bool) -> None:
        theme, px, middle = self._theme, self._theme.px, box.center().y()
        ink = "primary" if on else "ink2"
        left = box.left() + px(fit.pad)
        if fit.icons:
            left += icon_at(painter, theme, look.icon, ink, _ICON, left, middle) + px(_GAP)
        room = QRect(left, box.top(), box.right() - left, box.height())
        left += words_at(painter, room, look.words, theme.font(15, 700 if on else 500), theme.color(ink)) + px(_GAP)
        if look.count >= 0:
            pill = QRect(left, middle - px(11), self._count_width(look), px(22))
            rounded(painter, pill, px(11), fill=theme.color("surface2"), edge=theme.color("line"))
            words_at(painter, pill, str(look.count), theme.font(13, 600), theme.color("ink2"), CENTRE)
            left += pill.width() + px(_GAP)
        if look.locked:
            icon_at(painter, theme, "lock", "warn", 16, left, middle)
        if on:
            painter.fillRect(box.left(), box.bottom() - 2, box.width() - px(4), 3, theme.color("primary"))
