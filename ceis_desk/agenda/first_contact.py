"""First contact with the digital space: who came to it through an animation, and whether she came back.

The seed asks that animations « captent les exclus du numérique »: this says whom they reached.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Lane, Needs, Question


@dataclass(frozen=True)
class DigitalFact:
    """Something that somebody did with the digital platform on a day; `animation` is the title of the one she came to.

    It is empty for anything else: a visit, an appointment kept, a workshop, a help, a computer used, a procedure begun.
    """

    person: Id
    day: dt.date
    animation: str = ""


@dataclass(frozen=True)
class FirstContact:
    """Somebody whose first day with the digital space was that of an animation; `back_on` is the next day she came."""

    person: Id
    day: dt.date
    animation: str
    back_on: dt.date | None


@dataclass(frozen=True)
class NamedContact:
    """A first contact, with the name of the person."""

    contact: FirstContact
    civility: str
    used_name: str
    first_name: str


@dataclass(frozen=True)
class ContactCounts:
    """How many people an animation brought to the digital space in a period, and how many of them came back since."""

    reached: int
    came_back: int


@dataclass(frozen=True)
class CountFirstContacts(Question[ContactCounts]):
    """The first contacts of two local dates and the days between; raises Refusal when the last is before the first."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.FIGURES, Level.READ),)
    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class NameFirstContacts(Question[tuple[NamedContact, ...]]):
    """The list behind those counts: raises Denied when the account is not of the digital platform."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.LISTS, Level.DOMAIN),)
    lane: ClassVar[Lane] = Lane.FIGURES


def first_contacts(facts: Iterable[DigitalFact], first: dt.date, last: dt.date) -> tuple[FirstContact, ...]:
    """Whose first day of all is in the period and had an animation, earliest first.

    A visit at the counter on that same day is how she came in: it changes nothing, and is no coming back.
    """
    days: dict[Id, dict[dt.date, str]] = {}
    for fact in facts:
        own = days.setdefault(fact.person, {})
        own[fact.day] = own.get(fact.day, "") or fact.animation
    found = []
    for person, own in days.items():
        day, *later = sorted(own)
        if own[day] and first <= day <= last:
            found.append(FirstContact(person, day, own[day], later[0] if later else None))
    return tuple(sorted(found, key=lambda one: (one.day, one.person)))


def counts_of(contacts: Iterable[FirstContact]) -> ContactCounts:
    """How many, and how many came back."""
    known = tuple(contacts)
    return ContactCounts(len(known), sum(one.back_on is not None for one in known))
