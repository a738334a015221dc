"""The schema keeps the promises that the exchange will stand on."""

from __future__ import annotations

from itertools import chain

from sqlalchemy import create_engine
from sqlcipher3 import dbapi2

from ceis_desk.data.schema import SYNCED as TRAVELLING
from ceis_desk.data.schema import metadata
from ceis_desk.data.schema.registry import COLUMNS, TABLES

OWN = {"id", "hlc", "origin"}
SYNCED = {table.name: table for table in TRAVELLING}


def test_every_synchronised_table_and_column_has_a_stable_number() -> None:
    assert set(TABLES) == set(SYNCED)
    assert {name: set(columns) for name, columns in COLUMNS.items()} == {
        name: {column.name for column in table.c} - OWN for name, table in SYNCED.items()
    }


def test_no_number_is_given_twice() -> None:
    assert len(set(TABLES.values())) == len(TABLES)
    assert all(len(set(columns.values())) == len(columns) for columns in COLUMNS.values())


def test_no_synchronised_key_is_counted_by_the_database() -> None:
    keys = chain.from_iterable(table.primary_key.columns for table in SYNCED.values())
    assert {str(column.type) for column in keys} == {"BLOB"}


def test_every_table_is_strict() -> None:
    engine = create_engine("sqlite://", creator=lambda: dbapi2.connect(":memory:"), module=dbapi2)
    metadata.create_all(engine)
    with engine.connect() as connection:
        listed = connection.exec_driver_sql("PRAGMA table_list").all()
    strict = {row[1]: row[5] for row in listed if row[2] == "table" and row[1] in metadata.tables}
    assert set(strict) == set(metadata.tables)
    assert set(strict.values()) == {1}
    engine.dispose()
