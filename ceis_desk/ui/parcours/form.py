"""The forms of a parcours: those of a case, kept by the key of the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.case.form_sheet import FormSheet, Lines
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import PEOPLE

_KEEP = "validate"


class WayForm(FormSheet):
    """The key that records is that of « Personnes », and its button bears it."""

    def __init__(
        self,
        theme: Theme,
        discreet: Discreet,
        keyboard: Keyboard,
        clock: Callable[[], dt.datetime],
        *,
        title: str,
        lines: Lines,
        verb: str = "Enregistrer",
        under: str = "",
        aside: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(
            theme, discreet, keyboard, clock, title=title, lines=lines, verb=verb, under=under, aside=aside
        )
        keyboard.show_on(self.keep, _KEEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.asked(event, PEOPLE) == _KEEP:
            self._keep()
        else:
            super().keyPressEvent(event)
