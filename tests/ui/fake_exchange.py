"""An exchanger that answers at once, or when told to, and keeps what was asked of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from ceis_desk.access.door import Founded
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.exchange.exchanger import Joining
from ceis_desk.exchange.model import Exported, Imported, Invited, Progress

T = TypeVar("T")
PHRASE = "platane rivage lanterne moulin sable cerise"


class FakeExchanger:
    """`answers` replaces what a job gives, a Refusal is refused; `held` keeps the futures open until `release`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.answers: dict[str, object] = {}
        self.held = False
        self.noticed = 0
        self.accepted: list[bool] = []
        self.open: list[tuple[Future[Any], object]] = []
        self.told: Callable[[Progress], None] | None = None

    def join(self, joining: Joining) -> Future[Founded]:
        return self._job("join", joining, Refusal("Cette phrase n’ouvre pas l’invitation. Rien n’a été écrit."))

    def invite(self, path: Path, phrase: str = "") -> Future[Invited]:
        return self._job("invite", path, Invited(path, phrase or PHRASE))

    def accept(self, path: Path, phrase: str) -> Future[Change]:
        return self._job("accept", (path, phrase), Change(said="Poste «\u00a0Bureau 2\u00a0» relié."))

    def revoke(self, desk_id: Id) -> Future[Change]:
        return self._job("revoke", desk_id, Change(said="Poste écarté."))

    def export(self, folder: Path) -> Future[Exported]:
        return self._job("export", folder, Exported(folder / "accueil-1.ceis", 4, 6))

    def take_in(
        self, place: Path, told: Callable[[Progress], None] | None = None, *, erasures: bool = False
    ) -> Future[Imported]:
        self.told = told
        if erasures:
            self.accepted.append(True)
        return self._job("take_in", place, Imported(files=2, changes=27, people=21))

    def exchange_now(self, told: Callable[[Progress], None] | None = None) -> Future[Imported]:
        self.told = told
        return self._job("exchange_now", None, Imported())

    def choose_folder(self, folder: Path | None) -> Future[None]:
        return self._job("choose_folder", folder, None)

    def notice(self) -> Future[bool]:
        self.noticed += 1
        quiet: Future[bool] = Future()
        quiet.set_result(False)
        return quiet

    def stop(self) -> None:
        self.asked.append(("stop", None))

    def calls(self, name: str) -> list[Any]:
        """What one job was asked, in order."""
        return [what for called, what in self.asked if called == name]

    def release(self) -> None:
        """Let every job held answer."""
        waiting, self.open = self.open, []
        for future, answer in waiting:
            _answer(future, answer)

    def _job(self, name: str, what: object, otherwise: object) -> Future[Any]:
        self.asked.append((name, what))
        future: Future[Any] = Future()
        answer = self.answers.get(name, otherwise)
        if self.held:
            self.open.append((future, answer))
        else:
            _answer(future, answer)
        return future


def _answer(future: Future[Any], answer: object) -> None:
    if isinstance(answer, Refusal):
        future.set_exception(answer)
    else:
        future.set_result(answer)
