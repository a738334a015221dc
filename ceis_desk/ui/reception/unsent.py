"""Arrivals begun and not recorded: what was chosen and written for somebody is found again when she is opened anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ceis_desk.core.ids import Id
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.ui.reception.arrival import Draft, Guest, Welcome

MOST_NAMELESS = 60
"""The most persons without a name in one arrival, one of a first name alone left out."""


@dataclass(frozen=True)
class Seldom:
    """What stands behind « Plus », as it is written."""

    companions: tuple[Guest, ...] = ()
    nameless: int = 0
    given: str = ""
    medium: str = ""
    moment: str = ""
    referred: str = ""
    waits: bool = True


@dataclass(frozen=True)
class Unsent:
    """All that a check-in card holds before it is recorded."""

    motifs: tuple[MotifChoice, ...]
    for_id: Id | None
    seldom: Seldom


Begun = Mapping[Id | None, Unsent]
"""Each by its person; None is somebody without a name."""


class UnsentArrivals:
    """One for each person, for the day; of somebody without a name, only what was written is worth keeping."""

    def __init__(self) -> None:
        self._day: dt.date | None = None
        self._kept: dict[Id | None, Unsent] = {}

    def keep(self, guest: Guest, now: Unsent, fresh: Unsent, day: dt.date) -> None:
        """Remember what differs from a card just opened, and forget a card put back as it was."""
        self._turn(day)
        self._kept.pop(guest.id, None)
        if now != fresh and (guest.id is not None or _written(now) != _written(fresh)):
            self._kept[guest.id] = now

    def forget(self, guest: Guest) -> None:
        """It was recorded."""
        self._kept.pop(guest.id, None)

    def of(self, guest: Guest, day: dt.date) -> Unsent | None:
        """What was left for that guest today."""
        self._turn(day)
        return self._kept.get(guest.id)

    def begun(self, day: dt.date) -> Begun:
        """All that was left today."""
        self._turn(day)
        return dict(self._kept)

    def take_back(self, begun: Begun, day: dt.date) -> None:
        """Add what was left before the program stopped; what was left since is newer."""
        self._turn(day)
        self._kept = {**begun, **self._kept}

    def _turn(self, day: dt.date) -> None:
        if day != self._day:
            self._day, self._kept = day, {}


def draft_of(welcome: Welcome, unsent: Unsent, at: dt.datetime | None) -> Draft:
    """The arrival to record, its moment being understood."""
    guest, appointment, seldom = welcome.guest, welcome.appointment, unsent.seldom
    known = guest.id is not None
    return Draft(
        guests=((guest,) if known else ()) + tuple(one for one in seldom.companions if one.id != guest.id),
        anonymous=seldom.nameless + (0 if known else 1),
        given_name=seldom.given.strip(),
        motifs=unsent.motifs,
        for_id=unsent.for_id,
        appointment_id=appointment.id if appointment else None,
        medium=Medium(seldom.medium),
        at=at,
        waits=seldom.waits,
        referred_to=seldom.referred.strip(),
    )


def _written(unsent: Unsent) -> Unsent:
    """The same without motifs chosen by a digit alone: the next passer-by would find those of another."""
    return replace(unsent, motifs=tuple(choice for choice in unsent.motifs if choice.precision), for_id=None)
