"""Where the clock of a synchronised row goes: nowhere (baseline), in a table beside it, or in the row itself.

Rounds are interleaved and each figure is the median of the ratios to the baseline of the same round.
Run: python benchmarks/clock_placement.py [--rows 110000] [--rounds 7]
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

COLUMNS = ("person_id", "at", "day", "medium", "arrival_id", "age", "qpv", "district", "gone_at")
ORIGIN = 7
GESTURES = 150
CHANGES = 200

TABLE = """CREATE TABLE visit (id BLOB PRIMARY KEY, person_id BLOB, at TEXT NOT NULL, day TEXT NOT NULL,
medium TEXT NOT NULL, arrival_id BLOB NOT NULL, age INTEGER, qpv TEXT NOT NULL, district TEXT NOT NULL,
gone_at TEXT{clock}) STRICT;
CREATE TABLE desk_self (origin INTEGER NOT NULL, hlc INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
INSERT INTO desk_self VALUES (7, 0, 0);
"""
SHIPPED_INDEXES = "CREATE INDEX by_day ON visit (day, at); CREATE INDEX by_person ON visit (person_id, day);"
IN_ROW = ", hlc INTEGER NOT NULL DEFAULT 0, origin INTEGER NOT NULL DEFAULT 0"
TICK = "UPDATE desk_self SET seq = seq + 1, hlc = max(hlc + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER) << 16);"

BESIDE = f"""CREATE TABLE sync_clock (tbl INTEGER, pk BLOB, col INTEGER, hlc INTEGER, origin INTEGER, seq INTEGER,
PRIMARY KEY (tbl, pk, col)) WITHOUT ROWID; CREATE INDEX by_seq ON sync_clock (origin, seq);
CREATE TRIGGER born AFTER INSERT ON visit BEGIN {TICK}
INSERT INTO sync_clock SELECT 1, NEW.id, -1, hlc, origin, seq FROM desk_self; END;
""" + "".join(
    f"""CREATE TRIGGER edit_{column} AFTER UPDATE OF {column} ON visit WHEN NEW.{column} IS NOT OLD.{column} BEGIN
{TICK} INSERT INTO sync_clock SELECT 1, NEW.id, {number}, hlc, origin, seq FROM desk_self WHERE true
ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin, seq = excluded.seq; END;
"""
    for number, column in enumerate(COLUMNS)
)
# The first later edit keeps the clock that the other columns had (col -1), then each edited column has its own.
CELLS = """CREATE TABLE sync_cell (tbl INTEGER, pk BLOB, col INTEGER, hlc INTEGER, origin INTEGER,
PRIMARY KEY (tbl, pk, col)) WITHOUT ROWID; CREATE INDEX by_hlc ON sync_cell (origin, hlc);
""" + "".join(
    f"""CREATE TRIGGER edit_{column} AFTER UPDATE OF {column} ON visit WHEN NEW.{column} IS NOT OLD.{column} BEGIN
INSERT INTO sync_cell VALUES (1, NEW.id, -1, OLD.hlc, OLD.origin) ON CONFLICT DO NOTHING;
INSERT INTO sync_cell VALUES (1, NEW.id, {number}, NEW.hlc, NEW.origin)
ON CONFLICT DO UPDATE SET hlc = excluded.hlc, origin = excluded.origin; END;
"""
    for number, column in enumerate(COLUMNS)
)
STAMPED = f"""CREATE TRIGGER born AFTER INSERT ON visit BEGIN {TICK}
UPDATE visit SET hlc = (SELECT hlc FROM desk_self), origin = {ORIGIN} WHERE id = NEW.id; END;
"""
INDEXED = "CREATE INDEX by_hlc_visit ON visit (origin, hlc);"


@dataclass(frozen=True)
class Design:
    """One placement: its schema, whether the writer itself gives the clock, and the reading of what changed."""

    schema: str
    given: bool = False
    changed: str = ""


IN_ROW_CHANGED = """SELECT id FROM visit WHERE origin = 7 AND hlc > ?1
UNION ALL SELECT pk FROM sync_cell WHERE origin = 7 AND hlc > ?1"""
DESIGNS = {
    "no clock": Design(TABLE.format(clock="")),
    "beside, triggers": Design(
        TABLE.format(clock="") + BESIDE, changed="SELECT pk FROM sync_clock WHERE origin = 7 AND seq > ?1"
    ),
    "in row, trigger": Design(TABLE.format(clock=IN_ROW) + CELLS + STAMPED, changed=IN_ROW_CHANGED),
    "in row, given": Design(TABLE.format(clock=IN_ROW) + CELLS, given=True, changed=IN_ROW_CHANGED),
    "in row, given, index": Design(TABLE.format(clock=IN_ROW) + CELLS + INDEXED, given=True, changed=IN_ROW_CHANGED),
}


def main() -> None:
    """Print the ratios, for a table with the shipped indexes and for a bare one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=110_000)
    options.add_argument("--rounds", type=int, default=7)
    chosen = options.parse_args()
    for title, indexes in (("visit with its two indexes", SHIPPED_INDEXES), ("bare table", "")):
        print(f"\n{title}, {chosen.rows} rows, {chosen.rounds} rounds: ratio to « no clock » (median)")
        print_ratios(list(rounds(chosen.rows, chosen.rounds, indexes)))


def rounds(rows: int, count: int, indexes: str) -> Iterator[dict[str, dict[str, float]]]:
    """Every design once a round, in a new order each time."""
    draw = random.Random(2018)
    facts = [fact(draw, number) for number in range(rows + GESTURES * 2)]
    for _ in range(count):
        order = list(DESIGNS)
        draw.shuffle(order)
        yield {name: measure(DESIGNS[name], indexes, facts, rows) for name in order}


