"""Two desks of one site that exchange by a folder, and a hand that writes in their files by plain SQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select, update

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Account
from ceis_desk.access.questions import Accounts
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.exchange.own import desk_actor
from ceis_desk.data.keys import ring
from ceis_desk.data.schema import house, local
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.model import ExchangeStatus, Imported
from ceis_desk.exchange.questions import ReadExchange
from tests.scenarios.desks import PASSWORD, QUICK, Desk, new_desk

PHRASE = "un bateau rouge"
T = TypeVar("T")


@dataclass
class Place:
    """One desk of the site, as its agents and as its thief know it."""

    door: LocalDoor
    folder: Path
    box: Path

    @property
    def file(self) -> OpenFile:
        """The open file."""
        assert self.door.file is not None
        return self.door.file

    def enter(self, login: str, password: str = PASSWORD) -> Opened:
        """Sign an account in."""
        return self.door.open(login, password).result()

    def read(self, work: Callable[[Connection], T]) -> T:
        """Read the file as it is."""
        return self.file.writer.run(work).result()

    def write_by_hand(self, work: Callable[[Tx], None]) -> None:
        """Write in the file as whoever holds its key may, rights and signatures aside."""

        def job(connection: Connection) -> Change:
            work(Tx(connection, desk_actor(connection), wall_clock(), {}))
            return Change()

        self.file.writer.run(job).result()

    def account(self, login: str) -> Account:
        """An account as the administration sees it."""
        accounts = self.enter(ADMIN[self.folder.name]).store.ask(Accounts()).result()
        return next(one for one in accounts if one.login == login)

    def id_of(self, login: str) -> Id:
        """An account, whoever is in."""
        table = house.account
        return self.read(lambda c: c.execute(select(table.c.id).where(table.c.login == login)).scalar_one())

    def send(self) -> None:
        """Write the file of this desk in the shared folder."""
        self.door.exchange.export(self.box).result()

    def take(self) -> Imported:
        """Read those of the others."""
        return self.door.exchange.take_in(self.box).result()

    def status(self) -> ExchangeStatus:
        """The exchange as its administration sees it."""
        return self.enter(ADMIN[self.folder.name]).store.ask(ReadExchange()).result()

    def unlocked(self, login: str, password: str = PASSWORD) -> ring.Unlocked:
        """What a password opens."""
        return ring.unlock(self.folder, login, password)


ADMIN = {"registre": "helene", "second": "bertrand"}


@dataclass
class SiteOfDesks:
    """The first desk, the second one, and the folder between them."""

    desk: Desk
    first: Place
    second: Place
    answer: Path

    def exchange(self, *places: Place) -> None:
        """Each writes and all the others read, twice: what the first said last is known by the first again."""
        for _ in range(2):
            for place in places or (self.first, self.second):
                place.take()
                place.send()


@contextmanager
def site_of_desks(tmp_path: Path, *, accepted: bool = True) -> Iterator[SiteOfDesks]:
    """Hélène (administration), Sofiane (reception) and Claire (budget) at one desk, Bertrand who joined by another.

    Founding and joining cost more than most of what is tried on them: they are done once a run, then copied.
    """
    ready = tmp_path.parent / ("site-lié" if accepted else "site-invité")
    if not ready.exists():
        making = Path(tempfile.mkdtemp(dir=tmp_path.parent))
        _make(making, accepted=accepted)
        making.rename(ready)
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    words = (tmp_path / _PAPER).read_text(encoding="utf-8")
    doors = [LocalDoor(tmp_path / name, wall_clock, QUICK) for name in ADMIN]
    desk: Desk | None = None
    try:
        opened = [door.open(login, PASSWORD).result() for door, login in zip(doors, ADMIN.values(), strict=True)]
        first, second = (Place(door, tmp_path / name, tmp_path / _BOX) for door, name in zip(doors, ADMIN, strict=True))
        desk = Desk(first.folder, doors[0], opened[0], words)
        yield SiteOfDesks(desk, first, second, tmp_path / _ANSWER)
    finally:
        # A test may have closed the door of the desk and opened another one.
        (doors[0] if desk is None else desk.door).close()
        doors[1].close()


_BOX, _ANSWER, _PAPER = "echange", "reponse.ceis-lien", "cle-de-secours.txt"


def _make(folder: Path, *, accepted: bool) -> None:
    box, answer = folder / _BOX, folder / _ANSWER
    box.mkdir()
    with new_desk(folder / "registre") as desk:
        second = LocalDoor(folder / "second", wall_clock, QUICK)
        try:
            desk.enter("helene")
            invitation = folder / "invitation.ceis-lien"
            desk.door.exchange.invite(invitation, PHRASE).result()
            joining = Joining(invitation, PHRASE, "Poste 2", "bertrand", "Bertrand Weil", PASSWORD, answer)
            second.exchange.join(joining).result()
            places = Place(desk.door, desk.folder, box), Place(second, folder / "second", box)
            if accepted:
                desk.door.exchange.accept(answer, PHRASE).result()
                SiteOfDesks(desk, *places, answer).exchange()
            for place in places:
                # Where it was last opened is forgotten: what is made of it is no copied disk.
                place.read(lambda one: one.execute(update(local.desk_self).values(place="")))
        finally:
            second.close()
        (folder / _PAPER).write_text(desk.recovery_text, encoding="utf-8")


def phantom(tx: Tx, box_public: bytes, sign_public: bytes, *roles: str) -> Id:
    """An account that nobody at the administration made."""
    account_id = new_id()
    tx.put(
        house.account,
        account_id,
        login="fantome",
        name="Nadia Serra",
        box_public=box_public,
        sign_public=sign_public,
        closed_on=None,
    )
    for role in roles:
        give_role(tx, account_id, role)
    return account_id


def give_role(tx: Tx, account_id: Id, role: str) -> None:
    """A role, by a row alone."""
    tx.put(
        house.account_role,
        code_id("account_role", account_id, role),
        account_id=account_id,
        role=role,
        active=True,
    )
