"""Spreadsheet files spoiled at random or on purpose end in rows or in one sentence, and the program goes on."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.data import workbook
from ceis_desk.data.sheets import read_sheet
from tests.data.exchange.mutations import spoiled
from tests.workbook_files import DAY, HOUR, LENGTH, ods, ods_text, row, xlsx

SAMPLE = 30  # each is a process
SECONDS = 600
LONG_SAMPLE = 5_000
NUMBERS = (
    *(b"-1", b"0", b"1048576", b"4294967295", b"99999999999999999999", b"1e400", b"-1e308", b"NaN", b""),
    *(b"XFD1048576", b"A0", b"ZZZZZZ9", b"2958466", b"PT99999999999H", b"&bomb;", b"d", b"inlineStr"),
)
DATE_CELL = '<table:table-cell office:value-type="date" office:date-value="2018-10-01"/>'
ODS_ROWS = (
    f"<table:table-row>{ods_text('Date')}{ods_text('Nom')}</table:table-row>"
    f'<table:table-row table:number-rows-repeated="2">{DATE_CELL}'
    '<table:table-cell office:value-type="time" office:time-value="PT09H20M00S"/>'
    '<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="3"/></table:table-row>'
)
CELLS = row(1, "Date", "Nom") + row(2, (43374, DAY), (0.38, HOUR), (1.5, LENGTH), (34080.5, 0))
GOOD: dict[str, bytes] = {
    ".xlsx": xlsx({"Feuille 1": CELLS, "Notes": row(1, "x")}),
    ".ods": ods(ODS_ROWS),
    ".csv": 'Date;Nom;Motifs\r\n01/10/2018;Évrard;"Café, lien"\r\n02/10/2018;Œuvrard;L’accès\r\n'.encode("cp1252"),
}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def renumbered(dice: random.Random, xml: bytes) -> bytes:
    """One value or one text of the XML becomes another."""
    found = list(re.finditer(rb'"([^"]*)"|>([^<]+)<', xml))
    if not found:
        return xml
    place = dice.choice(found)
    start, end = place.span(1 if place[1] is not None else 2)
    return xml[:start] + dice.choice(NUMBERS) + xml[end:]


def spoiled_workbook(dice: random.Random, content: bytes) -> bytes:
    """Spoiled as bytes, or in one of its parts, which then unzips well."""
    if dice.random() < 0.2 or not content.startswith(b"PK"):
        return spoiled(dice, content)
    pieces = parts(content)
    name = dice.choice(list(pieces))
    change: Callable[[random.Random, bytes], bytes] = dice.choice((spoiled, renumbered, renumbered))
    pieces[name] = change(dice, pieces[name])
    return zipped(pieces)


def end_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        return "read" if read_sheet(path).rows else "blank"
    except Refusal as refused:
        sentence = refused.sentence
    assert f"« {path.name} »" in sentence
    assert "rien n’a été importé" in sentence
    return "refused"


@pytest.mark.parametrize("suffix", GOOD)
def test_the_files_from_which_these_tests_start_are_good(tmp_path: Path, suffix: str) -> None:
    assert end_of(tmp_path / f"a{suffix}", GOOD[suffix]) == "read"


@pytest.mark.parametrize("suffix", GOOD)
def test_a_sample_of_spoiled_files_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    dice = random.Random(suffix)
    ends = Counter(end_of(tmp_path / f"a{suffix}", spoiled_workbook(dice, GOOD[suffix])) for _ in range(SAMPLE))
    assert set(ends) == {"read", "refused"}, "the sample is of both kinds"


@pytest.mark.long
@pytest.mark.parametrize("suffix", GOOD)
def test_thousands_of_spoiled_files_are_read_or_refused(tmp_path: Path, suffix: str) -> None:
    dice = random.Random(suffix)
    ends: Counter[str] = Counter()
    until = time.monotonic() + SECONDS
    while ends.total() < LONG_SAMPLE and time.monotonic() < until:
        ends[end_of(tmp_path / f"a{suffix}", spoiled_workbook(dice, GOOD[suffix]))] += 1
    print(f"\n{suffix}: {ends.total()} files, {dict(ends)}")  # noqa: T201 the count is the result
    assert set(ends) == {"read", "refused"}


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    pieces = parts(content)
    assert old in pieces[name]
    return zipped(pieces | {name: pieces[name].replace(old, new, 1)})


def test_a_sheet_without_end_that_holds_its_reader_for_ever_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SECONDS", 2)
    pieces = parts(GOOD[".ods"])
    xml = pieces["content.xml"]
    cut = xml[: xml.index(b"</table:table-row>") + len(b"</table:table-row>")]
    assert end_of(tmp_path / "a.ods", zipped(pieces | {"content.xml": cut})) == "refused"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<v>1.5</v>", b"<v>1e300</v>"), (b"<v>1.5</v>", b"<v>2147483647</v>"), (b"<v>43374</v>", b"<v>-99999999</v>")],
)
def test_a_number_that_is_no_date_is_read_or_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    content = with_part(GOOD[".xlsx"], "xl/worksheets/sheet1.xml", old, new)
    assert end_of(tmp_path / "a.xlsx", content) in {"read", "refused"}


def test_a_date_repeated_four_billion_times_is_too_large(tmp_path: Path) -> None:
    far = with_part(GOOD[".ods"], "content.xml", b'rows-repeated="2"', b'rows-repeated="4294967295"')
    path = tmp_path / "a.ods"
    path.write_bytes(far)
    with pytest.raises(Refusal, match="trop grand"):
        read_sheet(path)


@pytest.mark.parametrize("content", [b";" * 9_000_000, b";\n" * 300_000, b"a" + b"\n" * 300_000 + b"b"], ids=len)
def test_a_text_of_too_many_cells_or_lines_is_too_large(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal, match="trop grand"):
        read_sheet(path)


@pytest.mark.parametrize("damage", [slice(0, 30), slice(-30, None)])
def test_a_workbook_whose_directory_points_elsewhere_is_refused(tmp_path: Path, damage: slice) -> None:
    content = bytearray(GOOD[".xlsx"])
    del content[damage]
    assert end_of(tmp_path / "a.xlsx", b"PK\x03\x04" + bytes(content)) == "refused"


def test_a_process_that_cannot_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "absent"))
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD[".xlsx"])
    with pytest.raises(Refusal, match="fermez un autre programme"):
        read_sheet(path)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
    )
    pieces = parts(GOOD[".xlsx"])
    sheet = pieces["xl/worksheets/sheet1.xml"].replace(b"Date", b"&j;")
    content = zipped(pieces | {"xl/worksheets/sheet1.xml": bomb + b"]>" + sheet})
    assert end_of(tmp_path / "a.xlsx", content) in {"read", "refused"}
