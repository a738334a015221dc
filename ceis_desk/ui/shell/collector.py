"""Cycles freed on the thread of the window alone: what Qt made there may only end there."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EACH = 1_000  # milliseconds


class Collector(QObject):
    """Stands in for Python's own collector, which runs on whatever thread makes objects, and there kills a widget.

    A page that is gone is a cycle of pilots, closures and views: collected by a lane of the store, it took the whole
    program with it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(_EACH)

    def end(self) -> None:
        """Give the collector back to Python as it was found."""
        self._timer.stop()
        if self._was:
            gc.enable()


def collect() -> None:
    """The oldest generation that is due, as Python would."""
    ages = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [age for age, (count, most) in enumerate(ages) if count > most]
    if due:
        gc.collect(due[-1])
