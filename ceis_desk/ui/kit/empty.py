"""What a card says when it has nothing to show: one sentence, one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.text import Icon, Text
from ceis_desk.ui.kit.theme import Theme


class EmptyState(QWidget):
    """A quiet icon, a sentence and perhaps a button."""

    acted = Signal()

    def __init__(self, theme: Theme, sentence: str, *, icon: str = "", action: str = "", key: str = "") -> None:
        super().__init__()
        self.sentence = Text(sentence, "secondary", "ink2", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = column(gap=10, margins=(16, 16, 16, 16))
        inside.addStretch(1)
        if icon:
            inside.addWidget(Icon(theme, icon, "ink3", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.sentence)
        if action:
            self.button = Button(theme, action, key=key)
            self.button.clicked.connect(self.acted)
            inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self.setLayout(inside)
