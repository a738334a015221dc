"""A scroll that leaves Page ↑ and Page ↓ to the board: they change days."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.forms.follow_scroll import FollowScroll


class BoardScroll(FollowScroll):
    """Scrolls by the wheel and by where the cursor goes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
