"""What is kept of past months is what a plain recount gives, whatever is written afterwards and however."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, delete, insert, select, update

from ceis_desk.core.ids import Id
from ceis_desk.data.figures.kept import kept_months
from ceis_desk.data.figures.months import count_months, keep_some_months, read_months
from ceis_desk.data.schema import agenda, local, reception
from ceis_desk.data.schema.kept_months import month_count
from ceis_desk.data.search import resolve_canon
from ceis_desk.statistics.rules import months_between
from tests.data.figures.worlds import (
    FIRST,
    LAST,
    AMotif,
    AnAppointment,
    ASession,
    AVisit,
    Kept,
    World,
    days,
    worlds,
    write,
)
from tests.data.stores import STAMP, new_store

AFTER = dt.date(2019, 3, 1)
MONTHS = months_between(FIRST, AFTER)
COLUMNS: tuple[tuple[Table, str], ...] = (
    *((reception.visit, column) for column in ("day", "withdrawn", "person_id")),
    *((reception.visit_motif, column) for column in ("visit_id", "motif_id", "active")),
    *((reception.motif_platform, column) for column in ("motif_id", "platform", "from_day")),
    *((agenda.appointment, column) for column in ("day", "withdrawn", "person_id", "outcome")),
    *((agenda.session, column) for column in ("day", "withdrawn")),
    *((agenda.attendance, column) for column in ("session_id", "person_id", "state")),
)
ROWS = tuple(dict.fromkeys(table for table, _ in COLUMNS))
MADE: dict[str, Any] = {"outcome": "honoured", "state": "present", "platform": "health"}

edits = st.lists(
    st.tuples(
        st.sampled_from(("write", "double", "drop", "merge", "part")), st.integers(0, 10_000), days, st.booleans()
    ),
    min_size=1,
    max_size=4,
)


def loosen(connection: Connection) -> None:
    """Let rows go that others name, as a tool that knows no keys would: before any transaction."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")


def pick(connection: Connection, table: Table, rank: int) -> Any:  # noqa: ANN401 a row
    found = connection.execute(select(table).order_by(table.c.id)).all()
    return found[rank % len(found)] if found else None


def value_of(connection: Connection, name: str, rank: int, day: dt.date, *, yes: bool) -> Any:  # noqa: ANN401 of the column
    if name in ("day", "from_day"):
        return day
    if name in ("withdrawn", "active"):
        return yes
    if name in MADE:
        return MADE[name] if yes else ""
    other = {"visit_id": reception.visit, "motif_id": reception.motif, "session_id": agenda.session}.get(name)
    if other is None:
        return Id(int=rank % 3 + 1) if yes else None
    return pick(connection, other, rank).id


