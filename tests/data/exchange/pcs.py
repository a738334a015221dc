"""PCs of one site, made quickly: prepared folders are copied, and each is worked by the real handlers in one thread."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, Dialect

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture, Lane, Question
from ceis_desk.data.clocks import next_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange import phrase
from ceis_desk.data.exchange.own import desk_actor
from ceis_desk.data.exchange.receive import Receiver
from ceis_desk.data.exchange.send import send
from ceis_desk.data.exchange.settling import settle
from ceis_desk.data.handlers import GESTURES, QUESTIONS
from ceis_desk.data.keys.credential import NOBODY, Anchor
from ceis_desk.data.lanes import roll_back
from ceis_desk.data.opening import STORE_FILE, open_engine
from ceis_desk.data.read import Reader
from ceis_desk.data.troubles import plain
from ceis_desk.data.write import Tx
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.model import Imported
from tests.scenarios.desks import PASSWORD, QUICK, new_desk

T = TypeVar("T")
NOW = dt.datetime(2019, 6, 18, 9)
MOST = 5
_COMPILED: dict[Any, Any] = {}  # statements compiled once for all the desks of a run
_DIALECTS: dict[str, Dialect] = {}


class Wall:
    """The time of this little world, in milliseconds since 1970; each desk reads it with its own error."""

    now = 0

    def __init__(self) -> None:
        # After the founding of the site, whose clocks are those of the PC that runs the tests.
        self.ms = 2_000_000_000_000

    @classmethod
    def next_clock(cls, last: int) -> int:
        """What data/clocks.py gives, at the desk that works."""
        return next_clock(last, cls.now)


class InlineLane:
    """A lane without its thread: jobs run where they are asked for, each in a transaction of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, job: Callable[[Connection], T], committed: Callable[[T], None] = lambda _: None) -> Future[T]:
        future: Future[T] = Future()
        try:
            with self._connection.begin():
                answer = job(self._connection)
        except BaseException as error:  # noqa: BLE001 the future carries it, as that of a lane
            future.set_exception(plain(error))
            roll_back(self._connection)
            return future
        committed(answer)
        future.set_result(answer)
        return future


class QuickFile:
    """What the exchange asks of an open file, over one connection that never waits for the disk."""

    def __init__(self, path: Path, key: bytes, anchor: Anchor) -> None:
        self.path, self.key, self.anchor = path, key, anchor
        self.listeners: dict[object, Callable[[Change], None]] = {}
        self.engine = open_engine(path, key)
        self.connection = self.engine.connect().execution_options(compiled_cache=_COMPILED)
        # The key of a compiled statement names its dialect: each engine makes one, all alike.
        self.connection.dialect = _DIALECTS.setdefault("first", self.connection.dialect)
        raw: Any = self.connection.connection.dbapi_connection
        self.raw = raw
        raw.execute("PRAGMA synchronous = OFF")
        self.writer = InlineLane(self.connection)
        self.seen: tuple[int, object] | None = None  # what truth.py read last, and after how many rows written
        self.lanes = {Lane.READ: self.writer, Lane.FIGURES: self.writer}

    def tell(self, change: Change) -> None:
        for listener in tuple(self.listeners.values()):
            listener(change)

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()


@dataclass(eq=False)
class Pc:
    """One desk at work; `keys` are those of the account signed in, none while it is locked."""

    folder: Path
    key: bytes
    account: Id
    wall: Wall
    name: str = ""
    shift: int = 0  # milliseconds by which its clock is wrong
    keys: Mapping[tuple[str, int], bytes] = field(default_factory=dict)
    anchor: Anchor = NOBODY
    now: dt.datetime = NOW
    follows: int = 0
    _file: QuickFile | None = None

    # -- the life of the program

    @property
    def file(self) -> QuickFile:
        if self._file is None:
            self._file = QuickFile(self.folder / STORE_FILE, self.key, self.anchor)
            self._set_wall()
            settle(self._file, lambda: self.now)  # type: ignore[arg-type]  # quick file
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def reopen(self) -> None:
        self.close()
        _ = self.file

    # what the receiver asks of a door

    def held_keys(self) -> tuple[dict[tuple[str, int], bytes], Anchor]:
        return dict(self.keys), self.anchor

    def follow_store(self) -> None:
        self.follows += 1

    # -- work

    def write(self, job: Callable[[Tx], T]) -> T:
        """Do a job of the writer in the account's name."""

        def work(connection: Connection) -> T:
            actor = Actor(self.account, "", frozenset(Role), desk_actor(connection).desk_id)
            return job(Tx(connection, actor, self.now, self.keys, self.anchor))

        self._set_wall()
        return self.file.writer.run(work).result()

    def do(self, gesture: Gesture) -> Change:
        """Do this; raises Refusal. Whoever asks has every right."""
        change = self.write(lambda tx: GESTURES[type(gesture)](tx, gesture))
        self.file.tell(change)
        return change

    def tried(self, gesture: Gesture) -> Change | None:
        """Do this unless the store refuses."""
        try:
            return self.do(gesture)
        except Refusal:
            return None

    def ask(self, question: Question[T]) -> T:
        def work(connection: Connection) -> T:
            actor = Actor(self.account, "", frozenset(Role), desk_actor(connection).desk_id)
            answer: T = QUESTIONS[type(question)](Reader(connection, actor, self.now, dict(self.keys)), question)
            return answer

        return self.file.writer.run(work).result()

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 whatever SQLite holds
        """Raw rows, for what no question tells."""
        rows: list[tuple[Any, ...]] = self.file.raw.execute(statement, values).fetchall()
        return rows

    def run(self, *statements: str) -> None:
        """Plain SQL, as another tool would write it."""

        def work(connection: Connection) -> None:
            for statement in statements:
                connection.exec_driver_sql(statement)

        self.file.writer.run(work).result()

    @property
    def origin(self) -> int:
        """Its number in the clocks."""
        return int(self.rows("SELECT origin FROM desk_self")[0][0])

    # -- files

    @property
    def receiver(self) -> Receiver:
        return Receiver(self.file, lambda: self.now, self)  # type: ignore[arg-type]  # quick file

    def send(self, folder: Path) -> Path:
        """Write its file for the others."""
        folder.mkdir(parents=True, exist_ok=True)
        self._set_wall()
        path = send(self.file, lambda: self.now, folder).path  # type: ignore[arg-type]  # quick file
        assert path is not None
        return path

    def take(self, path: Path, told: Callable[[Any], None] = lambda _: None, *, erasures: bool = True) -> Any:  # noqa: ANN401 Taken
        """Read one file; raises Refusal."""
        self._set_wall()
        return self.receiver.one(path, told, erasures=erasures)

    def _set_wall(self) -> None:
        self.wall.ms += 1000
        Wall.now = self.wall.ms + self.shift


