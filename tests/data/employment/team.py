"""What the tests of the employment platform do again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Civility, Identity
from ceis_desk.platforms.employment.gestures import PutContract
from ceis_desk.platforms.employment.model import Contract, ContractKind, Place
from ceis_desk.platforms.employment.questions import Board, ContractView, ReadBoard, ReadContract, ReadPlaces
from tests.scenarios.desks import Desk

DAY = dt.datetime(2019, 6, 18, 10, 42)
TODAY = DAY.date()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@dataclass
class Team:
    """A store and its employment worker, `marc`."""

    desk: Desk
    marc: Opened = field(init=False)

    def __post_init__(self) -> None:
        self.marc = self.joined("marc", "Marc Vidal", Role.EMPLOYMENT)

    def joined(self, login: str, name: str, *roles: Role) -> Opened:
        """A new account, signed in: whoever was there is no more."""
        self.desk.add(login, name, *roles)
        return self.desk.enter(login)

    def directed(self, request: Gesture | Question[Any]) -> Any:  # noqa: ANN401 whatever is answered
        """What the direction, which is the administration too, is answered; then marc is back."""
        store = self.desk.enter("helene").store
        try:
            return (store.do(request) if isinstance(request, Gesture) else store.ask(request)).result()
        finally:
            self.marc = self.desk.enter("marc")

    def do(self, gesture: Gesture) -> Change:
        return self.marc.store.do(gesture).result()

    def ask(self, question: Any) -> Any:  # noqa: ANN401 whatever is asked
        return self.marc.store.ask(question).result()

    def person(self, family: str = "Koffi", first: str = "Awa") -> Id:
        """A new record."""
        identity = Identity(used_name=family, first_name=first, civility=Civility.MME, birth_year=1990)
        return self.do(CreatePerson(identity)).made[0]

    def hired(
        self,
        place: str,
        position: int = 0,
        first: str = "2019-01-01",
        last: str | None = None,
        **more: Any,  # noqa: ANN401 what else a contract says
    ) -> Id:
        """A contract of somebody new, or of `person`."""
        return self.do(self.contract(place, position, first, last, **more)).made[0]

    def contract(
        self,
        place: str,
        position: int,
        first: str,
        last: str | None,
        **more: Any,  # noqa: ANN401 what else a contract says
    ) -> PutContract:
        kind = more.pop("kind", ContractKind.PEC)
        person = more.pop("person", None) or self.person(f"Personne {first} {place} {position}")
        end = day(last) if last else None
        place_id = code_id("place", kind.value, place)
        return PutContract(person, place_id, position, more.pop("terms", "PEC"), day(first), end, **more)

    def board(self, on: str = "2019-06-18") -> Board:
        found: Board = self.ask(ReadBoard(day(on)))
        return found

    def view(self, contract_id: Id) -> ContractView:
        found: ContractView = self.ask(ReadContract(contract_id))
        return found

    def place(self, name: str) -> Place:
        """A place by its name."""
        found: tuple[Place, ...] = self.ask(ReadPlaces())
        return next(one for one in found if one.name == name)

    def seats(self, place: str, on: str = "2019-06-18") -> list[tuple[str, Contract | None]]:
        """The states of a place with whoever holds it."""
        row = next(row for row in self.board(on).rows if row.place.name == place)
        return [(seat.state.value, seat.contract) for seat in row.seats]
