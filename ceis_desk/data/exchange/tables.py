"""The synchronised tables as the exchange sees them: stable numbers, raw values, columns that share a clock."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import BLOB, INTEGER, TEXT, Column
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from ceis_desk.access.model import Group, Role
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Attendance, WaitState, Wish
from ceis_desk.agenda.workshops import Axis, SessionKind, SessionLevel, UnnamedCode
from ceis_desk.data.clocks import HORIZON
from ceis_desk.data.exchange.limits import NUMBERS, ORIGIN
from ceis_desk.data.keys.envelope import MOST_MEMORY_KIB, MOST_PASSES
from ceis_desk.data.schema import SYNCED
from ceis_desk.data.schema.base import Day, Flag, Moment, UuidBytes
from ceis_desk.data.schema.merging import COUPLED, STICKY, WRITTEN_ONCE
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.parcours.model import Doer, ExitOutcome, FreinMoment, ItemKind, ItemState, ParcoursState
from ceis_desk.partners.model import AgreementKind, Direction, PartnerKind, ReferralOutcome, ReferralState
from ceis_desk.partners.projects import PartKind, PartState, ProjectKind, ProjectState, ProjectTopic
from ceis_desk.people.model import Civility, Company, District, Family, HouseholdRole, Sex, Work
from ceis_desk.platforms.digital.coop import Autonomy, Material, Place, ProcedureTheme, Redirection, Status
from ceis_desk.platforms.digital.model import ProcedureState, UseKind
from ceis_desk.platforms.employment.model import ContractKind, Ending, FactKind, FactState, School
from ceis_desk.reception.model import Medium

_ID_BYTES = 16
_BEFORE_VALUES = 3  # the id, its clock and number
_LONGEST_YEAR = 9999
# What no gesture writes, and what would stop a reader: a whole file that holds it is refused.
_BOUNDS: Mapping[str, tuple[int, int]] = {
    "age": (0, _LONGEST_YEAR),
    "birth_year": (1, _LONGEST_YEAR),
    "minutes": (0, 7 * 24 * 60),
    "places": (0, 1_000_000),
    "position": (0, 1_000_000),
    "version": (0, 2**62),
    "rank": (0, 2**62),
    "number": (1, 2**62),
    "weekday": (0, 6),
    "first_minute": (0, 24 * 60),
    "last_minute": (0, 24 * 60),
    "every": (0, 520),
    "parts": (0, 1_000_000),
    "done": (0, 1_000_000),
    "level": (0, 3),
    "cents": (0, 10**12),
    "weekly_minutes": (0, 7 * 24 * 60),
    "ending_months": (0, 1200),
    "count": (0, 1_000_000),
    "extra": (0, 1_000_000),
    # Argon2id wants eight kibibytes a lane: these two bounds are good together.
    "memory_kib": (64, MOST_MEMORY_KIB),
    "passes": (1, MOST_PASSES),
    "lanes": (1, 8),
    "tbl": NUMBERS,
    "col": NUMBERS,
    **dict.fromkeys(("lost_hlc", "won_hlc"), (0, HORIZON)),
    **dict.fromkeys(("lost_origin", "won_origin"), ORIGIN),
}
_HOUR = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)
_DAY_SIGNS = 10

# Columns whose values are codes of this version: another one is a later version's, and waits for the upgrade.
_CODES: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "person": {"civility": Civility, "sex": Sex, "qpv": District, "family": Family, "company": Company},
    "person_work": {"work": Work},
    "household_member": {"role": HouseholdRole},
    "visit": {"medium": Medium, "sex": Sex, "qpv": District},
    "appointment": {"outcome": Outcome, "qpv": District},
    "session": {"kind": SessionKind, "level": SessionLevel},
    "session_count": {"axis": Axis, "code": UnnamedCode},
    "attendance": {"state": Attendance, "qpv": District},
    "waiting_person": {"wish": Wish, "state": WaitState},
    "place": {"kind": ContractKind},
    "contract": {"ending": Ending, "school": School, "qpv": District},
    "contract_fact": {"kind": FactKind, "state": FactState},
    "partner": {"kind": PartnerKind},
    "agreement": {"kind": AgreementKind},
    "referral": {"direction": Direction, "state": ReferralState, "outcome": ReferralOutcome},
    "project": {"kind": ProjectKind, "state": ProjectState, "topic": ProjectTopic},
    "project_part": {"kind": PartKind, "state": PartState},
    "account_role": {"role": Role},
    "parcours": {"state": ParcoursState, "outcome": ExitOutcome},
    "parcours_item": {"kind": ItemKind, "state": ItemState, "who": Doer},
    "frein_level": {"moment": FreinMoment},
    "group_key": {"group_code": Group},
    "note": {"group_code": Group},
    "document": {"group_code": Group},
    "digital_help": {
        "material": Material,
        "place": Place,
        "autonomy": Autonomy,
        "referral": Redirection,
        "status": Status,
        "sex": Sex,
        "qpv": District,
    },
    "post_use": {"kind": UseKind, "sex": Sex, "qpv": District},
    "procedure": {"theme": ProcedureTheme, "state": ProcedureState},
}


@dataclass(frozen=True)
class SyncColumn:
    """One column: its number, what it may hold, and what stands in its place while its value is not understood."""

    number: int
    name: str
    fits: Callable[[Any], bool]
    codes: frozenset[str] | None
    default: Any
    has_default: bool


@dataclass(frozen=True)
class SyncTable:
    """One table: `units` gives for each column number that of the unit whose clock it shares."""

    number: int
    name: str
    columns: tuple[SyncColumn, ...]
    by_number: Mapping[int, SyncColumn]
    units: Mapping[int, int]
    sticky: frozenset[int]
    written_once: bool

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The number of each column, in their order."""
        return tuple(column.number for column in self.columns)

    @cached_property
    def numbered(self) -> Mapping[str, int]:
        """The number of each column, by its name."""
        return {column.name: column.number for column in self.columns}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where the value of each column stands in a row as `collect.read_rows` gives it."""
        return {number: place for place, number in enumerate(self.numbers, start=_BEFORE_VALUES)}

    @cached_property
    def together(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the columns of each unit."""
        return {unit: tuple(column.number for column in self.members(unit)) for unit in set(self.units.values())}

    @cached_property
    def coded(self) -> tuple[SyncColumn, ...]:
        """The columns whose values are codes of this version."""
        return tuple(column for column in self.columns if column.codes is not None)

    def members(self, unit: int) -> tuple[SyncColumn, ...]:
        """The columns of a unit."""
        return tuple(column for column in self.columns if self.units[column.number] == unit)


