"""Starts the window: one for each folder, painted first, everything heavy imported afterwards."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

import ceis_desk
from ceis_desk.core.clock import Clock
from ceis_desk.core.paths import settings_file, temp_pdf_folder
from ceis_desk.ui.kit.focus import FocusRing
from ceis_desk.ui.kit.french import speak_french
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.system_look import SystemLook
from ceis_desk.ui.kit.theme import ARGUMENTS, Theme
from ceis_desk.ui.shell.desk_choices import DeskChoices, dress
from ceis_desk.ui.shell.single import FirstStart, raise_first
from ceis_desk.ui.shell.window import FirstPaint, Window

if TYPE_CHECKING:
    from ceis_desk.access.door import Opened, Threshold
    from ceis_desk.core.press import Press
    from ceis_desk.exchange.exchanger import ExchangingDoor
    from ceis_desk.ui.shell.desk import Desk
    from ceis_desk.ui.shell.entry import Entry
    from ceis_desk.ui.shell.pages import Page

_FOLDER_VARIABLE = "CEIS_DESK_STORE"
_PLACE = "window"
_QUIET_MS = 2000  # after a signing in: the counter has its first persons found
_NEXT = "people"


@dataclass(frozen=True)
class Outside:
    """What is known of the folder before its door is made: who may come in, and the clock of this PC."""

    look: Callable[[], Threshold]
    clock: Clock


class Program(QObject):
    """The parts of one run, put together; `begin` shows the window, `end` closes the file.

    `asked` says that the first question is on the screen: what can wait until then does.
    """

    asked = Signal()
    desk: Desk

    def __init__(
        self, app: QApplication, folder: Path, resources: Path, make: Callable[[], tuple[ExchangingDoor, Press]],
        pages: tuple[Page, ...] | None = None, outside: Outside | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._app, self._folder, self._make, self._pages, self._outside = app, folder, make, pages, outside
        # Python's collector runs on whatever thread makes objects, and was seen to take for garbage widgets that Qt
        # still shows: the program ended with them. What a day of windows leaves in cycles is small beside that.
        self._collects = gc.isenabled()
        gc.disable()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-shell")
        self._answers = Answers(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_QUIET_MS)
        self._later.timeout.connect(lambda: self._worker.submit(_read_ahead))
        self.choices = DeskChoices(settings_file(folder), self._worker.submit, self)
        self.theme = Theme(resources, scale=self.choices.now.text_scale)
        self._system = SystemLook(self.theme, app.styleHints())
        dress(self.theme, self.choices, self._system)
        self.theme.install(app)
        self.choices.changed.connect(lambda: dress(self.theme, self.choices, self._system))
        self.window = Window(self.theme)
        self.theme.dress(self.window)
        self._ring = FocusRing(self.theme, app, self.window)

    def begin(self) -> None:
        """Show the window; the rest begins once it is painted."""
        if self._outside is None or self._folder.is_dir():
            self.window.show_screen(self.window.opening)
            FirstPaint(self.window.opening).seen.connect(self._go_on)
            self.window.show()
        else:
            # Nothing to wait for: what is seen first is what is asked first.
            self._go_on()

    def end(self) -> None:
        """Finish what is queued and close the file."""
        self._later.stop()
        if hasattr(self, "desk"):
            self.desk.end()
        self._worker.shutdown()
        if self._collects:
            gc.enable()

    def _go_on(self) -> None:
        """Look from outside on the worker, while the way in is imported here."""
        outside = self._outside
        if outside is None:
            self._make_door()
            return
        looked = self._worker.submit(outside.look)
        from ceis_desk.ui.shell.entry import Entry

        entry = Entry(self.window, self.theme, self._folder, self.choices)
        if self._folder.is_dir():
            # What the answer will most likely ask for.
            importlib.import_module("ceis_desk.ui.shell.lock_page")
        self._answers.when(
            looked, lambda seen: self._show_outside(entry, seen, outside.clock), lambda _: self._make_door(entry)
        )

    def _show_outside(self, entry: Entry, seen: Threshold, clock: Clock) -> None:
        self.window.show()
        entry.show_outside(seen, clock)
        shown = self.window.screen_shown()
        if shown is not None:
            # Made before, the desk and its door would keep the first question waiting.
            FirstPaint(shown).seen.connect(lambda: self._make_door(entry))

    def _make_door(self, entry: Entry | None = None) -> None:
        from ceis_desk.ui.shell.desk import Desk

        self.window.show()
        self.desk = Desk(self._app, self.window, self.theme, self.choices, self._folder, self._pages, entry)
        self.desk.folder_chosen.connect(self._start_on)
        self.desk.entry.opened.connect(self._come_in)
        self.asked.emit()
        self._answers.when(
            self._worker.submit(self._make_at_work), lambda both: self.desk.start(*both), self.desk.entry.show_trouble
        )
        # While the password is typed.
        self._worker.submit(_prepare)

    def _make_at_work(self) -> tuple[ExchangingDoor, Press]:
        made = self._make()
        # Imported here: on the thread of the window it would keep a key of the password waiting.
        importlib.import_module("ceis_desk.ui.shell.at_work")
        importlib.import_module("ceis_desk.ui.reception")
        return made

    def _come_in(self, opened: Opened) -> None:
        from ceis_desk.ui.shell.pages import page_of

        if page_of(_NEXT).open_to(opened.actor):
            self._later.start()

    def _start_on(self, folder: Path) -> None:
        if start_on(folder):
            self.window.close()
            self._app.quit()


def _prepare() -> None:
    # What the first sentence spoken needs.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: F401 loaded, not used

    # Other pages are imported at their first visit, for most accounts open a few: no slow disk is waited for then.
    for code in Path(ceis_desk.__file__).parent.rglob("*.pyc"):
        with suppress(OSError):
            code.read_bytes()


def _read_ahead() -> None:
    # The largest of the pages, and the next one that most ask for: its two hundred modules took as long as a page may.
    for name in ("ceis_desk.ui.people", "ceis_desk.ui.parcours.tabs", "ceis_desk.ui.parcours.pilot"):
        importlib.import_module(name)


def start_on(folder: Path) -> bool:
    """Start the program again on another folder; False when it could not."""
    from PySide6.QtCore import QProcess, QProcessEnvironment

    process = QProcess()
    process.setProgram(sys.executable)
    if not getattr(sys, "frozen", False):
        process.setArguments(["-m", "ceis_desk"])
        process.setWorkingDirectory(str(Path(ceis_desk.__file__).parent.parent))
    environment = QProcessEnvironment()
    for name, value in {**os.environ, _FOLDER_VARIABLE: str(folder)}.items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    return bool(process.startDetached()[0])


def run_program(
    folder: Path, resources: Path, make_door: Callable[[], ExchangingDoor], make_press: Callable[[], Press],
    outside: Outside | None = None,
) -> int:  # fmt: skip
    """Open the window on a store folder and run until it closes; a second start raises the first window instead."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(list(ARGUMENTS))
    app.setApplicationName("CEIS Desk")
    first = FirstStart(folder)
    if not first.is_first() and raise_first(folder):
        return 0
    speak_french(app)
    # Documents wait in clear for the preview: none stays after the program, nor after one that was killed.
    _sweep(folder)
    program = Program(app, folder, resources, lambda: (make_door(), make_press()), outside=outside)
    window, choices = program.window, program.choices
    first.called.connect(window.come_forward)
    program.asked.connect(first.listen)
    window.take_place(choices.noted(_PLACE))
    window.closing.connect(lambda: choices.note(_PLACE, window.place()))
    program.begin()
    try:
        return app.exec()
    finally:
        program.end()
        first.close()
        _sweep(folder)


def _sweep(folder: Path) -> None:
    shutil.rmtree(temp_pdf_folder(folder), ignore_errors=True)
