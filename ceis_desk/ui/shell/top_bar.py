"""The top bar: one box for everything, the discreet screen, the clock."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ceis_desk.core.dates import write_hour
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.chip_button import ChipButton
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.painting import icon_at, key_cap_at, key_cap_width, rounded, smooth_painter, width_of, words_at
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.figure import Figure
from ceis_desk.ui.shell.keyboard import Keyboard

_SHORT = "Rechercher…"


class SearchButton(QPushButton):
    """Looks like a field and opens the palette: the typing happens there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Rechercher une personne, une action…")
        self._theme, self._key = theme, ""
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """Show the key in force."""
        self._key = key
        self.setAccessibleDescription(key)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(430), self._theme.px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, middle = self._theme, self._theme.px, self.height() // 2
        with smooth_painter(self) as painter:
            rounded(painter, self.rect(), 8, fill=theme.color("surface"), edge=theme.color("strong"))
            left = px(12) + icon_at(painter, theme, "search", "ink3", 18, px(12), middle) + px(9)
            right = self.width() - px(10) - key_cap_width(theme, self._key)
            key_cap_at(painter, theme, self._key, right, middle)
            room = QRect(left, 0, right - px(8) - left, self.height())
            words_at(painter, room, self._shown(room.width()), theme.font(15), theme.color("ink3"))

    def _shown(self, room: int) -> str:
        """All of it, else the verb alone: cut words would say less."""
        return self.text() if width_of(self.text(), self._theme.font(15)) <= room else _SHORT


class TopBar(QWidget):
    """`search_asked`, `discreet_asked`: what the two buttons want; `state_asked` the page that the state leads to."""

    search_asked = Signal()
    discreet_asked = Signal()
    state_asked = Signal(str)

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("area", "inset")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Barre du haut")
        self.search = SearchButton(theme)
        self.discreet = Button(theme, "Écran discret", icon="eye")
        self.discreet.setCheckable(True)
        self.state = ChipButton(theme)
        self.state.hide()
        self._leads_to = ""
        self.clock = Figure(theme, "", 21, 700, "ink")
        line = row(self.search, gap=14, margins=(20, 8, 20, 8))
        line.setStretch(0, 3)
        line.addStretch(2)
        line.addWidget(self.discreet)
        line.addWidget(self.state)
        line.addWidget(self.clock)
        self.setLayout(line)
        self.search.clicked.connect(self.search_asked)
        self.discreet.clicked.connect(self.discreet_asked)
        self.state.clicked.connect(lambda: self.state_asked.emit(self._leads_to))
        keyboard.follow(self.search, lambda: self.search.set_key(keyboard.cap("palette")))
        keyboard.show_on(self.discreet, "discreet")
        self._fit()
        theme.changed.connect(self._fit)

    def show_discreet(self, on: bool) -> None:
        """Say whether names are hidden."""
        self.discreet.setChecked(on)
        self.discreet.set_icon("eye-off" if on else "eye")

    def show_state(self, state: tuple[ChipLook, str, str] | None) -> None:
        """Where the exchange stands: its chip, the page it leads to, the sentence it stands for; None hides it."""
        self.state.setVisible(state is not None)
        if state is not None:
            look, self._leads_to, sentence = state
            self.state.show_look(look, sentence)

    def show_moment(self, now: dt.datetime) -> None:
        """Turn the clock."""
        self.clock.say(write_hour(now.time()))

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(56))
        self.search.setMaximumWidth(self._theme.px(430))
