"""Free times that fit: at the start of what is open, after what is booked, then by steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ceis_desk.agenda.spans import lasting, meet, without
from ceis_desk.agenda.week import Slot, Span, Wish
from ceis_desk.core.ids import Id

STEP_MINUTES = 15
NOON = dt.time(13)
"""What begins before is of the morning: people of the morning are still received at half past twelve."""


@dataclass(frozen=True)
class Offer:
    """One professional on one day: when she receives, what is booked, and the rooms that she has then."""

    account_id: Id
    name: str
    platform: str
    open: tuple[Span, ...]
    booked: tuple[Span, ...]
    rooms: tuple[tuple[Span, str], ...] = ()


def free_starts(
    open_spans: Iterable[Span], booked: Iterable[Span], minutes: int, after: dt.datetime, gap: int = 0
) -> Iterator[dt.datetime]:
    """The moments, from `after` on, at which so many minutes are free: never less than `gap` minutes from a booking.

    In each free span: its start, then every quarter of an hour after it. None for a length that is no length.
    """
    if minutes <= 0:
        return
    length, step, breath = (dt.timedelta(minutes=one) for one in (minutes, STEP_MINUTES, gap))
    taken = tuple(Span(span.start - breath, span.end + breath) for span in booked)
    for span in without(open_spans, taken):
        start = span.start
        if start < after:
            start += -((start - after) // step) * step
        while start + length <= span.end:
            yield start
            start += step


def suits(start: dt.datetime, wish: Wish) -> bool:
    """Whether a moment is of the half-day wished for."""
    return wish is Wish.ANY or (start.time() < NOON) == (wish is Wish.MORNING)


def first_slots(
    offers: Iterable[Sequence[Offer]],
    minutes: int,
    after: dt.datetime,
    wish: Wish = Wish.ANY,
    count: int = 3,
    gap: int = 0,
) -> tuple[Slot, ...]:
    """The first free times, day after day, by hour then by name; one does not overlap another of the same person.

    `offers` holds for each day, in order, what each professional offers: no further day is read than is needed.
    """
    return tuple(islice(_apart(_all_slots(offers, minutes, after, wish, gap)), max(0, count)))


def _all_slots(
    offers: Iterable[Sequence[Offer]], minutes: int, after: dt.datetime, wish: Wish, gap: int
) -> Iterator[Slot]:
    for day in offers:
        found = [
            _slot(offer, start, minutes)
            for offer in day
            for start in free_starts(offer.open, offer.booked, minutes, after, gap)
            if suits(start, wish)
        ]
        yield from sorted(found, key=lambda slot: (slot.starts_at, slot.name, slot.account_id))


def _slot(offer: Offer, start: dt.datetime, minutes: int) -> Slot:
    span = lasting(start, minutes)
    room = next((room for of_span, room in offer.rooms if room and not without((span,), (of_span,))), "")
    return Slot(offer.account_id, offer.name, offer.platform, start, minutes, room)


def _apart(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Without those that begin while one already given of the same professional lasts."""
    last: dict[Id, Span] = {}
    for slot in slots:
        span = lasting(slot.starts_at, slot.minutes)
        if slot.account_id in last and meet(span, last[slot.account_id]):
            continue
        last[slot.account_id] = span
        yield slot
