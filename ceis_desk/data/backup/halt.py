"""Giving up a long reading from another thread: asked between two steps, and by interrupting the one under way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ceis_desk.core.errors import Cancelled


class Halt:
    """One for each piece of work; once asked, the work raises Cancelled at its next step."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._lock = threading.Lock()
        self._connection: Any = None

    def ask(self) -> None:
        """Give the work up, from any thread."""
        self._asked.set()
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """Raise Cancelled when the work is to be given up."""
        if self._asked.is_set():
            raise Cancelled

    @contextmanager
    def watch(self, connection: Any) -> Iterator[None]:
        """Let the statements of this connection be interrupted."""
        with self._lock:
            self._connection = connection
        try:
            yield
        finally:
            with self._lock:
                self._connection = None
