"""A spreadsheet becomes visits or people: read aside, written in small steps so that a check-in never waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Lane, Needs, Question, Store
from ceis_desk.people.columns import BadRow, Remark
from ceis_desk.people.logbook import ImportedPerson
from ceis_desk.people.model import Identity
from ceis_desk.people.sameness import PersonKey
from ceis_desk.reception.logbook import ImportedVisit

STEP = 25
"""Rows of one step: the writer is held for less than a tenth of a second, even when each row opens a record."""

_IMPORT: Needs = ((Thing.IMPORT, Level.WRITE),)


class Kind(StrEnum):
    """What a file holds."""

    VISITS = "visits"
    PEOPLE = "people"


@dataclass(frozen=True)
class HeaderCell:
    """One column of the file: its header, a few of its values, and the code of the field it fills, empty when none."""

    index: int
    header: str
    sample: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class Prepared:
    """A file read and compared with the store, nothing written: what would be new, what is there, what is wrong.

    `person_ids` gives every person of the new rows her record, found or to be made; `new_people` are those to be made,
    and `newcomers` what a logbook says of them with their first day. `near` are pairs of records, in the order of
    `near_rows`: the row that brings the second of the two.
    """

    kind: Kind
    sheet: str
    notes: tuple[str, ...]
    header: tuple[HeaderCell, ...]
    choices: tuple[tuple[str, str], ...]
    rows: int
    visits: tuple[ImportedVisit, ...]
    people: tuple[ImportedPerson, ...]
    already: int
    person_ids: Mapping[PersonKey, Id]
    new_people: frozenset[PersonKey]
    newcomers: Mapping[PersonKey, tuple[Identity, dt.date]]
    anonymous: int
    new_motifs: Mapping[str, int]
    near: tuple[tuple[Id, Id, str], ...]
    bad: tuple[BadRow, ...]
    remarks: tuple[Remark, ...]
    near_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class PrepareImport(Question[Prepared]):
    """Read a file; `chosen` are columns set by hand: field code by column index, None for a column left aside."""

    kind: Kind
    path: Path
    chosen: Mapping[int, str | None] = field(default_factory=dict)
    needs: ClassVar[Needs] = _IMPORT
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class WriteImported(Gesture):
    """Write one step of a prepared file: rows `first` to `last`, the last excluded; not undoable, but repeatable."""

    prepared: Prepared
    first: int
    last: int
    needs: ClassVar[Needs] = _IMPORT


@dataclass(frozen=True)
class EndImport(Gesture):
    """Note the import in the journal, once all its steps are written."""

    prepared: Prepared
    needs: ClassVar[Needs] = _IMPORT


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do; counts of rows and of people."""

    prepared: Prepared
    dry_run: bool

    def to_json(self) -> dict[str, object]:
        """The report as one JSON object."""
        done = self.prepared
        return {
            "dry_run": self.dry_run,
            "rows": done.rows,
            "imported": _new_rows(done),
            "already": done.already,
            "new_people": len(done.new_people),
            "anonymous": done.anonymous,
            "new_motifs": dict(done.new_motifs),
            "to_check": len(done.near),
            "rejected": [{"line": row.line, "reason": row.reason} for row in done.bad],
            "remarks": [{"line": remark.line, "text": remark.text} for remark in done.remarks],
        }

    def details(self) -> Iterable[tuple[str, str]]:
        """Line number and finding, for the CSV report: rows left out first."""
        yield from ((str(row.line), f"Écartée : {row.reason}") for row in self.prepared.bad)
        yield from ((str(remark.line), remark.text) for remark in self.prepared.remarks)
        yield from (("", f"Motif ajouté : {label} ({count})") for label, count in self.prepared.new_motifs.items())


def _new_rows(prepared: Prepared) -> int:
    return len(prepared.visits) + len(prepared.people) - prepared.already


def run_import(
    store: Store,
    kind: Kind,
    path: Path,
    *,
    dry_run: bool,
    progress: Callable[[int, int], None],
    chosen: Mapping[int, str | None] | None = None,
) -> ImportReport:
    """Read the file, then write it step by step; raises Refusal when it cannot be read at all."""
    prepared = store.ask(PrepareImport(kind, path, chosen or {})).result()
    if not dry_run:
        for gesture in steps(prepared):
            store.do(gesture).result()
            progress(getattr(gesture, "last", prepared.rows), prepared.rows)
    return ImportReport(prepared, dry_run)


def steps(prepared: Prepared) -> tuple[Gesture, ...]:
    """The gestures that write a prepared file, in order; nothing when it brings nothing new."""
    if not _new_rows(prepared):
        return ()
    total = len(prepared.visits) or len(prepared.people)
    writes = (WriteImported(prepared, first, min(first + STEP, total)) for first in range(0, total, STEP))
    return (*writes, EndImport(prepared))


def report_lines(report: ImportReport) -> tuple[str, ...]:
    """The report in French sentences."""
    done = report.prepared
    what = "passages" if done.kind is Kind.VISITS else "personnes"
    verb = "seraient importées" if report.dry_run else "importées"
    read = f"{done.rows} lignes lues ({done.sheet or 'une feuille'}), {_new_rows(done)} {verb} ({what})"
    made = f"{len(done.new_people)} nouvelles fiches, {done.anonymous} passages anonymes"
    lines = [
        f"{read}, {done.already} déjà là, {len(done.bad)} écartées.",
        f"{made}, {len(done.near)} paires à vérifier.",
    ]
    lines += [f"Motif inconnu gardé sous l’accueil : {label} ({count})." for label, count in done.new_motifs.items()]
    lines += [f"Ligne {row.line} écartée : {row.reason}" for row in done.bad]
    lines += [f"Ligne {remark.line} : {remark.text}" for remark in done.remarks]
    return tuple(lines)


def moment(visit: ImportedVisit) -> dt.datetime:
    """The local moment of a visit; midnight when the logbook gives no hour."""
    return dt.datetime.combine(visit.day, visit.time or dt.time())
