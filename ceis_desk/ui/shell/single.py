"""One window for one folder: a second start raises the first window and leaves."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


def server_name(folder: Path) -> str:
    """A name that only starts on the same folder share, and that tells nothing of it."""
    return f"ceis-desk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


def raise_first(folder: Path) -> bool:
    """Ask the window already open on this folder to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    # Being connected is the whole message; the first window closes the line when it has seen it.
    if socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
        socket.waitForDisconnected(_PATIENCE_MS)
    return True


class FirstStart(QObject):
    """The first window's ear: `called` when somebody starts the program again on its folder."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = server_name(folder)
        if not self._server.listen(name):
            # Left by a start that was cut short: nobody answered at this name just before.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _answer(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            line.disconnected.connect(line.deleteLater)
            line.disconnectFromServer()
            self.called.emit()

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
