"""Events as rows: the latest ones, and what comes next with how soon."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_hour
from ceis_desk.parcours.model import Event, EventKind, WayOfPerson
from ceis_desk.parcours.rules import coming
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook
from ceis_desk.ui.parcours.words import days_words, key_of, month_words, soon_words, title_of
from ceis_desk.ui.people.rows import short_day

LATEST, COMING = 8, 6
_LOOKS = {one.code: (one.icon, one.colour) for one in PLATFORMS}
_ICONS = {
    EventKind.OBJECTIVE: "flag",
    EventKind.FREIN: "alert-circle",
    EventKind.PARCOURS: "route",
    EventKind.REFERRAL: "arrow-right",
    EventKind.PROJECT: "users-group",
}
_FAR_DAYS = 45
_MORE = "more"
_DAY_ROOM, _COMING_ROOM = 78, 62
"""Pixels at 100 % that hold most days: « 17 avril », « 25 juillet »."""


def latest_rows(way: WayOfPerson, today: dt.date, show: Discretion) -> list[tuple[str, RowLook]]:
    """The latest events that are past; a passage gives way to what it was for, when that is known the same day."""
    past = [event for event in way.events if not event.planned]
    told = {event.at.date() for event in past if event.kind is not EventKind.VISIT}
    kept = [event for event in past if event.kind is not EventKind.VISIT or event.at.date() not in told]
    kept.sort(key=lambda event: (_told_on(event, today), event.at), reverse=True)
    return [(key_of(event), _latest_row(event, today, show)) for event in kept[:LATEST]]


def _told_on(event: Event, today: dt.date) -> dt.date:
    """The day that an event is told by: the end of what is over, else its beginning."""
    return event.ends if event.ends is not None and event.ends <= today else event.at.date()


def _latest_row(event: Event, today: dt.date, show: Discretion) -> RowLook:
    icon, tone = _LOOKS.get(show.platform(event.platform), ("route", "neutral"))
    reserved = "" if show.on else event.reserved
    detail = "" if show.on else event.detail
    return RowLook(
        title_of(event, show),
        "\u00a0: ".join(part for part in (reserved, detail) if part),
        lead=short_day(_told_on(event, today), today),
        lead_room=_DAY_ROOM,
        icon="route" if show.on else _ICONS.get(event.kind, icon),
        icon_tone=tone,
        icon_boxed=True,
        subtitle_icon="shield-lock" if reserved else "",
        subtitle_tone="warn" if reserved else "neutral",
        right=event.with_name,
        compact=True,
    )


def coming_rows(way: WayOfPerson, now: dt.datetime, show: Discretion) -> list[tuple[str, RowLook]]:
    """What is planned, the soonest first, with what was decided for a day and is still to be done."""
    planned = coming(way.events, now, len(way.events))
    rows = [(key_of(event), _coming_row(event, now, show)) for event in planned[:COMING]]
    left = len(planned) - len(rows)
    if left > 0:
        rows.append((_MORE, RowLook(f"et {left} de plus, dans le tableau", heading=True)))
    return rows


def _coming_row(event: Event, now: dt.datetime, show: Discretion) -> RowLook:
    decided = event.kind is EventKind.OBJECTIVE
    return _item_row(event, now.date(), show) if decided else _event_row(event, now, show)


def _event_row(event: Event, now: dt.datetime, show: Discretion) -> RowLook:
    """The day before; hour, length and how soon below: a narrow card keeps its words whole."""
    title, length = title_of(event, show), ""
    if event.kind is EventKind.APPOINTMENT:
        title, _, length = title.partition(", ")
    hour = write_hour(event.at.time()) if event.at.time() != dt.time() else ""
    near = bool(hour) and event.at - now <= dt.timedelta(hours=1)
    return RowLook(
        title,
        ", ".join(part for part in (hour, length, soon_words(event, now)) if part),
        lead=short_day(event.at.date(), now.date()),
        lead_room=_COMING_ROOM,
        subtitle_icon="clock" if near else "",
        subtitle_tone="accent" if near else "neutral",
        compact=True,
    )


def _item_row(event: Event, today: dt.date, show: Discretion) -> RowLook:
    """A day that is far is told by its month: nothing is fixed yet."""
    due = event.at.date()
    far = (due - today).days > _FAR_DAYS
    return RowLook(
        title_of(event, show),
        "" if far else f"à faire, {days_words(due, today)}",
        lead=month_words(due, today) if far else short_day(due, today),
        lead_room=_COMING_ROOM,
        chips=(ChipLook("à planifier", outlined=True),) if far else (),
        compact=True,
    )
