"""The rows of a report: counts of visits and of distinct persons, never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AgeBand(StrEnum):
    """Age in full years at the person's first fact of the period (bands of La Coop de la médiation numérique)."""

    UNDER_12 = "0-11"
    FROM_12 = "12-17"
    FROM_18 = "18-24"
    FROM_25 = "25-39"
    FROM_40 = "40-59"
    FROM_60 = "60-69"
    FROM_70 = "70+"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The band as it is printed."""
        return _AGE_LABELS[self]


_AGE_LABELS = {
    AgeBand.UNDER_12: "0 à 11 ans",
    AgeBand.FROM_12: "12 à 17 ans",
    AgeBand.FROM_18: "18 à 24 ans",
    AgeBand.FROM_25: "25 à 39 ans",
    AgeBand.FROM_40: "40 à 59 ans",
    AgeBand.FROM_60: "60 à 69 ans",
    AgeBand.FROM_70: "70 ans et plus",
    AgeBand.UNKNOWN: "non renseigné",
}


class Qpv(StrEnum):
    """Whether the person lived in a priority district (QPV) at the first fact of the period."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The answer as it is printed."""
        return {"yes": "oui", "no": "non", "unknown": "non renseigné"}[self.value]


@dataclass(frozen=True)
class Period:
    """Two local dates, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class PlatformCount:
    """One platform's visits (a visit counts once in each platform of its motifs) and distinct participants."""

    visits: int
    participants: int


@dataclass(frozen=True)
class Figures:
    """The figures of `stats month` (cli.md); every mapping holds all its codes, zero included, in printing order."""

    period: Period
    visits: int
    anonymous_visits: int
    participants: int
    new_people: int
    by_motif: Mapping[str, int]
    by_platform: Mapping[str, PlatformCount]
    by_age_band: Mapping[AgeBand, int]
    by_qpv: Mapping[Qpv, int]
    complete: bool = True
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """Waits between arrival and call, in whole minutes; the mean, median and ninth decile are None without a wait."""

    waits: int
    under_10: int
    from_10_to_19: int
    from_20: int
    mean: int | None
    median: int | None
    ninth_decile: int | None


@dataclass(frozen=True)
class Outcomes:
    """Individual appointments of the period by what became of them."""

    planned: int
    honoured: int
    excused: int
    revoked: int
    no_show: int
    unknown: int


@dataclass(frozen=True)
class Publics:
    """Participants in each public of the CEIS; a person may be in several or in none."""

    job_seekers: int
    single_parents: int
    isolated_seniors: int


@dataclass(frozen=True)
class MonthPoint:
    """One month of the evolution: its first day, visits, distinct participants, and visits by platform."""

    month: dt.date
    visits: int
    participants: int
    by_platform: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """What is compared with another month: None stands where the register holds nothing to compare with."""

    month: dt.date
    figures: Figures
    waiting: Waiting
    outcomes: Outcomes
    budget_visits: int


@dataclass(frozen=True)
class Means:
    """Means declared by the structure: full-time equivalents in hundredths, amounts in euro cents."""

    full_time_hundredths: int
    investment_cents: int
    running_cents: int


@dataclass(frozen=True)
class MonthReport:
    """Everything the monthly report shows, on screen and on paper."""

    structure: str
    place: str
    month: dt.date
    edited_on: dt.date
    figures: Figures
    by_sex: Mapping[str, int]
    by_hour: Mapping[tuple[int, int], int]
    by_day: Mapping[dt.date, int]
    open_days: Mapping[int, int]
    closed_hours: frozenset[tuple[int, int]]
    holidays: Mapping[dt.date, str]
    publics: Publics
    waiting: Waiting
    outcomes: Outcomes
    budget_visits: int
    evolution: tuple[MonthPoint, ...]
    previous: Comparison | None
    year_before: Comparison | None
    reference: Comparison | None
    register_starts: dt.date | None
    desks_received: int
    desks_known: int
    platform_labels: Mapping[str, str]
    demo: bool = False
    means: Means | None = None
    notes: tuple[str, ...] = field(default=())
