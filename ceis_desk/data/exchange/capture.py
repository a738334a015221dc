"""Triggers that keep, for every edit, the clocks that a merge will compare: no way of writing can forget them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable

BASE = -1
"""The cell that keeps the clock of a row's making once one of its columns has a clock of its own."""


def triggers() -> Iterator[tuple[str, str]]:
    """The name and the statement of every trigger."""
    for table in BY_NUMBER.values():
        yield f"sync_{table.name}_edit", _edit(table)
        yield f"sync_{table.name}_keep", _keep(table)


def put_triggers(connection: Connection) -> None:
    """Make the triggers of this version, in place of others of the same names: after founding, migrating, copying."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    found: dict[str, str] = {row[0]: row[1] for row in rows}
    wanted = dict(triggers())
    for name in [name for name, sql in found.items() if name.startswith("sync_") and wanted.get(name) != sql]:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        del found[name]
    for name in wanted.keys() - found.keys():
        connection.exec_driver_sql(wanted[name])


def _edit(table: SyncTable) -> str:
    units: dict[int, list[str]] = {}
    for column in table.columns:
        units.setdefault(table.units[column.number], []).append(f"OLD.{column.name} IS NOT NEW.{column.name}")
    changed = ", ".join(f"({unit}, {' OR '.join(tests)})" for unit, tests in units.items())
    put = "INSERT INTO sync_cell(tbl, pk, col, hlc, origin)"
    return (
        f"CREATE TRIGGER sync_{table.name}_edit AFTER UPDATE ON {table.name}"
        " WHEN (OLD.hlc IS NOT NEW.hlc OR OLD.origin IS NOT NEW.origin) AND (SELECT capture FROM desk_self)"
        f" BEGIN {put} VALUES ({table.number}, OLD.id, {BASE}, OLD.hlc, OLD.origin) ON CONFLICT DO NOTHING;"
        f" {put} SELECT {table.number}, NEW.id, unit.column1, NEW.hlc, NEW.origin"
        f" FROM (VALUES {changed}) AS unit WHERE unit.column2"
        " ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin; END"
    )


def _keep(table: SyncTable) -> str:
    # Another desk would send the row back: what is to go is withdrawn, or erased for good by a tomb.
    return (
        f"CREATE TRIGGER sync_{table.name}_keep BEFORE DELETE ON {table.name} WHEN (SELECT capture FROM desk_self)"
        " BEGIN SELECT RAISE(ABORT, 'a row that travels is never deleted'); END"
    )
