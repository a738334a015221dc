"""What two desks wrote at once of one case: one version stands, the other is kept sealed until a counsellor chooses.

The page « À vérifier » cannot show it: it is made for whoever may read a field, and these are fields of the team alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.budget.case_rows import case_subject, read_case, unparted_case
from ceis_desk.data.budget.codec import row_of
from ceis_desk.data.budget.sheets import SHEET
from ceis_desk.data.budget.things import THINGS
from ceis_desk.data.clocks import moment_of
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import read_cells
from ceis_desk.data.exchange.crossings import unpack
from ceis_desk.data.exchange.peers import desk_names
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import exchange, house
from ceis_desk.data.schema.registry import COLUMNS, TABLES
from ceis_desk.data.schema.sealed import budget_case, budget_item
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.platforms.budget.gestures import Crossing, SettleCrossed
from ceis_desk.platforms.budget.model import BudgetCase
from ceis_desk.platforms.budget.questions import CrossedThing
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_codec import decode_sheet
from ceis_desk.platforms.budget.sheet_questions import CrossedSheets

_KIND, _SETTLED, _OPEN = "crossed", "kept", ""
UNIT = "sealed"
_FROZEN = "Cette fiche a été imprimée ou signée. Rien n’a changé\u00a0: faites-en une copie pour la suite."
Clock = tuple[int, int]


@dataclass(frozen=True)
class Lost:
    """A version set aside: its loss, its table, the row in force, the values that lost and those that won."""

    id: Id
    table: Table[Any]
    row: Row[Any]
    values: Mapping[str, bytes]
    winners: Mapping[str, bytes]
    lost: Clock
    won: Clock


def crossings_of(reader: Reader, case_id: Id) -> tuple[CrossedThing, ...]:
    """What waits for a choice in a case: its own words, or those of one of its things."""
    names = desk_names(reader.connection)
    found = []
    for lost in waiting(reader.connection, case_id):
        # Of a thing that another room writes, that room says what it is.
        with suppress(Denied, Unreadable, KeyError, Refusal):
            kept = opened_version(reader.keys, lost, lost.row.sealed)
            aside = opened_version(reader.keys, lost, lost.values[UNIT])
            if _is_frozen(kept) or _is_frozen(aside):
                continue
            hlc, origin = lost.lost
            desk, moment = names.get(origin, ""), moment_of(hlc)
            # Two desks that closed a case alike say nothing to choose from.
            if kept != aside:
                found.append(CrossedThing(lost.id, lost.row.hlc, kept, aside, desk, moment))
    return tuple(found)


def crossed_sheets(reader: Reader, question: CrossedSheets) -> tuple[CrossedThing, ...]:
    """Those of them that are budget sheets; none in a common case, which is only read."""
    case = read_case(reader.connection, reader.keys, question.case_id)
    found = crossings_of(reader, case.id) if case.separated_on is None else ()
    return tuple(one for one in found if isinstance(one.kept, Sheet))


def settle_crossed(tx: Tx, gesture: SettleCrossed) -> Change:
    """Keep the version in force, take the other one, or leave the choice open again."""
    unparted_case(tx, gesture.case_id)
    lost = next((one for one in _losses(tx.connection, gesture.case_id) if one.id == gesture.crossing_id), None)
    if lost is None:
        raise Outdated(OUTDATED)
    tx.require_clock(lost.table, lost.row.id, gesture.clock)
    again, clock = Crossing.OPEN, gesture.clock
    if gesture.crossing is Crossing.TAKE:
        _refuse_frozen(tx, lost)
        exchange_versions(tx, lost)
        again, clock = Crossing.TAKE, tx.stamp()[0]
    verdict = _OPEN if gesture.crossing is Crossing.OPEN else _SETTLED
    tx.put(house.decision, lost.id, kind=_KIND, verdict=verdict)
    said = {
        Crossing.KEEP: "La version gardée reste.",
        Crossing.TAKE: "L’autre version est reprise.",
        Crossing.OPEN: "Le choix reste à faire.",
    }[gesture.crossing]
    undo = SettleCrossed(gesture.case_id, lost.id, clock, again if again is not gesture.crossing else _back(again))
    return Change(subjects=case_subject(gesture.case_id), said=said, undo=undo)


def _refuse_frozen(tx: Tx, lost: Lost) -> None:
    """Raise Refusal when a version is a frozen sheet: what was printed or signed is not a matter of choice."""
    with suppress(KeyError):
        if any(_is_frozen(opened_version(tx.keys, lost, one)) for one in (lost.row.sealed, lost.values[UNIT])):
            raise Refusal(_FROZEN)


def _is_frozen(version: object) -> bool:
    return isinstance(version, Sheet) and version.frozen


def _back(crossing: Crossing) -> Crossing:
    """What takes a choice back: versions exchanged twice stand as before, a choice left open is made."""
    return Crossing.TAKE if crossing is Crossing.TAKE else Crossing.KEEP


def exchange_versions(tx: Tx, lost: Lost) -> None:
    """Put the version set aside in force, or the other one again when it is: both stay sealed as they were."""
    taken = all(getattr(lost.row, name) == value for name, value in lost.values.items())
    tx.change(lost.table, lost.row.id, **(lost.winners if taken else lost.values))


def waiting(connection: Connection, case_id: Id) -> Iterator[Lost]:
    """The losses of a case that nobody settled, and over which nobody has written since."""
    settled = set(
        connection.execute(
            select(house.decision.c.id).where(house.decision.c.kind == _KIND, house.decision.c.verdict == _SETTLED)
        ).scalars()
    )
    return (
        one
        for one in _losses(connection, case_id)
        if one.id not in settled and one.won == _clock_in_force(connection, one)
    )


def _clock_in_force(connection: Connection, lost: Lost) -> Clock:
    """The clock of the last writing of what is sealed: that of the row when it was never edited."""
    key, table = lost.row.id.bytes, BY_NAME[lost.table.name]
    cells = read_cells(connection, table, [key]).get(key, {})
    return cells.get(COLUMNS[table.name][UNIT], cells.get(BASE, (lost.row.hlc, lost.row.origin)))


def _losses(connection: Connection, case_id: Id) -> Iterator[Lost]:
    of_case, crossed = budget_item.c.case_id == case_id, exchange.crossed
    for table, where in ((budget_case, budget_case.c.id == case_id), (budget_item, of_case)):
        unit = COLUMNS[table.name][UNIT]
        rows = {row.id.bytes: row for row in connection.execute(select(table).where(where)).all()}
        found = connection.execute(
            select(crossed)
            .where(crossed.c.tbl == TABLES[table.name], crossed.c.col == unit)
            .order_by(crossed.c.lost_hlc, crossed.c.id)
        ).all()
        for one in found:
            lost, won = _named(table, one.lost), _named(table, one.won)
            if one.pk in rows and lost is not None and won is not None:
                clocks = ((one.lost_hlc, one.lost_origin), (one.won_hlc, one.won_origin))
                yield Lost(one.id, table, rows[one.pk], lost, won, *clocks)


def _named(table: Table[Any], packed: bytes) -> Mapping[str, bytes] | None:
    """The values of a version by the names of their columns; None when they are no sealed values."""
    described = BY_NAME[table.name]
    values = unpack(described, COLUMNS[table.name][UNIT], packed)
    return None if values is None else {described.by_number[number].name: value for number, value in values.items()}


def opened_version(keys: Keys, lost: Lost, sealed: bytes) -> object:
    """A version opened; raises KeyError for a kind of item that another room knows, Refusal for no readable sheet."""
    payload = open_payload(keys, Group.BUDGET, sealed, Place(lost.table.name, lost.row.id, UNIT))
    if lost.table is budget_case:
        return row_of(BudgetCase, payload, id=lost.row.id, clock=lost.row.hlc)
    if payload["kind"] == SHEET:
        return decode_sheet(lost.row.id, lost.row.case_id, lost.row.hlc, payload["fields"])
    return row_of(THINGS[payload["kind"]], payload["fields"], id=lost.row.id, clock=lost.row.hlc)
