"""Work that the window must not wait for: files, pages of a PDF, printers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QThreadPool

T = TypeVar("T")


def aside(work: Callable[[], T]) -> Future[T]:
    """Run `work` on Qt's pool; what it raises comes out of the future."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001  # whoever asked decides, on its own thread
            future.set_exception(error)

    QThreadPool.globalInstance().start(run)
    return future
