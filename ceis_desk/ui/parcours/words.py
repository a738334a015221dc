"""How the events of a parcours read: pure words, every personal one through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import MONTHS, write_hour
from ceis_desk.parcours.model import Event, EventKind, ParcoursState, WayOfPerson
from ceis_desk.platforms import PLATFORMS
from ceis_desk.ui.people.rows import short_day

HEADS = ("Quand", "Plateforme", "Événement", "Précision", "Avec", "État")
HIDDEN = "Événement masqué"
_LABELS = {one.code: one.label for one in PLATFORMS}
_NEAR_MINUTES, _NEAR_DAYS, _YEAR = 60, 60, 12


def key_of(event: Event) -> str:
    """What tells an event from every other one of the same person."""
    return f"{event.kind.value}:{event.row_id}:{event.at:%Y%m%d}:{event.words}"


def platform_label(code: str) -> str:
    """The French word of a platform, empty when the event is of none."""
    return _LABELS.get(code, "")


def title_of(event: Event, show: Discretion) -> str:
    """What the event is, or that it is hidden."""
    return HIDDEN if show.on else event.words


def when_words(event: Event, today: dt.date) -> str:
    """« 11 juin, 10:45 », « du 6 mars au 28 mai », « depuis le 12 mars »; midnight is no hour."""
    start = short_day(event.at.date(), today)
    if event.ends is not None:
        return f"du {start} au {short_day(event.ends, today)}"
    if event.lasts:
        return f"à partir du {start}" if event.planned else f"depuis le {start}"
    return f"{start}, {write_hour(event.at.time())}" if event.at.time() != dt.time() else start


def state_words(event: Event) -> str:
    """« prévu », « en cours », or nothing of what is past."""
    if event.planned:
        return "prévu"
    return "en cours" if event.lasts and event.ends is None else ""


def detail_of(event: Event, show: Discretion) -> str:
    """What may be said under the title: the words of who it is reserved to, then what is left."""
    if show.on:
        return ""
    return "\u00a0: ".join(part for part in (event.reserved, event.detail) if part)


def spoken(event: Event, today: dt.date, show: Discretion) -> tuple[str, str]:
    """The name and the value of an event for screen readers."""
    name = f"{title_of(event, show)}, {when_words(event, today)}"
    platform = platform_label(show.platform(event.platform))
    parts = (platform, state_words(event), event.with_name, detail_of(event, show))
    return name, ", ".join(part for part in parts if part)


def twin_rows(events: Iterable[Event], today: dt.date, show: Discretion) -> tuple[tuple[str, ...], ...]:
    """The table of all events, the latest first."""
    return tuple(
        (
            when_words(event, today),
            platform_label(show.platform(event.platform)),
            title_of(event, show),
            detail_of(event, show),
            event.with_name,
            state_words(event),
        )
        for event in sorted(events, key=lambda one: one.at, reverse=True)
    )


def summary(way: WayOfPerson, today: dt.date) -> str:
    """« 5 mois, 4 plateformes, 23 passages »."""
    past = [event for event in way.events if not event.planned]
    began = [way.current.opened_on] if way.current else [event.at.date() for event in past[:1]]
    months = (today.year - began[0].year) * _YEAR + today.month - began[0].month + 1 if began else 0
    platforms = len({event.platform for event in past if event.platform in _LABELS})
    visits = sum(event.kind is EventKind.VISIT for event in past)
    parts = (
        f"{months}\u00a0mois" if months else "",
        f"{platforms}\u00a0plateforme{'s' if platforms > 1 else ''}" if platforms else "",
        f"{visits}\u00a0passage{'s' if visits > 1 else ''}" if visits else "",
    )
    return ", ".join(part for part in parts if part)


def soon_words(event: Event, now: dt.datetime) -> str:
    """« dans 3 min », « aujourd’hui », « demain », « dans 7 jours »; nothing further than two months."""
    left = event.at - now
    minutes = -(-left.total_seconds() // _NEAR_MINUTES)
    if 0 <= minutes <= _NEAR_MINUTES and event.at.time() != dt.time():
        return f"dans {int(minutes)}\u00a0min"
    return days_words(event.at.date(), now.date())


def days_words(day: dt.date, today: dt.date) -> str:
    """How far a day to come is."""
    days = (day - today).days
    if days <= 1:
        return "demain" if days == 1 else "aujourd’hui" if days == 0 else ""
    return f"dans {days}\u00a0jours" if days <= _NEAR_DAYS else ""


def today_words(today: dt.date) -> str:
    """« aujourd’hui, 18 juin »."""
    return f"aujourd’hui, {short_day(today, today)}"


def month_words(day: dt.date, today: dt.date) -> str:
    """« août », with its year when it is another one."""
    return MONTHS[day.month - 1] + ("" if day.year == today.year else f" {day.year}")


def standing(way: WayOfPerson, today: dt.date) -> str:
    """Where the parcours stands: « En cours depuis le 4 février. »."""
    current = way.current
    if current is None:
        return ""
    since = short_day(current.state_on or current.opened_on, today)
    reason = f"\u00a0: {current.reason}" if current.reason else ""
    if current.state is ParcoursState.SUSPENDED:
        return f"Suspendu depuis le {since}{reason}."
    return f"En cours depuis le {short_day(current.opened_on, today)}."
