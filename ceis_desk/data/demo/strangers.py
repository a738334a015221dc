"""People of the crowd who are given the names of the pictures: they came that month, so that no figure moves."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.demo.facts import WORKSHOP_PLACES
from ceis_desk.data.demo.office import ANIMATIONS, STRANGERS, Stranger
from ceis_desk.data.demo.plan import PlannedVisit
from ceis_desk.people.model import Civility, Identity, Work

_BUDGET, _ONLINE, _WORKSHOP = "Rendez-vous budget", "Démarche en ligne", "Atelier collectif"
_FIRST_PHONE = "+336399870{number:02d}"


@dataclass
class _Past:
    """What somebody of the crowd did before the opening day: that month, and since the beginning."""

    month: set[dt.date] = field(default_factory=set)
    budget: bool = False
    online: bool = False
    workshops: set[dt.date] = field(default_factory=set)

    def suits(self, stranger: Stranger) -> bool:
        """Whether she may bear this name."""
        if stranger.came_on is not None and stranger.came_on not in self.month:
            return False
        if stranger.reached_on is not None and (
            self.online or self.workshops & set(ANIMATIONS) != {stranger.reached_on}
        ):
            return False
        return not (stranger.newcomer and self.budget)


def name_strangers(planned: list[PlannedVisit], crowd: list[tuple[Identity, Work]], first: int) -> dict[str, int]:
    """Rename the first of the crowd that suits each name; returns their indexes by code. `crowd` is changed."""
    past = _past_of(planned, first)
    found: dict[str, int] = {}
    for number, stranger in enumerate(STRANGERS):
        index = next(
            one
            for one in sorted(past)
            if past[one].month
            and one not in found.values()
            and crowd[one][0].civility is Civility(stranger.civility)
            and past[one].suits(stranger)
        )
        found[stranger.code] = index
        identity, work = crowd[index]
        named = replace(identity, used_name=stranger.family, first_name=stranger.first)
        crowd[index] = (replace(named, phones=(_FIRST_PHONE.format(number=number),)), work)
    return found


def _past_of(planned: list[PlannedVisit], first: int) -> dict[int, _Past]:
    """By index, from visits in the order in which they were made: a workshop has room for those who came first."""
    today, month = OPENING.date(), OPENING.date().replace(day=1)
    past: defaultdict[int, _Past] = defaultdict(_Past)
    seated: Counter[dt.date] = Counter()
    for visit in planned:
        day = visit.at.date()
        if visit.person is None or day >= today:
            continue
        has_room = _WORKSHOP in visit.motifs and seated[day] < WORKSHOP_PLACES
        seated[day] += has_room
        if visit.person < first:
            continue
        own = past[visit.person]
        own.month |= {day} if day >= month else set()
        own.budget |= _BUDGET in visit.motifs
        own.online |= _ONLINE in visit.motifs
        own.workshops |= {day} if has_room else set()
    return past
