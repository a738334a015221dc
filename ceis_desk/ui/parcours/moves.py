"""Alt and an arrow on a list: what is under the cursor goes up or down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEYS = (("Alt+Up", -1), ("Alt+Down", 1))


def on_moves(held: QWidget, moved: Callable[[int], None]) -> None:
    """Call `moved` with -1 or 1 when the key is struck in this list."""
    for keys, by in KEYS:
        shortcut = QShortcut(QKeySequence(keys), held)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda by=by: moved(by))
