"""Who is welcomed, at the head of the check-in card: portrait, name, and what is to be known of this arrival."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.agenda.rules import punctuality
from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.arrival import Welcome
from ceis_desk.ui.reception.rows import here_words, name_of

_LATE = "après l’heure"
_CHIP = 24


def arrival_words(welcome: Welcome, show: Discretion, now: dt.datetime) -> str:
    """« Attend depuis 10:18 » of someone already here, else how punctual she is, empty without an appointment."""
    here = here_words(welcome.here, show)
    return here or (punctuality(welcome.appointment, now) if welcome.appointment else "")


class GuestLine(QWidget):
    """What is long goes to the next line before it makes the page wider."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._avatar = Avatar(theme, side=30)
        self.name = Text("", "strong", wrap=True)
        self.chip = Chip(theme, "", "success", "clock")
        words = QWidget()
        words.setLayout(Flow(self.name, self.chip))
        line = row(self._avatar, words, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        theme.changed.connect(self._level)
        self._level()

    def show_welcome(self, welcome: Welcome, show: Discretion, now: dt.datetime) -> None:
        """Write everything again, hidden or not."""
        guest = welcome.guest
        self._avatar.show_person(initials(guest.family, guest.first), str(guest.id or ""))
        self.name.setText(name_of(guest, show))
        words, here = arrival_words(welcome, show, now), bool(here_words(welcome.here, show))
        tone = "warn" if here or _LATE in words else "success"
        self.chip.setVisible(bool(words))
        self.chip.show_look(ChipLook(words, tone, "armchair" if here else "clock"))

    def said(self) -> str:
        """What the chip says, empty when it is not there."""
        return self.chip.text()

    def _level(self) -> None:
        """Put the name on the line of its chip, which is taller."""
        self.name.setMinimumHeight(self._theme.px(_CHIP))
