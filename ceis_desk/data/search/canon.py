"""Which record stands for which: aliases followed to the end, whatever desks have merged at the same moment."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import local, people


def resolve_canon(connection: Connection) -> None:
    """Write again the record that stands for each merged one, from the merges in force."""
    table = people.person_merge
    merges = {
        row.id: row.winner_id for row in connection.execute(select(table.c.id, table.c.winner_id).where(table.c.active))
    }
    ends = follow(merges)
    own = local.canon.c
    written = {row.person_id: row.canonical_id for row in connection.execute(select(local.canon))}
    # What stands as it was is left alone: each record written here takes the kept figures of every month away.
    gone = [alias for alias, end in written.items() if ends.get(alias) != end]
    for alias in gone:
        connection.execute(delete(local.canon).where(own.person_id == alias))
    rows = [{"person_id": alias, "canonical_id": end} for alias, end in ends.items() if written.get(alias) != end]
    if rows:
        connection.execute(insert(local.canon), rows)


def follow(merges: Mapping[Id, Id]) -> dict[Id, Id]:
    """Each alias with the end of its chain; in a cycle, which two desks can make, the smallest id stands for all."""
    ends: dict[Id, Id] = {}
    for start in merges:
        path: dict[Id, None] = {}
        at = start
        while at in merges and at not in path and at not in ends:
            path[at] = None
            at = merges[at]
        end = _smallest_of_cycle(list(path), at) if at in path else ends.get(at, at)
        ends.update(dict.fromkeys(path, end))
    return {alias: end for alias, end in ends.items() if alias != end}


def _smallest_of_cycle(path: list[Id], at: Id) -> Id:
    return min(path[path.index(at) :])
