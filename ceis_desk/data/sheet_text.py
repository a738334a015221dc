"""Text files made by spreadsheets: which encoding, which delimiter, which cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ceis_desk.data.sheet_extent import MAX_CELLS

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 100_000  # characters: under the longest cell that csv takes by itself
_LONGEST_CELL = 1_000_000
_HEAD = 8 * 1024 * 1024  # bytes from which the encoding is known
_SWALLOWED_WIDTH = 4

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the spreadsheets of French offices have written, the likeliest first: Windows, Unix, old Macintosh, old DOS.
_OFFICE_ENCODINGS = ("cp1252", "latin-1", "mac-roman", "cp850")
# How French each sign is: the accents of every page, those of some words, and those of a few names.
_FRENCH = {
    **dict.fromkeys("éèàêçÉÈÀÊÇ’«»°€\u00a0", 4),
    **dict.fromkeys("âîôûùëïœÂÎÔÛÙËÏŒ–…", 2),
    **dict.fromkeys("äöüÿæÄÖÜŸÆ", 1),
}
_STRANGE = -4
_BEYOND_ASCII = re.compile(rb"[A-Za-z]{0,2}[\x80-\xff]")


class NotTextError(ValueError):
    """The bytes are no text in any encoding that an office writes."""


class TooManyError(ValueError):
    """More rows or cells than an import takes."""


@dataclass(frozen=True)
class TextTable:
    """The records of a text file as cells, and how they were read; `loose` when its quotes could not be trusted."""

    records: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    loose: bool = False


def read_table(content: bytes, most_rows: int) -> TextTable:
    """One record is one row of the spreadsheet, blank ones included.

    Raises NotTextError for bytes that are no text, TooManyError beyond that many rows or MAX_CELLS cells.
    """
    text, encoding = decode(content)
    delimiter = delimiter_of(text)
    if text.count(delimiter) > MAX_CELLS:
        raise TooManyError
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        records = _records(text, delimiter, most_rows)
        if records is not None:
            return TextTable(records, encoding, delimiter)
        return TextTable(_records_as_they_stand(text, delimiter, most_rows), encoding, delimiter, loose=True)
    except csv.Error as error:
        raise NotTextError from error
    finally:
        csv.field_size_limit(limit)


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; raises NotTextError."""
    encoding = _marked(content) or _unmarked_utf16(content) or _plain(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError from error
    if any(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f\v" for char in set(text)):
        raise NotTextError
    return text, encoding


def _marked(content: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 of Western text has a zero in every other byte."""
    head = content[:2000]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if max(zeros) <= len(head) * 0.3:
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _plain(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        signs = Counter(_BEYOND_ASCII.findall(content[:_HEAD]))
        return max(_OFFICE_ENCODINGS, key=lambda encoding: _frenchness(signs, encoding))
    return "utf-8"


def _frenchness(signs: Counter[bytes], encoding: str) -> int:
    """How French are the signs beyond ASCII, each with the letters before it; the first encoding wins a tie."""
    try:
        return sum(_weight(sign.decode(encoding)) * count for sign, count in signs.items())
    except UnicodeDecodeError:
        return _STRANGE * 2 * signs.total()


def _weight(text: str) -> int:
    """« Prénom » and « RENÉ » are French, « PrÇnom » and « RENê » are not."""
    before, sign = text[:-1], text[-1]
    capital_inside = sign.isupper() and before[-1:].islower()
    small_after_capitals = sign.islower() and len(before) > 1 and before.isupper()
    return _STRANGE if capital_inside or small_after_capitals else _FRENCH.get(sign, _STRANGE)


def delimiter_of(text: str) -> str:
    """The sign that cuts most lines into the same number of cells; a semicolon when no sign cuts any."""
    return max(DELIMITERS, key=lambda delimiter: _regularity(text[:_SAMPLE], delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """What it cuts into as many cells on several lines, then what it cuts at all: one long list is no table."""
    widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row)
    weights = {width: (width - 1) * count for width, count in widths.items()}
    repeated = (weight for width, weight in weights.items() if widths[width] > 1)
    return max(repeated, default=0), max(weights.values(), default=0)


def _records(text: str, delimiter: str, most: int) -> tuple[tuple[str, ...], ...] | None:
    """None when its quotes do not pair, or when one left open has swallowed the rows after it."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        records = _at_most(most, reader)
    except csv.Error:
        return None
    width = Counter(len(record) for record in records if record).most_common(1)[0][0] if any(records) else 0
    return None if any(_swallows(record, delimiter, width) for record in records) else records


def _at_most(most: int, rows: Iterator[list[str]]) -> tuple[tuple[str, ...], ...]:
    records = tuple(tuple(row) for row in islice(rows, most + 1))
    if len(records) > most:
        raise TooManyError
    return records


def _swallows(record: tuple[str, ...], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds what looks like a whole row."""
    of_lines = [cell.splitlines() for cell in record if "\n" in cell or "\r" in cell]
    return width >= _SWALLOWED_WIDTH and any(line.count(delimiter) >= width - 1 for lines in of_lines for line in lines)


def _records_as_they_stand(text: str, delimiter: str, most: int) -> tuple[tuple[str, ...], ...]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return tuple(tuple(_unquoted(cell) for cell in row) for row in _at_most(most, rows))


def _unquoted(cell: str) -> str:
    bare = cell.strip()
    return bare[1:-1].replace('""', '"') if len(bare) > 1 and bare[0] == bare[-1] == '"' else cell
