"""Spreadsheet files read as rows of cells: .csv of any encoding and delimiter, .xlsx, .ods, .xls."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceis_desk.core.errors import Refusal
from ceis_desk.people.columns import Cell, Rows

if TYPE_CHECKING:
    from ceis_desk.data.workbook import Raw, Workbook

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000

_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_ZIPPED = frozenset({".xlsx", ".xlsm", ".ods"})
_OLE = frozenset({".xls"})
_ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0"
_SEALED = "EncryptedPackage".encode("utf-16-le")  # where Office wraps a protected .xlsx (MS-OFFCRYPTO 2.3.4)

_DELIMITER_NAMES = {";": "point-virgule", "\t": "tabulation", ",": "virgule", "|": "barre verticale"}


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[0]` is its first line, blank or not; `notes` say in French how it was read."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def read_sheet(path: Path, sheet: str | None = None, wanted: Callable[[Rows], bool] = bool) -> Sheet:
    """The sheet of that name, else the first one that is `wanted`, else the first that is not empty.

    Raises Refusal when the file is missing, too large, empty, protected by a password or not what its name says.
    """
    content = _content(path)
    if content.startswith((_ZIP_MARK, _OLE_MARK)):
        return _workbook_sheet(path, content, sheet, wanted)
    if path.suffix.lower() in _ZIPPED | _OLE:
        raise _refusal(path, "n’est pas un vrai classeur malgré son nom", "enregistrez-le en .xlsx, .ods ou .csv")
    return _text_sheet(path, content)


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in _TEXTS | _ZIPPED | _OLE:
        raise _refusal(path, "n’est pas un fichier de tableur connu", "choisissez un fichier .csv, .xlsx, .ods ou .xls")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for without end
            raise _refusal(path, "n’est pas un fichier", "choisissez un fichier .csv, .xlsx, .ods ou .xls")
        content = path.read_bytes() if found.st_size <= MAX_BYTES else b""
    except OSError as error:
        advice = "vérifiez qu’il est bien là et qu’aucun autre programme ne le retient"
        raise _refusal(path, "ne peut pas être ouvert", advice) from error
    if found.st_size > MAX_BYTES:
        raise _too_large(path)
    if not content.strip():
        raise _empty(path)
    return content


def _refusal(path: Path, what: str, advice: str) -> Refusal:
    return Refusal(f"« {path.name} » {what}\u00a0: rien n’a été importé, {advice}.")


def _too_large(path: Path) -> Refusal:
    what = "est trop grand (50\u00a0Mo et 200\u00a0000 lignes au plus)"
    return _refusal(path, what, "coupez-le en plusieurs fichiers, par exemple un par année")


def _empty(path: Path) -> Refusal:
    return _refusal(path, "est vide", "vérifiez que c’est le bon fichier")


def _protected(path: Path) -> Refusal:
    what = "est protégé par un mot de passe"
    return _refusal(path, what, "enregistrez-en une copie sans mot de passe, importez-la puis effacez-la")


def _damaged(path: Path) -> Refusal:
    what = "n’est pas un classeur lisible (abîmé, ou d’un autre genre)"
    return _refusal(path, what, "ouvrez-le dans votre tableur et enregistrez-le de nouveau")


def _text_sheet(path: Path, content: bytes) -> Sheet:
    from ceis_desk.data.sheet_text import NotTextError, TooManyError, read_table

    try:
        table = read_table(content, MAX_ROWS)
    except NotTextError as error:
        raise _refusal(path, "n’est pas un texte de tableur", "enregistrez-le en .csv, .xlsx ou .ods") from error
    except TooManyError as error:
        raise _too_large(path) from error
    rows = _without_blank_end([tuple(cell or None for cell in record) for record in table.records])
    if not rows:
        raise _empty(path)
    notes = [f"Encodage {table.encoding}, séparateur {_DELIMITER_NAMES[table.delimiter]}."]
    if table.loose:
        notes.append("Des guillemets n’étaient pas fermés\u00a0: chaque ligne a été lue telle quelle.")
    return Sheet(path.stem, rows, tuple(notes))


def _workbook_sheet(path: Path, content: bytes, sheet: str | None, wanted: Callable[[Rows], bool]) -> Sheet:
    from ceis_desk.data.workbook import NotOpened, opened
    from ceis_desk.data.workbook_process import LARGE, PROTECTED

    try:
        with opened(content, sheet) as workbook:
            return _chosen_sheet(path, workbook, sheet, wanted)
    except NotOpened as failure:
        if LARGE in failure.args:
            raise _too_large(path) from failure
        raise _protected(path) if PROTECTED in failure.args or _SEALED in content else _damaged(path) from failure
    except OSError as failure:
        raise _refusal(path, "ne peut pas être lu en ce moment", "fermez un autre programme et réessayez") from failure


def _chosen_sheet(path: Path, workbook: Workbook, sheet: str | None, wanted: Callable[[Rows], bool]) -> Sheet:
    names = workbook.names
    if sheet is not None and sheet not in names:
        raise _refusal(path, f"n’a pas de feuille « {sheet} »", f"choisissez parmi {', '.join(names)}")
    name, rows = _first_wanted(path, workbook, wanted)
    others = [other for other in names if other != name]
    notes = (f"Feuille « {name} ».", *((f"Feuilles laissées de côté\u00a0: {', '.join(others)}.",) if others else ()))
    return Sheet(name, rows, notes)


def _first_wanted(
    path: Path, workbook: Workbook, wanted: Callable[[Rows], bool]
) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    fallback: tuple[str, tuple[tuple[Cell, ...], ...]] | None = None
    for name, values in workbook.sheets:
        rows = _without_blank_end([tuple(_cell(value) for value in row) for row in values])
        if len(rows) > MAX_ROWS:
            raise _too_large(path)
        if rows and wanted(rows):
            return name, rows
        fallback = fallback or ((name, rows) if rows else None)
    if fallback is None:
        raise _empty(path)
    return fallback


def _without_blank_end(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    while rows and all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _cell(value: Raw) -> Cell:
    """Whole numbers lose the decimals that the format gave them; a length of time under a day is an hour."""
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.timedelta):
        return (dt.datetime.min + value).time() if dt.timedelta(0) <= value < dt.timedelta(days=1) else str(value)
    return value
