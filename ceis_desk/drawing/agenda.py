"""The agenda: hours from top to bottom, days and professionals side by side, a box for whatever stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ceis_desk.drawing.agenda_frame import MINUTES_AN_HOUR, Frame
from ceis_desk.drawing.marks import Mark, dashed_edge, mark_lines
from ceis_desk.drawing.shapes import Anchor, Box, Colour, Line, Picture, Shape, Sizes, Words, hatching

Measure = Callable[[str, float, int], float]
"""The width of a text at a size and a weight, in the picture's unit: only the painter knows its font."""
Hue = tuple[Colour, Colour]
NEUTRAL: Hue = (Colour.STRONG, Colour.SURFACE_2)
_RADIUS, _BAR, _PAD = 5.0, 4.0, 8.0
_ONE_LINE = 1.4
_FIRST_LINE, _NEXT_LINE = 1.13, 1.22
_TWO_LINES = 2.55  # lines of small text that a box must be high to hold two of them with air around


class Look(StrEnum):
    """What a block is: somebody's, a free time, an event without a person, something that will not be."""

    TAKEN = "taken"
    CHOSEN = "chosen"
    FREE = "free"
    EVENT = "event"
    QUIET = "quiet"


@dataclass(frozen=True)
class Block:
    """One box; `titles` and `unders` are the same words, longest first: the first that fits is written."""

    key: str
    day: int
    lanes: tuple[int, int]
    minutes: tuple[int, int]
    titles: tuple[str, ...]
    unders: tuple[str, ...] = ()
    mark: Mark | None = None
    look: Look = Look.TAKEN
    hue: Hue = NEUTRAL
    warns: bool = False
    part: tuple[int, int] = (0, 1)


@dataclass(frozen=True)
class Closing:
    """A time when nobody is received, over some days and lanes, the ends excluded; its words may be empty."""

    days: tuple[int, int]
    lanes: tuple[int, int]
    minutes: tuple[int, int]
    words: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a day: « mar. 18 », the holiday's name under it."""

    words: str
    note: str = ""
    today: bool = False


@dataclass(frozen=True)
class Sheet:
    """What an agenda shows; `now` is the day and the minute of the line, `lane_heads` name each lane of a day.

    The first `people` lanes are those of somebody, where a box may be put.
    """

    heads: tuple[Head, ...]
    lane_heads: tuple[tuple[str, ...], ...]
    lane_hues: tuple[Hue, ...]
    first: int
    last: int
    blocks: tuple[Block, ...] = ()
    closings: tuple[Closing, ...] = ()
    now: tuple[int, int] | None = None
    people: int = 1

    def frame(self, width: float, height: float, left: float) -> Frame:
        """How it stands in a room of this size, the hours written in the `left` part of it."""
        return Frame(left, width, height, len(self.heads), max(len(self.lane_heads), 1), self.first, self.last)

    def today(self) -> int | None:
        """The rank of today among the days; a single day has no need to be marked."""
        if len(self.heads) == 1:
            return None
        return next((at for at, head in enumerate(self.heads) if head.today), None)


@dataclass(frozen=True)
class Drawn:
    """A picture and where each block of it stands, by its key."""

    picture: Picture
    places: dict[str, Box] = field(default_factory=dict)


def fitted(texts: Sequence[str], size: float, weight: int, room: float, measure: Measure) -> str:
    """The first of these words that fits, else the last one cut with an ellipsis, else nothing."""
    for text in texts:
        if measure(text, size, weight) <= room:
            return text
    cut = texts[-1] if texts else ""
    while cut and measure(f"{cut}…", size, weight) > room:
        cut = cut[:-1].rstrip()
    return f"{cut}…" if cut else ""


def agenda_head(sheet: Sheet, frame: Frame, sizes: Sizes, measure: Measure) -> Picture:
    """The heads of days, the holiday's name or the names of the lanes under them; `frame.height` is its own."""
    shapes: list[Shape] = []
    one_line = frame.height / 2 + sizes.normal * 0.36
    for day, head in enumerate(sheet.heads):
        left, middle = frame.x(day), frame.x(day) + frame.day_width / 2
        if day == sheet.today():
            shapes.append(Box(left, 0, frame.day_width, frame.height + _RADIUS, Colour.SEL, radius=_RADIUS * 1.6))
        lanes = _lane_names(sheet, frame, sizes, measure, day)
        y = sizes.normal * 1.35 if lanes or head.note else one_line
        ink = Colour.PRIMARY if head.today else Colour.INK
        shapes.append(Words(middle, y, head.words, sizes.normal, ink, 700, Anchor.MIDDLE))
        if head.note:
            note = fitted((head.note,), sizes.small, 600, frame.day_width - _PAD, measure)
            shapes.append(Words(middle, y + sizes.small * 1.3, note, sizes.small, Colour.ACCENT, 600, Anchor.MIDDLE))
        else:
            shapes += lanes
        if day:
            shapes.append(Line(left, sizes.small * 0.6, left, frame.height, Colour.RULE, sizes.rule))
    return Picture(frame.width, frame.height, tuple(shapes))


