"""Cards closer to their edge: three columns and all their counts hold on a screen of 768 pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def tighten(card: QWidget, left: int, top: int, right: int, bottom: int) -> None:
    """Give the content of a card these margins, in pixels."""
    inside = card.layout()
    if inside is not None:
        inside.setContentsMargins(left, top, right, bottom)
