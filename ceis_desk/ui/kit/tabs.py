"""Tabs of a record: icon, word, count; a reserved one bears a lock and still takes the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from ceis_desk.ui.kit.painting import CENTRE, icon_at, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme

_PAD, _ICON, _GAP = 10, 18, 8


@dataclass(frozen=True, slots=True)
class TabLook:
    """One tab; a `count` below 0 shows nothing."""

    code: str
    words: str
    icon: str
    count: int = -1
    locked: bool = False


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
        px, look = self._theme.px, self._looks[index]
        width = 2 * px(_PAD) + px(_ICON) + px(_GAP) + width_of(look.words, self._theme.font(15, 700))
        width += self._count_width(look) + px(_GAP) if look.count >= 0 else 0
        width += px(16) + px(_GAP) if look.locked else 0
        return QSize(width + px(8), px(44))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _count_width(self, look: TabLook) -> int:
        return max(width_of(str(look.count), self._theme.font(13, 600)) + self._theme.px(12), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            for index, look in enumerate(self._looks):
                self._tab(painter, self.tabRect(index), look, index == self.currentIndex())

    def _tab(self, painter: QPainter, box: QRect, look: TabLook, on: bool) -> None:
        theme, px, middle = self._theme, self._theme.px, box.center().y()
        ink = "primary" if on else "ink2"
        left = box.left() + px(_PAD)
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
