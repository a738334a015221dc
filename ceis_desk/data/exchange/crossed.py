"""Fields that two desks changed at once: the one kept, the one set aside, and what a person decides of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgpack
from sqlalchemy import Connection, Row, select

from ceis_desk.access.model import Level
from ceis_desk.access.rights import permits
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.clocks import moment_of
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import read_cells, read_rows
from ceis_desk.data.exchange.fields import FIELDS, SITE_ONLY, needs_of, write_values
from ceis_desk.data.exchange.peers import desk_names
from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable
from ceis_desk.data.house import SITE
from ceis_desk.data.people import canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import SYNCED, exchange, house, people
from ceis_desk.data.search import index_people
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.model import CrossedEdit, Version
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.exchange.rules import Clock
from ceis_desk.people.names import display_name

_KEPT, _UNDONE = "kept", ""
_GONE = "Ce cas n’est plus à vérifier\u00a0: il a été réglé entre-temps. Rien n’a changé."
NOT_YOURS = "Ce champ n’est pas ouvert à votre compte. Rien n’a changé\u00a0: demandez à une personne qui l’écrit."
_TABLES = {table.name: table for table in SYNCED}


@dataclass(frozen=True)
class _Case:
    """A loss that still stands: nobody has written the field since."""

    id: Id
    table: SyncTable
    key: bytes
    unit: int
    lost: Mapping[int, Any]
    lost_clock: Clock
    won_clock: Clock
    found_at: dt.datetime
    row: tuple[Any, ...]

    @property
    def field(self) -> str:
        """The column by which its unit is known."""
        return self.table.by_number[self.unit].name

    @property
    def now(self) -> dict[int, Any]:
        """The values in force."""
        return dict(zip((column.number for column in self.table.columns), self.row[3:], strict=True))


def read_crossed(reader: Reader, question: CrossedEdits) -> tuple[CrossedEdit, ...]:
    """The crossed edits that wait, oldest first."""
    connection = reader.connection
    names = desk_names(connection)
    wanted = None if question.person_id is None else canonical(connection, question.person_id)
    found = []
    for case in _cases(connection):
        label = FIELDS[case.table.name, case.table.by_number[case.unit].name]
        if not permits(reader.actor.roles, needs_of(case.table.name, case.field, Level.READ)):
            continue
        person_id = _person_of(connection, case)
        if wanted is not None and person_id != wanted:
            continue
        found.append(
            CrossedEdit(
                id=case.id,
                person_id=person_id,
                name=_name_of(connection, person_id),
                field=label,
                kept=_version(connection, case, case.now, case.won_clock, names),
                aside=_version(connection, case, case.lost, case.lost_clock, names),
                found_at=case.found_at,
            )
        )
    return tuple(found)


def count_crossed(connection: Connection) -> int:
    """How many wait."""
    return sum(1 for _ in _cases(connection))


def keep_version(tx: Tx, gesture: KeepVersion) -> Change:
    """Say that the version in force is the right one."""
    case = _allowed(tx, _case(tx.connection, gesture.id))
    tx.put(house.decision, case.id, kind="crossed", verdict=_KEPT)
    return _settled(case, "La version gardée reste.")


def take_other_version(tx: Tx, gesture: TakeOtherVersion) -> Change:
    """Write the version set aside, as an edit of its own; the one in force is then the one set aside."""
    case = _allowed(tx, _case(tx.connection, gesture.id))
    columns = {case.table.by_number[number].name: value for number, value in case.lost.items()}
    _write_raw(tx, case, columns)
    table = exchange.loss
    replaced = {column.number: case.now[column.number] for column in case.table.members(case.unit)}
    tx.connection.execute(
        table.update().where(table.c.id == case.id).values(lost=msgpack.packb(replaced), won_hlc=0, won_origin=0)
    )
    return _settled(case, "L’autre version est reprise.")


def unsettle_version(tx: Tx, gesture: UnsettleVersion) -> Change:
    """Put a case back among those to check, as it was found."""
    table, connection = exchange.loss, tx.connection
    row = connection.execute(select(table).where(table.c.id == gesture.id)).first()
    if row is None:
        raise Refusal(_GONE)
    _check_allowed(tx, BY_NUMBER[row.tbl], row.col)
    if row.won_hlc:
        tx.put(house.decision, gesture.id, kind="crossed", verdict=_UNDONE)
        case = _case(connection, gesture.id)
        return Change(subjects=_subjects(case), said="Le cas est de nouveau à vérifier.", undo=KeepVersion(gesture.id))
    return _take_back(tx, row)


def _take_back(tx: Tx, row: Row[*tuple[Any, ...]]) -> Change:
    table = exchange.loss
    known = BY_NUMBER[row.tbl]
    here = next(iter(read_rows(tx.connection, known, [row.pk])), None)
    if here is None:
        raise Refusal(_GONE)
    former = msgpack.unpackb(row.lost, strict_map_key=False)
    case = _Case(row.id, known, row.pk, row.col, former, (0, 0), (0, 0), row.found_at, here)
    taken = {column.number: case.now[column.number] for column in known.members(row.col)}
    _write_raw(tx, case, {known.by_number[number].name: value for number, value in former.items()})
    hlc, origin = tx.stamp()
    tx.connection.execute(
        table.update().where(table.c.id == row.id).values(lost=msgpack.packb(taken), won_hlc=hlc, won_origin=origin)
    )
    return Change(subjects=_subjects(case), said="La version d’avant est rétablie.", undo=TakeOtherVersion(row.id))


def _allowed(tx: Tx, case: _Case) -> _Case:
    _check_allowed(tx, case.table, case.unit)
    return case


def _check_allowed(tx: Tx, table: SyncTable, unit: int) -> None:
    """Raise Denied unless the account may write such a field itself."""
    if not permits(tx.actor.roles, needs_of(table.name, table.by_number[unit].name, Level.WRITE)):
        raise Denied(NOT_YOURS)


def _settled(case: _Case, said: str) -> Change:
    return Change(subjects=_subjects(case), said=said, undo=UnsettleVersion(case.id))


def _subjects(case: _Case) -> frozenset[Subject]:
    from ceis_desk.data.exchange.absorb import SUBJECTS

    return frozenset({Subject("exchange"), Subject(SUBJECTS.get(case.table.name, "exchange"))})


def _write_raw(tx: Tx, case: _Case, columns: Mapping[str, Any]) -> None:
    """Write raw values by the ordinary way, so that clocks, search and undo follow."""
    table = _TABLES[case.table.name]
    dialect = tx.connection.dialect
    values = {}
    for name, value in columns.items():
        read = table.c[name].type.result_processor(dialect, None)
        values[name] = read(value) if read is not None else value
    row_id = Id(bytes=case.key)
    tx.change(table, row_id, **values)
    person = _person_of(tx.connection, case)
    if case.table.name in ("person", "person_phone") and person is not None:
        index_people(tx.connection, (person,))


def _cases(connection: Connection) -> Iterator[_Case]:
    """The losses that still stand and say something to a person."""
    loss, decision = exchange.loss, house.decision
    rows = connection.execute(
        select(loss)
        .join_from(loss, decision, (decision.c.id == loss.c.id) & (decision.c.verdict == _KEPT), isouter=True)
        .where(decision.c.id.is_(None), loss.c.won_hlc > 0)
        .order_by(loss.c.found_at, loss.c.id)
    )
    for row in rows.all():
        table = BY_NUMBER.get(row.tbl)
        if table is None or (table.name, table.by_number[row.col].name) not in FIELDS:
            continue
        here = next(iter(read_rows(connection, table, [row.pk])), None)
        if here is None or (table.name == SITE_ONLY and SITE not in here):
            continue
        cells = read_cells(connection, table, [row.pk]).get(row.pk, {})
        won = (row.won_hlc, row.won_origin)
        if cells.get(row.col, cells.get(BASE, (here[1], here[2]))) == won:
            lost = msgpack.unpackb(row.lost, strict_map_key=False)
            yield _Case(row.id, table, row.pk, row.col, lost, (row.lost_hlc, row.lost_origin), won, row.found_at, here)


def _case(connection: Connection, loss_id: Id) -> _Case:
    for case in _cases(connection):
        if case.id == loss_id:
            return case
    raise Outdated(OUTDATED)


def _person_of(connection: Connection, case: _Case) -> Id | None:
    if case.table.name in ("person", "person_work"):
        return canonical(connection, Id(bytes=case.key))
    numbers = {column.name: column.number for column in case.table.columns}
    value = case.now.get(numbers["person_id"]) if "person_id" in numbers else None
    return canonical(connection, Id(bytes=value)) if isinstance(value, bytes) else None


def _name_of(connection: Connection, person_id: Id | None) -> str:
    table = people.person
    columns = (table.c.civility, table.c.used_name, table.c.first_name, table.c.birth_name)
    row = connection.execute(select(*columns).where(table.c.id == person_id)).first()
    return "" if row is None else display_name(*row)


def _version(
    connection: Connection, case: _Case, values: Mapping[int, Any], clock: Clock, names: Mapping[int, str]
) -> Version:
    named = {case.table.by_number[number].name: value for number, value in values.items()}
    members = {column.name for column in case.table.members(case.unit)}
    shown = {name: value for name, value in named.items() if name in members}
    words = write_values(connection, case.table.name, case.table.by_number[case.unit].name, shown)
    return Version(words, names.get(clock[1], ""), moment_of(clock[0]))
