"""The frame of the desk and its first page, made while the password is typed: nothing of them knows who comes in."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import Clock
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.frame import Frame
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.pages import Page
from ceis_desk.ui.shell.side_bar import SideBar
from ceis_desk.ui.shell.top_bar import TopBar
from ceis_desk.ui.shell.window import Window


@dataclass
class Laid:
    """What is ready of a desk: its frame, and the page that most accounts begin on, when that one is ready too."""

    frame: Frame
    page: QWidget | None = None

    def drop_page(self) -> None:
        """Whoever comes in begins elsewhere: the page would wait for nobody."""
        if self.page is not None:
            self.frame.stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None


def make_frame(theme: Theme, keyboard: Keyboard, pages: tuple[Page, ...]) -> Frame:
    """The frame before anybody is in it."""
    side = SideBar(theme, keyboard, tuple(page for page in pages if not page.within))
    return Frame(theme, side, TopBar(theme, keyboard))


class Laying(QObject):
    """One part at a time, so that a key struck meanwhile waits for one part at most.

    Whoever comes in first takes what is ready; the rest is then made as for anybody who comes in later.
    """

    def __init__(
        self, window: Window, theme: Theme, discreet: Discreet, keyboard: Keyboard, clock: Clock,
        pages: tuple[Page, ...],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._theme, self._discreet = window, theme, discreet
        self._keyboard, self._clock, self._pages = keyboard, clock, pages
        self._laid: Laid | None = None
        self._parts = self._lay()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def take(self) -> Laid | None:
        """What is ready, for whoever comes in; the laying ends there."""
        self._end()
        laid, self._laid = self._laid, None
        return laid

    def _end(self) -> None:
        self._timer.stop()
        self._parts.close()

    def _go_on(self) -> None:
        if next(self._parts, "over") == "over":
            self._end()

    def _lay(self) -> Generator[str]:
        """Make each part, then draw it for nobody: icons, letters and measures are there when it is shown."""
        frame = make_frame(self._theme, self._keyboard, self._pages)
        self._window.hold(frame)
        self._laid = laid = Laid(frame)
        yield "frame"
        lay = next((page.lay for page in self._pages if page.lay is not None), None)
        if lay is not None:
            laid.page = lay(self._theme, self._discreet, self._keyboard, self._clock)
            frame.stack.addWidget(laid.page)
            yield "page"
        if (shown := self._window.screen_shown()) is not None:
            frame.setGeometry(shown.geometry())
        for bar in (frame.side, frame.top):
            bar.grab()
            yield "bar"
        if laid.page is not None:
            laid.page.setGeometry(frame.stack.rect())
            laid.page.grab()
