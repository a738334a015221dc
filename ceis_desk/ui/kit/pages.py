"""Pages in one place, one of them shown: as tall as that one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.layout import column


class Pages(QWidget):
    """A stack of Qt keeps the height of its tallest page: in a page that scrolls, a short one would end in nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._layout = column(gap=0)
        self.setLayout(self._layout)

    def add(self, page: QWidget) -> None:
        """Put a page after the others; the first one shows."""
        self._layout.addWidget(page)
        page.setVisible(not self._pages)
        self._pages.append(page)

    def show_page(self, at: int) -> None:
        """Show the page of this number, from 0."""
        # Shown before the other hides: the cursor that was there has somewhere to go.
        self._pages[at].show()
        for page in self._pages:
            page.setVisible(page is self._pages[at])

    def shown(self) -> QWidget:
        """The page that shows."""
        return next(page for page in self._pages if not page.isHidden())
