"""What a parcours itself adds to the line of events: its states, its referents, what was decided, ordinary freins.

Restricted freins are never among them: a line of events is shown and printed more widely than they may be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from ceis_desk.core.ids import moment_of
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import (
    Event,
    EventKind,
    FreinLevel,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
)
from ceis_desk.parcours.rules import level_changes

_DONE = {
    ItemKind.OBJECTIVE: "Objectif atteint\u00a0: {}",
    ItemKind.STEP: "Étape faite\u00a0: {}",
    ItemKind.ACTION: "Fait\u00a0: {}",
}
_GIVEN_UP = {ItemState.DROPPED: "Objectif abandonné\u00a0: {}", ItemState.CANCELLED: "Objectif annulé\u00a0: {}"}
_SET = "Objectif fixé\u00a0: {}"


def decided(parcours: Iterable[Parcours], kinds: Mapping[str, FreinKind], today: dt.date) -> Iterator[Event]:
    """The events of these parcours, in no order."""
    for one in parcours:
        yield from _states(one)
        yield from _referents(one)
        for item in one.items:
            yield from _item(item, today)
        yield from _freins(one, kinds)


def _states(parcours: Parcours) -> Iterator[Event]:
    yield _event(parcours, parcours.opened_on, "Entrée dans le parcours")
    if parcours.state is ParcoursState.SUSPENDED and parcours.state_on:
        yield _event(parcours, parcours.state_on, "Parcours suspendu")
    if parcours.state is ParcoursState.CLOSED and parcours.state_on:
        yield _event(parcours, parcours.state_on, f"Sortie du parcours\u00a0: {parcours.outcome.label}")


def _referents(parcours: Parcours) -> Iterator[Event]:
    for one in parcours.referents:
        if one.main and one.from_day > parcours.opened_on:
            yield _event(parcours, one.from_day, "Relais du parcours", one.name)


def _item(item: Item, today: dt.date) -> Iterator[Event]:
    who = item.account_name or item.partner_name
    if item.kind is ItemKind.OBJECTIVE:
        yield _of_item(item, moment_of(item.id).date(), _SET.format(item.title), who)
    if item.state is ItemState.DONE and item.state_on:
        yield _of_item(item, item.state_on, _DONE[item.kind].format(item.title), who)
    elif item.state in _GIVEN_UP and item.kind is ItemKind.OBJECTIVE and item.state_on:
        yield _of_item(item, item.state_on, _GIVEN_UP[item.state].format(item.title), who)
    elif item.state.open and item.due is not None and item.due >= today:
        yield _of_item(item, item.due, item.title, who, planned=True)


def _freins(parcours: Parcours, kinds: Mapping[str, FreinKind]) -> Iterator[Event]:
    for frein in parcours.freins:
        if frein.restricted:
            continue
        label = kinds[frein.code].label if frein.code in kinds else "autre frein"
        for before, reading in level_changes(frein.readings):
            words, detail = f"Frein\u00a0: {label}", f"{reading.level.label}, {reading.moment.label}"
            if reading.level is FreinLevel.LIFTED:
                words, detail = f"Frein levé\u00a0: {label}", ""
            elif before is FreinLevel.NONE:
                words = f"Frein repéré\u00a0: {label}"
            at = dt.datetime.combine(reading.day, dt.time())
            yield Event(reading.id, EventKind.FREIN, "", at, words, detail=detail, with_name=reading.by_name)


def _event(parcours: Parcours, day: dt.date, words: str, name: str = "") -> Event:
    at = dt.datetime.combine(day, dt.time())
    return Event(parcours.id, EventKind.PARCOURS, "", at, words, with_name=name)


def _of_item(item: Item, day: dt.date, words: str, who: str, *, planned: bool = False) -> Event:
    at = dt.datetime.combine(day, dt.time())
    return Event(item.id, EventKind.OBJECTIVE, item.platform, at, words, planned=planned, with_name=who)
