"""Documents are asked for like gestures: a frozen request goes to the press, a file comes back."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none is taken for another
_MARK = 6


class Paper:
    """A frozen request for one document; `needs` are the rights of whoever prints it."""

    needs: ClassVar[Needs] = ()


@dataclass(frozen=True)
class Issuer:
    """Who issues a document: the structure, what stands under its name, where it is and how to reach it.

    What is empty is not printed. `access` says how to come (« tramway 1, arrêt La Source »), `logo` is the picture
    that takes the place of the mark on letters.
    """

    structure: str
    place: str = ""
    address: tuple[str, ...] = ()
    access: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Named:
    """Somebody named on a document that is handed to her or signed by her."""

    civility: str
    used_name: str
    first_name: str


def mark_of(record: Id) -> str:
    """The six characters of a record's documents, « k7m2qd »: drawn from the random end of its id, so kept with it."""
    number, found = record.int & (2**62 - 1), ""
    for _ in range(_MARK):
        number, rank = divmod(number, len(_LETTERS))
        found += _LETTERS[rank]
    return found


class Press(Protocol):
    """Turns papers into PDF files, on a thread of its own."""

    def make(self, paper: Paper, target: Path) -> Future[Path]:
        """Write the document: into `target` under its own name when it is a folder, else at that very path.

        The future may raise Refusal when the place cannot be written.
        """
        ...
