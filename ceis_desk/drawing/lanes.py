"""The lanes of a parcours: months from left to right, a lane a platform, a dot for a moment, a bar for a stretch.

What is done or running is filled, what is planned is hatched or hollow, and a line says where today is.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ceis_desk.core.dates import SHORT_MONTHS
from ceis_desk.drawing.agenda import NEUTRAL, Hue, Measure, fitted
from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words, hatching

_YEAR = 12
_TOKENS = ("accent", "blue", "violet", "success")
_STEPS = (1, 2, 3, 6, 12, 24, 60)
_AXIS, _ROW, _BAR, _DOT, _TARGET = 2.3, 2.3, 1.95, 1.0, 1.85  # heights, in lines of small text
_RADIUS, _PAD = 6.0, 7.0
_HALO = 1.5
_LEAST_WORDS = 2.2  # lines of small text that a bar must be wide to hold words


@dataclass(frozen=True)
class Lane:
    """One platform: its words at the left, its strong colour and its wash."""

    label: str
    hue: Hue


@dataclass(frozen=True)
class Stop:
    """One event: a moment when `last` is None, else a stretch of days, both ends included."""

    key: str
    lane: int
    first: dt.date
    last: dt.date | None = None
    words: str = ""
    planned: bool = False


@dataclass(frozen=True)
class LaneSheet:
    """What is drawn: whole months from `first`, `months` of them, and today's line with its words."""

    lanes: tuple[Lane, ...]
    stops: tuple[Stop, ...]
    first: dt.date
    months: int
    today: dt.date
    today_words: str

    @property
    def end(self) -> dt.date:
        """The day after the last one shown."""
        return month_start(self.first, self.months)

    def shown(self) -> LaneSheet:
        """The same with what stands in these months, even in part, and nothing else."""
        first, end = self.first, self.end
        return replace(
            self, stops=tuple(stop for stop in self.stops if stop.first < end and (stop.last or stop.first) >= first)
        )


@dataclass(frozen=True)
class LanesDrawn:
    """The picture, where each event stands by its key, and the (top, height) of each lane."""

    picture: Picture
    places: dict[str, Box] = field(default_factory=dict)
    lanes: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class _Ground:
    """Where days stand across: `left` is where the months begin."""

    sheet: LaneSheet
    left: float
    width: float
    sizes: Sizes
    measure: Measure

    def x(self, day: dt.date) -> float:
        """The left side of a day, kept inside the months shown: each month has the same width."""
        inside = min(max(day, self.sheet.first), self.sheet.end)
        months = (inside.year - self.sheet.first.year) * _YEAR + inside.month - self.sheet.first.month
        part = (inside.day - 1) / calendar.monthrange(inside.year, inside.month)[1]
        return self.left + (self.width - self.left) * (months + part) / self.sheet.months

    def middle(self, day: dt.date) -> float:
        """The middle of a day."""
        return (self.x(day) + self.x(day + dt.timedelta(days=1))) / 2

    def ends(self, stop: Stop) -> tuple[float, float]:
        """The two sides of an event across."""
        if stop.last is None:
            half = self.sizes.small * _DOT / 2
            return self.middle(stop.first) - half, self.middle(stop.first) + half
        left, right = self.x(stop.first), self.x(stop.last + dt.timedelta(days=1))
        return left, max(right, left + self.sizes.small * _DOT)


def hue_of(token: str) -> Hue:
    """The strong colour of a platform's token and its wash; of no token, those of nobody."""
    if token == Colour.PRIMARY.value:
        return Colour.PRIMARY, Colour.TINT
    return (Colour(token), Colour(f"{token}_s")) if token in _TOKENS else NEUTRAL


