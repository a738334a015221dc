"""What a cell of an imported list says: a day, an hour, a birth, telephones; nothing is guessed in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from ceis_desk.core.dates import from_serial, parse_birth, parse_day, parse_time, time_from_serial
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.phones import parse_phone
from ceis_desk.people.cell_words import CIVILITIES, FAMILIES, NOTHING, QPV, SEXES, WORKS
from ceis_desk.people.columns import Cell, FieldT, Line, bare_key, plain
from ceis_desk.people.model import Civility, District, Family, Sex, Work
from ceis_desk.people.sameness import Birth

ReadT = TypeVar("ReadT")
KnownT = TypeVar("KnownT")

_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|^\d{8}$")
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,5})(?:[.,]\d+)?")
_SERIAL_DAYS = range(10_000, 100_000)  # 1927 to 2173: five digits, so never a year nor a day run together
_WITH_HOUR = re.compile(r"(.+?)(?:\s+à\s+|\s+|T)(\d{1,2}\s?[:hH].*)")
_PHONE_DIGITS = 9  # a French number whose first zero a spreadsheet has dropped
_LONGEST_WRITTEN = 80  # longer, it is a sentence
_NO_DAY = 1901  # an hour alone is on one of the first days that a spreadsheet knows
_ANY_DAY = dt.date(2000, 1, 1)  # « +2018 » must be the same row tomorrow
_SEVERAL_PHONES = re.compile(r"\s*(?:[;,/|]|\bou\b|\bet\b)\s*")


def reading(label: str, cell: Cell, read: Callable[[Cell], ReadT]) -> ReadT:
    """What `read` makes of a cell; its Refusal names the column and quotes the cell, in one sentence for the report."""
    try:
        return read(cell)
    except Refusal as refusal:
        reason = refusal.sentence.partition(". ")[0].rstrip(".")
        raise Refusal(f"{label} « {plain(cell)} »\u00a0: {reason[0].lower()}{reason[1:]}.") from refusal


def softly(
    line: Line[FieldT], column: FieldT, read: Callable[[Cell], ReadT], otherwise: ReadT, unread: dict[str, str]
) -> ReadT:
    """A cell that may stay unread without losing the row: its text then goes to `unread` under its label."""
    try:
        return read(line.cells.get(column))
    except Refusal:
        unread[column.label] = line.text(column)
        return otherwise


def remarks_on(unread: Mapping[str, str]) -> tuple[str, ...]:
    """What the report says of the cells left unread."""
    return tuple(
        f"{label} « {text} » n’est pas compris\u00a0: son texte est gardé à part." for label, text in unread.items()
    )


def said(text: str) -> str:
    """A text, empty when it only says that nothing is known."""
    return "" if is_nothing(text) else text


def is_nothing(text: str) -> bool:
    """Whether a cell is empty, or says in so many words that nothing is known."""
    words = fold(text)
    return not words or words in NOTHING


def name_of(cell: Cell) -> str:
    """A name with its spaces tidied; empty when no letter is in it."""
    text = plain(cell)
    return text if any(char.isalpha() for char in text) else ""


def moment_of(cell: Cell, today: dt.date) -> tuple[dt.date, dt.time | None]:
    """The day of a fact, and its hour when the cell holds it too.

    Refusal for what a file does not let guess (a year of two digits or none, « hier ») and for what is to come.
    """
    day, hour = _day_and_hour(cell, today)
    if day > today:
        raise Refusal("Cette date est à venir. Corrigez-la dans le fichier.")
    return day, hour


def text_of(cell: Cell) -> str:
    """A cell as it was typed, its own lines kept."""
    return cell.strip() if isinstance(cell, str) else plain(cell)


def _day_and_hour(cell: Cell, today: dt.date) -> tuple[dt.date, dt.time | None]:
    whole = _from_workbook(cell)
    if whole is None:
        words = _WITH_HOUR.fullmatch(plain(cell))
        text, hour = (words.group(1), parse_time(words.group(2))) if words else (plain(cell), None)
        if not _FULL_YEAR.search(text):
            raise Refusal("L’année n’est pas écrite avec quatre chiffres, elle n’est pas devinée. Corrigez-la.")
        return parse_day(text, today), hour
    if isinstance(whole, dt.datetime):
        return whole.date(), whole.time() if whole.time() != dt.time() else None
    return whole, None


def _from_workbook(cell: Cell) -> dt.date | None:
    """The date of a cell that a spreadsheet holds as a date or as the number of one; None for a text."""
    if isinstance(cell, dt.date):
        return cell
    number = _number(cell)
    return from_serial(number) if number is not None and int(number) in _SERIAL_DAYS else None


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = plain(cell)
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def hour_of(cell: Cell) -> dt.time | None:
    """The hour of a cell, None when it says nothing; Refusal for a number that is no part of a day (« 9.30 »)."""
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.time):
        return cell
    if is_nothing(plain(cell)):
        return None
    number = _number(cell)
    if number is not None and (0 <= number < 1 or int(number) in _SERIAL_DAYS):
        return time_from_serial(number)
    return parse_time(plain(cell))


def birth_of(cell: Cell, today: dt.date) -> Birth:
    """A birth date, a year alone, or None when the cell says nothing; Refusal for a year of two digits or too old."""
    text = plain(cell)
    if is_nothing(text):
        return None
    day = _from_workbook(cell)
    if day is not None:
        text = f"{day:%Y-%m-%d}"
    date, year = parse_birth(text, today)
    return date or year


def phones_of(cell: Cell) -> tuple[str, ...]:
    """The E.164 numbers of a cell, one or several; Refusal when one is not understood."""
    text = plain(cell)
    if is_nothing(text):
        return ()
    try:
        return (parse_phone(text),)
    except Refusal:
        parts = [part for part in _SEVERAL_PHONES.split(text) if part]
        if len(parts) < 2:  # noqa: PLR2004 one part is the text just refused
            raise
        return tuple(dict.fromkeys(parse_phone(part) for part in parts))


def civility_of(cell: Cell) -> Civility:
    """The civility of a cell, empty when it says nothing; Refusal when it is not understood."""
    text = plain(cell)
    return Civility.NONE if is_nothing(text) else _known(text, CIVILITIES)


def qpv_of(cell: Cell) -> District:
    """Whether the district is a priority one, unknown when the cell says nothing; Refusal when it is not understood."""
    text = plain(cell)
    return District.UNKNOWN if is_nothing(text) else _known(text, QPV)


def sex_of(cell: Cell) -> Sex:
    """The sex of a cell, not said when it says nothing; Refusal when it is not understood."""
    text = plain(cell)
    return Sex.NOT_SAID if is_nothing(text) else _known(text, SEXES)


def family_of(cell: Cell) -> Family:
    """The family situation of a cell; « mariée » alone does not say whether there are children: Refusal."""
    text = plain(cell)
    return Family.UNKNOWN if is_nothing(text) else _known(bare_key(text), FAMILIES)


def work_of(cell: Cell) -> Work:
    """The work situation of a cell; « sans emploi » alone does not say whether one is looked for: Refusal."""
    text = plain(cell)
    return Work.UNKNOWN if is_nothing(text) else _known(bare_key(text), WORKS)


def _known(text: str, words: Mapping[str, KnownT]) -> KnownT:
    try:
        return words[fold(text)]
    except KeyError:
        raise Refusal("Ce mot n’est pas compris.") from None


def one_way(cell: Cell) -> str:
    """A cell written in one way, whatever a spreadsheet made of it when it saved: days, hours, phones, other texts.

    « 1/10/2018 », the date of a workbook and 43374 are « 2018-10-01 »; this is for comparing, and guesses nothing.
    """
    if isinstance(cell, dt.datetime) and cell.year < _NO_DAY:
        return cell.time().isoformat("seconds")
    if isinstance(cell, dt.time):
        return cell.isoformat("seconds")
    if isinstance(cell, dt.date):
        return _iso(cell)
    return _one_way_text(plain(cell))


def _one_way_text(text: str) -> str:
    if len(text) > _LONGEST_WRITTEN or not any(char.isdigit() for char in text):
        return text
    number = _number(text)
    readings: tuple[Callable[[str], str], ...] = (_one_way_moment, _one_way_hour)
    if number is not None and 0 < number < 1:
        readings = (_one_way_hour,)
    elif sum(char.isdigit() for char in text) >= _PHONE_DIGITS:
        readings = (_one_way_moment, _one_way_phones)
    for read in readings:
        with suppress(Refusal):
            return read(text)
    return text


def _one_way_moment(text: str) -> str:
    day, hour = _day_and_hour(text, _ANY_DAY)
    return _iso(day if hour is None else dt.datetime.combine(day, hour))


def _one_way_hour(text: str) -> str:
    hour = hour_of(text)
    return text if hour is None else hour.isoformat("seconds")


def _one_way_phones(text: str) -> str:
    return " ".join(phones_of(text))


def _iso(day: dt.date) -> str:
    """Midnight is what spreadsheets add to a date without an hour."""
    if isinstance(day, dt.datetime):
        return day.isoformat(timespec="seconds") if day.time() != dt.time() else day.date().isoformat()
    return day.isoformat()
