"""Columns of a spreadsheet recognised by their header, whatever case, accents, order or title rows above."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.nir import find_nir

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Rows = Sequence[Sequence[Cell]]
"""Rows of one sheet from its very first line: the line that the user sees is the index plus one."""

MOST_COLUMNS = 200
"""What is read of a row: no office keeps so many columns, and a damaged file can have thousands."""

_TITLE_ROWS = 50  # a header is looked for that far down
_LONGEST_NAME = 100
_MOST_NAMED = 20
_REMEMBERED = 1 << 14
_NIR_DIGITS = 13  # without its key


class ColumnName(StrEnum):
    """What a column of one kind of list may hold."""

    @property
    def label(self) -> str:
        """The header that the user guide gives."""
        raise NotImplementedError

    @property
    def is_name(self) -> bool:
        """Whether it holds a name of somebody."""
        raise NotImplementedError


FieldT = TypeVar("FieldT", bound=ColumnName)


@dataclass(frozen=True)
class BadRow:
    """A row left out: its line in the file, and the reason in French."""

    line: int
    reason: str


@dataclass(frozen=True)
class Remark:
    """Something kept but worth a look: its line in the file, and what in French."""

    line: int
    text: str


@dataclass(frozen=True)
class Columns(Generic[FieldT]):
    """Which column holds what: `named` are those understood, `unknown` the headers of the others.

    `beyond` counts those past the last one that is read.
    """

    header_line: int
    first_line: int
    named: Mapping[int, FieldT]
    unknown: Mapping[int, str]
    width: int
    beyond: int = 0


@dataclass(frozen=True)
class Line(Generic[FieldT]):
    """One row: its line in the file, the cells of the columns understood, and the texts of the others by header.

    `texts` are all its cells that are not empty, in the order of the file, and `filled` the same as the file gives
    them; `shifted` when it has more than the header.
    """

    number: int
    cells: Mapping[FieldT, Cell]
    extra: Mapping[str, str]
    texts: tuple[tuple[FieldT | None, str], ...]
    filled: tuple[Cell, ...]
    shifted: bool

    def text(self, field: FieldT) -> str:
        """The cell of a column as text, empty when there is none."""
        return plain(self.cells.get(field))


def plain(cell: Cell) -> str:
    """A cell as the user reads it: dd/mm/yyyy, HH:MM, whole numbers without decimals, spaces tidied."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == dt.time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def bare_key(text: str) -> str:
    """Letters and digits alone, without case nor accents: « N° de téléphone : » is « ndetelephone »."""
    return "".join(char for char in fold(text) if char.isalnum())


def header_words(headers: Mapping[FieldT, str]) -> dict[str, FieldT]:
    """The field of every known header, by its bare key; each text lists the headers of a field between bars."""
    return {bare_key(header): name for name, listed in headers.items() for header in listed.split("|")}


def find_header(
    rows: Rows,
    words: Mapping[str, FieldT],
    needed: frozenset[FieldT],
    chosen: Mapping[int, FieldT | None] | None = None,
) -> Columns[FieldT] | None:
    """The header among the first rows, None when no row names all the `needed` columns and one more.

    `words` gives a field to every known bare key. `chosen` are the columns set by hand (by index; None is « not
    understood »): they come before the words, and the header is then the likeliest row when no row has the words.
    """
    best: dict[int, FieldT] = {}
    at = -1
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        named = _named(row, words)
        if needed <= set(named.values()) and len(named) > max(1, len(best)):
            at, best = index, named
    if at < 0 and not (chosen and rows):
        return None
    columns = _columns(rows, at if at >= 0 else likely_header(rows), words, chosen or {})
    return columns if needed <= set(columns.named.values()) else None


def likely_header(rows: Rows) -> int:
    """The index of the first of the rows that hold the most texts: what a person would take for the header."""
    texts = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) for row in rows[:_TITLE_ROWS]]
    return texts.index(max(texts)) if texts else 0


def _named(headers: Sequence[Cell], words: Mapping[str, FieldT]) -> dict[int, FieldT]:
    """The first column of each field."""
    found: dict[int, FieldT] = {}
    for index, header in enumerate(headers[:MOST_COLUMNS]):
        field = _field_of(header, words)
        if field is not None and field not in found.values():
            found[index] = field
    return found


def _field_of(header: Cell, words: Mapping[str, FieldT]) -> FieldT | None:
    """« Date (jj/mm/aaaa) » is known by « date » when it is not known whole."""
    if not isinstance(header, str):
        return None
    return words.get(bare_key(header)) or words.get(bare_key(header.partition("(")[0]))


