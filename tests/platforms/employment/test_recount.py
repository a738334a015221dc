"""The board of any day against a plain recount: trades and sites, renewals, suspensions, exits on the day, overlaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from ceis_desk.core.ids import Id, new_id
from ceis_desk.platforms.employment.exits import ExitClass, classify, count_exits
from ceis_desk.platforms.employment.model import Contract, ContractKind, Ending, Place
from ceis_desk.platforms.employment.places import Boundary
from ceis_desk.platforms.employment.rules import (
    SOON_DAYS,
    TAKEN,
    Row,
    SeatState,
    change_days,
    counts,
    mean_held,
    occupation,
)

START, ONE = dt.date(2018, 1, 1), dt.timedelta(days=1)
FAR = dt.date(2030, 1, 1)
PLACES = (
    *(Place(new_id(), ContractKind.CHANTIER, f"Métier {seats}", seats) for seats in (0, 1, 3)),
    *(Place(new_id(), ContractKind.PEC, f"Site {seats}", seats) for seats in (1, 2)),
    # A site may bear the name of a trade.
    Place(new_id(), ContractKind.PEC, "Métier 3", 2),
)
LOST = Place(new_id(), ContractKind.PEC, "Site fermé", 0)
ENDINGS = some.sampled_from([one for one in Ending if one is not Ending.OPEN])


@some.composite
def histories(draw: some.DrawFn) -> tuple[Contract, ...]:
    """Chains of contracts on few places and few days, so that they meet, overlap and touch."""
    found: list[Contract] = []
    for _ in range(draw(some.integers(0, 9))):
        found += draw(chains())
    return tuple(found)


@some.composite
def chains(draw: some.DrawFn) -> list[Contract]:
    """A contract, those that renew it, and how the last one ends: later, never, or by an exit at either edge."""
    place = draw(some.sampled_from((*PLACES, LOST)))
    position = draw(some.integers(0, place.places + 1))
    first = START + dt.timedelta(days=draw(some.integers(0, 120)))
    chain: list[Contract] = []
    for _ in range(draw(some.integers(1, 3))):
        last = first + dt.timedelta(days=draw(some.integers(0, 90)))
        before = chain[-1].id if chain else None
        chain.append(
            Contract(new_id(), place.id, place.kind, place.name, position, "CDDI", first, last, renews_id=before)
        )
        first = last + ONE
    chain[-1] = draw(some.sampled_from([chain[-1], replace(chain[-1], last=None)]))
    return [*(_stopped(draw, one) for one in chain[:-1]), _left(draw, _stopped(draw, chain[-1]))]


def _stopped(draw: some.DrawFn, one: Contract) -> Contract:
    if not draw(some.booleans()):
        return one
    since = one.first + dt.timedelta(days=draw(some.integers(-5, 40)))
    until = since + dt.timedelta(days=draw(some.integers(0, 30))) if draw(some.booleans()) else None
    return replace(one, suspensions=((since, until),))


def _left(draw: some.DrawFn, one: Contract) -> Contract:
    """An exit on the first day, the last one, or between; or none."""
    length = ((one.last or one.first + dt.timedelta(days=60)) - one.first).days
    after = draw(some.sampled_from((None, 0, length, length // 2)))
    if after is None:
        return one
    counted = draw(some.booleans())
    return replace(
        one,
        ended_on=one.first + dt.timedelta(days=after),
        ending=draw(ENDINGS),
        ending_months=draw(some.integers(0, 9)),
        counted=counted,
        reason="" if counted else "motif",
    )


def edges(contracts: Sequence[Contract]) -> Iterator[dt.date]:
    """The days on which something may go wrong, those before and after, and days far from all."""
    marks = {START - ONE, START + dt.timedelta(days=400)}
    for one in contracts:
        marks |= {day for day in (one.first, one.last, one.ended_on) if day is not None}
        marks |= {day for span in one.suspensions for day in span if day is not None}
    for mark in marks:
        yield from (mark - ONE, mark, mark + ONE)


def runs(one: Contract, day: dt.date) -> bool:
    """Said as plainly as can be: the first day counts, the last one too, an exit cuts what was agreed."""
    until = one.last or FAR
    if one.ended_on is not None:
        until = one.ended_on
    return day in (one.first, until) or one.first < day < until


def shown(row: Row) -> list[Id]:
    """The contracts that a row shows as running."""
    there = (*TAKEN, SeatState.SURPLUS)
    return [seat.contract.id for seat in row.seats if seat.state in there and seat.contract is not None]


@given(histories())
def test_every_contract_that_runs_has_one_seat_and_no_other_has_any(contracts: tuple[Contract, ...]) -> None:
    for day in edges(contracts):
        rows = {row.place.id: row for row in occupation(PLACES, contracts, day)}
        for place in (*PLACES, LOST):
            running = [one.id for one in contracts if one.place_id == place.id and runs(one, day)]
            row = rows.get(place.id)
            if row is None:
                assert place is LOST
                assert running == []
                continue
            assert sorted(shown(row)) == sorted(running)
            assert (row.held, row.surplus) == (len(running), max(0, len(running) - place.places))
            assert len([seat for seat in row.seats if seat.state is not SeatState.SURPLUS]) == place.places


@given(histories())
def test_the_figures_of_each_kind_are_those_of_a_recount(contracts: tuple[Contract, ...]) -> None:
    for day in edges(contracts):
        rows = occupation(PLACES, contracts, day)
        for kind in ContractKind:
            mine = [place for place in PLACES if place.kind is kind]
            running = [sum(one.place_id == place.id and runs(one, day) for one in contracts) for place in mine]
            held = sum(min(many, place.places) for many, place in zip(running, mine, strict=True))
            lost = sum(one.place_id == LOST.id and runs(one, day) for one in contracts) if kind is LOST.kind else 0
            found = counts(rows, kind)
            assert (found.places, found.held) == (sum(place.places for place in mine), held)
            assert found.surplus == sum(running) - held + lost
            assert found.held + found.planned + found.free == found.places


@given(histories())
def test_the_state_of_each_seat_is_that_of_its_contract(contracts: tuple[Contract, ...]) -> None:
    renewed = {one.renews_id for one in contracts}
    for day in edges(contracts):
        for row in occupation(PLACES, contracts, day):
            for seat in row.seats:
                one = seat.contract
                if seat.state in TAKEN:
                    assert one is not None
                    assert runs(one, day)
                    end = one.ended_on or one.last
                    soon = end is not None and end <= day + dt.timedelta(days=SOON_DAYS) and one.id not in renewed
                    stopped = any(since <= day <= (until or FAR) for since, until in one.suspensions)
                    expected = SeatState.ENDING if soon else SeatState.SUSPENDED if stopped else SeatState.HELD
                    assert seat.state is expected
                elif seat.state is not SeatState.SURPLUS:
                    _check_empty(row, seat.position, seat.since, one, contracts, day)


def _check_empty(
    row: Row, position: int, since: dt.date | None, coming: Contract | None, contracts: Sequence[Contract], day: dt.date
) -> None:
    """A seat that is free has nobody of its own; it is planned when its own next contract is known."""
    own = [one for one in contracts if (one.place_id, one.position) == (row.place.id, position)]
    assert not any(runs(one, day) for one in own)
    after = [one.first for one in own if one.first > day]
    assert (coming.first if coming else None) == min(after, default=None)
    past = [end for one in own if (end := one.ended_on or one.last) is not None and end < day]
    assert since == (max(past) + ONE if past else None)


@given(histories())
def test_nothing_changes_between_two_days_of_change(contracts: tuple[Contract, ...]) -> None:
    days = change_days(contracts)
    assert list(days) == sorted(set(days))
    last = START + dt.timedelta(days=450)
    for since, until in pairwise((START - ONE, *days, last)):
        if since >= until:
            continue
        for row, later in zip(
            occupation(PLACES, contracts, since), occupation(PLACES, contracts, until - ONE), strict=True
        ):
            assert shown(row) == shown(later)
            stopped = [
                {seat.contract.id for seat in one.seats if seat.contract and seat.state is SeatState.SUSPENDED}
                for one in (row, later)
            ]
            ending = {seat.contract.id for seat in later.seats if seat.contract and seat.state is SeatState.ENDING}
            assert stopped[0] - ending == stopped[1]


@given(histories(), some.integers(0, 200), some.integers(0, 40))
def test_the_mean_of_a_time_is_a_sum_of_its_days(contracts: tuple[Contract, ...], after: int, long: int) -> None:
    first = START + dt.timedelta(days=after)
    days = [first + dt.timedelta(days=at) for at in range(long + 1)]
    for kind in ContractKind:
        mine = [place for place in PLACES if place.kind is kind]
        held = sum(
            min(place.places, sum(one.place_id == place.id and runs(one, day) for one in contracts))
            for place in mine
            for day in days
        )
        seats = sum(place.places for place in mine) * len(days)
        assert mean_held(PLACES, contracts, kind, first, days[-1]) == (held, seats)


@given(histories(), some.integers(0, 200), some.integers(0, 120))
def test_exits_are_those_of_the_last_contract_of_each_chain(
    contracts: tuple[Contract, ...], after: int, long: int
) -> None:
    first = START + dt.timedelta(days=after)
    last, boundary = first + dt.timedelta(days=long), Boundary()
    found = count_exits(contracts, first, last, boundary)
    renewed = {one.renews_id for one in contracts}
    over = [one for one in contracts if one.id not in renewed and first <= (one.ended_on or one.last or FAR) <= last]
    said = [one for one in over if one.ending is not Ending.OPEN]
    assert (found.left, found.unsaid) == (len(said), len(over) - len(said))
    assert (found.counted, sum(found.excluded.values())) == (
        sum(one.counted for one in said),
        sum(not one.counted for one in said),
    )
    for each in ExitClass:
        mine = [one for one in said if one.counted and classify(one.ending, one.ending_months, boundary) is each]
        assert found.by_class[each] == len(mine)