@lru_cache(maxsize=4096)
def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return _is_day(value[:_DAY_SIGNS]) and _HOUR.fullmatch(value, _DAY_SIGNS) is not None


def _is_id(value: object) -> bool:
    return isinstance(value, bytes) and len(value) == _ID_BYTES


def _is_within(bounds: tuple[int, int]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and bounds[0] <= value <= bounds[1]


def _is_json(value: object) -> bool:
    try:
        json.loads(value if isinstance(value, str) else "")
    except (ValueError, RecursionError):
        return False
    return True


def _is_list_of_words(value: object) -> bool:
    if value == "":
        return True
    found = json.loads(value) if isinstance(value, str) and _is_json(value) else None
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


_SHAPES: Mapping[tuple[str, str], Callable[[object], bool]] = {
    ("setting", "value"): _is_json,
    ("motif", "precisions"): _is_list_of_words,
    **{("partner", column): _is_list_of_words for column in ("also_named", "themes", "services")},
    ("digital_help", "themes"): _is_list_of_words,
    ("digital_help", "procedures"): _is_list_of_words,
}

_KINDS: tuple[tuple[type[Any], Callable[[Any], bool]], ...] = (
    (UuidBytes, _is_id),
    (Day, _is_day),
    (Moment, _is_moment),
    (Flag, lambda value: value in (0, 1)),
    (INTEGER, lambda value: isinstance(value, int)),
    (BLOB, lambda value: isinstance(value, bytes)),
    (TEXT, lambda value: isinstance(value, str)),
)


def _fits(table: str, column: Column[Any]) -> Callable[[Any], bool]:
    known: Callable[[Any], bool] = next(fits for kind, fits in _KINDS if isinstance(column.type, kind))
    if isinstance(column.type, INTEGER):
        known = _is_within(_BOUNDS[column.name])
    known = _SHAPES.get((table, column.name), known)
    return _or_nothing(known) if column.nullable else known


def _or_nothing(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


def _column(table: str, column: Column[Any]) -> SyncColumn:
    codes = _CODES.get(table, {}).get(column.name)
    default = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    return SyncColumn(
        number=COLUMNS[table][column.name],
        name=column.name,
        fits=_fits(table, column),
        codes=frozenset(code.value for code in codes) if codes else None,
        default=int(default) if isinstance(default, bool) else default,
        has_default=column.nullable or default is not None,
    )


def _describe(name: str, columns: list[Column[Any]]) -> SyncTable:
    described = tuple(
        sorted(
            (_column(name, column) for column in columns if column.name not in ("id", "hlc", "origin")),
            key=lambda column: column.number,
        )
    )
    numbers = {column.name: column.number for column in described}
    units = {column.number: column.number for column in described}
    for group in COUPLED.get(name, ()):
        first = min(numbers[column] for column in group)
        units |= {numbers[column]: first for column in group}
    return SyncTable(
        number=TABLES[name],
        name=name,
        columns=described,
        by_number={column.number: column for column in described},
        units=units,
        sticky=frozenset(numbers[column] for table, column in STICKY if table == name),
        written_once=name in WRITTEN_ONCE,
    )


BY_NUMBER: Mapping[int, SyncTable] = {
    table.number: table
    for table in sorted((_describe(table.name, list(table.c)) for table in SYNCED), key=lambda table: table.number)
}
BY_NAME: Mapping[str, SyncTable] = {table.name: table for table in BY_NUMBER.values()}
