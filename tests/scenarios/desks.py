"""Commands run as a person types them, and stores made quickly for whole days at the desk."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from ceis_desk.access.door import Founding, Opened
from ceis_desk.access.model import Role
from ceis_desk.app import main
from ceis_desk.core.clock import Clock, wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.data.schema import local

QUICK = Argon(memory_kib=64, passes=1, lanes=1)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PASSWORD = "une phrase longue"
Hired = tuple[str, str, Role]


@dataclass
class Typed:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 whatever the command printed
        """The one object printed."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """A store folder and the account that types; `cost` is that of the passwords which these commands make."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    user: str = "helene"
    cost: Argon = QUICK

    def __call__(self, *arguments: str, user: str = "", password: str = PASSWORD) -> Typed:
        """Run one command on the store."""
        self.monkeypatch.setenv("CEIS_DESK_PASSWORD", password)
        self.capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(LocalDoor.__init__, "__defaults__", (self.cost,))
            try:
                code = main(["--store", str(self.folder), "--user", user or self.user, *arguments])
            except SystemExit as stop:
                code = int(str(stop.code))
        caught = self.capsys.readouterr()
        return Typed(code, caught.out, caught.err)

    def founded(self) -> CommandLine:
        """The same after `init`."""
        done = self(
            "init", "--structure", "CCAS d’essai", "--desk", "Poste 1", "--login", "helene", "--name", "Hélène Costa"
        )
        assert done.code == 0, done.err
        return self

    def with_account(self, login: str, name: str, roles: str) -> CommandLine:
        """The same after `user add`."""
        self.monkeypatch.setenv("CEIS_DESK_NEW_PASSWORD", PASSWORD)
        done = self("user", "add", login, "--name", name, "--role", roles)
        assert done.code == 0, done.err
        return self


@dataclass
class Desk:
    """A store opened in this process, with quick keys."""

    folder: Path
    door: LocalDoor
    director: Opened
    recovery_text: str
    last: Opened | None = None  # whoever came in last by `enter`

    def enter(self, login: str) -> Opened:
        """Sign an account in."""
        self.last = self.door.open(login, PASSWORD).result()
        return self.last

    def is_in(self, opened: Opened) -> bool:
        """Whether nobody came in or went out since."""
        session = self.door._session
        return session is not None and session.store is opened.store

    def add(self, login: str, name: str, *roles: Role) -> None:
        """Add an account in the name of the administration."""
        self.enter("helene")
        self.door.add_account(login, name, frozenset(roles), PASSWORD).result()


@contextmanager
def new_desk(
    folder: Path, clock: Clock = wall_clock, *, fresh: bool = False, others: tuple[Hired, ...] = ()
) -> Iterator[Desk]:
    """A new store with its director and administrator, a reception account and a budget counsellor, then `others`.

    Founding costs more than most of what is tried on it: each process does it once for a moment, then copies, unless a
    `fresh` one is asked for. A test that asks for a second desk has another site.
    """
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    kind = ("" if clock is wall_clock else str(clock()), others)
    if fresh or not test or test in _SERVED:
        with _founded(folder, clock, others) as other:
            yield other
        return
    _SERVED.add(test)
    if kind not in _READY:
        ready = Path(tempfile.mkdtemp(prefix="ceis-desk-tests-"))
        atexit.register(shutil.rmtree, ready, ignore_errors=True)
        with _founded(ready / _STORE, clock, others) as made:
            _forget_place(made.door)
        _READY[kind] = (ready / _STORE, made.recovery_text)
    original, words = _READY[kind]
    shutil.copytree(original, folder, dirs_exist_ok=True)
    door = LocalDoor(folder, clock, QUICK)
    desk: Desk | None = None
    try:
        desk = Desk(folder, door, door.open("helene", PASSWORD).result(), words)
        yield desk
    finally:
        (door if desk is None else desk.door).close()


_STORE = "registre"
_READY: dict[tuple[str, tuple[Hired, ...]], tuple[Path, str]] = {}
_SERVED: set[str] = set()


def _forget_place(door: LocalDoor) -> None:
    """Where the file was last opened is forgotten: what is made of it is no copied disk."""
    assert door.file is not None
    door.file.writer.run(lambda one: one.execute(update(local.desk_self).values(place=""))).result()


@contextmanager
def _founded(folder: Path, clock: Clock, others: tuple[Hired, ...]) -> Iterator[Desk]:
    door = LocalDoor(folder, clock, QUICK)
    desk: Desk | None = None
    try:
        founded = door.found(Founding("CCAS d’essai", "CEIS", "Poste 1", "helene", "Hélène Costa", PASSWORD)).result()
        desk = Desk(folder, door, founded.opened, founded.recovery_text)
        desk.add("sofiane", "Sofiane Roux", Role.RECEPTION)
        desk.add("claire", "Claire Fabre", Role.BUDGET)
        for login, name, role in others:
            desk.add(login, name, role)
        yield desk
    finally:
        (door if desk is None else desk.door).close()
