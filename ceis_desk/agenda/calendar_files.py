"""Calendars as files (iCalendar, RFC 5545): what one of another program holds, and what ours says of an agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Lane, Needs, Question

BEFORE_DAYS, AFTER_DAYS = 31, 366
"""How far before and after today occurrences are taken: an agenda is not an archive."""

_WRITE: Needs = ((Thing.APPOINTMENTS, Level.WRITE),)


@dataclass(frozen=True)
class CalendarEvent:
    """One occurrence, in local time: `uid` names it for ever, `words` are its title and place.

    A cancelled one is kept, so that a second reading takes away what the first one had taken in.
    """

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    words: str = field(repr=False)
    cancelled: bool = False


@dataclass(frozen=True)
class CalendarFile:
    """What a file holds between two days: counts of occurrences.

    `written` are events as the file lists them, whatever their day; `free` those that leave the time free;
    `unreadable` those left aside, `already` those that the agenda has as they are.
    """

    name: str
    first: dt.date
    last: dt.date
    events: tuple[CalendarEvent, ...]
    written: int
    free: int
    unreadable: int
    already: int = 0


@dataclass(frozen=True)
class ReadCalendarFile(Question[CalendarFile]):
    """Read an iCalendar file for one's own agenda; nothing is written. Raises Refusal when it is not one."""

    path: Path
    needs: ClassVar[Needs] = _WRITE
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class TakeCalendar(Gesture):
    """Close in one's own agenda the times of these events; may be repeated, a changed event moves its time."""

    file: CalendarFile
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class FormerTime:
    """A closed time as it was before a file changed it."""

    id: Id
    starts_at: dt.datetime
    ends_at: dt.datetime
    withdrawn: bool
    words: str = field(repr=False)


@dataclass(frozen=True)
class RestoreCalendar(Gesture):
    """Undo of `TakeCalendar`: what it made goes, what it changed or took away comes back."""

    made: tuple[Id, ...]
    former: tuple[FormerTime, ...]
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class CalendarOf(Question[bytes]):
    """The agenda of one professional as an iCalendar file, from a month ago on: times, place, state; no name.

    A cancelled appointment stays in it as cancelled, under the same name, so that the other program takes it away.
    """

    account_id: Id
    needs: ClassVar[Needs] = ((Thing.APPOINTMENTS, Level.READ),)


def file_lines(found: CalendarFile) -> tuple[str, ...]:
    """What is said of a file before it is taken in, one fact a line."""
    cancelled = sum(event.cancelled for event in found.events)
    lines = [f"{_many(found.written, 'événement')} dans «\u00a0{found.name}\u00a0»."]
    lines.append(
        f"{_many(len(found.events) - cancelled, 'créneau', 'créneaux')} à fermer entre le {found.first:%d/%m/%Y} "
        f"et le {found.last:%d/%m/%Y}."
    )
    if cancelled:
        lines.append(f"{_many(cancelled, 'annulé')}\u00a0: leur créneau est rendu s’il avait été fermé.")
    if found.already:
        lines.append(f"{_many(found.already, 'créneau', 'créneaux')} déjà dans l’agenda, sans changement.")
    if found.free:
        free = _many(found.free, "événement qui laisse", "événements qui laissent")
        lines.append(f"{free} le temps libre\u00a0: de côté.")
    if found.unreadable:
        unread = _many(found.unreadable, "événement qui ne se lit pas", "événements qui ne se lisent pas")
        lines.append(f"{unread}\u00a0: de côté.")
    return tuple(lines)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count}\u00a0{one if count < 2 else several or f'{one}s'}"  # noqa: PLR2004 French plural begins at two
