"""The press: one thread makes the documents."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ceis_desk.core.press import Paper


class LocalPress:
    """Makes documents on a thread of its own (core.press.Press); ReportLab and their makers come with the first one."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ceis-press")

    def make(self, paper: Paper, target: Path) -> Future[Path]:
        """Queue a document; its future gives the path where it was written."""
        return self._worker.submit(_make, paper, target)

    def close(self) -> None:
        """Finish what is queued and end the thread."""
        self._worker.shutdown()


def _make(paper: Paper, target: Path) -> Path:
    from ceis_desk.reports.makers import make

    return make(paper, target)
