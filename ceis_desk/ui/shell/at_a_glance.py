"""What the frame of whoever is in front tells by itself: the hour, and how many people wait beside « Accueil »."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ceis_desk.ui.kit.link import Answers

if TYPE_CHECKING:
    from ceis_desk.core.store import Change
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.shell.session import Session

_TICK_MS = 1000


class AtAGlance(QObject):
    """Shows the hour each second, and counts again when a visit or the day changes; `door` is given once it is made."""

    def __init__(self, parent: QObject, session: Callable[[], Session | None]) -> None:
        super().__init__(parent)
        self._session, self._answers = session, Answers(self)
        self.door: ExchangingDoor | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)

    def start(self) -> None:
        """Somebody is in."""
        self._tick()
        self._clock.start()
        self.count()

    def stop(self) -> None:
        """Nobody is in any more."""
        self._clock.stop()

    def changed(self, change: Change) -> None:
        """Count again if it may have moved."""
        if change.touches("visit", "day"):
            self.count()

    def count(self) -> None:
        """Read how many people wait, and show it."""
        session = self._session()
        if session is not None and self.door is not None and "reception" in session.frame.side.entries:
            self._answers.when(self.door.waiting(), lambda count: session.show_count("reception", count))

    def _tick(self) -> None:
        session = self._session()
        if session is not None and self.door is not None:
            session.frame.top.show_moment(self.door.now())
