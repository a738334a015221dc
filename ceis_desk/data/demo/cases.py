"""The example cases, written by the functions of every day under the keys of the two counsellors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Actor, Group, Role
from ceis_desk.core.ids import Id, code_id, id_at
from ceis_desk.data.budget import cases, things
from ceis_desk.data.budget.case_rows import read_case
from ceis_desk.data.budget.plans import keep_plans
from ceis_desk.data.demo.cast import CAST, OPENING, PASSWORD, STAFF
from ceis_desk.data.demo.households import HOUSEHOLDS, Agreed, Household
from ceis_desk.data.demo.sheets import write_sheets
from ceis_desk.data.house import keep_draft
from ceis_desk.data.keys import ring
from ceis_desk.data.notes.signing import sign_note
from ceis_desk.data.people import create_person
from ceis_desk.data.schema import agenda
from ceis_desk.data.sealing import open_keys, share_keys
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.names import display_name
from ceis_desk.platforms.budget import PLATFORM
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    CloseCase,
    KeepPlans,
    OpenCase,
    PauseCase,
    PutAction,
    PutDebt,
    PutOverindebtedness,
    ReachStep,
    ReceiveDocument,
)
from ceis_desk.platforms.budget.model import Debt, Member
from ceis_desk.platforms.budget.repayment import Payment, RepaymentPlan
from ceis_desk.platforms.budget.schedules import equal_instalments
from ceis_desk.reception.rules import snapshot

_HOUR = dt.time(15)
_ROOM = "bureau 2"
_OF_THE_SHEETS = "benali"


def write_cases(tx: Tx, aside: Path, staff: Mapping[str, Id], cast: Mapping[str, Id]) -> dict[str, Id]:
    """Write every example case and give their ids; `aside` holds the ring that the counsellors’ passwords open."""
    claire = _Counsellor(tx, aside, "claire", staff["claire"])
    # The founder draws the key of the team for its first member; that one shares it, as her sign-in would.
    share_keys(claire.on(OPENING.date()))
    desks = {"claire": claire, "nadia": _Counsellor(tx, aside, "nadia", staff["nadia"])}
    return {household.code: _write(desks, household, cast) for household in HOUSEHOLDS}


class _Counsellor:
    """A counsellor at work on some past day, with her own keys."""

    def __init__(self, tx: Tx, aside: Path, login: str, account_id: Id) -> None:
        roles: frozenset[Role] = next(roles for one, _, roles in STAFF if one == login)
        name = next(name for one, name, _ in STAFF if one == login)
        unlocked = ring.unlock(aside, login, PASSWORD)
        self._tx, self._anchor = tx, unlocked.anchor
        self._actor = Actor(account_id, name, roles, tx.actor.desk_id)
        self._keys = open_keys(tx.connection, unlocked)

    def on(self, day: dt.date, hour: dt.time = _HOUR) -> Tx:
        """A transaction of that day, in her name."""
        now = min(dt.datetime.combine(day, hour), OPENING)
        return Tx(self._tx.connection, self._actor, now, self._keys, self._anchor)


def _write(desks: Mapping[str, _Counsellor], household: Household, cast: Mapping[str, Id]) -> Id:
    desk, person_id = desks[household.login], cast[household.code]
    first_day = household.steps[0][1]
    members = (_first(household.code, person_id), *_second(desk.on(first_day), household), *household.others)
    opening = OpenCase(person_id, household.kind, household.source, members, objectives=household.objectives)
    case_id = cases.open_case(desk.on(first_day), opening).made[0]
    for step, day in household.steps[1:]:
        cases.reach_step(desk.on(day), ReachStep(case_id, _clock(desk.on(day), case_id), step))
    for told in household.notes:
        note = SignNote(case_id, Group.BUDGET, told.text, told.day, told.minutes, private=told.private)
        sign_note(desks[told.login].on(told.day), note)
    last = desk.on(OPENING.date(), OPENING.time())
    debts = tuple(replace(debt, id=_ranked(rank)) for rank, debt in enumerate(household.debts))
    for debt in debts:
        things.put_debt(last, PutDebt(case_id, debt))
    for rank, agreed in enumerate(household.plans):
        (debt,) = (debt for debt in debts if debt.label == agreed.label)
        keep_plans(last, KeepPlans(case_id, (_plan(_ranked(rank), last.actor.account_id, debt, agreed),)))
    for rank, action in enumerate(household.actions):
        things.put_action(last, PutAction(case_id, replace(action, id=_ranked(rank))))
    if household.file is not None:
        things.put_file(last, PutOverindebtedness(case_id, household.file))
    _write_asked(desk, household, case_id)
    if household.code == _OF_THE_SHEETS:
        write_sheets(desk.on, case_id)
    _end(desk, household, case_id)
    _write_morning(last, household, case_id, person_id)
    return case_id


def _plan(ident: Id, by_id: Id, debt: Debt, agreed: Agreed) -> RepaymentPlan:
    """What was owed at first, in equal months; each payment is the instalment of its rank."""
    schedule = equal_instalments(debt.original or debt.remaining, agreed.months, agreed.first)
    paid = tuple(Payment(day, one.cents) for day, one in zip(agreed.paid, schedule, strict=False))
    return RepaymentPlan(
        ident, 0, debt.label, debt.creditor, debt.family, agreed.made_on, schedule, debt.id, by_id, paid
    )


def _ranked(rank: int) -> Id:
    """An id that keeps the order of the example: things are listed by the time in their id."""
    return id_at(OPENING + dt.timedelta(milliseconds=rank))


def _first(code: str, person_id: Id) -> Member:
    identity = next(member.identity for member in CAST if member.code == code)
    year = identity.birth_date.year if identity.birth_date else None
    return Member(display_name("", identity.used_name, identity.first_name), year, adult=True, person_id=person_id)


def _second(tx: Tx, household: Household) -> tuple[Member, ...]:
    """The other adult of the household when there is one, with the record made at the first contact."""
    identity = household.partner
    if identity is None:
        return ()
    person_id = code_id("demo_case", household.code, "partner")
    create_person(tx, CreatePerson(identity, id=person_id))
    name = display_name("", identity.used_name, identity.first_name)
    return (Member(name, identity.birth_year, adult=True, person_id=person_id),)


def _write_asked(desk: _Counsellor, household: Household, case_id: Id) -> None:
    for label, asked_on, received_on in household.asked:
        tx = desk.on(asked_on)
        item_id = things.ask_documents(tx, AskDocument(case_id, (label,))).made[0]
        if received_on is not None:
            things.receive_document(desk.on(received_on), ReceiveDocument(item_id, tx.stamp()[0], received_on))


def _end(desk: _Counsellor, household: Household, case_id: Id) -> None:
    if household.pause is not None:
        pause, reason = household.pause
        tx = desk.on(OPENING.date(), OPENING.time())
        cases.pause_case(tx, PauseCase(case_id, _clock(tx, case_id), pause, reason))
    if household.closure is not None:
        closure, day = household.closure
        cases.close_case(desk.on(day), CloseCase(case_id, _clock(desk.on(day), case_id), closure))


def _write_morning(tx: Tx, household: Household, case_id: Id, person_id: Id) -> None:
    """What stands on the desk at the opening: a note being typed, the next appointment."""
    if household.draft:
        keep_draft(tx, KeepDraft(draft_kind(case_id), household.draft))
    if household.next_at is not None:
        member = next(member for member in CAST if member.code == household.code)
        snap = snapshot(member.identity, member.work, household.next_at.date())
        tx.put(
            agenda.appointment,
            code_id("demo_case", household.code, "next"),
            person_id=person_id,
            account_id=tx.actor.account_id,
            platform=PLATFORM.code,
            starts_at=household.next_at,
            day=household.next_at.date(),
            room=_ROOM,
            age=snap.age,
            qpv=snap.qpv,
        )


def _clock(tx: Tx, case_id: Id) -> int:
    return read_case(tx.connection, tx.keys, case_id).clock
