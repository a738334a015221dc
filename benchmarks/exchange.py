"""What the exchange costs: clocks kept at each writing, files written and read, beside a plain upsert of the same rows.

`python -m benchmarks.exchange [--sizes 200 10000 100000] [--folder DIR]`; a million rows too with CEIS_DESK_LONG. Two
real desks are paired, then one writes so many changes (half new visits, half edits of visits that the other has), its
file is written and read, then read once more. The baseline is the same rows put by `executemany` into a bare SQLite
file, in one transaction, without key, clock nor merge. Processor time, all threads.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks._budgets import Budget, compare
from benchmarks._busy_store import PASSWORD
from benchmarks.timing import timed
from ceis_desk.access.door import Founding
from ceis_desk.core.ids import new_id
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange.capture import put_triggers, triggers
from ceis_desk.data.exchange.own import desk_actor
from ceis_desk.data.keys.credential import NOBODY
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.schema import reception
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.exchange.exchanger import Joining

NOW = dt.datetime(2019, 6, 18, 9)
QUICK = Argon(memory_kib=64, passes=1, lanes=1)
SIZES, MILLION = (200, 10_000, 100_000), 1_000_000
BULK, GESTURES, ROUNDS = 50_000, 300, 5
# sync-security.md, section 9: what the first release must hold, what is aimed at.
CAPTURE, CAPTURE_BULK = Budget(1.3, 1.1), Budget(2.5, 1.5)
IMPORT, AGAIN = Budget(2.0, 1.2), Budget(1.0, 0.1)
BYTES = Budget(30, 12)
_COLUMNS = tuple(column.name for column in reception.visit.columns)
UPSERT = (
    f"INSERT INTO visit VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT DO UPDATE SET"
    f" {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)


def main() -> None:
    """Print each cost beside its baseline."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options.add_argument("--folder", type=Path, default=None)
    chosen = options.parse_args()
    sizes = [*chosen.sizes, *([MILLION] if os.environ.get("CEIS_DESK_LONG") else [])]
    with tempfile.TemporaryDirectory(dir=chosen.folder) as place, paired(Path(place)) as (one, two):
        # Into a store that holds nothing yet, as the rows of the baseline: what capture leaves would weigh on one side.
        for size in sizes:
            measure_exchange(one, two, size, Path(place))
        measure_capture(_file(one))


