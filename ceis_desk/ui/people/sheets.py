"""One sheet at a time over the window; its content goes when it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.sheet import Sheet
from ceis_desk.ui.kit.theme import Theme


class Sheets(QObject):
    """Opens contents over the window of a page."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._sheet: Sheet | None = None

    def open(self, content: QWidget, name: str, first: QWidget | None = None, *, width: int = 660) -> None:
        """Show `content`, the cursor in `first`."""
        self.close()
        sheet = Sheet(self._theme, self._page.window(), content, name, width=width)
        sheet.closed.connect(lambda: self._gone(sheet))
        self._sheet = sheet
        sheet.open(first)

    def close(self) -> None:
        """Close what is open."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def refit(self) -> None:
        """What is open has other parts to show."""
        if self._sheet is not None:
            # Once what appeared or went has its size.
            QTimer.singleShot(0, self._sheet, self._sheet.refit)

    def content(self) -> QWidget | None:
        """What is open."""
        return self._sheet.content if self._sheet is not None else None

    def _gone(self, sheet: Sheet) -> None:
        if self._sheet is sheet:
            self._sheet = None
        sheet.deleteLater()