@dataclass(frozen=True)
class Prepared:
    """A desk as it was left after its site was made: to be copied, never opened."""

    folder: Path
    key: bytes
    account: Id
    name: str
    anchor: Anchor
    keys: Mapping[tuple[str, int], bytes]
    recovery_text: str = ""


def prepare_site(root: Path) -> tuple[Prepared, ...]:
    """Found a site of five desks that know each other and have all exchanged, with quick passwords."""
    made: list[Prepared] = []
    done: list[Imported] = []
    with pytest.MonkeyPatch.context() as patch, new_desk(root / "1", lambda: NOW) as first:
        # Every site invites under a cost that nobody guesses fast; this one guards invented people.
        patch.setattr(phrase, "_COST", QUICK)
        made.append(_prepared(first.door, root / "1", "Poste 1", first.recovery_text))
        doors = [first.door]
        try:
            for number in range(2, MOST + 1):
                doors.append(_joined(first.door, root, number))
                made.append(_prepared(doors[-1], root / str(number), f"Poste {number}"))
            folder = root / "fichiers"
            folder.mkdir()
            for _ in range(3):
                for door in doors:
                    door.exchange.export(folder).result()
                # In the first round, a desk writes for those alone whom it knows.
                done = [door.exchange.take_in(folder).result() for door in doors]
            assert not any((*one.refused, *one.waiting) for one in done), done
        finally:
            for door in doors[1:]:
                door.close()
    for one in made:
        # A copy of this folder is meant to be the same desk: it keeps its number.
        file = QuickFile(one.folder / STORE_FILE, one.key, one.anchor)
        file.writer.run(lambda connection: connection.exec_driver_sql("UPDATE desk_self SET place = ''")).result()
        file.close()
    return tuple(made)


def _joined(first: LocalDoor, root: Path, number: int) -> LocalDoor:
    first.open("helene", PASSWORD).result()
    invitation, answer = root / f"invitation {number}", root / f"réponse {number}"
    words = first.exchange.invite(invitation).result().phrase
    door = LocalDoor(root / str(number), lambda: NOW, QUICK)
    joining = Joining(invitation, words, f"Poste {number}", f"agent{number}", f"Agente {number}", PASSWORD, answer)
    door.exchange.join(joining).result()
    first.exchange.accept(answer, words).result()
    return door


def _prepared(door: LocalDoor, folder: Path, name: str, recovery_text: str = "") -> Prepared:
    file = door.file
    assert file is not None
    session = door.administration()
    account, keys = session.unlocked.account_id, dict(session.store.keys)
    return Prepared(folder, file.key, account, name, session.unlocked.anchor, keys, recovery_text)


@contextmanager
def desks(site: tuple[Prepared, ...], count: int, root: Path, wall: Wall) -> Iterator[list[Pc]]:
    """The first desks of a prepared site, each in a folder of its own; all are closed at the end."""
    pcs = []
    for one in site[:count]:
        folder = root / one.folder.name
        shutil.copytree(one.folder, folder)
        pcs.append(Pc(folder, one.key, one.account, wall, one.name, keys=one.keys, anchor=one.anchor))
    try:
        yield pcs
    finally:
        for pc in pcs:
            pc.close()


def exchange(root: Path, *pcs: Pc, rounds: int = 2) -> None:
    """Each writes its file and reads those of the others, so many times over."""
    for _ in range(rounds):
        paths = [(pc, pc.send(root / "fichiers" / secrets.token_hex(4))) for pc in pcs]
        for pc in pcs:
            for writer, path in paths:
                if writer is not pc:
                    pc.take(path)


def hand_over(root: Path, writer: Pc, *readers: Pc) -> Path:
    """One desk writes its file, others read it."""
    path = writer.send(root / "fichiers" / secrets.token_hex(4))
    for reader in readers:
        reader.take(path)
    return path
