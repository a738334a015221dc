"""A process of its own that reads one iCalendar file: what a hostile file holds up or fills is this process alone.

In: `[content, first day, last day]`. Out: `[written, free, unreadable, occurrences]`, an occurrence being its name, its
first and last moments as ISO text in the time of the place, its words and whether it is cancelled; or a word that says
why not. All of it is msgpack.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgpack

DAMAGED, NOT_ONE, TOO_MANY = "damaged", "not-one", "too-many"
MOST = 5000
"""Occurrences of a year and a month: a rule that repeats by the minute is no agenda."""

# Every desk of a site is in the town of its CCAS; a PC whose own zone is wrong must not move an appointment.
PLACE = ZoneInfo("Europe/Paris")
_LONGEST_WORDS = 120
_DAY = dt.timedelta(days=1)
Occurrence = tuple[str, str, str, str, bool]


def main(seconds: float) -> None:
    """Answer on the standard output; the process ends by itself after so many seconds, whatever holds it."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115 until the end
    content, first, last = msgpack.unpackb(sys.stdin.buffer.read(), max_bin_len=2**31 - 1)
    sys.stdout.buffer.write(msgpack.packb(answer(content, dt.date.fromisoformat(first), dt.date.fromisoformat(last))))


def answer(content: bytes, first: dt.date, last: dt.date) -> Any:
    """What the file holds from `first` to `last`, both included."""
    import icalendar

    warnings.simplefilter("ignore")
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
    except RecursionError:
        return DAMAGED
    except Exception:  # noqa: BLE001 the parser raises of every class on hostile files
        return DAMAGED if b"BEGIN:VCALENDAR" in content.upper() else NOT_ONE
    calendars = [one for one in calendars if one.name == "VCALENDAR"]
    if not calendars:
        return NOT_ONE
    try:
        return _told(calendars, first, last)
    except TooManyError:
        return TOO_MANY


class TooManyError(Exception):
    """More occurrences than an agenda holds."""


def _told(calendars: list[Any], first: dt.date, last: dt.date) -> list[Any]:
    written = free = unreadable = 0
    found: dict[str, list[Occurrence]] = {}
    for calendar in calendars:
        listed = calendar.walk("VEVENT")
        written += len(listed)
        if any(_is_endless(event) for event in listed):
            raise TooManyError
        for event in _occurrences(calendar, first, last):
            if event is None:
                unreadable += 1
                continue
            try:
                parts = _parts(event)
            except Exception:  # noqa: BLE001 one event that makes no sense spares the others
                unreadable += 1
                continue
            if parts is None:
                free += 1
            else:
                found[parts[0][0]] = parts
    events = [part for parts in found.values() for part in parts if part[1][:10] <= last.isoformat()]
    if len(events) > MOST:
        raise TooManyError
    return [written, free, unreadable, sorted(events, key=lambda one: (one[1], one[0]))]


def _is_endless(event: Any) -> bool:
    """Whether it repeats by the second or the minute: following it would take the whole time that there is."""
    import icalendar

    rules = event.get("RRULE", [])
    read = [rule for rule in (rules if isinstance(rules, list) else [rules]) if isinstance(rule, icalendar.vRecur)]
    return any(word in ("SECONDLY", "MINUTELY") for rule in read for word in rule.get("FREQ", []))


def _occurrences(calendar: Any, first: dt.date, last: dt.date) -> Iterator[Any]:
    """Every occurrence between the two days; None stands for a series that cannot be followed."""
    import recurring_ical_events

    seen = 0
    series: list[Any] = []
    try:
        series = [recurring_ical_events.of(calendar)]
        events: Iterator[Any] = series[0].after(dt.datetime.combine(first, dt.time(), PLACE))
        for event in events:
            if _day(event.start) > last:
                return
            seen += 1
            if seen > MOST:
                raise TooManyError
            yield event
    except TooManyError:
        raise
    except Exception:  # noqa: BLE001 one broken rule in the file: each event is then tried by itself
        yield from _one_by_one(calendar, first, last)


def _one_by_one(calendar: Any, first: dt.date, last: dt.date) -> Iterator[Any]:
    import icalendar
    import recurring_ical_events

    by_uid: dict[str, list[Any]] = {}
    for rank, event in enumerate(calendar.walk("VEVENT")):
        by_uid.setdefault(str(event.get("UID", rank)), []).append(event)
    zones = calendar.walk("VTIMEZONE")
    for events in by_uid.values():
        alone = icalendar.Calendar()
        for part in (*zones, *events):
            alone.add_component(part)
        try:
            found = recurring_ical_events.of(alone).between(first, last + _DAY)
        except Exception:  # noqa: BLE001 this one is the broken one
            yield None
            continue
        if len(found) > MOST:
            raise TooManyError
        yield from found


def _parts(event: Any) -> list[Occurrence] | None:
    """The occurrence, cut at midnights; None when it leaves the time free."""
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return None
    start, end = _moment(event.start), _moment(event.end)
    if isinstance(event.start, dt.datetime) and end <= start:
        # An event without a length says when, not how long: it closes nothing.
        return None
    name = f"{event.get('UID', '')}|{_mark(event)}"
    words = ", ".join(part for part in (_words(event, "SUMMARY"), _words(event, "LOCATION")) if part)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    parts: list[Occurrence] = []
    while start < end and len(parts) < MOST:
        stop = min(end, dt.datetime.combine(start.date() + _DAY, dt.time()))
        rank = f"|{len(parts)}" if parts else ""
        parts.append((name + rank, _iso(start), _iso(stop), words[:_LONGEST_WORDS], cancelled))
        start = stop
    return parts or None


def _mark(event: Any) -> str:
    """Which occurrence of its series: the moment that the rule gave it, wherever it was moved since."""
    moved = event.get("RECURRENCE-ID")
    return _iso(_moment(moved.dt if moved is not None else event.start))


def _words(event: Any, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())


def _moment(value: dt.date | dt.datetime) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    placed = value.astimezone(PLACE) if value.tzinfo is not None else value
    return placed.replace(tzinfo=None, microsecond=0)


def _day(value: dt.date | dt.datetime) -> dt.date:
    return _moment(value).date()


def _iso(value: dt.datetime) -> str:
    return value.isoformat(timespec="seconds")


if __name__ == "__main__":
    main(float(sys.argv[1]))
