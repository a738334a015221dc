"""Fields that two desks changed at once: the one kept, the one set aside, and what a person decides of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select, tuple_

from ceis_desk.access.model import Level
from ceis_desk.access.rights import permits
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.clocks import moment_of
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.data.exchange.collect import read_cells, read_rows
from ceis_desk.data.exchange.crossings import KEPT, Loss, keep, name_of, unpack
from ceis_desk.data.exchange.fields import FIELDS, SEALED_FIELDS, SITE_ONLY, needs_of, write_values
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.exchange.peers import desk_name, desk_names
from ceis_desk.data.exchange.sealed_words import person_of, words_of
from ceis_desk.data.exchange.tables import BY_NUMBER, SyncTable
from ceis_desk.data.house import SITE
from ceis_desk.data.keys.envelope import Unreadable
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

_UNDONE = ""
_GONE = "Ce cas n’est plus à vérifier\u00a0: il a été réglé entre-temps. Rien n’a changé."
NOT_YOURS = "Ce champ n’est pas ouvert à votre compte. Rien n’a changé\u00a0: demandez à une personne qui l’écrit."
_TABLES = {table.name: table for table in SYNCED}


def _standing() -> Select[*tuple[Any, ...]]:
    crossed, cell, decision = exchange.crossed, exchange.cell, house.decision
    written_since = exists().where(
        cell.c.tbl == crossed.c.tbl,
        cell.c.pk == crossed.c.pk,
        cell.c.col == crossed.c.col,
        tuple_(cell.c.hlc, cell.c.origin) != tuple_(crossed.c.won_hlc, crossed.c.won_origin),
    )
    # A desk of an older version may have found less of the same crossing: the fullest one is told.
    return (
        select(crossed, decision.c.verdict)
        .join_from(crossed, decision, decision.c.id == crossed.c.id, isouter=True)
        .where(~written_since)
        .order_by(crossed.c.won_hlc, crossed.c.lost_hlc, func.length(crossed.c.lost).desc(), crossed.c.id)
    )


_STANDING = _standing()


@dataclass(frozen=True)
class _Case:
    """A crossing that still stands: nobody has written the field since."""

    id: Id
    table: SyncTable
    key: bytes
    unit: int
    lost: Mapping[int, Any]
    lost_clock: Clock
    won_clock: Clock
    row: tuple[Any, ...]

    @property
    def field(self) -> str:
        """The column by which its unit is known."""
        return self.table.by_number[self.unit].name

    @property
    def now(self) -> dict[int, Any]:
        """The values in force."""
        return dict(zip((column.number for column in self.table.columns), self.row[3:], strict=True))

    @property
    def kept(self) -> dict[int, Any]:
        """Those of the unit."""
        return {column.number: self.now[column.number] for column in self.table.members(self.unit)}


def read_crossed(reader: Reader, question: CrossedEdits) -> tuple[CrossedEdit, ...]:
    """The crossed edits that wait, oldest first."""
    connection = reader.connection
    names = desk_names(connection)
    here = desk_name(connection, read_own(connection).desk_id)
    wanted = None if question.person_id is None else canonical(connection, question.person_id)
    found = []
    for case in (*_cases(connection), *_cases(connection, SEALED_FIELDS)):
        label = {**FIELDS, **SEALED_FIELDS}[case.table.name, case.field]
        if not permits(reader.actor.roles, needs_of(case.table.name, case.field, Level.READ)):
            continue
        if not _opens(reader, case):
            continue
        person_id = _person_of(connection, case)
        if wanted is not None and person_id != wanted:
            continue
        kept, aside = (
            _version(reader, case, values, clock, names)
            for values, clock in ((case.now, case.won_clock), (case.lost, case.lost_clock))
        )
        elsewhere = kept.desk if aside.desk == here else aside.desk
        name = _name_of(connection, person_id)
        found.append(CrossedEdit(case.id, person_id, name, label, kept, aside, elsewhere))
    return tuple(found)


def count_crossed(connection: Connection) -> int:
    """How many wait."""
    return sum(1 for _ in _cases(connection))


def keep_version(tx: Tx, gesture: KeepVersion) -> Change:
    """Say that the version in force is the right one."""
    case = _allowed(tx, _case(tx.connection, gesture.id))
    tx.put(house.decision, case.id, kind="crossed", verdict=KEPT)
    return _settled(case, "La version gardée reste.")


def take_other_version(tx: Tx, gesture: TakeOtherVersion) -> Change:
    """Write the version set aside, as an edit of its own: the case then stands at no desk."""
    case = _allowed(tx, _case(tx.connection, gesture.id))
    _write_raw(tx, case, case.lost)
    return _settled(case, "L’autre version est reprise.")


def unsettle_version(tx: Tx, gesture: UnsettleVersion) -> Change:
    """Put a case back among those to check, as it was found."""
    table, decision = exchange.crossed, house.decision
    row = tx.connection.execute(select(table).where(table.c.id == gesture.id)).first()
    if row is None or row.tbl not in BY_NUMBER:
        raise Refusal(_GONE)
    _check_allowed(tx, BY_NUMBER[row.tbl], row.col)
    kept = select(decision.c.id).where(decision.c.id == gesture.id, decision.c.verdict == KEPT)
    if tx.connection.execute(kept).first() is None:
        return _take_back(tx, row)
    tx.put(decision, gesture.id, kind="crossed", verdict=_UNDONE)
    case = _case(tx.connection, gesture.id)
    return Change(subjects=_subjects(case), said="Le cas est de nouveau à vérifier.", undo=KeepVersion(gesture.id))


def _take_back(tx: Tx, row: Row[*tuple[Any, ...]]) -> Change:
    """Write again the version that had been replaced; raises Outdated when the field says something else by now."""
    table = BY_NUMBER[row.tbl]
    here = next(iter(read_rows(tx.connection, table, [row.pk])), None)
    lost, won = unpack(table, row.col, row.lost), unpack(table, row.col, row.won)
    if here is None or lost is None or won is None:
        raise Refusal(_GONE)
    case = _Case(row.id, table, row.pk, row.col, lost, (row.lost_hlc, row.lost_origin), (0, 0), here)
    if case.kept != {**case.kept, **lost}:
        raise Outdated(OUTDATED)
    _write_raw(tx, case, won)
    # The version that stands again is a writing of its own: all that had lost against the former one has lost to it.
    again = Loss(table, row.pk, row.col, lost, case.lost_clock, won, tx.stamp())
    keep(tx, [again, *(replace(again, values=values, lost=clock) for values, clock in _lost_beside(tx, row, table))])
    return Change(
        subjects=_subjects(case), said="La version d’avant est rétablie.", undo=TakeOtherVersion(name_of(again))
    )


def _lost_beside(tx: Tx, row: Row[*tuple[Any, ...]], table: SyncTable) -> Iterator[tuple[dict[int, Any], Clock]]:
    """What else of the field waited to be checked against the version that `row` says to have won."""
    crossed, decision = exchange.crossed, house.decision
    rows = tx.connection.execute(
        select(crossed)
        .join_from(crossed, decision, (decision.c.id == crossed.c.id) & (decision.c.verdict == KEPT), isouter=True)
        .where(*(crossed.c[name] == getattr(row, name) for name in ("tbl", "pk", "col", "won_hlc", "won_origin")))
        .where(decision.c.id.is_(None), crossed.c.id != row.id)
    )
    for beside in rows.all():
        values = unpack(table, row.col, beside.lost)
        if values is not None:
            yield values, (beside.lost_hlc, beside.lost_origin)


def _allowed(tx: Tx, case: _Case) -> _Case:
    _check_allowed(tx, case.table, case.unit)
    if not _opens(tx, case):
        raise Denied(NOT_YOURS)
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


def _write_raw(tx: Tx, case: _Case, written: Mapping[int, Any]) -> None:
    """Write raw values by the ordinary way, so that clocks, search and undo follow."""
    table = _TABLES[case.table.name]
    dialect = tx.connection.dialect
    values = {}
    for number, value in written.items():
        name = case.table.by_number[number].name
        read = table.c[name].type.result_processor(dialect, None)
        values[name] = read(value) if read is not None else value
    row_id = Id(bytes=case.key)
    tx.change(table, row_id, **values)
    person = _person_of(tx.connection, case)
    if case.table.name in ("person", "person_phone") and person is not None:
        index_people(tx.connection, (person,))


def _cases(connection: Connection, fields: Mapping[tuple[str, str], str] = FIELDS) -> Iterator[_Case]:
    """The crossings that still stand and say something to a person: the same ones, in the same order, at every desk."""
    told: set[tuple[Any, ...]] = set()
    for row in connection.execute(_STANDING).all():
        table = BY_NUMBER.get(row.tbl)
        lost_clock, won_clock = (row.lost_hlc, row.lost_origin), (row.won_hlc, row.won_origin)
        crossing = (row.tbl, row.pk, row.col, lost_clock, won_clock)
        if table is None or row.col not in table.by_number or crossing in told:
            continue
        lost = unpack(table, row.col, row.lost)
        here = next(iter(read_rows(connection, table, [row.pk])), None)
        if lost is None or here is None or (table.name == SITE_ONLY and SITE not in here):
            continue
        told.add(crossing)
        if row.verdict == KEPT or (table.name, table.by_number[row.col].name) not in fields:
            continue
        cells = read_cells(connection, table, [row.pk]).get(row.pk, {})
        if cells.get(row.col, cells.get(BASE, (here[1], here[2]))) == won_clock:
            yield _Case(row.id, table, row.pk, row.col, lost, lost_clock, won_clock, here)


def _case(connection: Connection, loss_id: Id) -> _Case:
    for case in (*_cases(connection), *_cases(connection, SEALED_FIELDS)):
        if case.id == loss_id:
            return case
    raise Outdated(OUTDATED)


def _person_of(connection: Connection, case: _Case) -> Id | None:
    if case.table.name in ("person", "person_work"):
        return canonical(connection, Id(bytes=case.key))
    if _is_sealed(case):
        found = person_of(connection, case.table.name, Id(bytes=case.key))
        return canonical(connection, found) if found is not None else None
    numbers = {column.name: column.number for column in case.table.columns}
    value = case.now.get(numbers["person_id"]) if "person_id" in numbers else None
    return canonical(connection, Id(bytes=value)) if isinstance(value, bytes) else None


def _name_of(connection: Connection, person_id: Id | None) -> str:
    table = people.person
    columns = (table.c.civility, table.c.used_name, table.c.first_name, table.c.birth_name)
    row = connection.execute(select(*columns).where(table.c.id == person_id)).first()
    return "" if row is None else display_name(*row)


def _is_sealed(case: _Case) -> bool:
    return (case.table.name, case.field) in SEALED_FIELDS


def _opens(who: Reader | Tx, case: _Case) -> bool:
    """Whether both versions are open to the account: always, unless they are sealed to others."""
    if not _is_sealed(case):
        return True
    try:
        for values in (case.now, case.lost):
            _words(who, case, values)
    except (Denied, Unreadable):
        return False
    return True


def _words(who: Reader | Tx, case: _Case, values: Mapping[int, Any]) -> str:
    """What a sealed unit says in one version; raises Denied or Unreadable."""
    named = {case.table.by_number[number].name: value for number, value in values.items()}
    return words_of(who, case.table.name, Id(bytes=case.key), named)


def _version(who: Reader, case: _Case, values: Mapping[int, Any], clock: Clock, names: Mapping[int, str]) -> Version:
    named = {case.table.by_number[number].name: value for number, value in values.items()}
    members = {column.name for column in case.table.members(case.unit)}
    shown = {name: value for name, value in named.items() if name in members}
    sealed = _is_sealed(case)
    words = _words(who, case, values) if sealed else write_values(who.connection, case.table.name, case.field, shown)
    return Version(words, names.get(clock[1], ""), moment_of(clock[0]))
