"""People of the crowd who are given the names of the pictures: they came that month, so that no figure moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ceis_desk.data.demo.cast import OPENING
from ceis_desk.data.demo.office import STRANGERS, Stranger
from ceis_desk.data.demo.plan import PlannedVisit
from ceis_desk.people.model import Civility, Identity, Work

_BUDGET = "Rendez-vous budget"
_FIRST_PHONE = "+336399870{number:02d}"


def name_strangers(planned: list[PlannedVisit], crowd: list[tuple[Identity, Work]], first: int) -> dict[str, int]:
    """Rename the first of the crowd that suits each name; returns their indexes by code. `crowd` is changed."""
    today, month = OPENING.date(), OPENING.date().replace(day=1)
    came: dict[int, set[dt.date]] = {}
    received: set[int] = set()
    for visit in planned:
        if visit.person is None or visit.person < first or visit.at.date() >= today:
            continue
        if visit.at.date() >= month:
            came.setdefault(visit.person, set()).add(visit.at.date())
        if _BUDGET in visit.motifs:
            received.add(visit.person)
    found: dict[str, int] = {}
    for number, stranger in enumerate(STRANGERS):
        index = next(
            one for one in sorted(came) if one not in found.values() and _suits(stranger, one, came, crowd, received)
        )
        found[stranger.code] = index
        identity, work = crowd[index]
        named = replace(identity, used_name=stranger.family, first_name=stranger.first)
        crowd[index] = (replace(named, phones=(_FIRST_PHONE.format(number=number),)), work)
    return found


def _suits(
    stranger: Stranger,
    index: int,
    came: dict[int, set[dt.date]],
    crowd: list[tuple[Identity, Work]],
    received: set[int],
) -> bool:
    civil = crowd[index][0].civility is Civility(stranger.civility)
    there = stranger.came_on is None or stranger.came_on in came[index]
    return civil and there and not (stranger.newcomer and index in received)
