"""A week of the agenda as what the drawing shows: boxes, closings, heads; every name through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import DayState
from ceis_desk.agenda.week import AppointmentKind, CalendarDay, CalendarWeek, Entry, EntryKind, Professional, Slot
from ceis_desk.core.dates import write_hour
from ceis_desk.core.ids import Id
from ceis_desk.drawing.agenda import NEUTRAL, Block, Closing, Head, Hue, Look, Sheet
from ceis_desk.drawing.marks import Mark
from ceis_desk.drawing.shapes import Colour
from ceis_desk.ui.agenda.free_times import free_times
from ceis_desk.ui.agenda.states import is_over, standing, takes_room
from ceis_desk.ui.agenda.words import MINUTES_AN_HOUR, length_words, minute_of, short_head
from ceis_desk.ui.reception.rows import platform_tone

_HUES: tuple[Hue, ...] = (
    (Colour.PERSON_5, Colour.PERSON_5_S),
    (Colour.PERSON_3, Colour.PERSON_3_S),
    (Colour.PERSON_2, Colour.PERSON_2_S),
    (Colour.PERSON_1, Colour.PERSON_1_S),
    (Colour.PERSON_4, Colour.PERSON_4_S),
)
_PLATFORM_HUES: Mapping[str, Hue] = {
    "accent": (Colour.ACCENT, Colour.ACCENT_S),
    "blue": (Colour.BLUE, Colour.BLUE_S),
    "primary": (Colour.PRIMARY, Colour.TINT),
    "violet": (Colour.VIOLET, Colour.VIOLET_S),
    "success": (Colour.SUCCESS, Colour.SUCCESS_S),
    "neutral": NEUTRAL,
}
_SESSIONS: Hue = (Colour.INK_2, Colour.SURFACE_2)
_USUAL = (9 * MINUTES_AN_HOUR, 17 * MINUTES_AN_HOUR)
_MARGIN = 15
_LONG_CLOSING = 45
_EDGE = (3, 4)  # the last quarter of a lane
Item = Entry | Slot


@dataclass(frozen=True)
class Scope:
    """Whose agendas are shown, with the sessions or without, in which words and at which moment.

    `gap` are the minutes that the site keeps between two appointments, `watched` the rooms that take one at a time.
    """

    people: tuple[Professional, ...]
    sessions: bool
    kinds: Mapping[str, AppointmentKind]
    show: Discretion
    now: dt.datetime
    gap: int = 0
    watched: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Laid:
    """What the drawing shows, and what stands behind each of its boxes, by its key."""

    sheet: Sheet
    items: Mapping[str, Item]


def person_hues(people: Iterable[Professional]) -> dict[Id, Hue]:
    """The hue of each professional, her own and no platform’s: those of one platform differ."""
    return {person.id: _HUES[rank % len(_HUES)] for rank, person in enumerate(in_order(people))}


def in_order(people: Iterable[Professional]) -> list[Professional]:
    """Those of one platform together, by name."""
    return sorted(people, key=lambda one: (one.platform, one.name))


def key_of(item: Item) -> str:
    """What names a box from one reading to the next."""
    if isinstance(item, Slot):
        return f"free:{item.account_id}:{item.starts_at.isoformat()}"
    # A meeting that comes back each week is one line, standing on several days.
    return f"{item.id}@{item.starts_at.isoformat()}" if item.kind is EntryKind.BUSY else str(item.id)


def lay_out(week: CalendarWeek, scope: Scope) -> Laid:
    """Everything of these days that the scope shows."""
    days = tuple(day.day for day in week.days)
    hues = person_hues(week.people)
    entries = [entry for entry in week.entries if _is_shown(entry, scope)]
    # A room is taken by those who are not shown too.
    held = [entry for entry in week.entries if entry in entries or entry.room in scope.watched]
    items: dict[str, Item] = {}
    blocks: list[Block] = []
    slots = [
        slot
        for person in scope.people
        for slot in free_times(person, held, scope.now, scope.gap, scope.watched)
        if slot.starts_at.date() in days
    ]
    for slot in slots:
        items[key_of(slot)] = slot
        blocks.append(_free_block(slot, days, scope))
    for entry in entries:
        if entry.kind is not EntryKind.ABSENCE:
            items[key_of(entry)] = entry
            blocks.append(_entry_block(entry, days, scope, hues, (*entries, *slots)))
    blocks.sort(key=lambda block: (block.day, block.minutes, block.lanes))
    cancelled = [entry for entry in week.entries if _is_given_back(entry, scope)]
    items |= {key_of(entry): entry for entry in cancelled}
    strips = [
        _strip(entry, days, scope, hues) for entry in cancelled
        if not any(one.with_id == entry.with_id and _meet(entry, one) for one in entries)
    ]  # fmt: skip
    first, last = _hours(week.days, blocks)
    return Laid(
        Sheet(
            heads=tuple(_head(day, scope.now.date()) for day in week.days),
            lane_heads=(
                *(_names(person.name) for person in scope.people),
                *([("Ateliers",)] if scope.sessions else []),
            ),
            lane_hues=(*(hues[person.id] for person in scope.people), *([_SESSIONS] if scope.sessions else [])),
            first=first - _MARGIN,
            last=last + _MARGIN,
            blocks=(*_shared(blocks), *strips),
            closings=(
                *_closings(week.days, (first - _MARGIN, last + _MARGIN), scope),
                *_absences(entries, days, scope),
            ),
            people=max(len(scope.people), 1),
            now=(days.index(scope.now.date()), minute_of(scope.now)) if scope.now.date() in days else None,
        ),
        items,
    )


def person_names(entry: Entry, show: Discretion) -> tuple[str, ...]:
    """The name in a box, longest first: « BENALI Samira », « BENALI S. », « BENALI »."""
    if not (entry.used_name or entry.first_name):
        return ("Rendez-vous", "RDV")
    whole = show.name("", entry.used_name, entry.first_name)
    if show.on or not entry.used_name:
        return (whole,)
    family = entry.used_name.upper()
    short = f"{family} {entry.first_name[:1].upper()}." if entry.first_name else family
    return (whole, short, family)


def kind_words(entry: Entry, kinds: Mapping[str, AppointmentKind], show: Discretion) -> str:
    """The short word of its type, for those who may read it; else its hour."""
    kind = kinds.get(entry.kind_code)
    return kind.short if kind is not None and not show.on else write_hour(entry.starts_at.time())


def enrolled_words(entry: Entry) -> str:
    """« 8 inscrits sur 10 »."""
    return f"{entry.enrolled} inscrit{'s' if entry.enrolled > 1 else ''} sur {entry.places}"


def _is_shown(entry: Entry, scope: Scope) -> bool:
    shown = {person.id for person in scope.people}
    if entry.kind is EntryKind.SESSION and scope.sessions:
        return True
    if entry.kind is EntryKind.SESSION:
        return entry.with_id in shown
    if entry.with_id is not None and entry.with_id not in shown:
        return False
    # A cancelled one leaves its room to the free time; what is over stays to be seen.
    return takes_room(entry) or is_over(entry, scope.now)


def _is_given_back(entry: Entry, scope: Scope) -> bool:
    """Whether it is cancelled and to come, of somebody whose agenda is shown."""
    shown = {person.id for person in scope.people}
    return entry.with_id in shown and not takes_room(entry) and not is_over(entry, scope.now)


def _strip(entry: Entry, days: tuple[dt.date, ...], scope: Scope, hues: Mapping[Id, Hue]) -> Block:
    """What was cancelled stays to be seen at the right edge of its lane, over the free time that it gave back."""
    block = _entry_block(entry, days, scope, hues, ())
    return replace(block, part=_EDGE, titles=(*block.titles, ""))


def _names(name: str) -> tuple[str, ...]:
    return (name, name.split(" ", maxsplit=1)[0], "".join(word[:1] for word in name.split(" ")))


def _head(day: CalendarDay, today: dt.date) -> Head:
    return Head(short_head(day.day), day.holiday, day.day == today)


def _free_block(slot: Slot, days: tuple[dt.date, ...], scope: Scope) -> Block:
    lane = next(at for at, person in enumerate(scope.people) if person.id == slot.account_id)
    start = minute_of(slot.starts_at)
    words = ("libre",) if slot.room or not scope.people[lane].room else ("libre, sans salle", "libre")
    return Block(
        key_of(slot), days.index(slot.starts_at.date()), (lane, lane + 1), (start, start + slot.minutes),
        words, look=Look.FREE,
    )  # fmt: skip


def _entry_block(
    entry: Entry, days: tuple[dt.date, ...], scope: Scope, hues: Mapping[Id, Hue], held: Iterable[Item]
) -> Block:
    start = minute_of(entry.starts_at)
    block = Block(
        key_of(entry), days.index(entry.starts_at.date()), _lanes(entry, scope, held),
        (start, start + entry.minutes), (entry.title or "Réunion",), look=Look.EVENT,
    )  # fmt: skip
    if entry.kind is EntryKind.SESSION:
        hue = _PLATFORM_HUES[platform_tone(scope.show.platform(entry.platform))]
        counted = (enrolled_words(entry), f"{entry.enrolled} sur {entry.places}", f"{entry.enrolled}/{entry.places}")
        return replace(block, hue=hue, unders=counted)
    if entry.kind is EntryKind.BUSY:
        return replace(block, unders=(entry.with_name or "toute la place", length_words(entry.minutes)))
    hue = NEUTRAL if entry.with_id is None else hues.get(entry.with_id, NEUTRAL)
    return _appointment_block(replace(block, hue=hue), entry, scope)


def _appointment_block(block: Block, entry: Entry, scope: Scope) -> Block:
    stands = standing(entry, scope.now, scope.show)
    said = stands.word or kind_words(entry, scope.kinds, scope.show)
    titles = person_names(entry, scope.show)
    if not takes_room(entry) or stands.mark is Mark.OFF:
        short = (said, "abs.") if stands.state is DayState.ABSENT else (said,)
        return replace(block, titles=titles, unders=short, mark=stands.mark, look=Look.QUIET)
    if entry.clash and not is_over(entry, scope.now):
        return replace(block, titles=titles, unders=("en double",), mark=Mark.TWICE, look=Look.TAKEN, warns=True)
    return replace(block, titles=titles, unders=(said,), mark=stands.mark, look=Look.TAKEN, warns=stands.warns)


def _lanes(entry: Entry, scope: Scope, items: Iterable[Item]) -> tuple[int, int]:
    """Her lane; hers or a meeting of the place, when nobody else has anything meanwhile, takes that of everybody.

    Sessions of those who are not shown have a lane of their own.
    """
    count = max(len(scope.people), 1)
    if entry.kind is EntryKind.SESSION and entry.with_id not in {person.id for person in scope.people}:
        return count, count + 1
    own = next((at for at, person in enumerate(scope.people) if person.id == entry.with_id), None)
    if own is not None and entry.kind is not EntryKind.SESSION:
        return own, own + 1
    if entry.kind is EntryKind.APPOINTMENT:
        return 0, 1
    held = {
        at
        for other in items
        for at, person in enumerate(scope.people)
        if other is not entry and _whose(other) == person.id and _meet(entry, other)
    }
    if not held:
        return 0, count
    free = [at for at in range(count) if at not in held]
    at = own if own is not None else (free[0] if free else 0)
    return at, at + 1


def _whose(item: Item) -> Id | None:
    return item.account_id if isinstance(item, Slot) else item.with_id


def _meet(one: Entry, other: Item) -> bool:
    if isinstance(other, Entry) and not takes_room(other):
        return False
    end = other.starts_at + dt.timedelta(minutes=other.minutes)
    return one.starts_at < end and other.starts_at < one.ends_at


def _shared(blocks: list[Block]) -> tuple[Block, ...]:
    """Boxes of one lane that overlap stand side by side, as many as meet."""
    found: dict[str, Block] = {}
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=lambda one: (one.day, one.minutes)):
        met = [group for group in groups if any(_overlap(block, other) for other in group)]
        # What began earlier and meets nothing of now will meet nothing later.
        over = [group for group in groups if all(_ended(other, block) for other in group)]
        for group in over:
            found.update(_side_by_side(group))
        groups = [group for group in groups if group not in met and group not in over]
        groups.append([one for group in met for one in group] + [block])
    for group in groups:
        found.update(_side_by_side(group))
    return tuple(found[block.key] for block in blocks)


def _ended(one: Block, now: Block) -> bool:
    return one.day < now.day or one.minutes[1] <= now.minutes[0]


def _side_by_side(group: list[Block]) -> dict[str, Block]:
    """The first part of the lane that is free for each, the longest first among those that begin together."""
    parts: list[list[Block]] = []
    rank: dict[str, int] = {}
    for block in sorted(group, key=lambda one: (one.minutes[0], -one.minutes[1])):
        at = next((at for at, held in enumerate(parts) if not any(_overlap(block, one) for one in held)), len(parts))
        if at == len(parts):
            parts.append([])
        parts[at].append(block)
        rank[block.key] = at
    return {block.key: replace(block, part=(rank[block.key], len(parts))) for block in group}


def _overlap(one: Block, other: Block) -> bool:
    same = one.day == other.day and one.lanes[0] < other.lanes[1] and other.lanes[0] < one.lanes[1]
    return same and one.minutes[0] < other.minutes[1] and other.minutes[0] < one.minutes[1]


def _hours(days: Iterable[CalendarDay], blocks: Iterable[Block]) -> tuple[int, int]:
    spans = [(minute_of(start), minute_of(end)) for day in days for start, end in day.opening]
    spans += [block.minutes for block in blocks]
    if not spans:
        return _USUAL
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return first // MINUTES_AN_HOUR * MINUTES_AN_HOUR, -(-last // MINUTES_AN_HOUR) * MINUTES_AN_HOUR


def _closings(days: tuple[CalendarDay, ...], hours: tuple[int, int], scope: Scope) -> tuple[Closing, ...]:
    lanes = (0, max(len(scope.people) + scope.sessions, 1))
    found: list[Closing] = []
    for at, day in enumerate(days):
        for minutes, words in _shut(day, hours):
            former = next((one for one in found if (one.minutes, one.words, one.days[1]) == (minutes, words, at)), None)
            if former is not None:
                found[found.index(former)] = replace(former, days=(former.days[0], at + 1))
            else:
                found.append(Closing((at, at + 1), lanes, minutes, words))
    return tuple(found)


def _shut(day: CalendarDay, hours: tuple[int, int]) -> list[tuple[tuple[int, int], str]]:
    if not day.opening:
        return [(hours, day.holiday or "fermé")]
    spans = [(minute_of(start), minute_of(end)) for start, end in day.opening]
    edges = [hours[0], *(edge for span in spans for edge in span), hours[1]]
    shut = []
    for rank, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        inside = 0 < rank < len(spans)
        if end - start > _MARGIN:
            words = "pause" if inside else "fermé au public" if end - start >= _LONG_CLOSING else ""
            shut.append(((start, end), words))
    return shut


def _absences(entries: Iterable[Entry], days: tuple[dt.date, ...], scope: Scope) -> tuple[Closing, ...]:
    found = []
    for entry in entries:
        lane = next((at for at, person in enumerate(scope.people) if person.id == entry.with_id), None)
        if entry.kind is EntryKind.ABSENCE and lane is not None and entry.starts_at.date() in days:
            day, start = days.index(entry.starts_at.date()), minute_of(entry.starts_at)
            words = "absence" if scope.show.on or not entry.title else entry.title
            found.append(Closing((day, day + 1), (lane, lane + 1), (start, start + entry.minutes), words))
    return tuple(found)