def month_start(day: dt.date, shift: int = 0) -> dt.date:
    """The first of the month of a day, or of the month `shift` after it."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + shift, _YEAR)
    return dt.date(year, month + 1, 1)


def lanes_height(sheet: LaneSheet, width: float, left: float, sizes: Sizes, measure: Measure) -> float:
    """How high the lanes are: one whose stretches overlap has several rows."""
    ground = _Ground(sheet.shown(), left, width, sizes, measure)
    rows = sum(_rows(ground, lane)[1] for lane in range(len(sheet.lanes)))
    return sizes.small * (_AXIS + _ROW * rows)


def lanes_picture(sheet: LaneSheet, width: float, left: float, sizes: Sizes, measure: Measure) -> LanesDrawn:
    """The lanes at a width; the labels stand in the `left` part, after the room of an icon."""
    sheet = sheet.shown()
    ground = _Ground(sheet, left, width, sizes, measure)
    height = lanes_height(sheet, width, left, sizes, measure)
    shapes = _months(ground, height)
    stops: list[Shape] = []
    places: dict[str, Box] = {}
    lanes: list[tuple[float, float]] = []
    top, row = sizes.small * _AXIS, sizes.small * _ROW
    for at, lane in enumerate(sheet.lanes):
        held, count = _rows(ground, at)
        shapes += _lane_head(lane, ground, top, row * count)
        for rank in range(count):
            in_row = [stop for stop, its in held if its == rank]
            stops += _row(in_row, lane.hue, ground, top + row * rank, places)
        lanes.append((top, row * count))
        top += row * count
    rule, pill = _today(ground, height)
    return LanesDrawn(Picture(width, height, (*shapes, *rule, *stops, *pill), _alt(sheet)), places, tuple(lanes))


def _alt(sheet: LaneSheet) -> str:
    said = [
        f"{lane.label}\u00a0: {sum(stop.lane == at for stop in sheet.stops)}" for at, lane in enumerate(sheet.lanes)
    ]
    return f"Événements par plateforme. {', '.join(said)}."


def _months(ground: _Ground, height: float) -> list[Shape]:
    """A line and a word for each month, or for one in two, three… when they would touch."""
    sheet, sizes = ground.sheet, ground.sizes
    starts = [month_start(sheet.first, at) for at in range(sheet.months)]
    room = (ground.width - ground.left) / sheet.months
    wide = max(ground.measure(_month_words(day), sizes.small, 400) for day in starts) + sizes.small
    step = next((step for step in _STEPS if room * step >= wide), _STEPS[-1])
    shown = [day for day in starts if (day.year * _YEAR + day.month - 1) % step == 0]
    pill = _pill(ground)
    shapes: list[Shape] = []
    for day in shown:
        x, words = ground.x(day), _month_words(day)
        shapes.append(Line(x, sizes.small * 0.6, x, height, Colour.GRID, sizes.rule))
        start = x + sizes.small * 0.5
        ends = start + ground.measure(words, sizes.small, 400)
        gap = sizes.small * 0.5
        free = pill is None or ends + gap < pill.x or start > pill.x + pill.width + gap
        if free and ends <= ground.width:
            shapes.append(Words(start, sizes.small * 1.15, words, sizes.small, Colour.INK_2))
    return shapes


def _month_words(day: dt.date) -> str:
    """« mars », and its year in January: « janv. 2019 »."""
    name = SHORT_MONTHS[day.month - 1]
    return f"{name} {day.year}" if day.month == 1 else name


def _pill(ground: _Ground) -> Box | None:
    """Where the words of today stand, kept inside; None when today is not shown."""
    sheet, sizes = ground.sheet, ground.sizes
    if not sheet.first <= sheet.today < sheet.end:
        return None
    wide, tall = ground.measure(sheet.today_words, sizes.small, 700) + sizes.small * 1.4, sizes.small * 1.6
    left = min(max(ground.middle(sheet.today) - wide / 2, ground.left), ground.width - wide)
    return Box(left, 0, wide, tall, Colour.ACCENT, radius=tall / 2)


def _today(ground: _Ground, height: float) -> tuple[list[Shape], list[Shape]]:
    """The line, drawn under the events, and its words, drawn over the months."""
    pill = _pill(ground)
    if pill is None:
        return [], []
    x, sizes = ground.middle(ground.sheet.today), ground.sizes
    words = Words(
        pill.x + pill.width / 2,
        pill.height / 2 + sizes.small * 0.35,
        ground.sheet.today_words,
        sizes.small,
        Colour.ON_PRIMARY,
        700,
        Anchor.MIDDLE,
    )
    return [Line(x, pill.height, x, height, Colour.ACCENT, sizes.rule * 2)], [pill, words]


def _lane_head(lane: Lane, ground: _Ground, top: float, height: float) -> list[Shape]:
    sizes = ground.sizes
    icon = sizes.small * 2
    y = top + sizes.small * (_ROW / 2 + 0.35)
    label = fitted((lane.label,), sizes.normal, 600, ground.left - icon - sizes.small * 0.4, ground.measure)
    return [
        Line(0, top + height, ground.width, top + height, Colour.GRID, sizes.rule),
        Words(icon, y, label, sizes.normal, Colour.INK, 600),
    ]


def _rows(ground: _Ground, lane: int) -> tuple[list[tuple[Stop, int]], int]:
    """The row of each event of a lane shown, and how many rows it takes: stretches never overlap in a row.

    Moments share one row, that of the first stretches unless one of them would hide it.
    """
    sheet = ground.sheet
    held = sorted((stop for stop in sheet.stops if stop.lane == lane), key=_order)
    ends: list[float] = []
    placed: list[tuple[Stop, int]] = []
    for stop in held:
        if stop.last is None:
            continue
        left, right = ground.ends(stop)
        rank = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        ends[rank : rank + 1] = [right + 2]
        placed.append((stop, rank))
    moments = [stop for stop in held if stop.last is None]
    first = [ground.ends(stop) for stop, rank in placed if rank == 0]
    hidden = any(left < end and right > start for left, right in map(ground.ends, moments) for start, end in first)
    shift = int(hidden)
    rows = [(stop, rank + shift) for stop, rank in placed] + [(stop, 0) for stop in moments]
    return rows, max(len(ends) + shift, 1)


def _order(stop: Stop) -> tuple[dt.date, str]:
    return stop.first, stop.key


def _row(stops: Sequence[Stop], hue: Hue, ground: _Ground, top: float, places: dict[str, Box]) -> list[Shape]:
    shapes: list[Shape] = []
    small = ground.sizes.small
    edges = sorted(ground.ends(stop)[0] for stop in stops)
    for stop in stops:
        left, right = ground.ends(stop)
        if stop.last is None:
            middle, side = top + small * _ROW / 2, small * _TARGET
            places[stop.key] = Box((left + right - side) / 2, middle - side / 2, side, side)
            shapes += _dot((left + right) / 2, middle, stop, hue, ground.sizes)
            continue
        box = Box(left, top + small * (_ROW - _BAR) / 2, right - left, small * _BAR)
        places[stop.key] = box
        until = next((edge for edge in edges if edge > left), ground.width)
        shapes += _bar(stop, box, until, hue, ground)
    return shapes


def _dot(x: float, y: float, stop: Stop, hue: Hue, sizes: Sizes) -> list[Shape]:
    """Filled when it was, hollow when it will be; a thin halo parts those that touch."""
    half = sizes.small * _DOT / 2
    out = half + _HALO
    halo = Box(x - out, y - out, 2 * out, 2 * out, Colour.SURFACE, radius=out)
    if stop.planned:
        inside = half - sizes.rule
        return [halo, Box(x - inside, y - inside, 2 * inside, 2 * inside, Colour.SURFACE, hue[0], sizes.rule * 2, half)]
    return [halo, Box(x - half, y - half, 2 * half, 2 * half, hue[0], radius=half)]


def _bar(stop: Stop, box: Box, until: float, hue: Hue, ground: _Ground) -> list[Shape]:
    """A stretch with its words inside; a short one has them after it when there is room."""
    sizes, measure = ground.sizes, ground.measure
    shapes: list[Shape] = [Box(box.x, box.y, box.width, box.height, hue[1], None, 0, _RADIUS)]
    if stop.planned:
        shapes += hatching(box, sizes.small * 0.55, hue[0], sizes.rule * 0.5)
    shapes.append(Box(box.x, box.y, box.width, box.height, None, hue[0], sizes.rule * 1.2, _RADIUS))
    y = box.y + box.height / 2 + sizes.small * 0.35
    whole, room = measure(stop.words, sizes.small, 600), box.width - 2 * _PAD
    after = box.x + box.width + _PAD / 2
    if whole > room and whole <= until - after - _PAD / 2:
        ground_box = Box(after - 1, box.y + box.height * 0.15, whole + 2, box.height * 0.7, Colour.SURFACE)
        return [*shapes, ground_box, Words(after, y, stop.words, sizes.small, hue[0], 600)]
    if whole > room and box.width < sizes.small * _LEAST_WORDS * 2:
        return shapes
    words = fitted((stop.words,), sizes.small, 600, room, measure)
    if stop.planned:
        # On its own ground: hatching would cross the letters.
        wide = measure(words, sizes.small, 600) + _PAD
        tall = sizes.small * 1.35
        shapes.append(Box(box.x + _PAD / 2, box.y + (box.height - tall) / 2, wide, tall, hue[1], radius=_RADIUS / 2))
    return [*shapes, Words(box.x + _PAD, y, words, sizes.small, hue[0], 600)]
