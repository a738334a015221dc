"""The persons of a logbook: rows of one person gathered, what they say of her put together."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.people.model import Civility, District, Identity
from ceis_desk.people.sameness import PersonKey
from ceis_desk.reception.logbook import ImportedVisit


@dataclass(frozen=True)
class LogbookPerson:
    """One person, with what her rows say of her; `visits` are hers, the first visit first."""

    key: PersonKey
    identity: Identity
    visits: tuple[ImportedVisit, ...]


def people_of(visits: Iterable[ImportedVisit]) -> tuple[LogbookPerson, ...]:
    """The persons in the order of their first visit; anonymous visits are nobody's."""
    rows: defaultdict[PersonKey, list[ImportedVisit]] = defaultdict(list)
    for visit in sorted(visits, key=_when):
        if visit.key is not None:
            rows[visit.key].append(visit)
    return tuple(LogbookPerson(key, _identity(key, hers), tuple(hers)) for key, hers in rows.items())


def _when(visit: ImportedVisit) -> tuple[dt.date, dt.time, int]:
    return visit.day, visit.time or dt.time(), visit.line


def _identity(key: PersonKey, hers: list[ImportedVisit]) -> Identity:
    """Names in their fullest spelling; for the rest, what was said last, and every telephone, the last one first."""
    latest = hers[::-1]
    return Identity(
        used_name=_spelling([visit.family for visit in hers]),
        first_name=_spelling([visit.first for visit in hers]),
        civility=next((visit.civility for visit in latest if visit.civility), Civility.NONE),
        birth_date=key.birth if isinstance(key.birth, dt.date) else None,
        birth_year=key.birth if isinstance(key.birth, int) else None,
        phones=tuple(dict.fromkeys(phone for visit in latest for phone in visit.phones)),
        district=next((visit.district for visit in latest if visit.district), ""),
        qpv=next((visit.qpv for visit in latest if visit.qpv is not District.UNKNOWN), District.UNKNOWN),
    )


def _spelling(names: list[str]) -> str:
    """The spelling with the most accents, which haste drops and never adds; then the commonest, then the first."""
    counts = Counter(names)
    return max(counts, key=lambda name: (_accents(name), counts[name]))


def _accents(name: str) -> int:
    return sum(unicodedata.combining(mark) > 0 for mark in unicodedata.normalize("NFD", name))
