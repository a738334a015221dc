"""What stands in a box, in whole words: for screen readers, tooltips, and the table that says the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.week import AppointmentKind, CalendarWeek, Entry, EntryKind, Slot
from ceis_desk.core.dates import DAYS, MONTHS, write_hour
from ceis_desk.ui.agenda.boxes import Item, Laid, Scope, enrolled_words
from ceis_desk.ui.agenda.states import standing
from ceis_desk.ui.agenda.words import day_number, when_words

HEADS = ("Jour", "Heure", "Avec", "Qui", "Quoi", "État")
FREE = "libre"


def long_head(day: dt.date) -> str:
    """« mardi 18 juin »."""
    return f"{DAYS[day.weekday()]} {day_number(day)} {MONTHS[day.month - 1]}"


def who_of(entry: Entry, show: Discretion) -> str:
    """The person, or the title of what has none."""
    if entry.kind is not EntryKind.APPOINTMENT:
        return entry.title or "Réunion"
    if not (entry.used_name or entry.first_name):
        return "Rendez-vous"
    return show.name(entry.civility, entry.used_name, entry.first_name)


def what_of(entry: Entry, kinds: Mapping[str, AppointmentKind], show: Discretion) -> str:
    """Its type for those who may read it, or what it is."""
    if entry.kind is EntryKind.SESSION:
        return "atelier"
    if entry.kind is EntryKind.BUSY:
        return "réunion ou fermeture"
    if entry.kind is EntryKind.ABSENCE:
        return "absence"
    kind = kinds.get(entry.kind_code)
    return "" if kind is None else show.motif(kind.label)


def state_words(entry: Entry, scope: Scope) -> str:
    """Where it stands."""
    if entry.kind is EntryKind.SESSION:
        return enrolled_words(entry)
    if entry.kind is not EntryKind.APPOINTMENT:
        return ""
    words = standing(entry, scope.now, scope.show).chip.words
    return f"{words}, créneau pris deux fois" if entry.clash else words


def spoken(item: Item, scope: Scope) -> tuple[str, str]:
    """The name of a box and its value: who and when, then with whom, what and where it stands."""
    if isinstance(item, Slot):
        return f"{FREE}, {long_head(item.starts_at.date())}, {when_words(item.starts_at, item.minutes)}", item.name
    name = f"{who_of(item, scope.show)}, {long_head(item.starts_at.date())}, {when_words(item.starts_at, item.minutes)}"
    parts = (item.with_name, what_of(item, scope.kinds, scope.show), state_words(item, scope))
    return name, ", ".join(part for part in parts if part)


def twin_rows(laid: Laid, week: CalendarWeek, scope: Scope) -> tuple[tuple[str, ...], ...]:
    """The table of the same days: one line a box, by day and hour."""
    closed = [(day.day, dt.time(), (long_head(day.day), "", "", day.holiday or "fermé", "", "")) for day in week.days
              if not day.opening]  # fmt: skip
    lines = [(item.starts_at.date(), item.starts_at.time(), _line(item, scope)) for item in laid.items.values()]
    return tuple(line for _day, _time, line in sorted([*closed, *lines]))


def _line(item: Item, scope: Scope) -> tuple[str, ...]:
    head = (long_head(item.starts_at.date()), write_hour(item.starts_at.time()))
    if isinstance(item, Slot):
        return (*head, item.name, "", FREE, "")
    return (
        *head,
        item.with_name,
        who_of(item, scope.show),
        what_of(item, scope.kinds, scope.show),
        state_words(item, scope),
    )
