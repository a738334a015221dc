"""What a partner is given to read: the parts that one act of sharing lists, filled with what they name.

Restricted freins, notes, budget and health never come here: an act may name them, nothing of them is looked up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ceis_desk.core.dates import write_long_day
from ceis_desk.core.phones import write_phone
from ceis_desk.parcours.model import Item, ItemKind, ItemState, WayOfPerson
from ceis_desk.parcours.own_words import Aspect, OwnWords, Visibility
from ceis_desk.parcours.rules import in_charge
from ceis_desk.parcours.sharing import Share
from ceis_desk.people.model import Identity

CONTACT, FOLLOW, GOALS = "coordonnées", "dates de suivi", "objectifs et étapes"
RIGHTS, NEEDS, PAPERS = "droits ouverts", "besoins exprimés", "documents remis"
"""What the form of a sharing offers to tick, in the words that its act keeps."""
NB = "\u00a0"
NOTHING = "Rien n’est noté."
_BY_HAND = frozenset({RIGHTS, PAPERS})
_OF_A_TEAM = frozenset({"budget", "health"})
"""Platforms whose objectives stay with those who follow them."""


@dataclass(frozen=True)
class SharedPart:
    """One thing shared: its lines, or ruled ones to write on by hand."""

    title: str
    lines: tuple[str, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True)
class Sources:
    """What the parts are filled with, as far as whoever prints may read it."""

    identity: Identity
    way: WayOfPerson
    words: tuple[OwnWords, ...]
    today: dt.date


def shared_parts(share: Share, sources: Sources) -> tuple[SharedPart, ...]:
    """The parts of an act, in its order; what was typed in words of one’s own says itself."""
    return tuple(_part(title, sources) for title in share.data)


def _part(title: str, sources: Sources) -> SharedPart:
    if title in _FILLED:
        return SharedPart(title, tuple(_FILLED[title](sources)) or (NOTHING,))
    return SharedPart(title, by_hand=title in _BY_HAND)


def _contact(sources: Sources) -> Iterator[str]:
    """Ways of contact; one that is refused is said to be, without its reason."""
    one = sources.identity
    safe = one.safe_contact
    yield from (
        ("Ne pas téléphoner.",) if safe.no_call else (f"Téléphone{NB}: {write_phone(phone)}" for phone in one.phones)
    )
    if safe.no_message:
        yield "Ne pas envoyer de message."
    elif one.email:
        yield f"Courriel{NB}: {one.email}"
    if safe.no_letter:
        yield "Ne pas envoyer de courrier."
    elif one.address or one.commune:
        post = " ".join(part for part in (one.postcode, one.commune) if part)
        yield f"Adresse{NB}: {', '.join(part for part in (one.address, post) if part)}"
    if safe.hours and not safe.no_call:
        yield f"Quand appeler{NB}: {safe.hours}"


def _follow(sources: Sources) -> Iterator[str]:
    current = sources.way.current
    if current is None:
        return
    yield f"Parcours ouvert le {write_long_day(current.opened_on)}, {current.state.label}."
    for one in in_charge(current.referents, sources.today):
        yield f"Suivi par {one.name} depuis le {write_long_day(one.from_day)}."


def _goals(sources: Sources) -> Iterator[str]:
    """Objectives with their steps, as they stand; those of the budget and of health are not told."""
    items = sources.way.current.items if sources.way.current else ()
    for goal in items:
        if goal.kind is ItemKind.OBJECTIVE and _told(goal):
            yield _standing(goal)
            yield from (_standing(one, f"Étape{NB}: ") for one in items if one.parent_id == goal.id and _told(one))


def _told(item: Item) -> bool:
    return item.platform not in _OF_A_TEAM and (item.state.open or item.state is ItemState.DONE)


def _standing(item: Item, first: str = "") -> str:
    before = f", avant le {write_long_day(item.due)}" if item.due and item.state.open else ""
    return f"{first}{item.title}, {item.state.label}{before}"


def _needs(sources: Sources) -> Iterator[str]:
    """What she says that she needs, in the words that every professional may read."""
    for one in sources.words:
        if one.aspect is Aspect.NEEDS and one.until is None and one.visibility is Visibility.PROFESSIONALS:
            yield " ".join(one.text.split())


_FILLED: Mapping[str, Callable[[Sources], Iterator[str]]] = {
    CONTACT: _contact,
    FOLLOW: _follow,
    GOALS: _goals,
    NEEDS: _needs,
}
