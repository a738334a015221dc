"""The events of a person as lanes: one for each platform, a single one on a discreet screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from ceis_desk.access.masking import Discretion
from ceis_desk.drawing.agenda import NEUTRAL
from ceis_desk.drawing.lanes import Lane, LaneSheet, Stop, hue_of
from ceis_desk.parcours.model import Event, WayOfPerson
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.parcours.months import Months
from ceis_desk.ui.parcours.words import key_of, spoken, title_of, today_words

_PLANNED_DAYS = 30
"""How long a planned stretch is drawn when nobody knows its end."""
ALL_EVENTS = "Événements"


@dataclass(frozen=True)
class Laid:
    """Lanes with their icons, and their events by key; the stops are in order of time."""

    today: dt.date
    show: Discretion
    lanes: tuple[Lane, ...] = ()
    icons: tuple[tuple[str, str], ...] = ()
    stops: tuple[Stop, ...] = ()
    events: dict[str, Event] = field(default_factory=dict)

    def spoken(self, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The name and the value of some of the events."""
        return {key: spoken(self.events[key], self.today, self.show) for key in keys}

    def sheet(self, months: Months) -> LaneSheet:
        """What is drawn of them in these months."""
        return LaneSheet(self.lanes, self.stops, months.first, months.count, self.today, today_words(self.today))

    def lane_of(self, key: str) -> tuple[Stop, ...]:
        """The events of the lane of one of them, in order of time."""
        lane = next((stop.lane for stop in self.stops if stop.key == key), -1)
        return tuple(stop for stop in self.stops if stop.lane == lane)


def laid_out(way: WayOfPerson, today: dt.date, show: Discretion) -> Laid:
    """The lanes of a person; a platform that is closed keeps its own as long as something is in it."""
    met = {event.platform for event in way.events}
    platforms = [one for one in PLATFORMS if one.closed_on is None or one.closed_on > today or one.code in met]
    rank = {one.code: 0 if show.on else at for at, one in enumerate(platforms)}
    events = {key_of(event): event for event in way.events if event.platform in rank}
    stops = tuple(
        Stop(key, rank[event.platform], event.at.date(), _last(event, today), title_of(event, show), event.planned)
        for key, event in sorted(events.items(), key=lambda pair: pair[1].at)
    )
    if show.on:
        return Laid(today, show, (Lane(ALL_EVENTS, NEUTRAL),), (("route", "ink2"),), stops, events)
    lanes = tuple(Lane(one.label, hue_of(one.colour)) for one in platforms)
    return Laid(today, show, lanes, tuple((one.icon, one.colour) for one in platforms), stops, events)


def _last(event: Event, today: dt.date) -> dt.date | None:
    """The last day drawn of a stretch: one that is still running goes up to today."""
    if event.ends is not None:
        return event.ends
    if not event.lasts:
        return None
    start = event.at.date()
    return start + dt.timedelta(days=_PLANNED_DAYS) if event.planned else max(start, today)
