"""The order of Tab for widgets made late: Qt puts them at the end of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def follow(anchor: QWidget, widgets: Sequence[QWidget]) -> None:
    """Put `widgets` right after `anchor`, in their order; what followed it comes after them."""
    for widget in reversed(widgets):
        QWidget.setTabOrder(anchor, widget)
