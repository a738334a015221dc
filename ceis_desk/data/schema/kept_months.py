"""Figures of past months, kept: local, and gone in the same transaction as the first fact that would change them.

A month is there, whole, only while nothing that it counts has been written since it was counted. Triggers see to it,
so that no way of writing can forget: a gesture, an import, a merge, an erasure, another tool.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import DDL, INTEGER, TEXT, Column, Table, TypedColumns, event

from ceis_desk.data.schema import agenda, local, reception
from ceis_desk.data.schema.base import STRICT, Day, metadata


class MonthCountColumns(TypedColumns):
    """One figure of a month, given by its first day: `what` is a code of `data/figures/kept.py`."""

    month = Column(Day, primary_key=True)
    what = Column(TEXT, primary_key=True)
    many = Column(INTEGER, nullable=False)


month_count = Table("month_count", metadata, MonthCountColumns, **STRICT, sqlite_with_rowid=False)

_ALL = "DELETE FROM month_count"
# How a row says which month it counts in, and which of its columns that depends on; without a day it is every month.
_OWN_DAY = "substr({row}.day, 1, 7) || '-01'"
_DAY_OF = "(SELECT substr(day, 1, 7) || '-01' FROM {table} WHERE id = {{row}}.{link})"
_WATCHED: tuple[tuple[Table, str, tuple[str, ...]], ...] = (
    (reception.visit, _OWN_DAY, ("day", "withdrawn", "person_id")),
    (
        reception.visit_motif,
        _DAY_OF.format(table=reception.visit.name, link="visit_id"),
        ("visit_id", "motif_id", "active"),
    ),
    (agenda.appointment, _OWN_DAY, ("day", "withdrawn", "person_id", "outcome")),
    (agenda.session, _OWN_DAY, ("day", "withdrawn")),
    (
        agenda.attendance,
        _DAY_OF.format(table=agenda.session.name, link="session_id"),
        ("session_id", "person_id", "state"),
    ),
    (reception.motif_platform, "", ("motif_id", "platform", "from_day")),
    (local.canon, "", ("person_id", "canonical_id")),
)


def _triggers() -> Iterator[str]:
    for table, month, columns in _WATCHED:
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        moments = {
            "INSERT": ("", ("NEW",)),
            "UPDATE": (f" WHEN {changed}", ("OLD", "NEW")),
            "DELETE": ("", ("OLD",)),
        }
        for moment, (when, rows) in moments.items():
            gone = [f"{_ALL} WHERE month = {month.format(row=row)};" for row in rows] if month else [f"{_ALL};"]
            yield (
                f"CREATE TRIGGER IF NOT EXISTS months_{table.name}_{moment.lower()}"
                f" AFTER {moment} ON {table.name}{when} BEGIN {' '.join(gone)} END"
            )


for _statement in _triggers():
    event.listen(metadata, "after_create", DDL(_statement))
