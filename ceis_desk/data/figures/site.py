"""What the settings of the site say on a report: who publishes it, when the place opens, what it compares with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from ceis_desk.data.house import read_settings
from ceis_desk.data.schema import house
from ceis_desk.statistics.model import Means
from ceis_desk.statistics.rules import OpeningHours


@dataclass(frozen=True)
class Site:
    """The settings that reports read.

    As JSON: `opening_hours` is {"0": [["09:00", "13:00"], …], …} with 0 for Monday, `report_reference_month` "2018-12",
    `means` an object with the fields of `Means`.
    """

    structure: str
    place: str
    demo: bool
    opening: OpeningHours | None
    reference: dt.date | None
    means: Means | None
    desks: int


def read_site(connection: Connection) -> Site:
    """The settings of the site and how many desks it has, this one at least."""
    kept = {name: json.loads(value) for name, value in read_settings(connection, None).items()}
    desks = connection.execute(
        select(func.count()).select_from(house.desk).where(house.desk.c.revoked_at.is_(None))
    ).scalar_one()
    reference, means = kept.get("report_reference_month"), kept.get("means")
    return Site(
        structure=kept.get("structure", ""),
        place=kept.get("place", ""),
        demo=bool(kept.get("demo", False)),
        opening=_opening(kept.get("opening_hours")),
        reference=dt.date.fromisoformat(f"{reference}-01") if reference else None,
        means=Means(**means) if means else None,
        desks=max(1, desks),
    )


def _opening(kept: Mapping[str, list[list[str]]] | None) -> OpeningHours | None:
    if kept is None:
        return None
    hour = dt.time.fromisoformat
    return {int(day): tuple((hour(start), hour(end)) for start, end in spans) for day, spans in kept.items()}
