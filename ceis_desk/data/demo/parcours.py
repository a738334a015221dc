"""The example parcours, written by the functions of every day in the name of those who follow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from ceis_desk.access.model import Actor
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.demo.cast import OPENING, PASSWORD, STAFF
from ceis_desk.data.demo.ways import WAYS, Goal, Way
from ceis_desk.data.keys import ring
from ceis_desk.data.parcours import course, freins, items, own_words, referents, self_assessment
from ceis_desk.data.schema import employment
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.sealing import open_keys, share_keys
from ceis_desk.data.write import Tx
from ceis_desk.parcours.gestures import (
    EndParcours,
    HandOver,
    MarkItem,
    OpenParcours,
    PutItem,
    ReadFrein,
    SetReferent,
    SuspendParcours,
)
from ceis_desk.parcours.model import Doer, ItemKind, ItemState
from ceis_desk.parcours.own_words import WriteOwnWords
from ceis_desk.parcours.self_assessment import DEFAULT_SCALE, Answer, AssessmentMoment, RecordSelfAssessment

_HOUR = dt.time(11)
_SOCIAL, _TEAM = "lea", ("claire", "marc", "lea")
_ASKED_AGAIN = dt.date(2019, 6, 13)
# What the members of the group say, at their coming and again: how many of them change, sentence by sentence.
_MARKS, _CHANGED = ((1, 1, 2, 1, 0, 0, 2, 0), (2, 2, 3, 2, 2, 1, 3, 3)), (9, 4, 5, 9, 4, 4, 5, 9)


def write_ways(tx: Tx, aside: Path, staff: Mapping[str, Id], cast: Mapping[str, Id]) -> None:
    """Write every example parcours; `aside` holds the ring that the passwords of the team open."""
    # Twice: a key that the second one has been given is passed on to those before her.
    for login in (*_TEAM, *_TEAM):
        share_keys(_at_work(tx, aside, login, staff[login]).on(OPENING.date()))
    desks = {login: _at_work(tx, aside, login, staff[login]) for login in _TEAM}
    for way in WAYS:
        _write(desks, way, staff, cast[way.code])
    _write_group_marks(desks[_SOCIAL])


@dataclass(frozen=True)
class _AtWork:
    """A professional on some past day, with her own keys."""

    tx: Tx

    def on(self, day: dt.date) -> Tx:
        """A transaction of that day, in her name."""
        now = min(dt.datetime.combine(day, _HOUR), OPENING)
        return Tx(self.tx.connection, self.tx.actor, now, self.tx.keys, self.tx.anchor)


def _at_work(tx: Tx, aside: Path, login: str, account_id: Id) -> _AtWork:
    name, roles = next((name, roles) for one, name, roles in STAFF if one == login)
    unlocked = ring.unlock(aside, login, PASSWORD)
    actor = Actor(account_id, name, roles, tx.actor.desk_id)
    return _AtWork(Tx(tx.connection, actor, OPENING, open_keys(tx.connection, unlocked), unlocked.anchor))


def _write(desks: Mapping[str, _AtWork], way: Way, staff: Mapping[str, Id], person_id: Id) -> None:
    desk, social = desks[way.login], desks[_SOCIAL]
    parcours_id = course.open_parcours(desk.on(way.since), OpenParcours(person_id, way.since, way.source)).made[0]
    for login, day, main in way.follows:
        if main:
            referents.hand_over(desk.on(day), HandOver(parcours_id, staff[login], day))
        else:
            referents.set_referent(desk.on(day), SetReferent(parcours_id, staff[login], day))
    for told in way.freins:
        reading = ReadFrein(parcours_id, told.code, told.day, told.moment, told.level)
        freins.read_frein(desk.on(told.day), reading)
    for goal in way.goals:
        _write_goal(desk, parcours_id, goal, staff)
    for aspect, day, text in way.words:
        own_words.write_own_words(social.on(day), WriteOwnWords(person_id, aspect, text, day))
    for rank, (day, marks) in enumerate(way.marks):
        _write_marks(social.on(day), person_id, day, marks, AssessmentMoment.LATER if rank else AssessmentMoment.ENTRY)
    if way.suspended is not None:
        day, reason = way.suspended
        gesture = SuspendParcours(parcours_id, _clock(desk.tx, parcours_id), reason)
        course.suspend_parcours(desk.on(day), gesture)
    if way.ended is not None:
        day, outcome, reason = way.ended
        ending = EndParcours(parcours_id, _clock(desk.tx, parcours_id), day, outcome, reason)
        course.end_parcours(desk.on(day), ending)


def _write_goal(
    desk: _AtWork, parcours_id: Id, goal: Goal, staff: Mapping[str, Id], parent_id: Id | None = None
) -> None:
    asked = PutItem(
        parcours_id,
        ItemKind.OBJECTIVE if parent_id is None else ItemKind.STEP,
        goal.title,
        parent_id,
        code_id("frein", parcours_id, goal.frein) if goal.frein else None,
        platform=goal.platform,
        who=Doer.PROFESSIONAL if goal.login else Doer.PERSON,
        account_id=staff[goal.login] if goal.login else None,
        due=goal.due,
        parts=goal.parts,
    )
    item_id = items.put_item(desk.on(goal.since), asked).made[0]
    for step in goal.steps:
        _write_goal(desk, parcours_id, step, staff, item_id)
    if goal.state is not ItemState.PLANNED:
        day = goal.on or goal.since
        items.mark_item(desk.on(day), MarkItem(item_id, goal.state, done=goal.done or None, on=day))


def _write_marks(tx: Tx, person_id: Id, day: dt.date, marks: tuple[int | None, ...], moment: AssessmentMoment) -> None:
    codes = [one.code for one in DEFAULT_SCALE.statements]
    answers = tuple(Answer(code, mark) for code, mark in zip(codes, marks, strict=True))
    gesture = RecordSelfAssessment(person_id, day, moment, DEFAULT_SCALE.form, answers)
    self_assessment.record_self_assessment(tx, gesture)


def _write_group_marks(social: _AtWork) -> None:
    """Enough persons who answered twice for their change to be shown, and none of them by a name."""
    member = employment.cohort_member
    rows = social.tx.connection.execute(
        select(member.c.person_id, member.c.joined_on).where(member.c.left_on.is_(None)).order_by(member.c.person_id)
    ).all()
    before, after = _MARKS
    for rank, row in enumerate(rows):
        again = tuple(late if rank < many else mark for mark, late, many in zip(before, after, _CHANGED, strict=True))
        _write_marks(social.on(row.joined_on), row.person_id, row.joined_on, before, AssessmentMoment.ENTRY)
        _write_marks(social.on(_ASKED_AGAIN), row.person_id, _ASKED_AGAIN, again, AssessmentMoment.LATER)


def _clock(tx: Tx, parcours_id: Id) -> int:
    table = tables.parcours
    clock: int = tx.connection.execute(select(table.c.hlc).where(table.c.id == parcours_id)).scalar_one()
    return clock
