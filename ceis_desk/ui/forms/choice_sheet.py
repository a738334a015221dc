"""A short list of choices over the page, each at its digit: steps of a case, templates of a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import digit_cap, digit_of
from ceis_desk.ui.shell.keyboard import Keyboard


class Choices(RowList):
    """As tall as its lines, and less when the window is short: it then scrolls."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, fit=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), min(self.sizeHint().height(), self._theme.px(120)))


class ChoiceSheet(QWidget):
    """`chosen` gives the code of a choice; `below` stands under the list, to be read."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        keyboard: Keyboard,
        title: str,
        choices: Sequence[tuple[str, str, str, str]],
        *,
        under: str = "",
        below: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._codes = [code for code, _words, _under, _icon in choices]
        self.choices = Choices(theme, title)
        self.choices.show_rows(
            [
                (
                    code,
                    RowLook(
                        words,
                        subtitle=said,
                        icon=icon,
                        icon_tone="violet",
                        key=digit_cap(at, keyboard),
                        key_always=True,
                    ),
                )
                for at, (code, words, said, icon) in enumerate(choices, start=1)
            ]
        )
        self.choices.go_to(self._codes[0])
        self.choices.opened.connect(self.chosen)
        said = Text(under, "secondary", "ink2", wrap=True)
        parts = column(Text(title, "title"), said, self.choices, gap=10, margins=(20, 16, 20, 18))
        if below is not None:
            parts.addWidget(below)
        self.setLayout(parts)
        said.setVisible(bool(under))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if digit and digit <= len(self._codes):
            self.chosen.emit(self._codes[digit - 1])
        else:
            super().keyPressEvent(event)
