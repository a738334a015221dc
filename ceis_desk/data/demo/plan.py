"""Fifteen months of invented visits from one seed: exact participants each month, uneven days, a morning peak."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from ceis_desk.data.demo.cast import OPENING

SEED = 20190618
FIRST_DAY, LAST_DAY = dt.date(2018, 10, 1), dt.date(2019, 12, 31)

# The seed's two figures are 292 (December 2018) and 538 (June 2019); the others are invented between and after them.
PARTICIPANTS = {
    (2018, 10): 248, (2018, 11): 271, (2018, 12): 292, (2019, 1): 318, (2019, 2): 347, (2019, 3): 402, (2019, 4): 431,
    (2019, 5): 489, (2019, 6): 538, (2019, 7): 486, (2019, 8): 352, (2019, 9): 561, (2019, 10): 597, (2019, 11): 604,
    (2019, 12): 548,
}  # fmt: skip
DIGITAL_DOUBLES_FROM = dt.date(2019, 9, 1)

MOTIFS = (
    "Rendez-vous budget",
    "Démarche en ligne",
    "Recherche d’emploi",
    "Atelier collectif",
    "Accès aux droits",
    "Logement",
    "Santé, prévention",
    "Café, lien social",
    "Autre motif",
)
_WEIGHTS = (6, 13, 17, 9, 17, 9, 8, 17, 4)
_DIGITAL = 1
# From September 2019 two visits in five bring a digital motif, against one in seven or eight before.
_WEIGHTS_AFTER = (6, 34, 16, 9, 15, 9, 8, 15, 4)
_HOURS = (9, 10, 11, 12, 14, 15, 16, 17)
_LOAD = {
    0: (26, 58, 77, 71, 33, 52, 65, 46),
    1: (51, 120, 146, 139, 61, 104, 121, 77),
    2: (43, 95, 113, 87, 0, 0, 0, 0),
    3: (61, 130, 164, 155, 77, 112, 130, 70),
    4: (44, 86, 103, 77, 34, 52, 44, 22),
}
_NEW_EACH_MONTH = 0.16
_CLOSED_WEEK = (dt.date(2018, 12, 24), dt.date(2018, 12, 31))
_CLOSED_SUMMER = (dt.date(2019, 8, 12), dt.date(2019, 8, 16))
_CLOSED_WINTER = (dt.date(2019, 12, 26), dt.date(2019, 12, 31))


@dataclass(frozen=True)
class PlannedVisit:
    """One visit to write: `person` is an index in the crowd, None for an anonymous passage."""

    at: dt.datetime
    person: int | None
    motifs: tuple[str, ...]
    waited: int


def open_days(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days on which the CEIS was open: Monday to Friday, out of holidays and of three closed weeks."""
    from holidays import country_holidays

    off = country_holidays("FR", years=(2018, 2019))
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    closed = (_CLOSED_WEEK, _CLOSED_SUMMER, _CLOSED_WINTER)
    return [
        day for day in days if day.weekday() in _LOAD and day not in off and not any(a <= day <= b for a, b in closed)
    ]


@dataclass
class _Crowd:
    """Who has already come, by index; regulars come back, others fade."""

    rng: random.Random
    known: list[int]
    size: int

    def month(self, count: int, forced: frozenset[int]) -> tuple[list[int], list[int]]:
        """The participants of a month, `forced` ones first, then known faces, then new ones; and the new ones alone."""
        fresh = max(count - len(forced) - len(self.known), round(count * _NEW_EACH_MONTH))
        fresh = min(fresh, count - len(forced)) if self.known else count - len(forced)
        newcomers = list(range(self.size, self.size + fresh))
        self.size += fresh
        others = [person for person in self.known if person not in forced]
        # A regular comes back more surely than someone seen long ago: later arrivals weigh more.
        weighted = sorted(others, key=lambda index: self.rng.random() ** (1 / (1 + index / 200)), reverse=True)
        returning = weighted[: count - len(forced) - fresh]
        self.known.extend(newcomers)
        return [*forced, *returning, *newcomers], newcomers


