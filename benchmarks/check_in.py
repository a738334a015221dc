"""One check-in through all our layers, beside a bare write that reaches the disk, and part by part.

`python -m benchmarks.check_in [--rounds 1000] [--persons 10000] [--folder DIR]`. Each round does, in turn: 4 KiB
written and synced; an empty gesture; one RecordVisit of a known person with one motif, from `Store.do` to its answer;
then the very statements of that RecordVisit, replayed through the drivers alone on copies of the same store. The folder
must be on a real disk: on a memory disk nothing waits. A slow flush hides everything else, hence a second table, in
processor time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlcipher3 import dbapi2

from benchmarks._budgets import Budget, compare
from benchmarks._busy_store import LOGIN, PASSWORD, local_store, make_store, person_id, quick_door
from benchmarks.timing import Times, interleaved, show
from ceis_desk.core.store import Change
from ceis_desk.data.keys.ring import unlock
from ceis_desk.data.opening import STORE_FILE
from ceis_desk.data.store import LocalStore
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.reception.model import MotifChoice
from ceis_desk.reception.questions import AllMotifs

VISITS = 20_000
BLOCK, BLOCKS = bytes(4096), 1024
BUDGET = Budget(3, 1.5)
RAW, WHOLE, EMPTY = "raw 4 KiB write and sync", "RecordVisit, all our layers", "an empty gesture through the lane"
PLAIN, BARE, SEALED = "its statements, sqlite3", "its statements, SQLCipher without a key", "its statements, SQLCipher"
# What the program asks of its own connections (data/opening.py), for a file that has no key.
PRAGMAS = """PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000;
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"""


@dataclass
class Heard:
    """The statements of the last gesture, as the driver received them."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def note(self, _connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:  # noqa: ANN401 what a driver takes
        """Hear one statement (SQLAlchemy's before_cursor_execute)."""
        if not statement.startswith("BEGIN"):
            self.statements.append((statement, parameters))


def main() -> None:
    """Print the table, then the budget and the price of each part."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=1000)
    options.add_argument("--persons", type=int, default=10_000)
    options.add_argument("--folder", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as made:
        folder = Path(made)
        make_store(folder / "store", chosen.persons, VISITS)
        with rivals(folder, chosen.persons) as paths:
            elapsed = interleaved(paths, rounds=chosen.rounds, warm=20, clock=time.perf_counter)
            worked = interleaved(paths, rounds=chosen.rounds // 2, warm=20)
    report(elapsed, worked)


@contextmanager
def rivals(folder: Path, persons: int) -> Iterator[dict[str, Callable[[], object]]]:
    """What each round does, in its order: the replays follow the gesture that they copy."""
    key = unlock(folder / "store", LOGIN, PASSWORD).dbk
    copies = copy_store(folder / "store" / STORE_FILE, folder, key)
    with ExitStack() as stack:
        door = quick_door(folder / "store")
        stack.callback(door.close)
        store = local_store(door.open(LOGIN, PASSWORD).result())
        heard, draw = hear(store), random.Random(4)
        raw = stack.enter_context(prepared(folder / "raw"))
        open_copies = {name: stack.enter_context(closing(copy)) for name, copy in copies.items()}
        yield {
            RAW: lambda: write_and_sync(raw, draw.randrange(BLOCKS)),
            EMPTY: lambda: store.write(lambda _tx: Change()).result(),
            WHOLE: record_visits(store, heard, persons),
            **{name: replay(copy, heard) for name, copy in open_copies.items()},
        }


def copy_store(path: Path, folder: Path, key: bytes) -> dict[str, Any]:
    """Connections to three copies of a closed store: clear for sqlite3, clear and sealed for SQLCipher's library."""
    clear, sealed = folder / "clear.db", folder / "sealed.db"
    shutil.copy(path, sealed)
    with closing(dbapi2.connect(str(path), isolation_level=None)) as source:
        source.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        source.execute("ATTACH DATABASE ? AS clear KEY ''", (str(clear),))
        source.execute("SELECT sqlcipher_export('clear')")
    twin = folder / "twin.db"
    shutil.copy(clear, twin)
    opened = {
        PLAIN: sqlite3.connect(clear, isolation_level=None),
        BARE: dbapi2.connect(str(twin), isolation_level=None),
        SEALED: dbapi2.connect(str(sealed), isolation_level=None),
    }
    opened[SEALED].execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for connection in opened.values():
        connection.executescript(PRAGMAS)
    return opened


def hear(store: LocalStore) -> Heard:
    """Hear the statements of the writer from now on."""
    heard = Heard()

    def begin(tx: Any) -> Change:  # noqa: ANN401 only its connection serves
        event.listen(tx.connection.engine, "before_cursor_execute", heard.note)
        return Change()

    store.write(begin).result()
    return heard


@contextmanager
def prepared(path: Path) -> Iterator[int]:
    """A file that has its length already: were it to grow, the file system's own journal would be timed as well."""
    path.write_bytes(BLOCK * BLOCKS)
    file = os.open(path, os.O_WRONLY)
    os.fsync(file)
    try:
        yield file
    finally:
        os.close(file)


def write_and_sync(file: int, place: int) -> None:
    """4 KiB over others, and the wait until they are on the disk."""
    os.lseek(file, place * len(BLOCK), os.SEEK_SET)
    os.write(file, BLOCK)
    if hasattr(os, "fdatasync"):
        os.fdatasync(file)
    else:
        os.fsync(file)


def record_visits(store: LocalStore, heard: Heard, persons: int) -> Callable[[], object]:
    """Check in a person drawn at random, with a motif."""
    draw = random.Random(18)
    motif = MotifChoice(store.ask(AllMotifs()).result()[0].id)

    def record() -> None:
        heard.statements.clear()
        store.do(RecordVisit(persons=(person_id(draw.randrange(persons)),), motifs=(motif,))).result()

    return record


def replay(connection: Any, heard: Heard) -> Callable[[], object]:  # noqa: ANN401 of either driver
    """The statements of the last gesture in one transaction, answers read."""

    def run() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement, parameters in heard.statements:
            connection.execute(statement, parameters).fetchall()
        connection.execute("COMMIT")

    return run


def report(elapsed: dict[str, Times], worked: dict[str, Times]) -> None:
    """The tables, the budget, and what each layer costs."""
    show("A check-in, by the clock on the wall", elapsed, RAW)
    show("A check-in, in processor time, all threads", worked, SEALED)
    median = {name: each.median for name, each in elapsed.items()}
    work = {name: each.median for name, each in worked.items()}
    print("\nBudget, medians")
    compare("one check-in through all our layers / raw write", median[WHOLE] / median[RAW], BUDGET)
    print("\nParts, medians")
    compare("sqlite3, WAL FULL / raw write", median[PLAIN] / median[RAW])
    compare("SQLCipher, WAL FULL / raw write", median[SEALED] / median[RAW])
    compare("price of encryption: with a key / without", median[SEALED] / median[BARE])
    compare("the same in processor time", work[SEALED] / work[BARE])
    compare("price of our layers: RecordVisit / its statements", median[WHOLE] / median[SEALED])
    compare("the same in processor time", work[WHOLE] / work[SEALED])
    compare("an empty gesture / RecordVisit, processor time", work[EMPTY] / work[WHOLE])


if __name__ == "__main__":
    main()
