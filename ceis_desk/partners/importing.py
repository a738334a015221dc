"""A file of structures becomes cards of the directory: read aside, shown, written at once, taken back in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.store import Gesture, Lane, Needs, Question
from ceis_desk.partners.structures import ImportedPartner, likenesses
from ceis_desk.people.columns import BadRow, Remark

MOST_ROWS = 10_000
"""What one transaction may write without holding a check-in back: a department has fewer structures."""

_WRITE: Needs = ((Thing.PARTNERS, Level.WRITE),)


@dataclass(frozen=True)
class FileColumn:
    """One column of the file: its header, a few of its values, the code of the field it fills, empty when none."""

    index: int
    header: str
    sample: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class Twin:
    """A row that is a structure already there, or an earlier row of the file, and why."""

    line: int
    name: str
    known_as: str
    reason: str


@dataclass(frozen=True)
class PreparedPartners:
    """A file read and compared with the directory, nothing written; `partners` are the new ones."""

    sheet: str
    notes: tuple[str, ...]
    header: tuple[FileColumn, ...]
    choices: tuple[tuple[str, str], ...]
    rows: int
    partners: tuple[ImportedPartner, ...]
    twins: tuple[Twin, ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class PreparePartners(Question[PreparedPartners]):
    """Read a file; `chosen` are columns set by hand: field code by column index, None for a column left aside."""

    path: Path
    chosen: Mapping[int, str | None] = field(default_factory=dict)
    needs: ClassVar[Needs] = _WRITE
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class ImportPartners(Gesture):
    """Write the new structures of a prepared file; what came in meanwhile is not written twice."""

    prepared: PreparedPartners
    needs: ClassVar[Needs] = _WRITE


def row_key(partner: ImportedPartner) -> str:
    """What makes the same row the same structure on any desk: its strongest likeness."""
    return likenesses(partner.card)[0][0]
