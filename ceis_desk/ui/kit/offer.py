"""The words offered under a field as it is written in."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate


class Offer(QCompleter):
    """Words that hold what is written, whatever the case; `dress` before they are shown."""

    def __init__(self, words: QStringListModel, field: QLineEdit) -> None:
        super().__init__(words, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def dress(self) -> None:
        """Give the list to the window of the field: Qt leaves it without a parent, so without the style sheet."""
        window, shown = self._field.window(), self.popup()
        if shown is not None and shown.parentWidget() is not window:
            shown.setProperty("offer", True)
            # The one that Qt gives draws its lines without asking the style.
            shown.setItemDelegate(QStyledItemDelegate(shown))
            shown.setParent(window, Qt.WindowType.Popup)
            shown.setFocusProxy(self._field)
