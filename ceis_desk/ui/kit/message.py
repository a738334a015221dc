"""Messages in the top bar, or at the bottom right: what happened, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from ceis_desk.ui.kit.announce import announce
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import key_cap_at, key_cap_width, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme

Berth = Callable[[], tuple[QRect, QRect]]
STAY_MS = 20_000
_MARGIN, _LOW, _HIGH = 24, 14, 64


class Message(QWidget):
    """One message over a window: it never takes the cursor nor hides it, and waits longer under the pointer.

    `berth` gives what it may cover whole, and the room there: what is too long for it, or would hide the cursor there,
    goes below.
    """

    undone = Signal()

    def __init__(self, theme: Theme, window: QWidget, berth: Berth = lambda: (QRect(), QRect())) -> None:
        super().__init__(window)
        self._theme, self._window, self._berth = theme, window, berth
        self._undo: Callable[[], None] | None = None
        self._watching = False
        self._icon = Icon(theme, "check", "sun", 18)
        self._words = Text("", "strong", "toast_ink")
        self.action = ToastAction(theme)
        self.action.clicked.connect(self._take_back)
        self.action.watched.connect(self._pause_or_go_on)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAY_MS)
        self._clock.timeout.connect(self.hide)
        self.setLayout(row(self._icon, self._words, self.action, gap=10, margins=(16, 4, 10, 4)))
        self.setProperty("on_nav", True)
        window.installEventFilter(self)
        self.hide()

    def say(
        self,
        words: str,
        *,
        undo: Callable[[], None] | None = None,
        verb: str = "Annuler",
        key: str = "Ctrl Z",
        tone: str = "success",
    ) -> None:
        """Show and speak a short fact; with `undo`, offer to go back. `tone`: success, warn or danger."""
        icons = {
            "success": ("check", "#82D29F"),
            "warn": ("info-circle", "#F5C665"),
            "danger": ("alert-triangle", "#FF9C93"),
        }
        self._icon.set_icon(*icons[tone])
        self._words.setText(words)
        self._undo = undo
        self.action.offer(verb, key)
        self.action.setVisible(undo is not None)
        self._watch_cursor()
        self._place()
        self.show()
        self.raise_()
        self._clock.start()
        announce(self._window, f"{words} {verb}\u00a0: {key}." if undo else words)

    def words(self) -> str:
        """The words now shown, empty when there is no message."""
        return self._words.text() if self.isVisible() else ""

    def dismiss(self) -> None:
        """The next action has begun: the message goes."""
        self._clock.stop()
        self.hide()

    def is_waiting(self) -> bool:
        """True while the 20 seconds run."""
        return self._clock.isActive()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo is not None:
            undo()
        self.undone.emit()

    def _pause_or_go_on(self) -> None:
        if self.action.hasFocus() or self.underMouse():
            self._clock.stop()
        elif self.isVisible():
            self._clock.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._pause_or_go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self._words.setWordWrap(False)
        size, (least, most) = self.sizeHint(), self._berth()
        if size.width() <= most.width() and size.height() <= most.height():
            self.resize(size.expandedTo(least.size()))
            self.move(most.left(), most.top() + (most.height() - self.height()) // 2)
            if not self._hides_cursor():
                return
        self._words.setWordWrap(True)
        if most.width() and self.heightForWidth(most.width()) <= most.height():
            # On two lines there, it still hides nothing of the page.
            self.resize(most.size())
            self.move(most.topLeft())
            if not self._hides_cursor():
                return
        self._words.setWordWrap(False)
        room = self._window.width() - 2 * _MARGIN
        if size.width() > room:
            self._words.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        else:
            self.resize(size)
        left = self._window.width() - self.width() - _MARGIN
        self.move(left, self._window.height() - self.height() - _LOW)
        if self._hides_cursor():
            self.move(left, _HIGH)

    def _watch_cursor(self) -> None:
        top = self._window.window()
        if top.isVisible() and not self._watching:
            self._watching = True
            top.windowHandle().focusObjectChanged.connect(self._step_aside)

    def _step_aside(self, _now: QObject | None) -> None:
        if self.isVisible():
            self._place()

    def _hides_cursor(self) -> bool:
        here = QApplication.focusWidget()
        if here is None or here is self.action or not self._window.isAncestorOf(here):
            return False
        return self.geometry().intersects(QRect(here.mapTo(self._window, QPoint(0, 0)), here.size()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 10, fill=self._theme.color("toast"), edge=self._theme.color("strong"))


class ToastAction(QPushButton):
    """« Annuler » or « Refaire » and its key, on the dark ground of a message."""

    watched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Annuler")
        self._theme, self._key = theme, ""
        self.setProperty("on_nav", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def offer(self, verb: str, key: str) -> None:
        """Show what a click does, and the key that does the same."""
        self.setText(verb)
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        cap = key_cap_width(self._theme, self._key) + px(8) if self._key else 0
        return QSize(width_of(self.text(), self._theme.font(15, 700)) + cap + 2 * px(8), px(32))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.watched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.watched.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._theme.px, self._theme
        with smooth_painter(self) as painter:
            written = words_at(
                painter, self.rect().adjusted(px(8), 0, 0, 0), self.text(), theme.font(15, 700), theme.color("sun")
            )
            if self._key:
                key_cap_at(painter, theme, self._key, px(16) + written, self.height() // 2, ink="toast_ink", fill=None)
