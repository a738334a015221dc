"""How many people wait, beside « Accueil » in the side bar of whoever is in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ceis_desk.ui.kit.link import Answers

if TYPE_CHECKING:
    from ceis_desk.core.store import Change
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.shell.session import Session


class WaitingCount(QObject):
    """Counts again when a visit or the day changes; `door` is given once it is made."""

    def __init__(self, parent: QObject, session: Callable[[], Session | None]) -> None:
        super().__init__(parent)
        self._session, self._answers = session, Answers(self)
        self.door: ExchangingDoor | None = None

    def changed(self, change: Change) -> None:
        """Count again if it may have moved."""
        if change.touches("visit", "day"):
            self.count()

    def count(self) -> None:
        """Read how many people wait, and show it."""
        session = self._session()
        if session is not None and self.door is not None and "reception" in session.frame.side.entries:
            self._answers.when(self.door.waiting(), lambda count: session.show_count("reception", count))
