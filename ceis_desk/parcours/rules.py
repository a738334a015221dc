"""What may follow what in a parcours, and what is counted of it: the day and who acts are arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.parcours.model import (
    Event,
    ExitOutcome,
    Frein,
    FreinLevel,
    FreinMoment,
    FreinReading,
    Item,
    ItemKind,
    ItemState,
    Parcours,
    ParcoursState,
    Referent,
)

_NO_REASON = "Dites pourquoi en quelques mots. Rien n’a changé\u00a0: la raison reste dans le parcours."
_NOT_YET = "Ce jour n’est pas encore passé. Rien n’a changé\u00a0: corrigez la date."
_BEFORE_ENTRY = "Ce jour est avant l’entrée dans le parcours. Rien n’a changé\u00a0: corrigez la date."
_ENDED = "Ce parcours est terminé. Rien n’a changé\u00a0: reprenez-le d’abord, avec la raison."
_NO_OUTCOME = "Dites comment le parcours finit. Rien n’a changé\u00a0: choisissez une issue."
_NOT_ENDED = "Ce parcours n’est pas terminé. Rien n’a changé."
_UNDER_WAY = "Un autre parcours est déjà en cours pour cette personne. Rien n’a changé\u00a0: continuez celui-là."
_PARENTS = {ItemKind.OBJECTIVE: None, ItemKind.STEP: ItemKind.OBJECTIVE, ItemKind.ACTION: ItemKind.STEP}
_MISPLACED = {
    ItemKind.OBJECTIVE: "Un objectif ne dépend de rien d’autre. Rien n’a changé.",
    ItemKind.STEP: "Une étape sert un objectif. Rien n’a changé\u00a0: choisissez lequel.",
    ItemKind.ACTION: "Une action sert une étape. Rien n’a changé\u00a0: choisissez laquelle.",
}
_RAISED = frozenset({FreinLevel.WATCH, FreinLevel.BLOCKING})
_COMING = 6


@dataclass(frozen=True)
class Progress:
    """How much of an objective is done, counted in parts, in steps, or as one thing."""

    done: int
    total: int


@dataclass(frozen=True)
class FreinCount:
    """How many freins were ever found to hold the person back, and how many of those are lifted now."""

    raised: int
    lifted: int


def require_passed(day: dt.date, today: dt.date) -> None:
    """Raise Refusal for a day to come."""
    if day > today:
        raise Refusal(_NOT_YET)


def require_going(parcours: Parcours) -> None:
    """Raise Refusal when nothing more is written in this parcours: it ended."""
    if parcours.state is ParcoursState.CLOSED:
        raise Refusal(_ENDED)


def require_alone(others: Iterable[Parcours]) -> None:
    """Raise Refusal when one of these is under way: a person has one parcours at a time."""
    if any(one.state is not ParcoursState.CLOSED for one in others):
        raise Refusal(_UNDER_WAY)


def suspended(parcours: Parcours, on: dt.date, reason: str) -> Parcours:
    """The parcours suspended, with the reason; raises Refusal."""
    require_going(parcours)
    if parcours.state is ParcoursState.SUSPENDED:
        raise Refusal("Ce parcours est déjà suspendu. Rien n’a changé.")
    return replace(parcours, state=ParcoursState.SUSPENDED, state_on=on, reason=_reason(reason))


def resumed(parcours: Parcours, on: dt.date) -> Parcours:
    """The parcours taken up again after a suspension; raises Refusal."""
    require_going(parcours)
    if parcours.state is ParcoursState.ACTIVE:
        raise Refusal("Ce parcours n’est pas suspendu. Rien n’a changé.")
    return replace(parcours, state=ParcoursState.ACTIVE, state_on=on, reason="")


def ended(parcours: Parcours, on: dt.date, today: dt.date, outcome: ExitOutcome, reason: str) -> Parcours:
    """The parcours ended, suspended or not, on a day from its entry to today; raises Refusal."""
    require_going(parcours)
    require_passed(on, today)
    if on < parcours.opened_on:
        raise Refusal(_BEFORE_ENTRY)
    if outcome is ExitOutcome.NONE:
        raise Refusal(_NO_OUTCOME)
    return replace(parcours, state=ParcoursState.CLOSED, state_on=on, reason=reason.strip(), outcome=outcome)


def reopened(parcours: Parcours, others: Iterable[Parcours], on: dt.date, reason: str) -> Parcours:
    """The parcours taken up again after its end: only alone, and with the reason; raises Refusal."""
    if parcours.state is not ParcoursState.CLOSED:
        raise Refusal(_NOT_ENDED)
    require_alone(others)
    why = _reason(reason)
    return replace(parcours, state=ParcoursState.ACTIVE, state_on=on, reason=why, outcome=ExitOutcome.NONE)


def check_referent(parcours: Parcours, from_day: dt.date, to_day: dt.date | None) -> None:
    """Raise Refusal when a referent would begin before the entry, or end before she begins."""
    if from_day < parcours.opened_on:
        raise Refusal(_BEFORE_ENTRY)
    if to_day is not None and to_day < from_day:
        raise Refusal("Ce suivi finirait avant d’avoir commencé. Rien n’a changé\u00a0: corrigez les dates.")


def in_charge(referents: Iterable[Referent], day: dt.date) -> tuple[Referent, ...]:
    """Who follows the parcours on a day, the main one first."""
    there = [one for one in referents if one.from_day <= day and (one.to_day is None or day <= one.to_day)]
    return tuple(sorted(there, key=lambda one: (not one.main, one.from_day, one.name)))


def check_place(item_kind: ItemKind, parent: Item | None) -> None:
    """Raise Refusal unless an item stands under what it may serve."""
    if (parent.kind if parent else None) is not _PARENTS[item_kind]:
        raise Refusal(_MISPLACED[item_kind])


def marked(item: Item, state: ItemState, done: int | None, on: dt.date) -> Item:
    """The item where it stands now: everything done ends it, ended everything is done; raises Refusal."""
    parts = item.parts
    counted = item.done if done is None else done
    if not 0 <= counted <= max(parts, 0):
        raise Refusal(f"Il y a {parts} parts en tout. Rien n’a changé\u00a0: corrigez leur nombre.")
    if parts and done is not None and done == parts and state.open:
        state = ItemState.DONE
    if state is ItemState.DONE:
        counted = parts
    elif parts and counted == parts:
        counted = parts - 1
    since = item.state_on if state is item.state and item.state_on is not None else on
    return replace(item, state=state, state_on=since, done=counted)


def progress(item: Item, items: Iterable[Item]) -> Progress:
    """How far an item is: by its own parts, else by what stands under it, else as one thing.

    What was dropped or cancelled is no longer to be done, and counts nowhere.
    """
    if item.state is ItemState.DONE:
        return Progress(max(item.parts, 1), max(item.parts, 1))
    if item.parts:
        return Progress(item.done, item.parts)
    under = [one for one in items if one.parent_id == item.id and (one.state.open or one.state is ItemState.DONE)]
    if not under:
        return Progress(0, 1)
    return Progress(sum(one.state is ItemState.DONE for one in under), len(under))


def under(ids: Iterable[Id], items: Sequence[Item]) -> tuple[Id, ...]:
    """These items and everything under them, each once, what is above first."""
    found = list(dict.fromkeys(ids))
    for one in found:
        found += [item.id for item in items if item.parent_id == one and item.id not in found]
    return tuple(found)


def in_order(readings: Iterable[FreinReading]) -> tuple[FreinReading, ...]:
    """Readings by day, then at entry, at a review, at the exit: of one day the last moment has the last word."""
    moments = list(FreinMoment)
    return tuple(sorted(readings, key=lambda one: (one.day, moments.index(one.moment))))


def level_changes(readings: Sequence[FreinReading]) -> tuple[tuple[FreinLevel, FreinReading], ...]:
    """Each reading that says something else than the one before it, with the level before."""
    nothing = (FreinLevel.NONE, *(one.level for one in readings))
    return tuple((before, one) for before, one in zip(nothing, readings, strict=False) if one.level is not before)


def was_raised(readings: Iterable[FreinReading]) -> bool:
    """Whether the frein was ever found to hold the person back."""
    return any(one.level in _RAISED for one in readings)


def raised_on(readings: Iterable[FreinReading]) -> dt.date | None:
    """The day when the frein began to hold the person back."""
    return next((one.day for one in readings if one.level in _RAISED), None)


def lifted_on(readings: Sequence[FreinReading]) -> dt.date | None:
    """The day since when a frein that held the person back stands lifted; None when it does not."""
    day = None
    if was_raised(readings):
        for one in reversed(readings):
            if one.level is not FreinLevel.LIFTED:
                break
            day = one.day
    return day


def raised_in(readings: Iterable[FreinReading], first: dt.date, last: dt.date) -> bool:
    """Whether the frein began to hold the person back in a period."""
    day = raised_on(readings)
    return day is not None and first <= day <= last


def lifted_in(readings: Iterable[FreinReading], first: dt.date, last: dt.date) -> bool:
    """Whether the frein was lifted in a period and stood lifted at its end."""
    day = lifted_on([one for one in readings if one.day <= last])
    return day is not None and first <= day


def count_freins(freins: Iterable[Frein]) -> FreinCount:
    """How many freins were raised, and how many of those are lifted: « 3 levés sur 5 »."""
    raised = [one for one in freins if was_raised(one.readings)]
    return FreinCount(len(raised), sum(one.level is FreinLevel.LIFTED for one in raised))


def coming(events: Iterable[Event], now: dt.datetime, most: int = _COMING) -> tuple[Event, ...]:
    """« Et ensuite »: the next planned events, soonest first; one of today without an hour is still to come."""
    midnight = dt.datetime.combine(now.date(), dt.time())
    planned = [one for one in events if one.planned and (one.at >= now or one.at == midnight)]
    return tuple(sorted(planned, key=lambda one: one.at)[:most])


def _reason(text: str) -> str:
    if not text.strip():
        raise Refusal(_NO_REASON)
    return text.strip()
