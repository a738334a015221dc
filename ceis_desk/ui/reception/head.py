"""The head of the page: good morning, the day in one sentence, and what the board says."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from ceis_desk.core.dates import write_long_day
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.painting import icon_at, key_cap_at, key_cap_width, rounded, smooth_painter, words_at
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard


class BoardLine(QPushButton):
    """The first instruction, who is away and the messages to do, on one line that opens « Aujourd’hui »."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self._theme, self._empty, self._key = theme, True, ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, words: str, *, empty: bool) -> None:
        """Change the line, whole in the tooltip as well; an `empty` board is quiet."""
        self._empty = empty
        self.setText(words)
        self._say_key()
        self.setAccessibleName(f"Aujourd’hui\u00a0: {words}")

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setAccessibleDescription(key)
        self._say_key()
        self.update()

    def _say_key(self) -> None:
        self.setToolTip(f"{self.text()} ({self._key})" if self.text() else "")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, middle = self._theme, self._theme.px, self.height() // 2
        fill, ink, icon = ("surface2", "ink3", "message") if self._empty else ("warn_s", "warn", "bulb")
        edge = theme.color(ink) if self.underMouse() else theme.color("line") if self._empty else None
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=theme.color(fill), edge=edge)
            left = px(12)
            left += icon_at(painter, theme, icon, ink, 18, left, middle) + px(8)
            right = self.width() - px(10) - key_cap_width(theme, self._key)
            key_cap_at(painter, theme, self._key, right, middle)
            room = QRect(left, 0, right - px(8) - left, self.height())
            words_at(painter, room, self.text(), theme.font(14, 500), theme.color("ink"))


class Head(QWidget):
    """« Bonjour Sofiane », the sentence of the day, the two buttons; the page places the board line."""

    anonymous_asked = Signal()
    new_person_asked = Signal()
    board_asked = Signal()

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self.hello = Text("Bonjour", "title")
        self.sentence = Text("", "body", "ink2", wrap=True)
        self.anonymous = Button(theme, "Passage anonyme", icon="walk")
        self.new_person = Button(theme, "Nouvelle personne", icon="user-plus")
        self.board = BoardLine(theme)
        keyboard.show_on(self.anonymous, "anonymous")
        keyboard.show_on(self.new_person, "new-person")
        keyboard.follow(self.board, lambda: self.board.set_key(keyboard.cap("board")))
        words = column(self.hello, self.sentence, gap=2)
        self._line = row(words, row(self.anonymous, self.new_person, None, gap=10), gap=10)
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
        self.anonymous.clicked.connect(self.anonymous_asked)
        self.new_person.clicked.connect(self.new_person_asked)
        self.board.clicked.connect(self.board_asked)

    def greet(self, name: str) -> None:
        """« Bonjour Sofiane »."""
        self.hello.setText(f"Bonjour {name.partition(' ')[0]}".strip())

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons under the sentence."""
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(direction)

    def show_day(self, day: dt.date, passages: int, waiting: int, *, closed: bool) -> None:
        """« Mardi 18 juin 2019 · 34 passages depuis ce matin, 4 personnes attendent »."""
        self.sentence.setText(day_sentence(day, passages, waiting, closed=closed))


def day_sentence(day: dt.date, passages: int, waiting: int, *, closed: bool) -> str:
    """The day, its visits and its queue in words."""
    date = write_long_day(day)
    came = {0: "aucun passage", 1: "1 passage"}.get(passages, f"{passages} passages")
    wait = {0: "personne n’attend", 1: "1 personne attend"}.get(waiting, f"{waiting} personnes attendent")
    end = ", journée close" if closed else f", {wait}"
    return f"{date[0].upper()}{date[1:]} · {came} depuis ce matin{end}"
