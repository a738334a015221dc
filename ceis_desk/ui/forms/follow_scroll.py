"""A part of a page that scrolls, and keeps in sight what has the cursor: a field, a button, a line of a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ceis_desk.ui.kit.layout import Scroll
from ceis_desk.ui.kit.row_list import RowList

_AROUND = 24
"""Pixels kept in sight above and below, for the focus ring and a line of what is around."""


class FollowScroll(Scroll):
    """Lists are as tall as their lines, so the line chosen is what must be seen of them."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self._inside = inside
        for lines in inside.findChildren(RowList):
            lines.moved.connect(lambda _ident, lines=lines: self._follow_line(lines))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def see(self) -> None:
        """Bring back in sight what has the cursor, once sizes have changed."""
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._inside.isAncestorOf(now):
            return
        if isinstance(now, RowList):
            self._follow_line(now)
        else:
            self.ensureWidgetVisible(now, 0, _AROUND)

    def _follow_line(self, lines: RowList) -> None:
        if not lines.hasFocus():
            return
        box = lines.visualRect(lines.currentIndex())
        for edge in (box.bottom(), box.top()):
            at = lines.viewport().mapTo(self._inside, QPoint(box.center().x(), edge))
            self.ensureVisible(at.x(), at.y(), 0, _AROUND)