def fact(draw: random.Random, number: int) -> tuple[Any, ...]:
    """A visit with a time-ordered id."""
    day = f"20{18 + number % 3}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    key = (number << 64 | draw.getrandbits(64)).to_bytes(16, "big")
    person = draw.randrange(1, 9000).to_bytes(16, "big")
    return (key, person, f"{day}T10:45:00", day, "counter", key, draw.randrange(90), "yes", "Mosson", None)


def measure(design: Design, indexes: str, facts: list[tuple[Any, ...]], rows: int) -> dict[str, float]:
    """Seconds of a bulk insert, of a gesture (median), of a late reading of changes; bytes a row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        connection = dbapi2.connect(str(path), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{bytes(range(32)).hex()}'\"")
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;")
        connection.executescript(design.schema + indexes)
        found = {"bulk": timed(lambda: insert(connection, design, facts[:rows]))}
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found["bytes a row"] = path.stat().st_size / rows
        for at, safety in enumerate(("FULL", "NORMAL")):
            connection.execute(f"PRAGMA synchronous = {safety}")
            some = facts[rows + at * GESTURES :][:GESTURES]
            times = [timed(lambda one=one: gesture(connection, design, one, facts[0])) for one in some]  # type: ignore[misc]  # mypy cannot type a lambda's default
            found[f"gesture {safety}"] = statistics.median(times)
        if design.changed:
            since = clock_before(connection, design)
            found["changes found"] = timed(lambda: connection.execute(design.changed, since).fetchall())
        connection.close()
        return found


def insert(connection: dbapi2.Connection, design: Design, facts: list[tuple[Any, ...]]) -> None:
    """All rows in one transaction, under one clock when the writer gives it."""
    connection.execute("BEGIN IMMEDIATE")
    if design.given:
        clock = stamp(connection)
        marks, names = ", ".join("?" * 12), f"id, {', '.join(COLUMNS)}, hlc, origin"
        connection.executemany(f"INSERT INTO visit ({names}) VALUES ({marks})", ((*row, *clock) for row in facts))
    else:
        marks, names = ", ".join("?" * 10), f"id, {', '.join(COLUMNS)}"
        connection.executemany(f"INSERT INTO visit ({names}) VALUES ({marks})", facts)
    connection.execute("COMMIT")


def stamp(connection: dbapi2.Connection) -> tuple[int, int]:
    """The clock of a transaction, given once by the writer."""
    origin, last = connection.execute("SELECT origin, hlc FROM desk_self").fetchone()
    clock = max((time.time_ns() // 1_000_000) << 16, last + 1)
    connection.execute("UPDATE desk_self SET hlc = ?", (clock,))
    return clock, origin


def gesture(connection: dbapi2.Connection, design: Design, new: tuple[Any, ...], old: tuple[Any, ...]) -> None:
    """A check-in and one stamp on an older visit, in one commit."""
    leaves = f"2019-06-18T{time.perf_counter_ns() % 10**9}"
    connection.execute("BEGIN IMMEDIATE")
    if design.given:
        clock = stamp(connection)
        connection.execute(f"INSERT INTO visit VALUES ({', '.join('?' * 12)})", (*new, *clock))
        statement = "UPDATE visit SET gone_at = ?, hlc = ?, origin = ? WHERE id = ?"
        connection.execute(statement, (leaves, *clock, old[0]))
    else:
        names = f"id, {', '.join(COLUMNS)}"
        connection.execute(f"INSERT INTO visit ({names}) VALUES ({', '.join('?' * 10)})", new)
        connection.execute("UPDATE visit SET gone_at = ? WHERE id = ?", (leaves, old[0]))
    connection.execute("COMMIT")


def clock_before(connection: dbapi2.Connection, design: Design) -> tuple[int]:
    """The mark after which an export reads the last gestures."""
    mark, table = ("seq", "sync_clock") if "sync_clock" in design.changed else ("hlc", "visit")
    latest = f"SELECT {mark} FROM {table} ORDER BY {mark} DESC LIMIT 1 OFFSET {CHANGES}"
    (last,) = connection.execute(latest).fetchone()
    return (int(last),)


def timed(run: Callable[[], object]) -> float:
    """Seconds of wall clock."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def print_ratios(results: list[dict[str, dict[str, float]]]) -> None:
    """One line a design; what changed is compared with the clock beside, the baseline having none."""
    ratios: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for result in results:
        for name, found in result.items():
            for what, value in found.items():
                base = result["beside, triggers"] if what == "changes found" else result["no clock"]
                ratios[name, what].append(value / base[what])
    names = ("bulk", "gesture FULL", "gesture NORMAL", "bytes a row", "changes found")
    print(f"{'':<22}" + "".join(f"{what:>16}" for what in names))
    for name in DESIGNS:
        cells = (statistics.median(ratios[name, what]) if (name, what) in ratios else None for what in names)
        print(f"{name:<22}" + "".join(f"{'—' if cell is None else f'x{cell:.2f}':>16}" for cell in cells))
    base_bulk = statistics.median(result["no clock"]["bulk"] for result in results)
    base_gesture = statistics.median(result["no clock"]["gesture FULL"] for result in results)
    print(f"baseline: bulk {base_bulk:.2f} s, gesture FULL {base_gesture * 1000:.2f} ms")


if __name__ == "__main__":
    main()
