"""The tables, one file a domain; `registry.py` gives them the stable numbers by which desks exchange them."""

from __future__ import annotations

from sqlalchemy import Index

from ceis_desk.data.schema import (
    agenda,
    digital,
    employment,
    exchange,
    house,
    kept_months,
    local,
    parcours,
    partners,
    people,
    reception,
    sealed,
)
from ceis_desk.data.schema.base import metadata

SCHEMA_VERSION = 1
APPLICATION_ID = 0x43454953  # "CEIS"

SYNCED = tuple(table for table in metadata.tables.values() if {"id", "hlc", "origin"} <= set(table.c.keys()))

# What another desk has not is found by who wrote it and when.
for _table in SYNCED:
    Index(None, _table.c.origin, _table.c.hlc)

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "agenda",
    "digital",
    "employment",
    "exchange",
    "house",
    "kept_months",
    "local",
    "metadata",
    "parcours",
    "partners",
    "people",
    "reception",
    "sealed",
]
