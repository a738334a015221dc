"""Starts the window: one for each folder, painted first, everything heavy imported afterwards."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment
from PySide6.QtWidgets import QApplication

import ceis_desk
from ceis_desk.access.door import Door
from ceis_desk.core.paths import settings_file, temp_pdf_folder
from ceis_desk.core.press import Press
from ceis_desk.ui.kit.focus import FocusRing
from ceis_desk.ui.kit.french import speak_french
from ceis_desk.ui.kit.link import Answers
from ceis_desk.ui.kit.system_look import SystemLook
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.desk import Desk
from ceis_desk.ui.shell.desk_choices import DeskChoices, dress
from ceis_desk.ui.shell.pages import PAGES, Page
from ceis_desk.ui.shell.single import FirstStart, raise_first
from ceis_desk.ui.shell.window import Window

_FOLDER_VARIABLE = "CEIS_DESK_STORE"
_LATER = ("reception", "people", "statistics", "settings", "printing")
Made = tuple[Door, Press]


class Program(QObject):
    """The parts of one run, put together; `begin` shows the window, `end` closes the file."""

    def __init__(
        self, app: QApplication, folder: Path, resources: Path, make: Callable[[], Made],
        pages: tuple[Page, ...] = PAGES,
    ) -> None:  # fmt: skip
        super().__init__()
        self._make = make
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-shell")
        self._answers = Answers(self)
        self.choices = DeskChoices(settings_file(folder), self._worker.submit, self)
        self.theme = Theme(resources, scale=self.choices.now.text_scale)
        self._system = SystemLook(self.theme, app.styleHints())
        dress(self.theme, self.choices, self._system)
        self.theme.install(app)
        self.choices.changed.connect(lambda: dress(self.theme, self.choices, self._system))
        self.window = Window(self.theme)
        self.desk = Desk(app, self.window, self.theme, self.choices, folder, pages)
        self.desk.folder_chosen.connect(lambda chosen: self._start_on(app, chosen))
        self._ring = FocusRing(self.theme, app, self.window)
        self.window.opening.painted.connect(self._make_door)

    def begin(self) -> None:
        """Show the window; the door is made once it is painted."""
        self.window.show()

    def end(self) -> None:
        """Finish what is queued and close the file."""
        self.desk.end()
        self._worker.shutdown()

    def _make_door(self) -> None:
        made = self._worker.submit(self._make)
        self._answers.when(made, lambda both: self.desk.start(*both), self.desk.entry.show_trouble)
        # While the password is typed: the first visit of each page then finds its code there.
        self._worker.submit(_import_pages)

    def _start_on(self, app: QApplication, folder: Path) -> None:
        if start_on(folder):
            self.window.close()
            app.quit()


def _import_pages() -> None:
    for name in _LATER:
        importlib.import_module(f"ceis_desk.ui.{name}")


def start_on(folder: Path) -> bool:
    """Start the program again on another folder; False when it could not."""
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


def run_program(folder: Path, resources: Path, make_door: Callable[[], Door], make_press: Callable[[], Press]) -> int:
    """Open the window on a store folder and run until it closes; a second start raises the first window instead."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(["ceis-desk"])
    app.setApplicationName("CEIS Desk")
    if raise_first(folder):
        return 0
    speak_french(app)
    first = FirstStart(folder)
    program = Program(app, folder, resources, lambda: (make_door(), make_press()))
    first.called.connect(program.window.come_forward)
    program.begin()
    try:
        return app.exec()
    finally:
        program.end()
        first.close()
        # Documents wait in clear for the preview: none stays after the program.
        shutil.rmtree(temp_pdf_folder(folder), ignore_errors=True)
