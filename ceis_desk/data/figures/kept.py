"""The figures of past months as they were counted, for as long as nothing that they count has changed.

What is kept is what `months.py` counts, nothing else; the triggers of `data/schema/kept_months.py` take a month away.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from ceis_desk.data.schema.kept_months import month_count
from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.model import MonthPoint

_VISITS, _PARTICIPANTS = ".visits", ".participants"  # no code of a platform begins with a dot
_CODES = frozenset((_VISITS, _PARTICIPANTS, *(platform.code for platform in PLATFORMS)))


def kept_months(connection: Connection, months: Sequence[dt.date]) -> dict[dt.date, MonthPoint]:
    """Those of these months, given by their first days in order, that are kept whole."""
    counts: defaultdict[dt.date, dict[str, int]] = defaultdict(dict)
    own = month_count.c
    for row in connection.execute(select(month_count).where(own.month.between(months[0], months[-1]))):
        counts[row.month][row.what] = row.many
    return {
        month: _point(month, counts[month])
        for month in months
        # Kept by a version with other platforms, a month is counted again.
        if counts[month].keys() == _CODES
    }


def keep(connection: Connection, points: Sequence[MonthPoint]) -> None:
    """Keep months just counted, in the transaction that counted them."""
    rows = [
        {"month": point.month, "what": what, "many": many}
        for point in points
        for what, many in {_VISITS: point.visits, _PARTICIPANTS: point.participants, **point.by_platform}.items()
    ]
    connection.execute(delete(month_count).where(month_count.c.month.in_([point.month for point in points])))
    connection.execute(insert(month_count), rows)


def _point(month: dt.date, counts: dict[str, int]) -> MonthPoint:
    by_platform = {platform.code: counts[platform.code] for platform in PLATFORMS}
    return MonthPoint(month, counts[_VISITS], counts[_PARTICIPANTS], by_platform)
