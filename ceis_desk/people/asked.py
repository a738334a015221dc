"""What was typed in the search box: words of a name, beginnings of a birth date, fragments of a phone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ceis_desk.core.dates import parse_birth
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.phones import digits
from ceis_desk.people.keys import LONGEST, Kind
from ceis_desk.people.names import name_words

_MOST_WORDS = 6
_MOST_NUMBERS = 2
_MOST_TYPED = 200
_FEWEST_DIGITS = 2
_WRITTEN_DATE = re.compile(r"\b([0-9]{1,2}(?:er)? [a-z]{3,9}\.?)(?: ([0-9]{1,4}))?\b")
_NUMBER = re.compile(r"\+?[0-9][0-9 ./()+_]*")
_LEAP_YEAR = 2000

Beginning = tuple[Kind, str]
"""A kind of token and how it begins."""


@dataclass(frozen=True)
class Asked:
    """Every word and every number must be found; a number is any of its readings."""

    words: tuple[str, ...] = ()
    numbers: tuple[tuple[Beginning, ...], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing that can be searched was typed."""
        return not (self.words or self.numbers)


def read_asked(text: str, today: dt.date) -> Asked:
    """Split what was typed; whatever the text, nothing is refused."""
    rest = fold(text[:_MOST_TYPED].replace("\0", " "))
    numbers: list[tuple[Beginning, ...]] = []
    for pattern, read in ((_WRITTEN_DATE, _written), (_NUMBER, _figures)):
        for match in tuple(pattern.finditer(rest)):
            found = read(match, today)
            if found:
                numbers.append(found)
                rest = rest.replace(match[0], " ", 1)
    words = tuple(word[:LONGEST] for word in name_words(rest) if not word.isdecimal())
    return Asked(tuple(dict.fromkeys(words))[:_MOST_WORDS], tuple(numbers[:_MOST_NUMBERS]))


def _written(match: re.Match[str], today: dt.date) -> tuple[Beginning, ...]:
    """« 14 mars 1984 » or « 14 mars »; nothing when the word is no month."""
    try:
        date, _ = parse_birth(f"{match[1]} {_LEAP_YEAR}", today)
    except Refusal:
        return ()
    return () if date is None else _day_first(f"{date.day:02d}", f"{date.month:02d}", match[2] or "")


def _figures(match: re.Match[str], today: dt.date) -> tuple[Beginning, ...]:  # noqa: ARG001 one shape for both readings
    typed = match[0].strip()
    number = digits(typed)
    if len(number) < _FEWEST_DIGITS:
        return ()
    groups = re.findall(r"[0-9]+", typed)
    births = _run(groups[0]) if len(groups) == 1 else _groups(groups)
    return tuple(dict.fromkeys(((Kind.PHONE, number[:LONGEST]), *births)))


def _run(figures: str) -> tuple[Beginning, ...]:
    """« 140384 », or the beginning of « 14031984 » or of « 1984 »."""
    if len(figures) == len("140384"):
        return (*_day_first(figures[:2], figures[2:4], figures[4:]), (Kind.BIRTH, figures))
    return ((Kind.BIRTH, figures[:LONGEST]),)


def _groups(groups: list[str]) -> tuple[Beginning, ...]:
    """« 14/03/84 », « 14/3 », « 03/1984 », « 1984-03-14 »; more groups are a phone."""
    match [len(group) for group in groups]:
        case [4, _] | [4, _, _]:
            return ((Kind.BIRTH, groups[0] + "".join(group.zfill(2) for group in groups[1:])),)
        case [1 | 2, 4]:
            return ((Kind.BIRTH, groups[1] + groups[0].zfill(2)),)
        case [1 | 2, 1 | 2]:
            day, month = groups[0].zfill(2), groups[1]
            return tuple((Kind.BIRTH, day + typed) for typed in dict.fromkeys((month.zfill(2), month)))
        case [1 | 2, 1 | 2, _]:
            return _day_first(groups[0].zfill(2), groups[1].zfill(2), groups[2])
        case _:
            return ()


def _day_first(day: str, month: str, year: str) -> tuple[Beginning, ...]:
    """Two digits of a year are the beginning of one, or the end of one."""
    years = (year, f"19{year}", f"20{year}") if len(year) == len("84") else (year,)
    return tuple((Kind.BIRTH, f"{day}{month}{typed}"[:LONGEST]) for typed in years)
