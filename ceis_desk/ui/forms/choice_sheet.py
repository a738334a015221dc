"""A short list of choices over the page, each at its digit: who cancels, what to make, steps of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

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


class Choices(RowList):
    """As tall as its lines, and less when the window is short: it then scrolls."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, fit=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), min(self.sizeHint().height(), self._theme.px(120)))


class ChoiceSheet(QWidget):
    """`chosen` gives the code, by a digit or by the arrows and Entrée; `below` stands under the list, to be read."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        keyboard: Keyboard,
        title: str,
        choices: Sequence[Choice],
        *,
        under: str = "",
        below: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._codes = [code for code, *_ in choices]
        self._about: Callable[[], str] = lambda: under
        self.choices = Choices(theme, title)
        self.choices.show_rows(
            [
                (code, RowLook(words, what, icon=icon, icon_boxed=True, key=digit_cap(at, keyboard), key_always=True))
                for at, (code, words, what, icon) in enumerate(choices, start=1)
            ]
        )
        self.choices.go_to(self._codes[0])
        self.choices.opened.connect(self.chosen)
        self.about = Text("", "secondary", "ink2", wrap=True)
        parts = column(Text(title, "title"), self.about, self.choices, gap=10, margins=(20, 16, 20, 18))
        if below is not None:
            parts.addWidget(below)
        self.setLayout(parts)
        self._say()

    def tell(self, discreet: Discreet, about: Callable[[], str]) -> None:
        """What the question bears on, said again when names are hidden or shown."""
        self._about = about
        discreet.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.about.setText(self._about())
        self.about.setVisible(bool(self.about.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event, self._keyboard)
        if digit and digit <= len(self._codes) and not event.isAutoRepeat():
            self.chosen.emit(self._codes[digit - 1])
        else:
            super().keyPressEvent(event)
