"""Rules of the desk: who is called next, how long one has waited, what a visit keeps to be counted for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ceis_desk.core.ids import Id
from ceis_desk.people.model import Company, Family, Identity, Work
from ceis_desk.reception.model import Medium, Snapshot, Stamps, Visit, VisitState

PRECISION_LENGTH = 40
SENIOR_AGE = 60


def may_wait(visit: Visit) -> bool:
    """Whether a visit of today has a place in the queue: it had one, or it was made at the counter."""
    return visit.waiting_at is not None or visit.medium is Medium.COUNTER


def snapshot(identity: Identity, work: Work, day: dt.date) -> Snapshot:
    """The snapshot of a known person on `day`; None means that nothing was said.

    With a birth year alone the age is that reached in the year. An isolated person lives alone or rarely sees someone
    (profession, part D).
    """
    alone = identity.lives_alone
    rarely = None if identity.company is Company.UNKNOWN else identity.company is Company.RARELY
    return Snapshot(
        age=age_at(identity.birth_date, identity.birth_year, day),
        sex=identity.sex.value,
        qpv=identity.qpv.value,
        district=identity.district,
        job_seeker=None if work is Work.UNKNOWN else work is Work.JOB_SEEKER,
        lone_parent=None if identity.family is Family.UNKNOWN else identity.family is Family.LONE_PARENT,
        isolated=None if alone is None and rarely is None else bool(alone or rarely),
    )


def age_at(birth: dt.date | None, year: int | None, day: dt.date) -> int | None:
    """Age in full years on `day`, or None when neither date nor year is known or the birth is later."""
    if birth is not None:
        age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    elif year is not None:
        age = day.year - year
    else:
        return None
    return age if age >= 0 else None


def state_of(
    called_at: dt.datetime | None,
    busy_at: dt.datetime | None,
    gone_at: dt.datetime | None,
    waiting_at: dt.datetime | None,
) -> VisitState:
    """Where a visit stands, from its stamps; a fact recorded without a queue is over."""
    if gone_at is not None or waiting_at is None:
        return VisitState.GONE
    if busy_at is not None:
        return VisitState.BUSY
    return VisitState.CALLED if called_at is not None else VisitState.WAITING


def corrected_stamps(stamps: Stamps, day: dt.date, medium: Medium, at: dt.datetime) -> Stamps:
    """The stamps of a visit of `day` once corrected: at the counter on its own day it keeps its place in the queue.

    Any other is a fact without a queue, over at its own moment (docs/decisions/0012).
    """
    if stamps.waiting_at is not None and medium is Medium.COUNTER and at.date() == day:
        return replace(stamps, waiting_at=at)
    return replace(stamps, waiting_at=None, gone_at=at)


def next_to_call(visits: Iterable[Visit], account_id: Id) -> Visit | None:
    """The longest waiting of the account's queue, else of the common one (F8)."""
    waiting = [visit for visit in visits if visit.state is VisitState.WAITING]
    mine = [visit for visit in waiting if visit.for_id == account_id]
    common = [visit for visit in waiting if visit.for_id is None]
    candidates = mine or common
    return min(candidates, key=lambda visit: (visit.waiting_at or visit.at, visit.id)) if candidates else None


def waited_minutes(visit: Visit, now: dt.datetime) -> int:
    """Whole minutes between arrival and call, or until now for whoever still waits."""
    if visit.waiting_at is None:
        return 0
    end = visit.called_at or visit.busy_at or visit.gone_at or now
    return max(0, int((end - visit.waiting_at).total_seconds() // 60))


@dataclass(frozen=True)
class WaitThresholds:
    """Minutes from which a wait is amber, then red (site settings)."""

    amber: int = 10
    red: int = 20


def wait_tone(minutes: int, thresholds: WaitThresholds) -> str:
    """`success`, `warn` or `danger`."""
    if minutes >= thresholds.red:
        return "danger"
    return "warn" if minutes >= thresholds.amber else "success"
