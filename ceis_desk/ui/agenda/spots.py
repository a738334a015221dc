"""The boxes of the grid as screen readers and the cursor know them: one unpainted widget each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.drawing.shapes import Box


class Spot(QWidget):
    """Where one box stands: its name, its value, its tooltip; keys and clicks go on to the grid."""

    reached = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_box(self, key: str, box: Box, words: tuple[str, str]) -> None:
        """Stand for another box."""
        self.key = key
        self.setGeometry(QRect(round(box.x), round(box.y), round(box.width), round(box.height)))
        self.setAccessibleName(words[0])
        self.setAccessibleDescription(words[1])
        self.setToolTip("\n".join(part for part in words if part))
        self.show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.key)


class Spots:
    """The spots of a grid, made once and used again from one reading to the next; one alone is reached by Tab."""

    def __init__(self, parent: QWidget, reached: SignalInstance) -> None:
        self._parent, self._reached = parent, reached
        self._made: list[Spot] = []
        self._by_key: dict[str, Spot] = {}

    def show(self, places: Mapping[str, Box], words: Mapping[str, tuple[str, str]]) -> None:
        """One spot for each box; the spot of a box that is still there stays its own, with the cursor."""
        kept = {key: spot for key, spot in self._by_key.items() if key in places}
        idle = [spot for spot in self._made if spot not in kept.values()]
        for key in places:
            if key not in kept:
                kept[key] = idle.pop() if idle else self._new()
        for spot in idle:
            spot.hide()
        self._by_key = {key: kept[key] for key in places}
        for key, spot in self._by_key.items():
            spot.show_box(key, places[key], words.get(key, ("", "")))

    def place(self, places: Mapping[str, Box], words: Mapping[str, tuple[str, str]]) -> None:
        """The same boxes at another size."""
        for key, spot in self._by_key.items():
            spot.show_box(key, places[key], words.get(key, ("", "")))

    def of(self, key: str) -> Spot | None:
        """The spot of a box."""
        return self._by_key.get(key)

    def offer(self, key: str) -> None:
        """Have Tab stop at this one alone."""
        for one, spot in self._by_key.items():
            spot.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.NoFocus)

    def has_cursor(self) -> bool:
        """Whether the cursor is on one of them."""
        return any(spot.hasFocus() for spot in self._by_key.values())

    def _new(self) -> Spot:
        spot = Spot(self._parent)
        spot.reached.connect(self._reached)
        self._made.append(spot)
        self._put_in_order(spot)
        return spot

    def _put_in_order(self, spot: Spot) -> None:
        """Have Tab come to it at the place of the grid: made late, it would come after the whole page."""
        held = self._parent.focusPolicy()
        # Qt orders only what takes the cursor.
        for part in (self._parent, spot):
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(self._parent, spot)
        spot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._parent.setFocusPolicy(held)
