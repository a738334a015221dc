"""The screen when the folder cannot be opened: what happened, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import Card, Scroll, column, row
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.dark_side import DarkSide, middle_of

_WIDEST = 1000


class TroublePage(QWidget):
    """Calm and whole: nothing was written, and there are two ways on."""

    other_folder_asked = Signal()
    quit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("area", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = Text("", "body", wrap=True)
        self.where = Text("", "hint", "ink2", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = Button(theme, "Choisir un autre dossier", kind="main", icon="folder-open")
        self.leave = Button(theme, "Quitter", icon="x")
        card = Card(theme, kind="danger")
        head = row(Icon(theme, "alert-triangle", "danger", 22), self.sentence, gap=12)
        head.setStretch(1, 1)
        card.add(head)
        inside = QWidget()
        inside.setLayout(
            column(
                None,
                Text("Le poste ne peut pas s’ouvrir", "title"),
                card,
                Text("Rien n’a été écrit ni effacé dans ce dossier.", "strong", wrap=True),
                self.where,
                row(self.other, self.leave, None, gap=12),
                None,
                gap=14,
                margins=(56, 40, 56, 40),
            )
        )
        halves = row(
            DarkSide(theme, "L’accueil du tiers-lieu social", 420, 42), Scroll(middle_of(inside, _WIDEST)), gap=0
        )
        halves.setStretch(1, 1)
        self.setLayout(halves)
        self.other.clicked.connect(self.other_folder_asked)
        self.leave.clicked.connect(self.quit_asked)

    def show_trouble(self, sentence: str, folder: str) -> None:
        """Say what is wrong with which folder."""
        self.sentence.setText(sentence)
        self.where.setText(f"Dossier\u00a0: {folder}")

    def enter(self) -> None:
        """Put the cursor on the way on."""
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)