def _lane_names(sheet: Sheet, frame: Frame, sizes: Sizes, measure: Measure, day: int) -> list[Shape]:
    room = frame.lane_width - 2 * _BAR
    words: list[Shape] = []
    if len(sheet.lane_heads) == 1 and len(sheet.heads) > 1:
        return words
    # All in the same form: the longest that fits everybody's lane.
    forms = range(max((len(names) for names in sheet.lane_heads), default=0))
    form = next(
        (at for at in forms if all(measure(_form(one, at), sizes.small, 600) <= room for one in sheet.lane_heads)), -1
    )
    for lane, names in enumerate(sheet.lane_heads):
        x = frame.x(day, lane) + frame.lane_width / 2
        name = fitted((_form(names, form),), sizes.small, 600, room, measure)
        y = sizes.normal * 1.35 + sizes.small * 1.3
        words.append(Words(x, y, name, sizes.small, sheet.lane_hues[lane][0], 600, Anchor.MIDDLE))
    return words


def _form(names: tuple[str, ...], at: int) -> str:
    return names[min(at, len(names) - 1)]


def agenda_body(sheet: Sheet, frame: Frame, sizes: Sizes, measure: Measure) -> Drawn:
    """Hours, closings and boxes; `sheet.blocks` are drawn in their order."""
    shapes = _ground(sheet, frame, sizes)
    for closing in sheet.closings:
        shapes += hatching(_closed_box(closing, frame), sizes.small * 0.5, Colour.RULE, sizes.rule)
    for closing in sheet.closings:
        shapes += _closed_words(closing, frame, sizes, measure)
    if sheet.now is not None:
        shapes += now_line(sheet.now, frame, sizes)
    places: dict[str, Box] = {}
    for block in sheet.blocks:
        box = frame.box(block.day, block.lanes, block.minutes, block.part)
        places[block.key] = box
        shapes += block_shapes(block, box, sizes, measure)
    return Drawn(Picture(frame.width, frame.height, tuple(shapes)), places)


def _ground(sheet: Sheet, frame: Frame, sizes: Sizes) -> list[Shape]:
    shapes: list[Shape] = []
    today = sheet.today()
    if today is not None:
        shapes.append(Box(frame.x(today), 0, frame.day_width, frame.height, Colour.SEL))
    for minute in frame.hours():
        y = frame.y(minute)
        shapes.append(Line(frame.left - sizes.small * 0.4, y, frame.width, y, Colour.GRID, sizes.rule))
        if minute < frame.last:
            said, x = f"{minute // MINUTES_AN_HOUR}\u00a0h", frame.left - sizes.small * 0.9
            shapes.append(Words(x, y + sizes.small * 0.35, said, sizes.small, Colour.INK_2, 400, Anchor.END, True))
    edges = [frame.x(day) for day in range(frame.days)]
    shapes += [Line(x, 0, x, frame.height, Colour.RULE, sizes.rule) for x in edges]
    return shapes


def _closed_box(closing: Closing, frame: Frame) -> Box:
    left = frame.x(closing.days[0], closing.lanes[0])
    right = frame.x(closing.days[1] - 1, closing.lanes[1])
    top, bottom = (frame.y(min(max(minute, frame.first), frame.last)) for minute in closing.minutes)
    return Box(left + 1, top, max(right - left - 2, 0), max(bottom - top, 0))


def _closed_words(closing: Closing, frame: Frame, sizes: Sizes, measure: Measure) -> list[Shape]:
    """Its words on their own ground, in the first of its days."""
    box = _closed_box(closing, frame)
    room = min(box.width, frame.day_width)
    words = fitted((closing.words,), sizes.small, 400, room - sizes.small, measure) if closing.words else ""
    if not words or box.height < sizes.small * _ONE_LINE:
        return []
    wide = measure(words, sizes.small, 400) + sizes.small
    middle, y = box.x + room / 2, box.y + box.height / 2
    ground = Box(middle - wide / 2, y - sizes.small * 0.8, wide, sizes.small * 1.6, Colour.SURFACE, radius=_RADIUS)
    return [ground, Words(middle, y + sizes.small * 0.35, words, sizes.small, Colour.INK_2, 400, Anchor.MIDDLE)]


def now_line(now: tuple[int, int], frame: Frame, sizes: Sizes) -> list[Shape]:
    """The hour it is: a line over the day, its dot, and the hour written on the axis."""
    day, minute = now
    if not frame.first <= minute <= frame.last:
        return []
    y, left = frame.y(minute), frame.x(day)
    said = f"{minute // MINUTES_AN_HOUR}:{minute % MINUTES_AN_HOUR:02d}"
    wide, tall = sizes.small * 3.5, sizes.small * 1.55
    pill = Box(frame.left - wide - 3, y - tall / 2, wide, tall, Colour.ACCENT, radius=tall / 2)
    dot = sizes.small * 0.45
    return [
        Line(left, y, left + frame.day_width, y, Colour.ACCENT, sizes.rule * 2),
        Box(left - dot, y - dot, 2 * dot, 2 * dot, Colour.ACCENT, radius=dot),
        pill,
        Words(pill.x + wide / 2, y + sizes.small * 0.35, said, sizes.small, Colour.ON_PRIMARY, 700, Anchor.MIDDLE),
    ]