def plan_visits(cast_days: dict[int, list[dt.date]], crowd_starts: int) -> tuple[list[PlannedVisit], int]:
    """All the visits but those of the morning of the opening day, and the number of persons in the crowd.

    `cast_days` are the days on which people of the pictures came; their indexes come before `crowd_starts`.
    """
    rng = random.Random(SEED)
    crowd = _Crowd(rng, [], crowd_starts)
    visits: list[PlannedVisit] = []
    for (year, month), count in PARTICIPANTS.items():
        days = open_days(dt.date(year, month, 1), _last_of(year, month))
        forced = frozenset(
            who for who, when in cast_days.items() if any((day.year, day.month) == (year, month) for day in when)
        )
        people, _ = crowd.month(count, forced)
        for person in people:
            when = cast_days.get(person)
            if when is not None:
                chosen = [day for day in when if (day.year, day.month) == (year, month) and day != OPENING.date()]
            else:
                chosen = rng.choices(days, weights=[_day_load(day) for day in days], k=_visits_of_one(rng))
            visits.extend(_visit(rng, day, person) for day in chosen if _open_to(day))
            if when is None and not any(_open_to(day) for day in chosen):
                visits.append(_visit(rng, next(day for day in days if _open_to(day)), person))
        anonymous = round(count * 0.4)
        drawn = rng.choices(days, weights=[_day_load(day) for day in days], k=anonymous)
        visits.extend(_visit(rng, day, None) for day in drawn if _open_to(day))
    visits.extend(_morning_crowd(rng, visits))
    return sorted(visits, key=lambda visit: visit.at), crowd.size


def _open_to(day: dt.date) -> bool:
    # The morning of the pictures is written by hand; nothing has happened yet that afternoon.
    return day != OPENING.date()


def _morning_crowd(rng: random.Random, visits: list[PlannedVisit]) -> list[PlannedVisit]:
    """Passages of the opening morning by people of that month, all over before 10:12."""
    day = OPENING.date()
    seen = sorted(
        {v.person for v in visits if v.person is not None and (v.at.year, v.at.month) == (day.year, day.month)}
    )
    people: list[int | None] = [*rng.sample(seen, 22), None, None, None, None, None, None]
    planned = []
    for person in people:
        at = dt.datetime.combine(day, dt.time(9, 0)) + dt.timedelta(minutes=rng.randrange(1, 66))
        planned.append(PlannedVisit(at, person, _motifs(rng, day), rng.randrange(1, 5)))
    return planned


def _last_of(year: int, month: int) -> dt.date:
    return (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _day_load(day: dt.date) -> float:
    # Two days of the same weekday are never quite alike: a wave of 11 days keeps them uneven.
    return sum(_LOAD[day.weekday()]) * (0.8 + 0.4 * ((day.toordinal() * 7) % 11) / 10)


def _visits_of_one(rng: random.Random) -> int:
    return min(1 + int(rng.expovariate(1 / 3.9)), 19)


def _visit(rng: random.Random, day: dt.date, person: int | None) -> PlannedVisit:
    hour = rng.choices(_HOURS, weights=_LOAD[day.weekday()])[0]
    at = dt.datetime.combine(day, dt.time(hour, rng.randrange(60)))
    busy = _LOAD[day.weekday()][_HOURS.index(hour)] / 164
    waited = min(int(rng.expovariate(1 / (4 + 10 * busy))), 55)
    return PlannedVisit(at, person, _motifs(rng, day), waited)


def _motifs(rng: random.Random, day: dt.date) -> tuple[str, ...]:
    weights = _WEIGHTS_AFTER if day >= DIGITAL_DOUBLES_FROM else _WEIGHTS
    count = 1 if rng.random() < 0.88 else 2
    chosen = rng.choices(range(len(MOTIFS)), weights=weights, k=count)
    return tuple(MOTIFS[index] for index in dict.fromkeys(chosen))
