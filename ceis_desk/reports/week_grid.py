"""The grid of a week on paper: a column a day, a box an entry as tall as it lasts, read day by day and hour by hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.week import CalendarDay, Entry, EntryKind, Professional
from ceis_desk.core.dates import DAYS, MONTHS, write_hour
from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Shape, Words, hatching
from ceis_desk.reports.blocks import placed
from ceis_desk.reports.fonts import broken, fitted
from ceis_desk.reports.paper import MM
from ceis_desk.reports.tagged.tree import Node

_LOWEST = 90 * MM
_HOURS, _HEAD = 13 * MM, 11 * MM
_SIZE, _LINE = 9.5, 11.4
_EDGE, _INSET, _GAP = 1.1 * MM, 2.4 * MM, 0.8 * MM
_SHORTEST = 4.2 * MM
_USUAL = (9, 17)
_PEOPLE = (EntryKind.APPOINTMENT, EntryKind.SESSION)

Said = list[tuple[Node, Words]]


@dataclass(frozen=True)
class _Placed:
    """An entry in its day: from and to in hours since midnight, its lane and how many lanes share the width."""

    entry: Entry
    node: Node
    start: float
    end: float
    lane: int = 0
    lanes: int = 1


class WeekGrid(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Takes what remains of the page, less `below` points."""

    def __init__(
        self,
        part: Node,
        days: Sequence[CalendarDay],
        entries: Sequence[Entry],
        one: Professional,
        *,
        whole_names: bool,
        below: float,
    ) -> None:
        super().__init__()
        self._days, self._room, self._below = days, one.room, below
        self._discretion = Discretion(not whole_names)
        self._first, self._last = _hours_shown(days, entries)
        self._heads: list[Node] = []
        self._columns: list[list[_Placed]] = []
        for day in days:
            section = part.add("Sect")
            self._heads.append(section.add("H3"))
            mine = sorted((one for one in entries if one.starts_at.date() == day.day), key=lambda one: one.starts_at)
            self._columns.append(self._listed(section, mine))

    def _listed(self, section: Node, mine: Sequence[Entry]) -> list[_Placed]:
        if not mine:
            return []
        listed = section.add("L", scope="None")
        found = []
        for entry in mine:
            start = entry.starts_at.hour + entry.starts_at.minute / 60
            start, end = max(start, self._first), min(start + entry.minutes / 60, self._last)
            if start < self._last and end > self._first:
                found.append(_Placed(entry, listed.add("LI").add("LBody"), start, end))
        return found

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """The whole width, and what remains of the page."""
        self.width, self.height = available, max(_LOWEST, height - self._below)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the hours, then each day from left to right."""
        shapes: list[Shape] = []
        said: Said = []
        wide = (self.width - _HOURS) / max(1, len(self._days))
        for hour in range(self._first, self._last + 1):
            y = self._y(hour)
            shapes.append(Line(_HOURS, y, self.width, y, Colour.RULE, 0.4))
            shapes.append(Words(_HOURS - 2 * MM, y + 3.4, f"{hour}\u00a0h", _SIZE, Colour.INK_2, 400, Anchor.END))
        for rank, day in enumerate(self._days):
            left = _HOURS + rank * wide
            shapes.append(Line(left, 0, left, self.height, Colour.RULE, 0.4))
            shapes += self._closed(day, left, wide)
            said += self._head(day, self._heads[rank], left, wide)
            for one in _in_lanes(self._columns[rank], _SHORTEST / self._scale):
                boxes, words = self._box(one, left, wide)
                shapes += boxes
                said += words
        placed(said, self.height, shapes, self.width).drawOn(self.canv, 0, 0)

    @property
    def _scale(self) -> float:
        """Points an hour."""
        return (self.height - _HEAD - 1) / (self._last - self._first)

    def _y(self, hour: float) -> float:
        return _HEAD + (hour - self._first) * self._scale

    def _head(self, day: CalendarDay, node: Node, left: float, wide: float) -> Said:
        name = f"{DAYS[day.day.weekday()].capitalize()} {day.day.day} {MONTHS[day.day.month - 1]}"
        note = day.holiday or day.school_holidays
        x, room = left + _GAP + _EDGE, wide - _GAP - _EDGE
        said = [(node, Words(x, 4.2 * MM, fitted(name, 700, 10.5, room), 10.5, Colour.INK, 700))]
        if note:
            said.append((node, Words(x, 8.4 * MM, fitted(note, 400, _SIZE, room), _SIZE, Colour.INK_2)))
        return said

    def _closed(self, day: CalendarDay, left: float, wide: float) -> list[Shape]:
        """Hatching where the place is not open."""
        shapes: list[Shape] = []
        moment = float(self._first)
        ends = [(_in_hours(start), _in_hours(end)) for start, end in sorted(day.opening)]
        for start, end in [*ends, (float(self._last), float(self._last))]:
            upto = min(start, self._last)
            if upto > moment:
                box = Box(left, self._y(moment), wide, (upto - moment) * self._scale)
                shapes += hatching(box, 2.6 * MM, Colour.RULE, 0.4)
            moment = max(moment, end)
        return shapes

    def _box(self, one: _Placed, left: float, wide: float) -> tuple[list[Shape], Said]:
        lane = (wide - 2 * _GAP) / one.lanes
        x, y = left + _GAP + one.lane * lane, self._y(one.start) + 0.6
        across, tall = lane - (_GAP if one.lanes > 1 else 0), max(_SHORTEST, (one.end - one.start) * self._scale - 1.2)
        person = one.entry.kind in _PEOPLE
        fill = Colour.HEAT_1 if one.entry.kind is EntryKind.SESSION else Colour.SURFACE
        boxes: list[Shape] = [Box(x, y, across, tall, fill, Colour.INK if person else Colour.INK_2, 0.6)]
        if person:
            boxes.append(Box(x, y, _EDGE, tall, Colour.PRIMARY))
        lines = self._lines(one.entry, across - _INSET - 0.8 * MM, max(1, int((tall - 1) / _LINE)))
        top = y + (min(tall, _LINE) - _SIZE) / 2 + _SIZE * 0.82 + (1.4 if tall > _LINE * 1.3 else 0)
        said = [
            (one.node, Words(x + _INSET, top + rank * _LINE, text, _SIZE, role, weight))
            for rank, (text, weight, role) in enumerate(lines)
        ]
        return boxes, said

    def _lines(self, entry: Entry, room: float, most: int) -> list[tuple[str, int, Colour]]:
        """What a box says in `most` lines: the hour and who comes, then where when it is not the usual room."""
        name = self._discretion.name("", entry.used_name, entry.first_name) if entry.person_id else entry.title
        first = f"{write_hour(entry.starts_at.time())} {name}"
        where = entry.room if entry.room != self._room else ""
        places = f"{entry.enrolled} sur {entry.places}" if entry.places else f"{entry.enrolled}"
        enrolled = f"{places} inscrits" if entry.kind is EntryKind.SESSION else ""
        until = f"jusqu’à {write_hour(entry.ends_at.time())}" if entry.kind in _PEOPLE else ""
        more = ", ".join(part for part in (until, where, enrolled) if part)
        lines = [(text, 600, Colour.INK) for text in broken(first, 600, _SIZE, room, most)]
        left = most - len(lines)
        if more and left > 0:
            lines += [(text, 400, Colour.INK_2) for text in broken(more, 400, _SIZE, room, left)]
        return lines


def _hours_shown(days: Sequence[CalendarDay], entries: Sequence[Entry]) -> tuple[int, int]:
    """The whole hours from the first opening or coming to the last one; absences and meetings stretch nothing."""
    shown = {day.day for day in days}
    starts = [_in_hours(start) for day in days for start, _ in day.opening]
    ends = [_in_hours(end) for day in days for _, end in day.opening]
    for entry in entries:
        if entry.kind in _PEOPLE and entry.starts_at.date() in shown:
            start = _in_hours(entry.starts_at.time())
            starts.append(start)
            ends.append(min(24.0, start + entry.minutes / 60))
    first, last = (int(min(starts)), -int(-max(ends) // 1)) if starts else _USUAL
    return first, max(last, first + 1)


def _in_hours(time: dt.time) -> float:
    return time.hour + time.minute / 60


def _in_lanes(column: Sequence[_Placed], shortest: float) -> list[_Placed]:
    """The same, side by side where they overlap once drawn (`shortest` is the least that a box takes, in hours)."""
    done: list[_Placed] = []
    group: list[_Placed] = []
    free: list[float] = []

    def close() -> None:
        done.extend(_Placed(one.entry, one.node, one.start, one.end, one.lane, len(free)) for one in group)
        group.clear()
        free.clear()

    for one in column:
        if group and one.start >= max(free):
            close()
        end = max(one.end, one.start + shortest)
        lane = next((rank for rank, moment in enumerate(free) if moment <= one.start), len(free))
        free[lane : lane + 1] = [end]
        group.append(_Placed(one.entry, one.node, one.start, one.end, lane))
    close()
    return done
