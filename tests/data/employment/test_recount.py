"""Months of gestures on a real store, then the board of many days against a plain count of the rows as they lie."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.platforms.employment.gestures import EndContract, PutContract, PutFact, PutPlace
from ceis_desk.platforms.employment.model import Contract, ContractKind, Ending, FactKind, FactState
from ceis_desk.platforms.employment.places import FIRST_PLACES
from ceis_desk.platforms.employment.questions import ReadPlaces
from ceis_desk.platforms.employment.rules import TAKEN, SeatState
from tests.data.employment.team import Team, day

START, DAYS = day("2018-01-01"), 540
RUNNING = (
    "SELECT place_id, count(*) FROM contract WHERE NOT withdrawn AND first <= :day "
    "AND coalesce(ended_on, last, '9999-12-31') >= :day GROUP BY place_id"
)
STOPPED = (
    "SELECT count(DISTINCT c.id) FROM contract c JOIN contract_fact f ON f.contract_id = c.id "
    "WHERE NOT c.withdrawn AND NOT f.withdrawn AND f.kind = 'suspension' AND f.state != 'missed' "
    "AND c.first <= :day AND coalesce(c.ended_on, c.last, '9999-12-31') >= :day "
    "AND f.day <= :day AND coalesce(f.last, '9999-12-31') >= :day "
    "AND (coalesce(c.ended_on, c.last, '9999-12-31') > date(:day, '+60 day') "
    "OR EXISTS (SELECT 1 FROM contract r WHERE r.renews_id = c.id AND NOT r.withdrawn))"
)


class _Months:
    """Draws one gesture after another; what the store refuses changes nothing."""

    def __init__(self, team: Team, rng: random.Random) -> None:
        self.team, self.rng = team, rng
        self.people = [team.person(f"Personne {at}") for at in range(12)]
        self.contracts: list[Id] = []

    def go(self) -> None:
        """One gesture of somebody at work."""
        ways: tuple[tuple[Callable[[], None], int], ...] = (
            (self._hire, 8), (self._renew, 4), (self._leave, 4), (self._suspend, 4), (self._withdraw, 1),
            (self._take_back, 2), (self._place, 2),
        )  # fmt: skip
        try:
            self.rng.choices([way for way, _ in ways], [weight for _, weight in ways])[0]()
        except Refusal:
            return

    def _day(self) -> dt.date:
        return START + dt.timedelta(days=self.rng.randrange(DAYS))

    def _one(self) -> Contract | None:
        return self.team.view(self.rng.choice(self.contracts)).contract if self.contracts else None

    def _put(self, gesture: PutContract) -> None:
        self.contracts += self.team.do(gesture).made

    def _hire(self) -> None:
        first = self._day()
        last = first + dt.timedelta(days=self.rng.randrange(300)) if self.rng.random() < 0.8 else None
        place = self.rng.choice(FIRST_PLACES)
        seat = self.rng.randrange(place.places + 1)
        self._put(PutContract(self.rng.choice(self.people), place.id, seat, "CDDI", first, last))

    def _renew(self) -> None:
        one = self._one()
        if one is None or one.last is None or one.person_id is None:
            return
        first = one.last + dt.timedelta(days=1)
        last = first + dt.timedelta(days=self.rng.randrange(200))
        self._put(PutContract(one.person_id, one.place_id, one.position, "CDDI", first, last, renews_id=one.id))

    def _leave(self) -> None:
        one = self._one()
        if one is None:
            return
        on = self.rng.choice((one.first, one.last or self._day(), self._day()))
        self.team.do(EndContract(one.id, on, Ending.CDI, clock=one.clock))

    def _suspend(self) -> None:
        one = self._one()
        if one is None:
            return
        since = one.first + dt.timedelta(days=self.rng.randrange(60))
        until = since + dt.timedelta(days=self.rng.randrange(30)) if self.rng.random() < 0.7 else None
        self.team.do(PutFact(one.id, FactKind.SUSPENSION, since, state=FactState.PLANNED, last=until))

    def _withdraw(self) -> None:
        one = self._one()
        if one is None or one.person_id is None:
            return
        self.contracts.remove(one.id)
        self.team.do(
            PutContract(one.person_id, one.place_id, one.position, one.terms, one.first, one.last, id=one.id,
                        clock=one.clock, withdrawn=True)
        )  # fmt: skip

    def _take_back(self) -> None:
        one = self._one()
        if one is not None:
            self.team.do(EndContract(one.id, None, Ending.OPEN, clock=one.clock))

    def _place(self) -> None:
        place = self.rng.choice(self.team.ask(ReadPlaces()))
        name = f"{place.name.removesuffix(' bis')} bis"
        self.team.do(PutPlace(place.kind, name, self.rng.randrange(4), place.tutor, place.id, place.clock))


@pytest.mark.parametrize("seed", range(3))
def test_the_board_of_any_day_agrees_with_a_plain_count_of_the_rows(team: Team, seed: int) -> None:
    rng = random.Random(seed)
    months = _Months(team, rng)
    for _ in range(90):
        months.go()
    assert len(months.contracts) > 15
    edges = {one for contract in map(team.view, months.contracts)
             for one in (contract.contract.first, contract.contract.end) if one is not None}  # fmt: skip
    for on in sorted({*rng.sample(sorted(edges), 12), *(months._day() for _ in range(12))}):
        _agrees(team, on)


def _agrees(team: Team, on: dt.date) -> None:
    running, stopped = Counter[Id](), [0]

    def count(connection: Connection) -> None:
        rows = connection.exec_driver_sql(RUNNING, {"day": on.isoformat()}).all()
        running.update({Id(bytes=place): many for place, many in rows})
        stopped[0] = connection.exec_driver_sql(STOPPED, {"day": on.isoformat()}).scalar_one()

    store = team.marc.store
    store.file.writer.run(count).result()  # type: ignore[attr-defined]  # the lane of the real store
    board = team.board(on.isoformat())
    seats = [(row, seat) for row in board.rows for seat in row.seats]
    assert {row.place.id: row.held for row in board.rows if row.held} == running
    for row in board.rows:
        assert row.surplus == max(0, running[row.place.id] - row.place.places)
    shown = [seat.contract.id for _, seat in seats if seat.contract and seat.state in (*TAKEN, SeatState.SURPLUS)]
    assert len(shown) == len(set(shown)) == running.total()
    surplus = [seat for _, seat in seats if seat.state is SeatState.SURPLUS]
    if not surplus:
        assert sum(seat.state is SeatState.SUSPENDED for _, seat in seats) == stopped[0]
    for kind in ContractKind:
        found = board.counts[kind]
        assert found.held + found.planned + found.free == found.places