@contextmanager
def paired(root: Path) -> Iterator[tuple[LocalDoor, LocalDoor]]:
    """Two desks of one site, open."""
    one, two = (LocalDoor(root / name, lambda: NOW, QUICK) for name in ("premier", "second"))
    try:
        one.found(Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
        words = one.exchange.invite(root / "invitation").result().phrase
        joining = Joining(root / "invitation", words, "Poste 2", "noe", "Noé Roux", PASSWORD, root / "réponse")
        two.exchange.join(joining).result()
        one.exchange.accept(root / "réponse", words).result()
        (root / "fichiers").mkdir()
        for _ in range(2):
            for door in (one, two):
                door.exchange.export(root / "fichiers").result()
            for door in (one, two):
                door.exchange.take_in(root / "fichiers").result()
        yield one, two
    finally:
        one.close()
        two.close()


def measure_capture(file: OpenFile) -> None:
    """Writing with the triggers that keep clocks, and without."""
    print(f"\ncapture: {BULK} new visits at once, {GESTURES} edits one by one, medians of {ROUNDS} rounds")
    bulk, single = [], []
    for _ in range(ROUNDS):
        plain, kept = _bulk(file, kept=False), _bulk(file, kept=True)
        bulk.append(kept / plain)
        plain, kept = _edits(file, kept=False), _edits(file, kept=True)
        single.append(kept / plain)
    compare("bulk, with clocks / without", _median(bulk), CAPTURE_BULK)
    compare("an edit and its commit, with clocks / without", _median(single), CAPTURE)


def _bulk(file: OpenFile, *, kept: bool) -> float:
    _triggers(file, kept=kept)
    rows = [_visit(rank) for rank in range(BULK)]
    return timed(lambda: _write(file, lambda tx: tx.put_many(reception.visit, rows)))


def _edits(file: OpenFile, *, kept: bool) -> float:
    _triggers(file, kept=kept)
    rows = [_visit(rank) for rank in range(GESTURES)]
    _write(file, lambda tx: tx.put_many(reception.visit, rows))

    def edit() -> None:
        for row in rows:
            _write(file, lambda tx, row=row: tx.change(reception.visit, row["id"], gone_at=NOW))

    return timed(edit)


def _triggers(file: OpenFile, *, kept: bool) -> None:
    def work(connection: Connection) -> None:
        if kept:
            put_triggers(connection)
        else:
            for name, _ in triggers():
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")

    file.writer.run(work).result()


def measure_exchange(one: LocalDoor, two: LocalDoor, size: int, root: Path) -> None:
    """So many changes, written by one desk and read by the other, twice."""
    file = _file(one)
    _triggers(file, kept=True)
    there = [_visit(rank) for rank in range(size // 2)]
    _write(file, lambda tx: tx.put_many(reception.visit, there))
    _pass(one, two, root / "avant")
    _pass(two, one, root / "retour")
    fresh = [_visit(rank) for rank in range(size - size // 2)]
    _write(file, lambda tx: tx.put_many(reception.visit, fresh))
    _write(file, lambda tx: _edit_all(tx, there))
    folder = root / f"changements {size}"
    folder.mkdir()
    exported = timed(lambda: one.exchange.export(folder).result())
    (path,) = folder.glob("*.ceis")
    taken = timed(lambda: two.exchange.take_in(path).result())
    shutil.copy(path, folder / "encore.ceis")
    again = timed(lambda: two.exchange.take_in(folder / "encore.ceis").result())
    plain = _plain([*there, *fresh], there, root / f"plain {size}.db")
    print(f"\n{size} changes: plain upsert {plain:.0f} ms, export {exported:.0f} ms, import {taken:.0f} ms")
    compare(f"export of {size} changes / plain upsert", exported / plain)
    compare(f"import of {size} changes / plain upsert", taken / plain, IMPORT)
    compare(f"the same file again / plain upsert ({size})", again / plain, AGAIN)
    compare(f"bytes for a change ({size})", path.stat().st_size / size, BYTES)


def _edit_all(tx: Tx, rows: list[dict[str, Any]]) -> None:
    hlc, origin = tx.stamp()
    tx.connection.exec_driver_sql(
        "UPDATE visit SET gone_at = ?, hlc = ?, origin = ? WHERE id = ?",
        [("2019-06-18T10:00:00", hlc, origin, row["id"].bytes) for row in rows],
    )


def _pass(writer: LocalDoor, reader: LocalDoor, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    writer.exchange.export(folder).result()
    reader.exchange.take_in(folder).result()


def _plain(rows: list[dict[str, Any]], edited: list[dict[str, Any]], path: Path) -> float:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    for statement in _plain_schema():
        connection.execute(statement)
    late = {row["id"] for row in edited}
    first = [_raw(row, None) for row in edited]
    with connection:
        connection.executemany(UPSERT, first)
    values = [_raw(row, "2019-06-18T10:00:00" if row["id"] in late else None) for row in rows]

    def work() -> None:
        with connection:
            connection.executemany(UPSERT, values)

    spent = timed(work)
    connection.close()
    return spent


def _plain_schema() -> Iterator[str]:
    """The same table and its indexes, but for the one that finds what another desk lacks."""
    yield str(CreateTable(reception.visit).compile(dialect=sqlite.dialect()))
    for index in reception.visit.indexes:
        if "hlc" not in index.columns:
            yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))


def _raw(row: dict[str, Any], gone: str | None) -> tuple[Any, ...]:
    told: dict[str, Any] = {
        **{column.name: getattr(column.default, "arg", None) for column in reception.visit.columns},
        **row,
        "id": row["id"].bytes,
        "at": row["at"].isoformat(),
        "day": row["day"].isoformat(),
        "arrival_id": row["arrival_id"].bytes,
        "gone_at": gone,
        "hlc": 0,
        "origin": 0,
    }
    return tuple(told.get(name) for name in _COLUMNS)


def _visit(rank: int) -> dict[str, Any]:
    at = NOW + dt.timedelta(minutes=rank % 480)
    return {"id": new_id(), "at": at, "day": at.date(), "arrival_id": new_id(), "age": rank % 90, "qpv": "yes"}


def _write(file: OpenFile, job: Any) -> None:  # noqa: ANN401 any job of the writer
    file.writer.run(lambda connection: job(Tx(connection, desk_actor(connection), NOW, {}, NOBODY))).result()


def _file(door: LocalDoor) -> OpenFile:
    file = door.file
    if file is None:
        message = "the door is closed"
        raise RuntimeError(message)
    return file


def _median(ratios: list[float]) -> float:
    return sorted(ratios)[len(ratios) // 2]


if __name__ == "__main__":
    main()
