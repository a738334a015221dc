"""Public holidays of metropolitan France, and the school holidays of the site’s zone from a dated list."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).resolve().parents[2] / "resources" / "reference" / "vacances_scolaires_zone_c.json"


@dataclass(frozen=True)
class SchoolHolidays:
    """One holiday of the schools, both days included."""

    name: str
    first: dt.date
    last: dt.date


def public_holidays(first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Those between two days, both included, by their French names (Code du travail, L3133-1)."""
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _of_year(year).items()
        if first <= day <= last
    }


@cache
def _of_year(year: int) -> Mapping[dt.date, str]:
    # A quarter of a second to import: only a report and the agenda pay for it, once.
    from holidays import country_holidays

    found = country_holidays("FR", years=year, language="fr")
    return {day: name.replace("'", "’") for day, name in sorted(found.items())}


def school_holidays(days: Iterable[dt.date], own: Iterable[SchoolHolidays] = ()) -> dict[dt.date, str]:
    """The school holidays of those days; `own` are those that the site has set, which count before the list.

    After the last year of the list, and without `own`, there are none: nothing is invented.
    """
    known = (*own, *listed_school_holidays())
    found = {day: next((one.name for one in known if one.first <= day <= one.last), "") for day in days}
    return {day: name for day, name in found.items() if name}


@cache
def listed_school_holidays() -> tuple[SchoolHolidays, ...]:
    """The dated list that comes with the program (zone C: Montpellier)."""
    return school_holidays_of(json.loads(_LIST.read_text(encoding="utf-8"))["holidays"])


def school_holidays_of(lines: Iterable[Mapping[str, str]]) -> tuple[SchoolHolidays, ...]:
    """Holidays as a list or a setting writes them: `name`, `from`, `to`, in ISO days; raises KeyError, ValueError."""
    day = dt.date.fromisoformat
    return tuple(SchoolHolidays(line["name"], day(line["from"]), day(line["to"])) for line in lines)
