"""One window for one folder: a second start raises the first window and leaves."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QLockFile, QObject, QThread, Signal

_PATIENCE_MS, _PAUSE_MS = 5000, 50


def server_name(folder: Path) -> str:
    """A name that only starts on the same folder share, and that tells nothing of it."""
    return f"ceis-desk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


def _ear(folder: Path) -> Path:
    """The private folder of this person in which a second start leaves its call."""
    return Path(tempfile.gettempdir()) / f"{server_name(folder)}.calls"


def _is_ours(ear: Path) -> bool:
    """Whether nobody else can leave anything there: the folder of temporary files may be everybody's."""
    try:
        found = ear.lstat()
    except OSError:
        return False
    return not ear.is_symlink() and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def raise_first(folder: Path) -> bool:
    """Ask the window already open on this folder to come forward; False when none answers."""
    ear, deadline = _ear(folder), QDeadlineTimer(_PATIENCE_MS)
    call = ear / str(os.getpid())
    # Left until it is taken, and again if whoever listened last left the folder behind: a first window that has only
    # just been started listens once it has asked its first question.
    left = False
    while not deadline.hasExpired():
        if not left and _is_ours(ear):
            with suppress(OSError):
                call.touch()
                left = True
        elif left and not call.exists():
            return True
        QThread.msleep(_PAUSE_MS)
    call.unlink(missing_ok=True)
    return False


class FirstStart(QObject):
    """The first window of a folder: a mark that it exists, then an ear, `called` when somebody starts it again.

    Both are of Qt's core. What listens is made once the first question is on the screen.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear = _ear(folder)
        self._mark = QLockFile(str(self._ear.with_suffix(".lock")))
        # However old, a mark is believed as long as its process lives.
        self._mark.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def is_first(self) -> bool:
        """Take the mark; False when another living process has it. A folder that takes no file stops nobody."""
        return self._mark.tryLock(0) or self._mark.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear those who come after."""
        with suppress(OSError):
            self._ear.mkdir(mode=0o700, exist_ok=True)
        if _is_ours(self._ear):
            self._watcher = QFileSystemWatcher([str(self._ear)], self)
            self._watcher.directoryChanged.connect(self._answer)
            # Whoever did not wait for this start to listen.
            self._answer()

    def _answer(self) -> None:
        """Taking a call away says that it was heard."""
        left: list[Path] = []
        # What tidies temporary files may have taken the folder away.
        with suppress(OSError):
            left = list(self._ear.iterdir())
        for call in left:
            with suppress(OSError):
                call.unlink()
                self.called.emit()

    def close(self) -> None:
        """Stop listening, and leave the place to another."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
            with suppress(OSError):
                self._ear.rmdir()
        self._mark.unlock()
