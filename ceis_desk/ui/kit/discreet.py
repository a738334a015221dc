"""The discreet screen: one switch that every view obeys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SIGNAL, QObject, Signal

from ceis_desk.access.masking import Discretion


class Discreet(QObject):
    """Whether names are hidden (F9), and the one formatter that hides them."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, on: bool = False) -> None:
        super().__init__(parent)
        self._show = Discretion(on)

    @property
    def on(self) -> bool:
        """Whether the screen is discreet."""
        return self._show.on

    @property
    def show(self) -> Discretion:
        """The formatter to pass every name, birth, motif and amount through."""
        return self._show

    def follow(self, shown: QObject, act: Callable[[], None]) -> None:
        """Call `act` after each switch for as long as `shown` lives: what `act` holds goes with it."""
        QObject.connect(self, SIGNAL("changed(bool)"), shown, lambda _on: act())

    def set_on(self, on: bool) -> None:
        """Switch; every view re-reads what it shows."""
        self._become(Discretion(on, self._show.key))

    def set_key(self, key: str) -> None:
        """The key, in French, that shows what is hidden."""
        self._become(Discretion(self.on, key))

    def _become(self, show: Discretion) -> None:
        if show != self._show:
            self._show = show
            self.changed.emit(show.on)
