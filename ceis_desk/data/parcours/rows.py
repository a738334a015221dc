"""The parcours of a person as rows: read with their referents, items and ordinary freins, one query a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Subject
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.schema import partners
from ceis_desk.data.write import Tx
from ceis_desk.parcours.freins import BY_CODE
from ceis_desk.parcours.model import (
    Doer,
    ExitOutcome,
    Frein,
    FreinLevel,
    FreinMoment,
    FreinReading,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
    Referent,
)
from ceis_desk.parcours.rules import in_order

PARCOURS = "parcours"
GONE = "Ce parcours n’est plus là. Rien n’a changé\u00a0: relisez la fiche de la personne."
_LEVELS = tuple(FreinLevel)
_Row = Row[Any]


def read_parcours(connection: Connection, ids: Iterable[Id], names: Mapping[Id, str]) -> tuple[Parcours, ...]:
    """The parcours of these records, oldest first, with all that was decided in each but restricted freins."""
    return _read(connection, names, tables.parcours.c.person_id.in_(list(ids)) & ~tables.parcours.c.withdrawn)


def parcours_at(tx: Tx, parcours_id: Id, clock: int | None = None, *, withdrawn_too: bool = False) -> Parcours:
    """A parcours about to be changed, as it was read at `clock`; raises Refusal or Outdated."""
    table = tables.parcours
    where = table.c.id == parcours_id
    found = _read(tx.connection, account_names(tx.connection), where if withdrawn_too else where & ~table.c.withdrawn)
    if not found:
        raise Refusal(GONE)
    tx.require_clock(table, parcours_id, clock)
    return found[0]


def subjects_of(parcours: Parcours) -> frozenset[Subject]:
    """One parcours, as a change tells of it."""
    return frozenset({Subject(PARCOURS, parcours.id)})


def read_items(connection: Connection, parcours_ids: Iterable[Id], names: Mapping[Id, str]) -> list[Item]:
    """The items of these parcours in the order given to them."""
    table, partner = tables.parcours_item, partners.partner
    rows = connection.execute(
        select(table, partner.c.name.label("partner_name"))
        .select_from(table.outerjoin(partner, partner.c.id == table.c.partner_id))
        .where(table.c.parcours_id.in_(list(parcours_ids)), ~table.c.withdrawn)
        .order_by(table.c.position, table.c.id)
    )
    return [item_of(row, names, row.partner_name or "") for row in rows]


def item_of(row: _Row, names: Mapping[Id, str], partner_name: str = "") -> Item:
    """The item that a row holds."""
    return Item(
        id=row.id,
        clock=row.hlc,
        parcours_id=row.parcours_id,
        kind=ItemKind(row.kind),
        title=row.title,
        state=ItemState(row.state),
        state_on=row.state_on,
        parent_id=row.parent_id,
        frein_id=row.frein_id,
        theme=row.theme,
        platform=row.platform,
        who=Doer(row.who),
        account_id=row.account_id,
        account_name=names.get(row.account_id, ""),
        partner_id=row.partner_id,
        partner_name=partner_name,
        due=row.due,
        parts=row.parts,
        done=row.done,
        position=row.position,
    )


def reading_of(row: _Row, names: Mapping[Id, str]) -> FreinReading:
    """The reading of a frein that a row holds."""
    by_name = names.get(row.account_id, "")
    return FreinReading(row.id, row.day, FreinMoment(row.moment), _LEVELS[row.level], by_name, row.hlc)


def referent_of(row: _Row, names: Mapping[Id, str]) -> Referent:
    """The referent that a row holds."""
    name = names.get(row.account_id, "")
    return Referent(row.id, row.hlc, row.account_id, name, row.from_day, row.to_day, row.main)


def _read(connection: Connection, names: Mapping[Id, str], where: Any) -> tuple[Parcours, ...]:
    table = tables.parcours
    rows = connection.execute(select(table).where(where).order_by(table.c.opened_on, table.c.id)).all()
    ids = [row.id for row in rows]
    if not ids:
        return ()
    referents = _by_parcours(connection, _of(tables.parcours_referent, ids).order_by("from_day", "id"))
    items = read_items(connection, ids, names)
    freins = _read_freins(connection, ids, names)
    return tuple(
        Parcours(
            id=row.id,
            clock=row.hlc,
            person_id=row.person_id,
            opened_on=row.opened_on,
            source=row.source,
            state=ParcoursState(row.state),
            state_on=row.state_on,
            reason=row.reason,
            outcome=ExitOutcome(row.outcome),
            referents=tuple(referent_of(one, names) for one in referents.get(row.id, ())),
            items=tuple(one for one in items if one.parcours_id == row.id),
            freins=tuple(freins.get(row.id, ())),
        )
        for row in rows
    )


def _read_freins(connection: Connection, ids: list[Id], names: Mapping[Id, str]) -> dict[Id, list[Frein]]:
    frein, level = tables.frein, tables.frein_level
    rows = connection.execute(
        select(level)
        .join_from(level, frein, frein.c.id == level.c.frein_id)
        .where(frein.c.parcours_id.in_(ids), ~level.c.withdrawn)
        .order_by(level.c.day, level.c.id)
    )
    readings: dict[Id, list[FreinReading]] = {}
    for row in rows:
        readings.setdefault(row.frein_id, []).append(reading_of(row, names))
    order = {code: place for place, code in enumerate(BY_CODE)}
    found: dict[Id, list[Frein]] = {}
    for row in connection.execute(_of(frein, ids).order_by("id")):
        told = in_order(readings.get(row.id, ()))
        if told:
            found.setdefault(row.parcours_id, []).append(Frein(row.id, row.hlc, row.code, told))
    for freins in found.values():
        freins.sort(key=lambda one: (one.readings[0].day, order.get(one.code, len(order)), one.code))
    return found


def _of(table: Table[Any], ids: list[Id]) -> Select[Any]:
    return select(table).where(table.c.parcours_id.in_(ids), ~table.c.withdrawn)


def _by_parcours(connection: Connection, query: Select[Any]) -> dict[Id, list[_Row]]:
    found: dict[Id, list[_Row]] = {}
    for row in connection.execute(query):
        found.setdefault(row.parcours_id, []).append(row)
    return found