def block_shapes(block: Block, box: Box, sizes: Sizes, measure: Measure) -> list[Shape]:
    """One box with its words."""
    if block.look is Look.FREE:
        return _free(block, box, sizes, measure)
    ink, quiet = _inks(block)
    shapes = _block_ground(block, box, sizes)
    left = box.x + _PAD + (2 if block.look in (Look.TAKEN, Look.CHOSEN) else 0)
    room = box.x + box.width - left - 3
    title_size = min(sizes.small, box.height * 0.8)
    two_lines = box.height >= sizes.small * _TWO_LINES and bool(block.unders)
    first = box.y + (
        sizes.small * _FIRST_LINE if two_lines else min(box.height / 2 + title_size * 0.35, sizes.small * 1.3)
    )
    mark_side = sizes.small * 0.95
    if not two_lines and block.mark is not None and room > mark_side * 3:
        room -= mark_side + 3
        x = box.x + box.width - mark_side - 4
        shapes += mark_lines(block.mark, x, first - mark_side * 0.85, mark_side, quiet, sizes.rule * 1.5)
    title = fitted(block.titles, title_size, 700, room, measure)
    shapes.append(Words(left, first, title, title_size, ink, 700))
    if two_lines:
        shapes += _under(block, (left, first + sizes.small * _NEXT_LINE, room), quiet, sizes, measure)
    return shapes


def _under(block: Block, where: tuple[float, float, float], ink: Colour, sizes: Sizes, measure: Measure) -> list[Shape]:
    left, y, room = where
    shapes: list[Shape] = []
    if block.mark is not None:
        side = sizes.small * 0.9
        shapes += mark_lines(block.mark, left, y - side * 0.85, side, ink, sizes.rule * 1.5)
        left, room = left + side + 4, room - side - 4
    words = fitted(block.unders, sizes.small, 400, room, measure)
    return [*shapes, Words(left, y, words, sizes.small, ink, 400)]


def _inks(block: Block) -> tuple[Colour, Colour]:
    if block.look is Look.CHOSEN:
        return Colour.ON_PRIMARY, Colour.ON_PRIMARY
    if block.look is Look.QUIET:
        return Colour.INK_3, Colour.INK_3
    return Colour.INK, Colour.WARN if block.warns else Colour.INK_2


def _block_ground(block: Block, box: Box, sizes: Sizes) -> list[Shape]:
    strong, wash = block.hue
    x, y, wide, tall = box.x, box.y, box.width, box.height
    edge = sizes.rule
    if block.look is Look.CHOSEN:
        return [Box(x, y, wide, tall, strong, strong, edge, _RADIUS)]
    if block.look is Look.QUIET:
        return [Box(x, y, wide, tall, Colour.SURFACE, Colour.STRONG, edge, _RADIUS)]
    ground = Box(x, y, wide, tall, wash, strong, edge, _RADIUS)
    if block.look is Look.EVENT and block.hue == NEUTRAL:
        return [ground]
    return [ground, Box(x, y, _BAR, tall, strong, radius=_BAR / 2)]


def _free(block: Block, box: Box, sizes: Sizes, measure: Measure) -> list[Shape]:
    shapes: list[Shape] = [Box(box.x, box.y, box.width, box.height, Colour.SURFACE, radius=2)]
    shapes += dashed_edge(box, Colour.SUCCESS, sizes.rule * 1.5)
    words = fitted(block.titles, sizes.small, 600, box.width - 4, measure)
    y = box.y + box.height / 2 + sizes.small * 0.35
    shapes.append(Words(box.x + box.width / 2, y, words, sizes.small, Colour.SUCCESS, 600, Anchor.MIDDLE))
    return shapes


def ghost_shapes(block: Block, box: Box, sizes: Sizes, measure: Measure, *, taken: bool = False) -> list[Shape]:
    """A box on its way: of the colour of what is new, of a danger over a taken time; dashed until put down."""
    ground, strong = (Colour.DANGER_S, Colour.DANGER) if taken else (Colour.SUCCESS_S, Colour.SUCCESS)
    shapes: list[Shape] = [Box(box.x, box.y, box.width, box.height, ground, radius=2)]
    shapes += dashed_edge(box, strong, sizes.rule * 2)
    room = box.width - _PAD
    title = fitted(block.titles, sizes.small, 700, room, measure)
    shapes.append(Words(box.x + _PAD / 2, box.y + sizes.small * 1.2, title, sizes.small, Colour.INK, 700))
    if box.height >= sizes.small * _TWO_LINES:
        said = fitted(block.unders, sizes.small, 600, room, measure)
        shapes.append(Words(box.x + _PAD / 2, box.y + sizes.small * 2.5, said, sizes.small, strong, 600))
    return shapes
