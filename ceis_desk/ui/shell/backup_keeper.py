"""Backups by themselves: each hour of work, whoever is in or nobody, and once more before the window closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ceis_desk.access.backups import BackupState, has_come, next_backup
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.layout import column, row
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.progress import ProgressLine
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.kit.theme import Theme

if TYPE_CHECKING:
    from ceis_desk.access.door import Door
    from ceis_desk.core.errors import Refusal
    from ceis_desk.ui.shell.window import Window

_LOOK_EVERY_MS = 60_000
_SHOW_AFTER_MS = 300
CLOSING = "Sauvegarde avant de fermer"
_WORDS = (
    "Tout ce que vous avez fait est déjà enregistré. La sauvegarde se termine\u00a0: la fenêtre se fermera "
    "d’elle-même. Sans attendre, celle d’avant reste la dernière."
)


class ClosingCard(QWidget):
    """What is seen while the last backup is made."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.stay = Button(theme, "Rester ouvert", key="Échap")
        self.leave = Button(theme, "Fermer sans attendre", kind="main", icon="x")
        self.setLayout(
            column(
                Text(CLOSING, "card"),
                ProgressLine(theme, CLOSING),
                Text(_WORDS, "body", "ink2", wrap=True),
                row(None, self.stay, self.leave, gap=10),
                gap=14,
                margins=(20, 18, 20, 18),
            )
        )


class BackupKeeper(QObject):
    """Quiet: a failure stops nobody, is tried again, and is said once.

    `say` shows a sentence and tells whether someone was there to read it; else it waits for whoever comes in.
    """

    def __init__(self, window: Window, theme: Theme, say: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._theme, self._say = window, theme, say
        self._answers = Answers(self)
        self._door: Door | None = None
        self._due: dt.datetime | None = None
        self._told = self._unsaid = ""
        self._working = self._leaving = self._may_leave = False
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_SHOW_AFTER_MS)
        self._patience.timeout.connect(self._show)
        # What must be done before the last backup: it calls what it is given when it has ended, at once by default.
        self.before: Callable[[Callable[[], None]], None] = lambda then: then()
        window.may_close = self.may_close

    def start(self, door: Door | None) -> None:
        """Someone is in: from now on, each hour of work has its backup, the screen locked or not."""
        self._door = door
        if door is not None and not self._clock.isActive():
            self._clock.start()
            self._answers.when(door.safety.state(), self._take_first)
        unsaid, self._unsaid = self._unsaid, ""
        if unsaid:
            self._say(unsaid)

    def end(self) -> None:
        """The program ends: nothing more is begun, and what is under way is given up."""
        self._clock.stop()
        self._patience.stop()
        if self._door is not None:
            self._door.safety.stop()
        self._door = None

    def look(self) -> None:
        """Make the backup when its time has come."""
        door = self._door
        if door is None or self._due is None or self._working or not has_come(self._due, door.now()):
            return
        self._keep(door)

    def may_close(self) -> bool:
        """Whether the window may close now: the last backup is made first, unless nobody waits for it."""
        door = self._door
        if door is None or self._may_leave or _session_ends():
            return True
        if self._leaving:
            # Asked twice: whoever closes does not want to wait.
            return True
        self._leaving = True
        self._patience.start()
        self.before(self._last)
        return False

    def _last(self) -> None:
        """The last backup, unless somebody stayed, or the program has ended meanwhile."""
        if self._leaving and not self._working and self._door is not None:
            self._keep(self._door)

    def _keep(self, door: Door) -> None:
        self._working = True
        self._answers.when(door.safety.keep(), self._take, self._failed)

    def _take_first(self, state: BackupState) -> None:
        if self._door is not None:
            self._due = next_backup(state.last.moment if state.last else None, self._door.now())
            self._tell(state.trouble)

    def _take(self, state: BackupState) -> None:
        self._working = False
        if self._door is not None:
            now = self._door.now()
            self._due = next_backup(now, now, failed=bool(state.trouble))
        self._tell(state.trouble)
        self._finish()

    def _failed(self, refusal: Refusal) -> None:
        self._working = False
        if self._door is not None:
            self._due = next_backup(None, self._door.now(), failed=True)
        self._tell(refusal.sentence)
        self._finish()

    def _tell(self, trouble: str) -> None:
        if trouble and trouble != self._told and not self._leaving and not self._say(trouble):
            self._unsaid = trouble
        self._told = trouble

    # -- closing

    def _show(self) -> None:
        card = ClosingCard(self._theme)
        sheet = self._window.open_sheet(card, CLOSING, width=520, first=card.stay)
        card.stay.clicked.connect(sheet.close_sheet)
        card.leave.clicked.connect(self._leave)
        sheet.closed.connect(self._stay)

    def _stay(self) -> None:
        self._leaving = False

    def _finish(self) -> None:
        if self._leaving:
            self._leave()

    def _leave(self) -> None:
        self._may_leave = True
        self._patience.stop()
        # An answer that was there at once comes inside the closing itself, where Qt hears no second one.
        QTimer.singleShot(0, self._window, self._window.close)


def _session_ends() -> bool:
    """Whether the PC is being shut down: nobody may hold that back."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
