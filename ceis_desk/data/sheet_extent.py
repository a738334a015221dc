"""How far the cells of a workbook reach, read before it is opened: one cell in the last corner would ask for 500 GB."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

MAX_CELLS = 8_000_000
"""200 000 rows of 40 columns; calamine keeps the whole rectangle in memory."""

_CHUNK = 1 << 20
_ODS_SHEETS = "content.xml"
_ODS_VALUE = b"value-type"  # a date or a number needs no text inside

# A quoted value may hold « > ».
_XLSX_TAG = re.compile(rb"""<(?:\w+:)?(row|c)(?=[\s/>])((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_XLSX_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_ODS_TAG = re.compile(rb"<table:(table|table-row|covered-table-cell|table-cell)\b(?!-)([^>]*)>")
_ODS_ROWS = re.compile(rb"""number-rows-repeated=["'](\d+)""")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated=["'](\d+)""")


def unpacked_bytes(archive: zipfile.ZipFile) -> int:
    """The size that the parts of the workbook declare."""
    return sum(part.file_size for part in archive.infolist())


def widest_extent(archive: zipfile.ZipFile) -> int:
    """The number of cells of the largest rectangle that a sheet spans, cells without a value left out.

    Every part is looked at: a sheet may bear any name that the relations of the workbook give it.
    """
    extents = [0]
    for part in archive.infolist():
        if part.filename == _ODS_SHEETS:
            extents.append(_ods_extent(_tags(archive.open(part), _ODS_TAG)))
        else:
            extents.append(_xlsx_extent(_tags(archive.open(part), _XLSX_TAG)))
    return max(extents)


def _xlsx_extent(tags: Iterator[re.Match[bytes]]) -> int:
    """A row or a cell that does not say its place comes after the one before it."""
    row = column = rows = columns = 0
    for found in tags:
        tag, attributes = found.groups()
        place = _XLSX_PLACE.search(attributes)
        if tag == b"row":
            row, column = int(place.group(2)) if place else row + 1, 0
            continue
        column, at = (_column_number(place.group(1)), int(place.group(2))) if place else (column + 1, row)
        if not attributes.endswith(b"/"):
            rows, columns = max(rows, at), max(columns, column)
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_extent(tags: Iterator[re.Match[bytes]]) -> int:
    widest = last_row = column = rows = columns = 0
    for found in tags:
        tag, attributes = found.groups()
        if tag == b"table":
            widest, last_row, rows, columns = max(widest, rows * columns), 0, 0, 0
        elif tag == b"table-row":
            last_row, column = last_row + _repeats(_ODS_ROWS, attributes), 0
        else:
            column += _repeats(_ODS_COLUMNS, attributes)
            if not attributes.endswith(b"/") or _ODS_VALUE in attributes:
                rows, columns = last_row, max(columns, column)
    return max(widest, rows * columns)


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1


def _tags(part: IO[bytes], pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """The matches of a tag in a stream read by chunks, each cut before its last tag."""
    rest = b""
    with part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            cut = max(text.rfind(b"<"), 0)
            yield from pattern.finditer(text, 0, cut)
            rest = text[cut:]
        yield from pattern.finditer(rest)
