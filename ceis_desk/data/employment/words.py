"""What stands in the rows of this platform, in words, for whoever judges what two desks wrote at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.data.employment.rows import name_of_place
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School

_CODES: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("place", "kind"): lambda value: ContractKind(value).label,
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
TABLES = frozenset({"place", "contract", "contract_fact", "cohort", "cohort_member"})


def write_unit(connection: Connection, table: str, values: Mapping[str, Any]) -> str:
    """The values of one unit, empty ones left out; a place is said by its name."""
    shown = dict(values)
    if "place_id" in shown:
        shown["place_id"] = name_of_place(connection, Id(bytes=shown["place_id"]))
    return ", ".join(word for name, value in shown.items() if (word := _write(table, name, value)))


def _write(table: str, name: str, value: Any) -> str:
    if name in _YES:
        return _YES[name][0 if value else 1]
    if value is None or (value in ("", 0) and name != "position"):
        return ""
    if (table, name) in _CODES:
        return _CODES[table, name](value)
    if name in _DAYS:
        return write_day(dt.date.fromisoformat(value))
    if table == "place" and name == "places":
        return f"{value} place{'s' if value > 1 else ''}"
    units = {"position": lambda: f"place {value + 1}", "referent": lambda: f"référent {value}",
             "minutes": lambda: f"{value} min",
             "ending_months": lambda: f"{value} mois"}  # fmt: skip
    return units.get(name, lambda: str(value))()
