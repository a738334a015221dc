"""One start in a process of its own: says on its output, a line at a time, what has just been painted.

`python -m benchmarks._first_paint bare | window FOLDER | desk FOLDER LOGIN PASSWORD`: a bare window; the program up to
its first question; the program up to the first persons found. It then says its memory and leaves.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget

SIZE = (1366, 740)
HEAVY = ("sqlalchemy", "sqlcipher3", "reportlab", "pikepdf", "cryptography", "openpyxl", "alembic")
SETTLED_MS = 1500
LETTER_MS = 120
PATIENCE_MS = 60_000
LETTERS, ENTER = "be", "\r"
_MEMORY = Path("/proc/self/smaps_rollup")


class Painted(QObject):
    """Calls `then` once, when a widget has been painted and the event loop is back.

    Watching one widget costs nothing to the others; an application is watched whole, until `wanted` accepts a widget.
    """

    def __init__(
        self, watched: Sequence[QObject], then: Callable[[], None], wanted: Callable[[QWidget], bool] = lambda _: True
    ) -> None:
        super().__init__(QApplication.instance())
        self._watched, self._then, self._wanted = watched, then, wanted
        for one in watched:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and self._wanted(watched):
            for one in self._watched:
                one.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class Shown(QObject):
    """Calls `then` when the event loop is back: what was shown meanwhile is not painted yet, paints come last."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__(QApplication.instance())
        self._then = then
        QApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, _event: QEvent) -> None:  # noqa: N802 Qt's name
        self._then()


def main() -> None:
    """Start what the arguments name."""
    kind, *rest = sys.argv[1:]
    if kind == "bare":
        sys.exit(bare(new_application("ceis-desk")))
    # Qt came first here, as a bare window needs it: what the program does at that point is done now.
    from ceis_desk.ui.plain_import import restore_import

    restore_import()
    from ceis_desk.app import main as start
    from ceis_desk.ui.kit.theme import ARGUMENTS

    new_application(*ARGUMENTS)

    Shown(lambda: Painted(windows(), lambda: opened(rest[1:])))
    sys.exit(start(["--store", rest[0]]))


def new_application(*arguments: str) -> QApplication:
    """An application that gives up after a while."""
    app = QApplication(list(arguments))
    QTimer.singleShot(PATIENCE_MS, lambda: app.exit(1))
    return app


def bare(app: QApplication) -> int:
    """A window of the same size, with a word in it."""
    window = QMainWindow()
    window.setCentralWidget(QLabel("CEIS Desk"))
    window.resize(*SIZE)

    def painted() -> None:
        say("painted")
        QTimer.singleShot(SETTLED_MS, leave)

    Shown(lambda: Painted(windows(), painted))
    window.show()
    return app.exec()


def windows() -> list[QWidget]:
    """The windows there are, shown or soon to be."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMainWindow)]


def opened(account: list[str]) -> None:
    """The first window is there: wait for its first question, and answer it when there is an account."""
    from ceis_desk.ui.shell.window import OpeningPage, Window

    say("painted", *(name for name in HEAVY if name in sys.modules))
    (window,) = (window for window in windows() if isinstance(window, Window))
    screens: Any = window.findChild(QStackedWidget)

    def turned() -> None:
        # Each question is built when it is needed: the stack of the window says which one comes.
        screens.currentChanged.disconnect(turned)
        # Watched after the program does: the last filter is the first told, before what the program does next.
        Shown(lambda: Painted([screens.currentWidget()], asked))

    def asked() -> None:
        say("asked")
        lock: Any = screens.currentWidget()
        if not account:
            QTimer.singleShot(SETTLED_MS, leave)
            return
        lock.agents.choose(account[0])
        type_letters(lock.password, account[1], lambda: enter(lock.password))

    if isinstance(screens.currentWidget(), OpeningPage):
        screens.currentChanged.connect(turned)
    else:
        asked()


def type_letters(field: QWidget, words: str, then: Callable[[], None]) -> None:
    """Type as a quick hand does, so that what is imported meanwhile has the time that it really has."""
    if not words:
        then()
        return
    press(field, words[0])
    QTimer.singleShot(LETTER_MS, lambda: type_letters(field, words[1:], then))


def enter(password: QWidget) -> None:
    """Entrée on the password: then the search box with the cursor in it, then two letters and their answer."""
    from ceis_desk.ui.reception.search_card import ArrivalSearch, HitList

    window = password.window()
    screens: Any = window.findChild(QStackedWidget)

    def come_in() -> None:
        # Not a filter of the whole application: PySide6 loads every class of Qt at the first private one it meets.
        screens.currentChanged.disconnect(come_in)
        screens.currentWidget().stack.currentChanged.connect(shown)

    def shown() -> None:
        (search,) = window.findChildren(ArrivalSearch)
        Painted([search], lambda: usable(search), lambda widget: window.focusWidget() is widget)

    def usable(search: QWidget) -> None:
        say("search")
        Painted([hits.viewport() for hits in window.findChildren(HitList)], answered)
        for letter in LETTERS:
            press(search, letter)

    def answered() -> None:
        say("answered")
        QTimer.singleShot(SETTLED_MS, leave)

    screens.currentChanged.connect(come_in)
    say("entered")
    press(password, ENTER)


def press(widget: QWidget, letter: str) -> None:
    """One key, whatever window the system takes for the active one."""
    key = Qt.Key.Key_Return if letter == ENTER else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def leave() -> None:
    """Say the memory (PSS, then resident, KiB) where the system tells it, and close."""
    if _MEMORY.exists():
        said = dict(line.split()[:2] for line in _MEMORY.read_text().splitlines()[1:])
        say("memory", said["Pss:"], said["Rss:"])
    QApplication.closeAllWindows()
    QApplication.exit(0)


def say(word: str, *others: str) -> None:
    """One line at once: what happened, then the milliseconds of processor time that this process has had."""
    print(word, f"{time.process_time() * 1000:.3f}", *others, flush=True)


if __name__ == "__main__":
    main()
