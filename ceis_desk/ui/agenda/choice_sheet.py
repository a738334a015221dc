"""A short question answered by a digit: who cancels, what to make."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.layout import column
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import digit_cap, digit_of
from ceis_desk.ui.shell.keyboard import Keyboard

Choice = tuple[str, str, str, str]
"""Its code, its words, what it means, its icon."""


class ChoiceSheet(QWidget):
    """`picked` gives the code; a digit, or the arrows and Entrée."""

    picked = Signal(str)

    def __init__(self, theme: Theme, keyboard: Keyboard, title: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.about = Text("", "secondary", "ink2", wrap=True)
        self.about.hide()
        self._about: Callable[[], str] = str
        self._codes = [code for code, *_ in choices]
        self.rows = RowList(theme, title, fit=True)
        self.rows.show_rows(
            [
                (code, RowLook(words, what, icon=icon, icon_boxed=True, key=digit_cap(at, keyboard), key_always=True))
                for at, (code, words, what, icon) in enumerate(choices, start=1)
            ]
        )
        self.rows.go_to(self._codes[0])
        self.setLayout(column(Text(title, "title"), self.about, self.rows, gap=10, margins=(20, 16, 20, 16)))
        self.rows.opened.connect(self.picked)

    def tell(self, discreet: Discreet, about: Callable[[], str]) -> None:
        """What the question bears on, said again when names are hidden or shown."""
        self._about = about
        discreet.changed.connect(self._say)
        self.about.show()
        self._say()

    def _say(self) -> None:
        self.about.setText(self._about())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if digit and digit <= len(self._codes) and not event.isAutoRepeat():
            self.picked.emit(self._codes[digit - 1])
        else:
            super().keyPressEvent(event)
