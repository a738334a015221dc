"""F6: from one area of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

LOOP = 5000  # more than any window holds: a broken chain must not hang the desk


def step_area(areas: Sequence[QWidget], by: int) -> None:
    """Put the cursor in the next area (`by` 1) or the previous one (-1), skipping those that hold nothing to reach."""
    if not areas:
        return
    now = QApplication.focusWidget()
    # The innermost area wins: the cards of a page lie inside the page.
    at = max((rank for rank, area in enumerate(areas) if now is area or area.isAncestorOf(now or area)), default=-1)
    for hop in range(1, len(areas) + 1):
        target = _first_stop(areas[(at + by * hop) % len(areas)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
            return


def _first_stop(area: QWidget) -> QWidget | None:
    """What Tab would visit first in the area: its checked entry, else the first in the order of Tab."""
    if reachable(area):
        return area
    at = area.nextInFocusChain()
    seen = 0
    while at is not None and at is not area and seen < LOOP:
        if area.isAncestorOf(at) and reachable(at):
            return at
        at = at.nextInFocusChain()
        seen += 1
    return None


def reachable(widget: QWidget) -> bool:
    """Whether Tab stops there now."""
    # Asked of every part of every page built, of which most are hidden: the quickest question comes first.
    return bool(
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
