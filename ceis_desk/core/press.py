"""Documents are asked for like gestures: a frozen request goes to the press, a file comes back."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import ClassVar, Protocol

from ceis_desk.core.store import Needs


class Paper:
    """A frozen request for one document; `needs` are the rights of whoever prints it."""

    needs: ClassVar[Needs] = ()


class Press(Protocol):
    """Turns papers into PDF files, on a thread of its own."""

    def make(self, paper: Paper, target: Path) -> Future[Path]:
        """Write the document: into `target` under its own name when it is a folder, else at that very path.

        The future may raise Refusal when the place cannot be written.
        """
        ...