def _columns(
    rows: Rows, index: int, words: Mapping[str, FieldT], chosen: Mapping[int, FieldT | None]
) -> Columns[FieldT]:
    headers = [plain(cell) for cell in rows[index][:MOST_COLUMNS]]
    merged = _second_header(rows, index, headers, words)
    headers = [merged.get(column, header) for column, header in enumerate(headers)]
    first = index + 1 + bool(merged)
    by_hand = {column: field for column, field in chosen.items() if field is not None}
    by_word = {
        column: field
        for column, field in _named(headers, words).items()
        if column not in chosen and field not in by_hand.values()
    }
    named = by_word | by_hand
    below = rows[first:]
    unknown = {
        column: header or f"colonne {column_letters(column)}"
        for column, header in enumerate(headers)
        if column not in named and (header or _has_values(below, column))
    }
    return Columns(index + 1, first + 1, named, unknown, len(headers), len(rows[index]) - len(headers))


def _has_values(rows: Rows, column: int) -> bool:
    return any(column < len(row) and row[column] is not None and plain(row[column]) for row in rows)


def _second_header(rows: Rows, index: int, headers: Sequence[str], words: Mapping[str, FieldT]) -> dict[int, str]:
    """Under a header with merged cells, the names of the columns left blank (« Commune », then « Code postal »…)."""
    if index + 1 >= len(rows):
        return {}
    below = {column: plain(cell) for column, cell in enumerate(rows[index + 1][: len(headers)]) if plain(cell)}
    merged = {column: name for column, name in below.items() if not headers[column]}
    parents_lead = all(column in merged or column + 1 in merged for column in below)
    known = any(bare_key(name) in words for name in merged.values())
    return merged if merged and parents_lead and known else {}


def read_lines(rows: Rows, columns: Columns[FieldT]) -> Iterator[Line[FieldT]]:
    """The rows under the header; blank ones and the header repeated are skipped."""
    header = rows[columns.header_line - 1]
    for number, row in enumerate(rows[columns.first_line - 1 :], start=columns.first_line):
        if row != header and any(plain(cell) for cell in row):
            yield _line(number, row, columns)


def _line(number: int, row: Sequence[Cell], columns: Columns[FieldT]) -> Line[FieldT]:
    texts = {index: text for index, cell in enumerate(row[:MOST_COLUMNS]) if (text := plain(cell))}
    return Line(
        number,
        {field: row[index] for index, field in columns.named.items() if index in texts},
        {header: texts[index] for index, header in columns.unknown.items() if index in texts},
        tuple((columns.named.get(index), text) for index, text in texts.items()),
        tuple(row[index] for index in texts),
        any(index >= columns.width for index in texts),
    )


def remark_unknown(columns: Columns[FieldT]) -> tuple[Remark, ...]:
    """One remark for all the columns that no rule knows, and one for those that are not read."""
    headers = tuple(columns.unknown.values())
    texts = []
    if len(headers) == 1:
        texts.append(f"Colonne non reconnue\u00a0: « {headers[0]} », son texte est gardé à part.")
    elif headers:
        listed = ", ".join(f"« {header} »" for header in headers[:_MOST_NAMED])
        others = f" et {len(headers) - _MOST_NAMED} autres" if len(headers) > _MOST_NAMED else ""
        texts.append(f"Colonnes non reconnues\u00a0: {listed}{others}, leurs textes sont gardés à part.")
    if columns.beyond > 0:
        texts.append(f"Seules les {MOST_COLUMNS} premières colonnes sont lues, {columns.beyond} sont laissées de côté.")
    return tuple(Remark(columns.header_line, text) for text in texts)


def check_row(line: Line[FieldT]) -> None:
    """Raises Refusal, in words for the report, for a row that cannot be trusted or must not be kept as it stands."""
    if line.shifted:
        raise Refusal("La ligne a plus de cases que l’en-tête, sans doute un séparateur dans un texte.")
    for name, text in line.texts:
        where = f"La case « {name.label} »" if name else "Une case"
        if sum(char.isdigit() for char in text) >= _NIR_DIGITS and find_nir(text):
            raise Refusal(f"{where} ressemble à un numéro de sécurité sociale, qui ne peut pas être gardé ici.")
        if name and name.is_name and len(text) > _LONGEST_NAME:
            raise Refusal(f"{where} a plus de {_LONGEST_NAME} lettres\u00a0: ce n’est pas un nom.")


@dataclass
class Ranks:
    """The identities of the rows of one file: a row is the hash of its cells and of its rank among equal rows.

    `one_way` writes a cell whatever a spreadsheet made of it when it saved.
    """

    one_way: Callable[[Cell], str]
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        # Days and hours come back from row to row; what is remembered goes with the file.
        self.one_way = lru_cache(_REMEMBERED, typed=True)(self.one_way)

    def digest(self, line: Line[FieldT]) -> str:
        """Hexadecimal SHA-256; what the columns are taken for does not count, so that one may be set by hand."""
        cells = "\x1f".join(map(self.one_way, line.filled))
        rank = self.seen[cells]
        self.seen[cells] += 1
        return hashlib.sha256(f"{cells}\x1e{rank}".encode()).hexdigest()


def column_letters(index: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
