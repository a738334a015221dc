"""Arrivals begun and not recorded: what was chosen and written for somebody is found again when she is opened anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ceis_desk.core.ids import Id
from ceis_desk.reception.model import MotifChoice
from ceis_desk.ui.reception.arrival import Guest


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

    def _turn(self, day: dt.date) -> None:
        if day != self._day:
            self._day, self._kept = day, {}


def _written(unsent: Unsent) -> Unsent:
    """The same without motifs chosen by a digit alone: the next passer-by would find those of another."""
    return replace(unsent, motifs=tuple(choice for choice in unsent.motifs if choice.precision), for_id=None)
