"""The help: the keys of this screen, then those of the whole program, as they are on this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.sheet_scroll import SheetScroll
from ceis_desk.ui.kit.text import KeyCap, Rule, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keys import KeyLine
from ceis_desk.ui.shell.window import Window

Groups = tuple[tuple[str, tuple[KeyLine, ...]], ...]


class HelpCard(QWidget):
    """Groups of keys, each with a title."""

    def __init__(self, theme: Theme, groups: Groups) -> None:
        super().__init__()
        self.close_button = Button(theme, "Fermer", key="Échap", compact=True)
        inside = QWidget()
        parts = column(gap=10, margins=(20, 4, 20, 16))
        for title, lines in groups:
            if lines:
                parts.addWidget(Text(title, "strong", "ink2"))
                parts.addWidget(_keys(theme, lines))
        parts.addStretch(1)
        inside.setLayout(parts)
        scroll = SheetScroll(inside)
        # Reached by Tab, so that the arrows scroll a long list.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Touches du clavier")
        head = row(Text("Touches du clavier", "card"), None, self.close_button, margins=(20, 14, 14, 10))
        self.setLayout(column(head, Rule(), scroll, gap=0))


def _keys(theme: Theme, lines: tuple[KeyLine, ...]) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 6)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for at, line in enumerate(lines):
        cap = KeyCap(theme, line.keys)
        what = Text(line.what, "body", wrap=True)
        cap.setBuddy(what)
        grid.addWidget(cap, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, at, 1)
    grid.setColumnStretch(1, 1)
    return held


def open_help(window: Window, theme: Theme, groups: Groups) -> None:
    """Show the keys, unless they are there already."""
    if any(isinstance(sheet.content, HelpCard) for sheet in window.sheets()):
        return
    card = HelpCard(theme, groups)
    sheet = window.open_sheet(card, "Touches du clavier", width=620, first=card.close_button)
    card.close_button.clicked.connect(sheet.close_sheet)
