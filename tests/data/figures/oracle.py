"""The same figures counted by hand over plain rows, from the words of the contract and not from the engine."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.data.figures.worlds import PLATFORMS, AMotif, AVisit, Kept, World

BANDS = ((0, 11, "0-11"), (12, 17, "12-17"), (18, 24, "18-24"), (25, 39, "25-39"), (40, 59, "40-59"), (60, 69, "60-69"))


@dataclass(frozen=True)
class Happening:
    """One fact of someone, with the platforms that it touches."""

    at: dt.datetime
    kind: int
    rank: int
    person: int
    platforms: frozenset[str]
    kept: Kept


def happenings(world: World) -> Iterator[Happening]:
    """Everything that makes someone a participant, merged records as one person."""
    for rank, visit in enumerate(world.visits):
        if visit.person is not None and not visit.withdrawn:
            touched = frozenset(platforms_of(world, visit))
            yield Happening(visit.at, 0, rank, world.merged.get(visit.person, visit.person), touched, visit.kept)
    for rank, one in enumerate(world.appointments):
        if one.person is not None and one.outcome == "honoured" and not one.withdrawn:
            own = Kept(one.kept.age, one.kept.qpv)
            person = world.merged.get(one.person, one.person)
            yield Happening(one.at, 1, rank, person, frozenset({one.platform}), own)
    for rank, session in enumerate(world.sessions):
        for person, (state, kept) in session.enrolled.items():
            if state == "present" and not session.withdrawn:
                yield Happening(
                    session.at,
                    2,
                    1000 * rank + person,
                    world.merged.get(person, person),
                    frozenset({session.platform}),
                    Kept(kept.age, kept.qpv),
                )


def platforms_of(world: World, visit: AVisit) -> set[str]:
    """The platforms of a visit's motifs on its day."""
    return {platform_on(world.motifs[motif], visit.at.date()) for motif, active in visit.motifs.items() if active}


def platform_on(motif: AMotif, day: dt.date) -> str:
    """The latest link that is not after the day."""
    return next((motif.links[first] for first in sorted(motif.links, reverse=True) if first <= day), "reception")


def visits_of(world: World, first: dt.date, last: dt.date) -> list[AVisit]:
    """The visits of the period."""
    return [visit for visit in world.visits if not visit.withdrawn and first <= visit.at.date() <= last]


def people_of(world: World, first: dt.date, last: dt.date) -> dict[int, list[Happening]]:
    """The facts of each participant of the period, in order."""
    found: dict[int, list[Happening]] = {}
    for one in sorted(happenings(world), key=lambda one: (one.at, one.kind, one.rank)):
        if first <= one.at.date() <= last:
            found.setdefault(one.person, []).append(one)
    return found


def band_of(age: int | None) -> str:
    """The age band of an age."""
    if age is None:
        return "unknown"
    return next((band for low, high, band in BANDS if low <= age <= high), "70+")


def count(world: World, first: dt.date, last: dt.date) -> dict[str, object]:
    """The figures of the period, named and spelt as in the JSON, without its order."""
    visits = visits_of(world, first, last)
    participants = people_of(world, first, last)
    firsts = [facts[0].kept for facts in participants.values()]
    before = {one.person for one in happenings(world) if one.at.date() < first}
    in_use = {
        motif.label
        for rank, motif in enumerate(world.motifs)
        if motif.closed_on is None or motif.closed_on > first or any(visit.motifs.get(rank) for visit in visits)
    }
    by_motif = {
        label: sum(
            any(active and world.motifs[motif].label == label for motif, active in visit.motifs.items())
            for visit in visits
        )
        for label in in_use
    }
    ages = Counter(band_of(kept.age) for kept in firsts)
    districts = Counter(kept.qpv or "unknown" for kept in firsts)
    return {
        "period": {"from": first.isoformat(), "to": last.isoformat()},
        "visits": len(visits),
        "anonymous_visits": sum(visit.person is None for visit in visits),
        "participants": len(participants),
        "new_people": sum(person not in before for person in participants),
        "by_motif": by_motif,
        "by_platform": {
            platform: {
                "visits": sum(platform in platforms_of(world, visit) for visit in visits),
                "participants": sum(
                    any(platform in fact.platforms for fact in facts) for facts in participants.values()
                ),
            }
            for platform in PLATFORMS
        },
        "by_age_band": {band: ages[band] for band in [*(band for _, _, band in BANDS), "70+", "unknown"]},
        "by_qpv": {answer: districts[answer] for answer in ("yes", "no", "unknown")},
        "complete": True,
        "missing": [],
    }


def sexes(world: World, first: dt.date, last: dt.date) -> dict[str, int]:
    """Participants by sex at their first fact; only visits keep it."""
    found = Counter(facts[0].kept.sex for facts in people_of(world, first, last).values())
    return {sex: found[sex] for sex in ("female", "male", "unknown")}


def publics(world: World, first: dt.date, last: dt.date) -> tuple[int, int, int]:
    """Participants seeking a job, alone with children, isolated at 60 or more."""
    facts = people_of(world, first, last).values()
    return (
        sum(any(one.kept.job_seeker for one in own) for own in facts),
        sum(any(one.kept.lone_parent for one in own) for own in facts),
        sum(any(one.kept.isolated and (one.kept.age or 0) >= 60 for one in own) for own in facts),
    )


def waits(world: World, first: dt.date, last: dt.date) -> list[int]:
    """The minutes that each called visit of the queue waited."""
    found = []
    for visit in visits_of(world, first, last):
        ended = visit.called_after if visit.called_after is not None else visit.busy_after
        if visit.waiting and ended is not None:
            found.append(max(0, ended))
    return sorted(found)


def outcomes(world: World, first: dt.date, last: dt.date) -> Counter[str]:
    """Appointments of the period by outcome."""
    return Counter(one.outcome for one in world.appointments if not one.withdrawn and first <= one.at.date() <= last)
