"""Who holds which place on a day, what is planned, what is free, and what does not add up: rules without a store."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from ceis_desk.core.ids import Id
from ceis_desk.platforms.employment.model import Contract, ContractKind, Place, School, SeatsFrom, Span

SOON_DAYS = 60
NO_HISTORY: Mapping[Id, Sequence[SeatsFrom]] = MappingProxyType({})
_ONE = dt.timedelta(days=1)
_YEAR_DAYS = 365


class SeatState(StrEnum):
    """What a seat is on a day."""

    HELD = "held"
    SUSPENDED = "suspended"
    ENDING = "ending"
    FREE = "free"
    PLANNED = "planned"
    SURPLUS = "surplus"

    @property
    def label(self) -> str:
        """The word that goes with its colour."""
        return _STATES[self.value]


_STATES = {
    "held": "occupée",
    "suspended": "suspendue",
    "ending": "fin proche",
    "free": "libre",
    "planned": "prévue",
    "surplus": "de trop",
}
TAKEN = (SeatState.HELD, SeatState.SUSPENDED, SeatState.ENDING)


@dataclass(frozen=True)
class Seat:
    """One seat of a place: its contract, that of the day or the planned one; `since` is when it fell free."""

    place_id: Id
    position: int
    state: SeatState
    contract: Contract | None = None
    since: dt.date | None = None


@dataclass(frozen=True)
class Row:
    """A place with its seats in order; contracts that find no seat come after them, never hidden."""

    place: Place
    seats: tuple[Seat, ...]

    @property
    def surplus(self) -> int:
        """How many contracts find no seat."""
        return sum(seat.state is SeatState.SURPLUS for seat in self.seats)

    @property
    def held(self) -> int:
        """How many contracts run, those without a seat among them."""
        return sum(seat.state in TAKEN for seat in self.seats) + self.surplus


@dataclass(frozen=True)
class Counts:
    """The places of one kind on a day; held, planned and free places add up to `places`."""

    places: int
    held: int
    planned: int
    free: int
    surplus: int


def in_force(contract: Contract, day: dt.date) -> bool:
    """Whether a contract holds a place on a day."""
    return contract.first <= day and (contract.end is None or day <= contract.end)


def suspended_on(contract: Contract, day: dt.date) -> Span | None:
    """The suspension of a contract that covers a day; a place suspended stays held."""
    return next((span for span in contract.suspensions if span[0] <= day and (span[1] is None or day <= span[1])), None)


def occupation(places: Sequence[Place], contracts: Sequence[Contract], day: dt.date) -> tuple[Row, ...]:
    """Every place with its seats on a day, then the places taken away that contracts still hold."""
    renewed = frozenset(one.renews_id for one in contracts if one.renews_id is not None)
    of_place = defaultdict[Id, list[Contract]](list)
    for one in contracts:
        of_place[one.place_id].append(one)
    known = {place.id for place in places}
    lost = {one.place_id: one for one in contracts if one.place_id not in known and in_force(one, day)}
    gone = sorted((Place(one.place_id, one.kind, one.place, 0) for one in lost.values()), key=lambda one: one.name)
    return tuple(_row(place, of_place[place.id], day, renewed) for place in (*places, *gone))


def _row(place: Place, contracts: Sequence[Contract], day: dt.date, renewed: frozenset[object]) -> Row:
    running = sorted((one for one in contracts if in_force(one, day)), key=lambda one: (one.first, one.id))
    seated: dict[int, Contract] = {}
    standing = []
    for one in running:
        if one.position < place.places and one.position not in seated:
            seated[one.position] = one
        else:
            standing.append(one)
    # Two desks may give one seat twice: whoever came second sits on a free one.
    spare = [number for number in range(place.places) if number not in seated]
    seated |= dict(zip(spare, standing, strict=False))
    left = standing[len(spare) :]
    seats = [_seat(place, number, seated.get(number), contracts, day, renewed) for number in range(place.places)]
    seats += [Seat(place.id, place.places + at, SeatState.SURPLUS, one) for at, one in enumerate(left)]
    return Row(place, tuple(seats))


def _seat(
    place: Place,
    number: int,
    contract: Contract | None,
    contracts: Sequence[Contract],
    day: dt.date,
    renewed: frozenset[object],
) -> Seat:
    if contract is not None:
        return Seat(place.id, number, _taken(contract, day, renewed), contract)
    here = [one for one in contracts if one.position == number]
    ended = [one.end for one in here if one.end is not None and one.end < day]
    since = max(ended) + _ONE if ended else None
    coming = min((one for one in here if one.first > day), key=lambda one: (one.first, one.id), default=None)
    return Seat(place.id, number, SeatState.PLANNED if coming else SeatState.FREE, coming, since)


def _taken(contract: Contract, day: dt.date, renewed: frozenset[object]) -> SeatState:
    """An end to come is said before a suspension: it is what one must act upon."""
    if is_ending(contract, day) and contract.id not in renewed:
        return SeatState.ENDING
    return SeatState.SUSPENDED if suspended_on(contract, day) else SeatState.HELD


def is_ending(contract: Contract, day: dt.date) -> bool:
    """Whether a contract that runs ends within sixty days."""
    return contract.end is not None and (contract.end - day).days <= SOON_DAYS


def counts(rows: Iterable[Row], kind: ContractKind) -> Counts:
    """The places of one kind added up."""
    mine = [row for row in rows if row.place.kind is kind]
    states = [seat.state for row in mine for seat in row.seats]
    return Counts(
        places=sum(row.place.places for row in mine),
        held=sum(state in TAKEN for state in states),
        planned=states.count(SeatState.PLANNED),
        free=states.count(SeatState.FREE),
        surplus=states.count(SeatState.SURPLUS),
    )


def troubles(rows: Iterable[Row], day: dt.date) -> tuple[str, ...]:
    """What does not add up on a day, one sentence a place, with what to do."""
    return tuple(trouble_of(row, day) for row in rows if row.surplus)


def trouble_of(row: Row, day: dt.date) -> str:
    """« Les Tamaris : 3 contrats pour 2 places le 18/06. Corrigez une date ou le nombre de places. »"""
    contracts = f"{row.held} contrat{'s' if row.held > 1 else ''}"
    there = f"{row.place.places} place{'s' if row.place.places > 1 else ''}"
    name = row.place.name
    return f"{name}\u00a0: {contracts} pour {there} le {day:%d/%m}. Corrigez une date ou le nombre de places."


def change_days(contracts: Iterable[Contract]) -> tuple[dt.date, ...]:
    """The days on which a contract begins, is suspended, runs again or leaves its place free, in order."""
    days = set[dt.date]()
    for one in contracts:
        for first, last in ((one.first, one.end), *_within(one)):
            days.add(first)
            if last is not None and last < dt.date.max:
                days.add(last + _ONE)
    return tuple(sorted(days))


def _within(contract: Contract) -> Iterator[Span]:
    """The suspensions of a contract, cut where it ends."""
    end = contract.end or dt.date.max
    for first, last in contract.suspensions:
        if first <= end and (last is None or last >= contract.first):
            yield max(first, contract.first), min(last or end, end)


def ending_soon(rows: Iterable[Row]) -> int:
    """How many seats show an end within sixty days."""
    return sum(seat.state is SeatState.ENDING for row in rows for seat in row.seats)


def entered_school(contracts: Iterable[Contract], day: dt.date) -> int:
    """How many entered the school in the year before a day, that day included."""
    since = day - dt.timedelta(days=_YEAR_DAYS)
    return sum(
        one.school is School.ENTERED and one.school_on is not None and since < one.school_on <= day for one in contracts
    )


def seats_on(place: Place, told: Sequence[SeatsFrom], begun: dt.date | None, day: dt.date) -> int:
    """How many seats a place had on a day, from what was told of it, oldest first.

    From the last day told on it has its present number, and that number on every day when none was told. A place that
    was made later than the first contract there, which `begun`, was there by then.
    """
    if not told or day >= told[-1].day:
        return place.places
    known = [one.places for one in told if one.day <= day]
    if known:
        return known[-1]
    return told[0].places if begun is not None and begun <= day else 0


def mean_held(
    places: Sequence[Place],
    contracts: Sequence[Contract],
    kind: ContractKind,
    first: dt.date,
    last: dt.date,
    told: Mapping[Id, Sequence[SeatsFrom]] = NO_HISTORY,
) -> tuple[int, int]:
    """Days of held places between two days, both included, and days of places: the mean is the one over the other.

    `told` says how many seats each place had, places taken away since included.
    """
    begun: dict[Id, dt.date] = {}
    for one in contracts:
        begun[one.place_id] = min(one.first, begun.get(one.place_id, one.first))
    days = [first + dt.timedelta(days=at) for at in range((last - first).days + 1)]
    found = []
    for day in days:
        there = [replace(one, places=seats_on(one, told.get(one.id, ()), begun.get(one.id), day)) for one in places]
        found.append(counts(occupation(there, contracts, day), kind))
    return sum(one.held for one in found), sum(one.places for one in found)


def months_between(first: dt.date, last: dt.date) -> int:
    """Whole months from the first day to the last one, both worked."""
    until = last + _ONE
    return (until.year - first.year) * 12 + until.month - first.month - (until.day < first.day)