def edit(connection: Connection, what: str, rank: int, day: dt.date, *, yes: bool) -> None:
    """One change that a gesture, an import or another tool could make."""
    if what == "merge":
        connection.execute(delete(local.canon).where(local.canon.c.person_id == Id(int=1)))
        connection.execute(insert(local.canon).values(person_id=Id(int=1), canonical_id=Id(int=rank % 3 + 2)))
        return
    if what == "part":
        resolve_canon(connection)
        return
    table, name = COLUMNS[rank % len(COLUMNS)]
    row = pick(connection, table, rank // len(COLUMNS))
    if row is None:
        return
    if what == "write":
        value = value_of(connection, name, rank, day, yes=yes)
        if value is not None or table.c[name].nullable:
            connection.execute(update(table).where(table.c.id == row.id).values({name: value}))
    elif what == "double":
        connection.execute(insert(table).values({**row._mapping, "id": Id(int=10**9 + rank)}).prefix_with("OR IGNORE"))
    else:
        connection.execute(delete(table).where(table.c.id == row.id))


def test_after_any_history_the_months_are_those_of_a_plain_recount(tmp_path: Path) -> None:
    with new_store(tmp_path) as connection:
        loosen(connection)

        @settings(max_examples=50, deadline=None)
        @given(worlds(), edits)
        def run(world: World, history: list[tuple[str, int, dt.date, bool]]) -> None:
            try:
                write(connection, world)
                for what, rank, day, yes in history:
                    keep_some_months(connection, AFTER, 100)
                    edit(connection, what, rank, day, yes=yes)
                    assert read_months(connection, MONTHS) == count_months(connection, MONTHS)
            finally:
                connection.rollback()

        run()


@pytest.fixture
def register(tmp_path: Path) -> Any:  # noqa: ANN401 a connection, closed at the end
    with new_store(tmp_path) as connection:
        moments = (dt.datetime(2018, 12, 18, 9), dt.datetime(2019, 1, 8, 9), dt.datetime(2019, 2, 5, 9))
        write(
            connection, World(1, motifs=(AMotif("Droits"),), visits=tuple(AVisit(at, 0, {0: True}) for at in moments))
        )
        yield connection


def kept(connection: Connection) -> set[int]:
    return {month.month for month in kept_months(connection, MONTHS)}


def test_past_months_are_kept_the_latest_first_and_never_the_one_under_way(register: Connection) -> None:
    assert keep_some_months(register, dt.date(2019, 2, 20), 1)
    assert kept(register) == {1}
    assert not keep_some_months(register, dt.date(2019, 2, 20), 1)
    assert kept(register) == {12, 1}


def test_what_is_kept_is_what_is_read(register: Connection) -> None:
    keep_some_months(register, AFTER, 12)
    register.execute(update(month_count).values(many=7))
    assert {point.visits for point in read_months(register, MONTHS[:3])} == {7}


def test_a_visit_of_the_past_takes_its_month_alone_away(register: Connection) -> None:
    keep_some_months(register, AFTER, 12)
    found = pick(register, reception.visit, 1)
    register.execute(insert(reception.visit).values({**found._mapping, **STAMP, "id": Id(int=99)}))
    assert kept(register) == {12, 2}


def test_no_way_of_writing_a_fact_leaves_its_month_kept(tmp_path: Path) -> None:
    moment, came = dt.datetime(2019, 1, 8, 9), Kept()
    world = World(
        3,
        motifs=(AMotif("Droits", links={FIRST: "budget"}), AMotif("Aide")),
        visits=(AVisit(moment, 0, {0: True}), AVisit(moment)),
        appointments=(AnAppointment(moment, "budget", 0),),
        sessions=(ASession(moment, "digital", enrolled={1: ("enrolled", came)}), ASession(moment, "health")),
    )
    with new_store(tmp_path) as connection:
        loosen(connection)
        write(connection, world)
        for table in ROWS:
            row = pick(connection, table, 0)
            own = table.c.id == row.id
            again = insert(table).values({**row._mapping, "id": Id(int=10**9)})
            for statement in (again, delete(table).where(own)):
                assert gone_after(connection, statement), statement
        for table, name in COLUMNS:
            row = pick(connection, table, 0)
            drawn = (
                value_of(connection, name, rank, dt.date(2018, 12, 20), yes=yes)
                for rank in (0, 1)
                for yes in (True, False)
            )
            other = next(value for value in drawn if value not in (None, row._mapping[name]))
            assert gone_after(connection, update(table).where(table.c.id == row.id).values({name: other})), (
                table,
                name,
            )
        assert gone_after(connection, insert(local.canon).values(person_id=Id(int=1), canonical_id=Id(int=2)))


def gone_after(connection: Connection, statement: Any) -> bool:  # noqa: ANN401 of any kind
    """Whether January, kept before, is not after the statement, which is then taken back."""
    keep_some_months(connection, AFTER, 12)
    assert 1 in kept(connection)
    with connection.begin_nested() as point:
        connection.execute(statement)
        left = kept(connection)
        point.rollback()
    return 1 not in left


def test_a_stamp_of_a_visit_takes_nothing_away(register: Connection) -> None:
    keep_some_months(register, AFTER, 12)
    register.execute(update(reception.visit).values(gone_at=dt.datetime(2019, 6, 1, 9), hlc=5))
    assert kept(register) == {12, 1, 2}


def test_merges_that_stand_as_they_were_take_nothing_away(register: Connection) -> None:
    keep_some_months(register, AFTER, 12)
    resolve_canon(register)
    assert kept(register) == {12, 1, 2}


def test_a_month_kept_without_one_of_the_platforms_is_counted_again(register: Connection) -> None:
    keep_some_months(register, AFTER, 12)
    register.execute(delete(month_count).where(month_count.c.what == "health"))
    assert kept(register) == set()
    assert [point.visits for point in read_months(register, MONTHS[:3])] == [1, 1, 1]


def test_an_empty_register_keeps_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as connection:
        assert not keep_some_months(connection, LAST, 12)
        assert kept(connection) == set()
