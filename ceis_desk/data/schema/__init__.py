"""The tables, one file a domain; `registry.py` gives them the stable numbers by which desks exchange them."""

from __future__ import annotations

from ceis_desk.data.schema import agenda, house, local, people, reception
from ceis_desk.data.schema.base import metadata

SCHEMA_VERSION = 1
APPLICATION_ID = 0x43454953  # "CEIS"

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "agenda", "house", "local", "metadata", "people", "reception"]
