"""The frame of the desk: side bar, top bar, and the page shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Rule
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.side_bar import SideBar
from ceis_desk.ui.shell.top_bar import TopBar

_ICONS_UNDER, _BESIDE = 1100, 14


def _is_command(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(held) or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


def _is_bound(shortcut: QShortcut, pressed: QKeySequence) -> bool:
    bound, parent = shortcut.keys(), shortcut.parent()
    return pressed in bound and isinstance(parent, QWidget) and parent.isVisible()


class Frame(QWidget):
    """Passive: it shows pages by code and reshapes itself with the room it has."""

    resized = Signal()

    def __init__(self, theme: Theme, side: SideBar, top: TopBar) -> None:
        super().__init__()
        self._theme, self._passing = theme, False
        self.side, self.top = side, top
        self.stack = QStackedWidget()
        # The first page is shown as soon as it is held: this one, so that no other is before it is asked for.
        self.stack.addWidget(QWidget())
        right = column(top, Rule(), self.stack, gap=0)
        right.setStretch(2, 1)
        halves = row(side, right, gap=0)
        halves.setStretch(1, 1)
        self.setLayout(halves)
        theme.changed.connect(self._fit)

    def show_page(self, page: QWidget) -> None:
        """Show a page, adding it when it is new."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def berth(self) -> tuple[QRect, QRect]:
        """Where a message hides nothing of the page: the box of the top bar, whose key answers all the same."""
        left, right = (self.top.mapTo(self, at) for at in (self.top.search.pos(), self.top.discreet.pos()))
        room = QRect(left.x(), self.top.y(), right.x() - left.x() - self._theme.px(_BESIDE), self.top.height())
        return QRect(left, self.top.search.size()), room

    def areas(self) -> list[QWidget]:
        """What F6 visits: side bar, top bar, then the cards of the page as it names them."""
        page = self.stack.currentWidget()
        named = getattr(page, "areas", None)
        inside = list(named()) if callable(named) else [page] if page is not None else []
        return [self.side, self.top, *inside]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of the page answers while the cursor is in a bar beside it; one that writes stays where it is."""
        page, here = self.stack.currentWidget(), QApplication.focusWidget()
        beside = here is not None and (self.side.isAncestorOf(here) or self.top.isAncestorOf(here))
        if page is None or not beside or self._passing or not _is_command(event):
            super().keyPressEvent(event)
            return
        pressed = QKeySequence(event.keyCombination())
        bound = [one for one in page.findChildren(QShortcut) if _is_bound(one, pressed)]
        if bound:
            bound[0].activated.emit()
        else:
            # What the page does not want comes back here.
            self._passing = True
            QApplication.sendEvent(page, event)
            self._passing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Larger words leave less room: what counts is the width measured in words.
        self.side.set_narrow(self.width() < self._theme.px(_ICONS_UNDER))
