"""Legal scales by date: a calculation uses the one in force on its day, and says where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal

_BANDS = 6


class Dated(Protocol):
    """A scale in force from a day on."""

    @property
    def starts(self) -> dt.date:
        """Its first day."""
        ...


DatedT = TypeVar("DatedT", bound=Dated)


@dataclass(frozen=True)
class SeizureScale:
    """The bands of yearly pay, in euro cents (code du travail, art. R.3252-2), and what a dependant adds (R.3252-3).

    `thresholds` are the tops of the first six bands; the seventh has none.
    """

    starts: dt.date
    thresholds: tuple[int, ...]
    per_dependant: int
    verified: bool
    source: str


@dataclass(frozen=True)
class RsaScale:
    """The monthly amount of the RSA for one person, in euro cents."""

    starts: dt.date
    base: int
    verified: bool
    source: str


@dataclass(frozen=True)
class LivingScale:
    """Sums a month, in euro cents, for the first person and for each other one; no verified one is shipped.

    `base` is food, hygiene, clothes and the like; `home` is water, insurance, phone and the like; `heating` is heating.
    """

    starts: dt.date
    base: tuple[int, int]
    home: tuple[int, int]
    heating: tuple[int, int]
    verified: bool
    source: str


@dataclass(frozen=True)
class Scales:
    """The series known to the program, oldest first."""

    seizure: tuple[SeizureScale, ...]
    rsa: tuple[RsaScale, ...]


def in_force(series: Sequence[DatedT], day: dt.date, what: str) -> DatedT:
    """The scale of a day; raises Refusal when none is old enough."""
    found = [scale for scale in series if scale.starts <= day]
    if not found:
        raise Refusal(
            f"Aucun barème «\u00a0{what}\u00a0» n’est connu pour le {write_day(day)}. Rien n’a été calculé\u00a0: "
            "ajoutez-le dans les réglages."
        )
    return max(found, key=lambda scale: scale.starts)


def joined(own: Scales, shipped: Scales) -> Scales:
    """The scales of a site with those of the program; for one day, the site’s own."""
    return Scales(_joined(own.seizure, shipped.seizure), _joined(own.rsa, shipped.rsa))


def _joined(own: Sequence[DatedT], shipped: Sequence[DatedT]) -> tuple[DatedT, ...]:
    by_day = {scale.starts: scale for scale in (*shipped, *own)}
    return tuple(by_day[day] for day in sorted(by_day))


def read_scales(content: Mapping[str, Any]) -> Scales:
    """The series of a reference file or of a setting; raises ValueError when it is not of that shape."""
    try:
        seizure = tuple(
            SeizureScale(
                dt.date.fromisoformat(one["from"]),
                tuple(int(cents) for cents in one["thresholds"]),
                int(one["per_dependant"]),
                bool(one["verified"]),
                str(one["source"]),
            )
            for one in content["seizure"]
        )
        rsa = tuple(
            RsaScale(dt.date.fromisoformat(one["from"]), int(one["base"]), bool(one["verified"]), str(one["source"]))
            for one in content["rsa"]
        )
    except (KeyError, TypeError) as failure:
        raise ValueError("not a list of scales") from failure
    for scale in seizure:
        if len(scale.thresholds) != _BANDS or list(scale.thresholds) != sorted(scale.thresholds):
            raise ValueError("bands out of order")
    return Scales(
        tuple(sorted(seizure, key=lambda scale: scale.starts)), tuple(sorted(rsa, key=lambda scale: scale.starts))
    )
