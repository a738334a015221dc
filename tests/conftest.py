"""What every test gets: no screen, no real profile, and the guilty test fails for what it leaves behind."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any import of Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

# Property tests: a sample at each run, ten times more in the long one; an example has no time limit on a busy machine.
settings.register_profile("sample", deadline=None, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=500)
settings.load_profile("long" if os.environ.get("CEIS_DESK_LONG") else "sample")

PROFILE = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
JOIN_SECONDS = 2.0
CYCLES = 400_000  # objects made since the last collection: some tests of windows, hundreds of plain ones
QT_OWN_WINDOWS = frozenset({"QTipLabel", "QDesktopWidget"})  # Qt keeps one of each for its own use


@pytest.fixture(autouse=True)
def _own_profile(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the profile of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("CEIS_DESK_") and name != "CEIS_DESK_LONG"]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("HOME", str(home))
    for name in PROFILE:
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _cycles_end_here() -> Iterator[None]:
    """What a test of windows leaves in cycles is freed between two tests, never by a lane of the next one."""
    gc.disable()
    yield
    if gc.get_count()[0] > CYCLES:
        gc.collect()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in a log fails the test, unless the test asks for `caplog` and so reads it."""
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    yield
    root.removeHandler(listener)
    if listener.heard and "caplog" not in request.fixturenames:
        pytest.fail("unexpected log: " + "; ".join(listener.heard))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A lane or a worker that outlives its test was closed by nobody."""
    before = set(threading.enumerate())
    yield
    _wait_for_qt_pool()
    left = []
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread):  # Qt's own pool: waited for just above, and never removed
            continue
        thread.join(JOIN_SECONDS)
        if thread.is_alive():
            left.append(thread.name)
    if left:
        pytest.fail(f"threads left alive: {', '.join(sorted(left))}")


def _wait_for_qt_pool() -> None:
    if "PySide6.QtCore" not in sys.modules:
        return
    from PySide6.QtCore import QThreadPool

    if not QThreadPool.globalInstance().waitForDone(int(JOIN_SECONDS * 1000)):
        pytest.fail("work left running in Qt's thread pool")


@pytest.fixture(autouse=True)
def _no_hook_left() -> Iterator[None]:
    """An exception hook left in place would hide the exceptions of the slots of the next test."""
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    yield
    after = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    if after != before:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
        pytest.fail("an exception hook was left in place")


@pytest.fixture(autouse=True)
def _nothing_left_on_screen(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows and running timers that outlive their test crash a later, innocent one."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QTimer

    started: list[QTimer] = []
    start = QTimer.start

    def remember(timer: QTimer, *interval: int) -> None:
        started.append(timer)
        start(timer, *interval)

    before = {_address(window) for window in _windows()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTimer, "start", remember)
        yield
    _delete_what_waits()
    left = _windows_left(before)
    if left:
        gc.collect()
        _delete_what_waits()
        left = _windows_left(before)
    running = [f"QTimer of {timer.interval()} ms" for timer in started if _is_alive(timer) and timer.isActive()]
    if left or running:
        pytest.fail(f"left alive: {', '.join(left + running)}")


def _windows_left(before: set[int]) -> list[str]:
    return sorted(
        type(window).__name__
        for window in _windows()
        if _address(window) not in before and window.metaObject().className() not in QT_OWN_WINDOWS
    )


def _windows() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _address(window: QWidget) -> int:
    import shiboken6

    return int(shiboken6.getCppPointer(window)[0])


def _is_alive(timer: QTimer) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(timer))


def _delete_what_waits() -> None:
    """`deleteLater` is honoured by an event loop only, and tests run outside of any."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
