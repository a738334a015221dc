"""One window for one folder: a second start raises the first window and leaves."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS, _PAUSE_MS = 5000, 50


def server_name(folder: Path) -> str:
    """A name that only starts on the same folder share, and that tells nothing of it."""
    return f"ceis-desk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


def raise_first(folder: Path) -> bool:
    """Ask the window already open on this folder to come forward; False when none answers."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    deadline = QDeadlineTimer(_PATIENCE_MS)
    # A first window that has only just been started listens once it has asked its first question.
    while not _reaches(socket, folder, deadline):
        if deadline.hasExpired():
            return False
        QThread.msleep(_PAUSE_MS)
    # Being connected is the whole message; the first window closes the line when it has seen it.
    if socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
        socket.waitForDisconnected(_PATIENCE_MS)
    return True


def _reaches(socket: QLocalSocket, folder: Path, deadline: QDeadlineTimer) -> bool:
    socket.connectToServer(server_name(folder))
    return socket.waitForConnected(max(int(deadline.remainingTime()), 1))


class FirstStart(QObject):
    """The first window of a folder: a mark that it exists, then an ear, `called` when somebody starts it again.

    The mark is a lock of Qt's core: what listens is imported once the first question is on the screen.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(folder)
        self._mark = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        # However old, a mark is believed as long as its process lives.
        self._mark.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the mark; False when another living process has it. A folder that takes no file stops nobody."""
        return self._mark.tryLock(0) or self._mark.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear those who come after."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(self._name):
            # Left by a start that was cut short.
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def _answer(self) -> None:
        while self._server is not None and (line := self._server.nextPendingConnection()) is not None:
            line.disconnected.connect(line.deleteLater)
            line.disconnectFromServer()
            self.called.emit()

    def close(self) -> None:
        """Stop listening, and leave the place to another."""
        if self._server is not None:
            self._server.close()
        self._mark.unlock()
