"""One rule for the whole window: what loses the cursor by hiding or turning grey hands it to its nearest neighbour.

Qt hands it to whatever follows in the order of Tab, and after the last part of a page that is the ribbon at the top.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.pages import Pages
from ceis_desk.ui.shell.areas import LOOP, reachable

_BACK = (QEvent.Type.EnabledChange, QEvent.Type.Show)


class CursorKeeper(QObject):
    """What the window asks before it moves the cursor by itself, and who gives it back.

    What turns usable again has the cursor back, unless a key was struck meanwhile.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._left: QWidget | None = None
        self._taken: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def hand_over(self) -> bool:
        """Put the cursor beside what can no longer have it; False when nothing lost it, or nothing can take it."""
        old = QApplication.focusWidget()
        return old is not None and self._pass_on(old)

    def _pass_on(self, old: QWidget) -> bool:
        if not self._holds(old) or _is_usable(old) or _turns_away(old):
            return False
        target = neighbour(old)
        if target is None:
            return False
        self._forget()
        self._left, self._taken = old, target
        for one in (old, target):
            one.installEventFilter(self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None and old is not None and self._holds(old) and not _is_usable(old):
            # A whole part turned grey: Qt asks nobody. Not here, where others are still told of the loss.
            QTimer.singleShot(0, old, lambda: self._pass_on(old) if QApplication.focusWidget() is None else None)
        elif now is not None and now is not self._taken:
            self._forget()

    def _holds(self, one: QWidget) -> bool:
        # The window that ends takes the cursor from its own part.
        return isValid(one) and isValid(self._window) and self._window.isAncestorOf(one)

    def _forget(self) -> None:
        for one in (self._left, self._taken):
            if one is not None and isValid(one):
                one.removeEventFilter(self)
        self._left = self._taken = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._taken and event.type() == QEvent.Type.KeyPress:
            self._forget()
        elif watched is self._left and self._taken is not None and event.type() in _BACK:
            left, has_it = self._left, self._taken.hasFocus()
            if _is_usable(left) and has_it:
                self._forget()
                left.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def neighbour(old: QWidget) -> QWidget | None:
    """What follows `old`, else what comes before it, in the smallest box that holds either."""
    after, before = _stops(old)
    box = old.parentWidget()
    while box is not None:
        inside = next((one for one in (*after, *before) if box.isAncestorOf(one)), None)
        if inside is not None:
            return inside
        box = box.parentWidget()
    return None


def _stops(old: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """What Tab would visit after `old`, nearest first, and what it would have visited before, nearest first."""
    after: list[QWidget] = []
    before: list[QWidget] = []
    wrapped, at, seen = False, old.nextInFocusChain(), 0
    while at is not None and at is not old and seen < LOOP:
        wrapped = wrapped or at.isWindow()
        if reachable(at):
            (before if wrapped else after).append(at)
        at = at.nextInFocusChain()
        seen += 1
    return after, before[::-1]


def _turns_away(old: QWidget) -> bool:
    """Whether its whole page leaves: the stack gives the cursor to the page that comes, no neighbour is looked for.

    Among all that Tab visits are parts unknown to Python, for which PySide6 loads every class of widgets.
    """
    at = old
    while (above := at.parentWidget()) is not None:
        if at.isHidden() and isinstance(above, (QStackedWidget, Pages)):
            return True
        at = above
    return False


def _is_usable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
