"""A door that answers at once, without file nor thread: accounts, passwords, and what was asked of it."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from pathlib import Path

from ceis_desk.access.door import Founded, Founding, NewSheet, Opened, RecoveredFrein, RecoveredNote, Threshold
from ceis_desk.access.model import Account, Actor, Role
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.press import Paper
from ceis_desk.core.store import Change
from ceis_desk.exchange.model import ExchangeStatus
from ceis_desk.exchange.questions import ReadExchange
from tests.ui.fake_exchange import FakeExchanger
from tests.ui.fake_safety import FakeSafety, done, refused
from tests.ui.fake_store import FakeStore

NOW = dt.datetime(2019, 6, 18, 10, 42)
ALONE = ExchangeStatus(None, folder_there=False, last_at=None, desks=(), refused=(), doubles=0, crossed=0, slots=0)
KEY = "CEIS-" + "-".join(["ABCDE"] * 13)
STAFF: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("sofiane", "Sofiane Roux", frozenset({Role.RECEPTION})),
    ("mina", "Mina Sorel", frozenset({Role.RECEPTION})),
    ("claire", "Claire Fabre", frozenset({Role.BUDGET})),
    ("helene", "Hélène Costa", frozenset({Role.DIRECTOR, Role.ADMIN})),
)


class FakeDoor:
    """`password` opens every account; `asked` keeps the calls in order."""

    def __init__(self, threshold: Threshold | None = None) -> None:
        self.accounts = tuple(Account(new_id(), login, name, roles) for login, name, roles in STAFF)
        self.threshold = threshold or Threshold(
            first_start=False, structure="CCAS de Montpellier", desk="Accueil · Poste 1", accounts=self.accounts
        )
        self.password, self.asked = "Clé-du-matin-9", list[str]()
        self.people_waiting, self.failures, self.tried = 4, 0, True
        self.seen = True
        self.founding: Founding | None = None
        self.stores: dict[str, FakeStore] = {}
        self.moment = NOW
        self.whole: Future[None] | None = None
        self.closed = False
        self.desk_id = new_id()
        self.exchange = FakeExchanger()
        self.status = ALONE
        self.safety = FakeSafety()

    def now(self) -> dt.datetime:
        return self.moment

    def look(self) -> Future[Threshold]:
        return done(self.threshold)

    def found(self, answers: Founding) -> Future[Founded]:
        self.founding = answers
        self.tried = self.seen = False
        account = Account(new_id(), answers.login, answers.name, frozenset({Role.ADMIN, Role.DIRECTOR}))
        self.accounts = (account,)
        self.threshold = Threshold(False, answers.structure, answers.desk, self.accounts)
        return done(Founded(self._opened(account), KEY))

    def found_demo(self) -> Future[Opened]:
        self.asked.append("found_demo")
        self.threshold = Threshold(False, "CCAS de Montpellier", "Accueil · Poste 1", self.accounts, demo=True)
        return done(self._opened(self.accounts[0]))

    def remove_demo(self) -> Future[None]:
        self.asked.append("remove_demo")
        self.threshold = Threshold(first_start=True)
        return done(None)

    def open(self, login: str, password: str) -> Future[Opened]:
        self.asked.append(f"open {login}")
        if password != self.password:
            self.failures += 1
            return refused(WrongPassword(self.failures))
        return done(self._opened(next(one for one in self.accounts if one.login == login)))

    def lock(self) -> None:
        self.asked.append("lock")

    def waiting(self) -> Future[int]:
        return done(self.people_waiting)

    def try_recovery(self, text: str) -> Future[bool]:
        if text.strip() != KEY:
            return refused(Refusal("Le groupe 3 contient une erreur. Rien n’a changé\u00a0: relisez-le."))
        self.tried = True
        return done(True)

    def recovery_mark(self) -> Future[str]:
        return done("K7QD")

    def keep_recovery(self) -> Future[None]:
        self.asked.append("keep_recovery")
        self.seen = True
        return done(None)

    def renew_recovery(self, password: str, former: str = "") -> Future[NewSheet]:
        self.asked.append("renew_recovery")
        if password != self.password:
            return refused(WrongPassword(1))
        self.tried = self.seen = False
        return done(NewSheet(KEY, "K7QD", "Clé de secours renouvelée."))

    def open_private_notes(self, text: str, login: str) -> Future[tuple[RecoveredNote, ...]]:
        self.asked.append(f"open_private_notes {login}")
        if text.strip() != KEY:
            return refused(Refusal("Le groupe 3 contient une erreur. Rien n’a changé\u00a0: relisez-le."))
        return done(())

    def open_restricted_freins(self, text: str, login: str) -> Future[tuple[RecoveredFrein, ...]]:
        self.asked.append(f"open_restricted_freins {login}")
        if text.strip() != KEY:
            return refused(Refusal("Le groupe 3 contient une erreur. Rien n’a changé : relisez-le."))
        return done(())

    def recover(self, text: str, login: str, password: str) -> Future[Opened]:
        if text.strip() != KEY:
            return refused(Refusal("Le groupe 3 contient une erreur. Rien n’a changé\u00a0: relisez-le."))
        self.password = password
        return self.open(login, password)

    def add_account(self, login: str, name: str, roles: frozenset[Role], password: str) -> Future[Change]:
        return done(Change())

    def set_roles(self, account_id: Id, roles: frozenset[Role]) -> Future[Change]:
        return done(Change())

    def set_password(self, account_id: Id, password: str) -> Future[Change]:
        return done(Change())

    def change_password(self, old: str, new: str) -> Future[None]:
        return done(None)

    def close_account(self, account_id: Id) -> Future[Change]:
        return done(Change())

    def close(self) -> None:
        self.closed = True

    def _opened(self, account: Account) -> Opened:
        store = self.stores.setdefault(account.login, FakeStore({ReadExchange: lambda _question: self.status}))
        actor = Actor(account.id, account.name, account.roles, self.desk_id)
        seen = self.threshold
        return Opened(
            actor,
            account.login,
            store,
            seen.structure,
            "CEIS",
            seen.desk,
            demo=seen.demo,
            recovery_tried=self.tried,
            recovery_seen=self.seen,
            whole=self.whole,
        )


class FakePress:
    """Writes a line instead of a PDF, and keeps what was asked."""

    def __init__(self) -> None:
        self.made: list[Paper] = []

    def make(self, paper: Paper, target: Path) -> Future[Path]:
        self.made.append(paper)
        path = target / "document.pdf" if target.is_dir() else target
        path.write_text("%PDF", encoding="ascii")
        return done(path)
