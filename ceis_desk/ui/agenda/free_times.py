"""What is left of the hours in which a professional receives, cut in times that may be offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from ceis_desk.agenda.spans import lasting, meet, without
from ceis_desk.agenda.week import Entry, Professional, Slot, Span
from ceis_desk.ui.agenda.kinds import MINUTES
from ceis_desk.ui.agenda.states import takes_room

SHORTEST = 30
"""Minutes under which what is left is not worth offering."""


def free_times(
    person: Professional, entries: Iterable[Entry], now: dt.datetime, gap: int = 0, watched: Collection[str] = ()
) -> tuple[Slot, ...]:
    """Her free times from now on, in order, of the usual length, never less than `gap` minutes from a booking.

    A shorter end of half an hour is offered as it is. Her room is not offered while somebody else is received in it,
    when it is one of those `watched`, that take one appointment at a time.
    """
    entries = [entry for entry in entries if takes_room(entry)]
    breath = dt.timedelta(minutes=gap)
    taken = [Span(entry.starts_at - breath, entry.ends_at + breath) for entry in entries if entry.with_id == person.id]
    found: list[Slot] = []
    for span in without(person.open, taken):
        found += _cut(person, max(span.start, _next_quarter(now)), span.end)
    others = [entry for entry in entries if entry.room in watched and entry.with_id != person.id]
    return tuple(replace(slot, room=_room_left(slot, others)) for slot in found)


def _room_left(slot: Slot, others: Iterable[Entry]) -> str:
    span = lasting(slot.starts_at, slot.minutes)
    held = any(one.room == slot.room and meet(span, Span(one.starts_at, one.ends_at)) for one in others)
    return "" if held else slot.room


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
