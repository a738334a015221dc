"""What stands in the rows of this platform, in words, for whoever judges what two desks wrote at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.dates import write_day
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School

_CODES: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("contract", "kind"): lambda value: ContractKind(value).label,
    ("contract", "school"): lambda value: School(value).label,
    ("contract", "ending"): lambda value: Ending(value).label,
    ("contract_fact", "kind"): lambda value: FactKind(value).label,
    ("contract_fact", "state"): lambda value: FactState(value).label,
}
_DAYS = frozenset({"first", "last", "joined_on", "left_on", "school_on", "ended_on", "day"})
_YES: Mapping[str, tuple[str, str]] = {
    "counted": ("comptée", "exclue du calcul"),
    "in_touch": ("en contact", ""),
    "active": ("", "ligne retirée"),
    "withdrawn": ("retiré", "en place"),
}
TABLES = frozenset({"contract", "contract_fact", "cohort", "cohort_member"})


def write_unit(table: str, values: Mapping[str, Any]) -> str:
    """The values of one unit, empty ones left out."""
    return ", ".join(word for name, value in values.items() if (word := _write(table, name, value)))


def _write(table: str, name: str, value: Any) -> str:
    if name in _YES:
        return _YES[name][0 if value else 1]
    if value is None or (value in ("", 0) and name != "position"):
        return ""
    if (table, name) in _CODES:
        return _CODES[table, name](value)
    if name in _DAYS:
        return write_day(dt.date.fromisoformat(value))
    units = {"position": lambda: f"place {value + 1}", "minutes": lambda: f"{value} min",
             "ending_months": lambda: f"{value} mois"}  # fmt: skip
    return units.get(name, lambda: str(value))()
