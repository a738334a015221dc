"""Triggers that keep, for every edit, the clocks that a merge will compare: no way of writing can forget them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable

BASE = -1
"""The cell that keeps the clock of a row's making once one of its columns has a clock of its own."""


_OWN = "(SELECT clock FROM desk_self) AND NEW.origin IS (SELECT origin FROM desk_self)"
_PUT = "INSERT INTO sync_cell(tbl, pk, col, hlc, origin)"
_CAPTURED = "(SELECT capture FROM desk_self)"
# A clock like any other, for what another tool wrote without one (data/clocks.py says how they are made).
_TICK = (
    "UPDATE desk_self SET clock ="
    " max(clock + 1, seen + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16)"
)


def triggers() -> Iterator[tuple[str, str]]:
    """The name and the statement of every trigger."""
    for table in BY_NUMBER.values():
        yield f"sync_{table.name}_edit", _edit(table)
        yield f"sync_{table.name}_made", _made(table)
        yield f"sync_{table.name}_keep", _keep(table)


def put_triggers(connection: Connection) -> None:
    """Make the triggers of this version, in place of others of the same names: after founding, migrating, copying."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    found: dict[str, str] = {row[0]: row[1] for row in rows}
    wanted = dict(triggers())
    for table in BY_NUMBER.values():
        if f"sync_{table.name}_edit" not in found:
            _catch_up(connection, table)
    for name in [name for name, sql in found.items() if name.startswith("sync_") and wanted.get(name) != sql]:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        del found[name]
    for name in wanted.keys() - found.keys():
        connection.exec_driver_sql(wanted[name])


def _catch_up(connection: Connection, table: SyncTable) -> None:
    """Give the whole of a row the clock that it was given while no trigger was there to say which columns changed."""
    units = ", ".join(f"({unit})" for unit in sorted(set(table.units.values())))
    connection.exec_driver_sql(
        "INSERT INTO sync_cell(tbl, pk, col, hlc, origin)"
        f" SELECT {table.number}, row.id, unit.column1, row.hlc, row.origin"
        f" FROM {table.name} AS row CROSS JOIN (VALUES {units}) AS unit"
        f" WHERE EXISTS (SELECT 1 FROM sync_cell WHERE tbl = {table.number} AND pk = row.id)"
        f" AND NOT EXISTS (SELECT 1 FROM sync_cell WHERE tbl = {table.number} AND pk = row.id"
        " AND hlc = row.hlc AND origin = row.origin)"
        " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin"
    )


def _changed(table: SyncTable) -> str:
    """The units with whether each has changed, as rows."""
    units: dict[int, list[str]] = {}
    for column in table.columns:
        units.setdefault(table.units[column.number], []).append(f"OLD.{column.name} IS NOT NEW.{column.name}")
    return ", ".join(f"({unit}, {' OR '.join(tests)})" for unit, tests in units.items())


def _edit(table: SyncTable) -> str:
    # What another tool wrote, without a clock or with one of its own making, is an edit of this desk like any other; so
    # is the second edit of a row in one transaction: both are given a clock here. One trigger does for all, since each
    # connection reads the text of every one, and the units are most of it.
    return (
        f"CREATE TRIGGER sync_{table.name}_edit AFTER UPDATE ON {table.name} WHEN {_CAPTURED} BEGIN"
        f" {_TICK} WHERE NOT (NEW.hlc IS NOT OLD.hlc AND NEW.hlc IS clock AND NEW.origin IS origin);"
        f" {_PUT} VALUES ({table.number}, OLD.id, {BASE}, OLD.hlc, OLD.origin) ON CONFLICT DO NOTHING;"
        f" {_PUT} SELECT {table.number}, NEW.id, unit.column1, clock, origin"
        f" FROM desk_self CROSS JOIN (VALUES {_changed(table)}) AS unit WHERE unit.column2"
        " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin;"
        " UPDATE desk_self SET capture = 0 WHERE NEW.hlc IS NOT clock OR NEW.origin IS NOT origin;"
        f" {_stamp(table)} AND NOT {_CAPTURED};"
        " UPDATE desk_self SET capture = 1 WHERE NOT capture; END"
    )


def _made(table: SyncTable) -> str:
    return (
        f"CREATE TRIGGER sync_{table.name}_made AFTER INSERT ON {table.name}"
        f" WHEN NOT (NEW.hlc IS {_OWN}) AND {_CAPTURED} BEGIN {_TICK}; UPDATE desk_self SET capture = 0;"
        f" {_stamp(table)}; UPDATE desk_self SET capture = 1; END"
    )


def _stamp(table: SyncTable) -> str:
    return (
        f"UPDATE {table.name} SET hlc = (SELECT clock FROM desk_self), origin = (SELECT origin FROM desk_self)"
        " WHERE id = NEW.id"
    )


def _keep(table: SyncTable) -> str:
    # Another desk would send the row back: what is to go is withdrawn, or erased for good by a tomb.
    return (
        f"CREATE TRIGGER sync_{table.name}_keep BEFORE DELETE ON {table.name} WHEN (SELECT capture FROM desk_self)"
        " BEGIN SELECT RAISE(ABORT, 'a row that travels is never deleted'); END"
    )
