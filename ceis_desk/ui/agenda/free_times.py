"""What is left of the hours in which a professional receives, cut in times that may be offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ceis_desk.agenda.spans import without
from ceis_desk.agenda.week import Entry, Professional, Slot, Span
from ceis_desk.ui.agenda.kinds import MINUTES
from ceis_desk.ui.agenda.states import takes_room

SHORTEST = 30
"""Minutes under which what is left is not worth offering."""


def free_times(person: Professional, entries: Iterable[Entry], now: dt.datetime, gap: int = 0) -> tuple[Slot, ...]:
    """Her free times from now on, in order, of the usual length, never less than `gap` minutes from a booking.

    A shorter end of half an hour is offered as it is.
    """
    breath = dt.timedelta(minutes=gap)
    taken = [
        Span(entry.starts_at - breath, entry.ends_at + breath)
        for entry in entries
        if entry.with_id == person.id and takes_room(entry)
    ]
    found: list[Slot] = []
    for span in without(person.open, taken):
        found += _cut(person, max(span.start, _next_quarter(now)), span.end)
    return tuple(found)


def _cut(person: Professional, start: dt.datetime, end: dt.datetime) -> list[Slot]:
    cut = []
    at = start
    while (left := int((end - at).total_seconds() // 60)) >= SHORTEST:
        minutes = min(left, MINUTES)
        cut.append(Slot(person.id, person.name, person.platform, at, minutes, person.room))
        at += dt.timedelta(minutes=minutes)
    return cut


def _next_quarter(now: dt.datetime) -> dt.datetime:
    past = (now.minute * 60 + now.second) % 900
    rounded = now.replace(second=0, microsecond=0) - dt.timedelta(minutes=now.minute % 15)
    return rounded if not past else rounded + dt.timedelta(minutes=15)
