"""Spans of time, added up and taken from one another: when somebody receives, once all that closes is taken away.

Moments are those of the clock on the wall, without a time zone: nine o’clock stays nine o’clock when the clocks change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ceis_desk.agenda.week import Availability, BusyTime, Span

WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
Hours = Sequence[tuple[dt.time, dt.time]]
"""Opening hours of one day: from, to."""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in order, spans that touch made one and empty ones left out."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.end <= span.start:
            continue
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `spans` once `taken` is removed, in order."""
    holes = merged(taken)
    return tuple(part for span in merged(spans) for part in _pieces(span, holes))


def _pieces(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    for hole in holes:
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)


def common(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """The time that is in both, in order."""
    kept = merged(others)
    return tuple(
        Span(max(one.start, other.start), min(one.end, other.end))
        for one in merged(spans)
        for other in kept
        if one.start < other.end and other.start < one.end
    )


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share some time; one that ends when the other begins does not."""
    return one.start < other.end and other.start < one.end


def lasting(start: dt.datetime, minutes: int) -> Span:
    """A span of so many minutes."""
    return Span(start, start + dt.timedelta(minutes=minutes))


def total_minutes(spans: Iterable[Span]) -> int:
    """How long in all, what is in two spans counted once."""
    return sum(span.minutes for span in merged(spans))


def whole_day(day: dt.date) -> Span:
    """From midnight to midnight."""
    start = dt.datetime.combine(day, dt.time())
    return Span(start, start + _DAY)


def in_hours(day: dt.date, hours: Hours) -> tuple[Span, ...]:
    """The opening hours of a day as spans."""
    return tuple(Span(dt.datetime.combine(day, first), dt.datetime.combine(day, last)) for first, last in hours)


def is_week_of(day: dt.date, since: dt.date, every: int) -> bool:
    """Whether the week of `day` is one of those that come back every so many weeks from the week of `since` on."""
    return (_monday(day) - _monday(since)).days // 7 % max(1, every) == 0


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def received(lines: Iterable[Availability], day: dt.date) -> tuple[Span, ...]:
    """When somebody receives on `day` by these lines, before anything is taken away."""
    return merged(
        Span(dt.datetime.combine(day, line.first), dt.datetime.combine(day, line.last))
        for line in lines
        if line.weekday == day.weekday()
        and line.from_day <= day
        and (line.to_day is None or day <= line.to_day)
        and is_week_of(day, line.from_day, line.every)
    )


def occurrences(busy: BusyTime, day: dt.date) -> tuple[Span, ...]:
    """The parts of `day` that a busy time takes, whether it comes back or lasts several days."""
    return tuple(part for span in _times(busy, day) for part in common((span,), (whole_day(day),)))


def _times(busy: BusyTime, day: dt.date) -> Iterator[Span]:
    """The times of it that may reach `day`."""
    span = busy.span
    if not busy.every:
        yield span
        return
    step = WEEK * busy.every
    midnight = dt.datetime.combine(day, dt.time())
    # The first one that is not over before that day: whole weeks, so that the hour stays that of the wall.
    number = max(0, -((span.end - midnight) // step))
    start = span.start + step * number
    while start < midnight + _DAY and (busy.until is None or start.date() <= busy.until):
        yield Span(start, start + (span.end - span.start))
        start += step
