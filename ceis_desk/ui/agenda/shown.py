"""Whose agendas are shown first, the title of the page, and the two facts at the right of the names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ceis_desk.access.model import Actor
from ceis_desk.agenda.model import DayState
from ceis_desk.agenda.rules import entry_state
from ceis_desk.agenda.week import CalendarWeek, Entry, EntryKind, Professional, Slot
from ceis_desk.core.dates import DAYS
from ceis_desk.core.ids import Id
from ceis_desk.drawing.agenda import Hue
from ceis_desk.drawing.shapes import Colour
from ceis_desk.ui.agenda.boxes import Laid, Scope, in_order, key_of, person_hues
from ceis_desk.ui.agenda.head import SESSIONS
from ceis_desk.ui.agenda.states import takes_room
from ceis_desk.ui.agenda.words import hours_words
from ceis_desk.ui.kit.chip import ChipLook

_WEEKEND = 5
_MOST = 3
_SOON = dt.timedelta(days=2)


def without_empty_days(week: CalendarWeek) -> CalendarWeek:
    """The week without a Saturday or a Sunday on which nothing is open and nothing stands."""
    busy = {entry.starts_at.date() for entry in week.entries if entry.kind is not EntryKind.ABSENCE}
    days = tuple(day for day in week.days if day.day.weekday() < _WEEKEND or day.opening or day.day in busy)
    return replace(week, days=days)


def usual_people(week: CalendarWeek, actor: Actor) -> frozenset[Id]:
    """Whoever works with the account, else those of the platform that has most agendas; three at most."""
    platforms = Counter(one.platform for one in week.people)
    mine = next((one.platform for one in week.people if one.id == actor.account_id), None)
    platform = mine or max(platforms, key=platforms.__getitem__, default="")
    chosen = [one.id for one in week.people if one.platform == platform]
    if actor.account_id in chosen:
        chosen.sort(key=lambda ident: ident != actor.account_id)
    return frozenset(chosen[:_MOST])


def page_title(people: Sequence[Professional], everybody: Sequence[Professional]) -> str:
    """« Agenda des conseillères » for the budget team, « Agenda de Claire Fabre » for one, « Agenda » else."""
    if len(people) == 1:
        return f"Agenda de {people[0].name}"
    if people and {one.platform for one in people} == {"budget"}:
        return "Agenda des conseillères"
    return "Agenda de l’équipe" if len(people) == len(everybody) and people else "Agenda"


def bar_people(week: CalendarWeek) -> list[tuple[str, str, str, Hue]]:
    """The toggles: everybody with her hours of these days, then the sessions."""
    hues = person_hues(week.people)
    people = [
        (str(one.id), one.name, hours_words(one.booked_minutes, one.offered_minutes), hues[one.id])
        for one in in_order(week.people)
    ]
    return [*people, (SESSIONS, "Ateliers", "", (Colour.INK_2, Colour.SURFACE_2))]


def free_chip(laid: Laid, week: CalendarWeek, scope: Scope) -> ChipLook | None:
    """« 3 créneaux libres avant jeudi », or in all these days when they are others."""
    slots = [item for item in laid.items.values() if isinstance(item, Slot)]
    today, days = scope.now.date(), [day.day for day in week.days]
    limit = today + _SOON
    until = ""
    if today in days and limit in days:
        slots = [slot for slot in slots if slot.starts_at.date() < limit]
        until = f" avant {DAYS[limit.weekday()]}"
    if not slots and not until:
        return None
    several = "s" if len(slots) > 1 else ""
    words = f"{len(slots) or 'Aucun'} créneau{'x' if several else ''} libre{several}{until}"
    return ChipLook(words, "success" if slots else "neutral", "clock")


def waiting_chip(count: int) -> ChipLook | None:
    """« 2 personnes sur liste d’attente »."""
    if not count:
        return None
    return ChipLook(f"{count} personne{'s' if count > 1 else ''} sur liste d’attente", "warn", "bell")


def start_key(laid: Laid, scope: Scope, account_id: Id) -> str:
    """Where the cursor begins: whoever waits for me, else my next appointment, else anybody’s, else the first box."""
    booked = [item for item in laid.items.values() if isinstance(item, Entry) and item.kind is EntryKind.APPOINTMENT]
    to_come = [one for one in booked if one.ends_at > scope.now and takes_room(one)]
    to_come.sort(key=lambda one: (one.with_id != account_id, not _is_here(one, scope), one.starts_at, one.used_name))
    return key_of(to_come[0]) if to_come else next(iter(laid.items), "")


def _is_here(one: Entry, scope: Scope) -> bool:
    return entry_state(one, scope.now) is DayState.ARRIVED
