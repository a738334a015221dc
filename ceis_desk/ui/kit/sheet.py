"""A card over the dimmed window: palette, help, confirmation. Échap closes it, the cursor comes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.painting import smooth_painter
from ceis_desk.ui.kit.theme import Theme


class Sheet(QWidget):
    """Keeps Tab inside while open; a click outside or Échap closes it, and `closed` says so."""

    closed = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, content: QWidget, name: str, *, width: int = 660, top: int = 64
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._width, self._top = theme, window, width, top
        self._before: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("card", "sheet")
        self.card.setLayout(column(content, gap=0, margins=(1, 1, 1, 1)))
        self.setAccessibleName(name)
        self.content = content
        window.installEventFilter(self)
        self.card.installEventFilter(self)
        self.hide()

    def open(self, first: QWidget | None = None) -> None:
        """Cover the window and put the cursor in `first`, else in the first part that takes it."""
        # Of the window itself: it may not have the keys back yet, when a dialog of the system has just closed.
        self._before = self._window.focusWidget()
        self.refit()
        self.show()
        self.raise_()
        # One that is hidden takes no cursor: the keys would go on below, Échap among them.
        shown = first if first is not None and first.isVisibleTo(self) else None
        target = shown or next(iter(self._stops()), None)
        (target or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Uncover the window and give the cursor back."""
        if self.isHidden():
            return
        # Given back before hiding: taken from a part that is hidden, it would go to a neighbour, as what is lost does.
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.hide()
        self.closed.emit()

    def refit(self) -> None:
        """Place the card again after its content or the window changed size."""
        self.setGeometry(self._window.rect())
        width, height = self._wide(), self._height()
        top = min(self._top, max((self.height() - height) // 2, 16))
        self.card.setGeometry((self.width() - width) // 2, top, width, height)

    def _wide(self) -> int:
        return min(self._theme.px(self._width), self.width() - 32)

    def _height(self) -> int:
        inside = self.card.layout()
        if inside is not None:
            # A list that has just shrunk has not told the layouts above it yet.
            inside.activate()
        if inside is not None and inside.hasHeightForWidth():
            # In all, edges of the card included; the hint would be that of words in a narrower column.
            return min(inside.totalHeightForWidth(self._wide()), self.height() - 32)
        return min(self.card.sizeHint().height(), self.height() - 32)

    def _stops(self) -> list[QWidget]:
        """What Tab visits, in order."""
        found: list[QWidget] = []
        at: QWidget | None = self.nextInFocusChain()
        while at is not None and at is not self:
            inside = self.isAncestorOf(at) and at.isVisibleTo(self) and at.isEnabled()
            if inside and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now) and not (now.isVisible() and now.isEnabled()):
            # It has just hidden or turned grey: the window knows its neighbour.
            super().focusNextPrevChild(forward)
            now = QApplication.focusWidget()
            if now in stops:
                return True
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        if watched is not self.card:
            if event.type() == QEvent.Type.Resize:
                self.refit()
        elif event.type() == QEvent.Type.LayoutRequest and self.card.size() != QSize(self._wide(), self._height()):
            # What a sheet says below a field must not squeeze the field, nor leave a hole once it is said no more;
            # larger letters want a wider card.
            self.refit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = self._theme.color("veil")
        veil.setAlphaF(0.55)
        with smooth_painter(self) as painter:
            painter.fillRect(self.rect(), veil)


class LeaveButton(Button):
    """Closes the sheet that it stands in, as Échap does."""

    def __init__(self, theme: Theme, words: str = "Annuler") -> None:
        super().__init__(theme, words, key="Échap")
        self.clicked.connect(self._leave)

    def _leave(self) -> None:
        at = self.parentWidget()
        while at is not None and not isinstance(at, Sheet):
            at = at.parentWidget()
        if at is not None:
            at.close_sheet()
