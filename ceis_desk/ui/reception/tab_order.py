"""The order of Tab for widgets made late: Qt puts them at the end of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(anchor: QWidget, widgets: Sequence[QWidget]) -> None:
    """Put `widgets` right after `anchor`, in their order; what followed it comes after them."""
    for widget in reversed(widgets):
        QWidget.setTabOrder(anchor, widget)


def follow_with_all(anchor: QWidget, part: QWidget) -> None:
    """Put everything of `part` that takes the cursor right after `anchor`, in the order in which it was made."""
    # What holds others has no place of its own: moved with them, it would cut the round short.
    follow(
        anchor,
        [
            one
            for one in part.findChildren(QWidget)
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus
            and one.focusProxy() is None
            and one.window() is anchor.window()
        ],
    )
