"""Search: the derived rows of persons, and the one service that finds somebody by what was typed."""

from __future__ import annotations

from ceis_desk.data.search.canon import resolve_canon
from ceis_desk.data.search.keys import index_people, index_person, rebuild_index
from ceis_desk.data.search.query import find_people

__all__ = ["find_people", "index_people", "index_person", "rebuild_index", "resolve_canon"]
