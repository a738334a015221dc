"""The top of the preview: back, title, zoom, pages, text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button, IconButton
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

READ_TEXT, SEE_PAGE = "Lire le texte", "Voir la page"


class PreviewBar(QWidget):
    """`asked` says what a button wants: close, in, out, before, after, text."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("area", "inset")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text("", "card")
        self.zoom, self.page = Text("", "strong"), Text("", "strong")
        self.back = self._button(theme, "arrow-left", "Revenir", "Échap", "close")
        self.smaller = self._button(theme, "zoom-out", "Réduire la page", "Ctrl -", "out")
        self.larger = self._button(theme, "zoom-in", "Agrandir la page", "Ctrl +", "in")
        self.before = self._button(theme, "chevron-left", "Page précédente", "Page ↑", "before")
        self.after = self._button(theme, "chevron-right", "Page suivante", "Page ↓", "after")
        self.text = Button(theme, READ_TEXT, kind="quiet", icon="file-text", compact=True)
        self.text.clicked.connect(lambda: self.asked.emit("text"))
        names = column(None, self.title, Text("aperçu avant impression", "secondary", "ink2"), None, gap=0)
        zoom, pages = _group(self.smaller, self.zoom, self.larger), _group(self.before, self.page, self.after)
        tools = QWidget()
        tools.setLayout(Flow(zoom, pages, self.text))
        line = row(self.back, names, gap=10, margins=(14, 8, 14, 8))
        line.addStretch(1)
        line.addWidget(tools, 3)
        self.setLayout(line)

    def show_title(self, title: str) -> None:
        """Say which document this is."""
        self.title.setText(title)
        self.setAccessibleName(f"Aperçu avant impression\u00a0: {title}")

    def show_zoom(self, words: str) -> None:
        """Say at which size the page is shown."""
        self.zoom.setText(words)

    def show_page(self, page: int, count: int) -> None:
        """Say where one is; `page` is counted from 0."""
        self.page.setText(f"page {page + 1} sur {count}")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < count - 1)

    def show_text_on(self, on: bool) -> None:
        """Say what the button would show next."""
        self.text.setText(SEE_PAGE if on else READ_TEXT)

    def _button(self, theme: Theme, icon: str, name: str, key: str, wish: str) -> IconButton:
        button = IconButton(theme, icon, name, key=key)
        button.clicked.connect(lambda: self.asked.emit(wish))
        return button


def _group(*parts: QWidget) -> QWidget:
    """A button on each side of the words between them, that never part."""
    group = QWidget()
    group.setLayout(row(*parts, gap=8, margins=(0, 0, 12, 0)))
    return group
