"""Cases of households: opened, changed, led from step to step, closed, separated, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, exists, select

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change
from ceis_desk.data.budget.case_rows import case_at, case_subject, put_case
from ceis_desk.data.budget.items import copy_items, withdraw_item
from ceis_desk.data.people import canonical, refuse_erased
from ceis_desk.data.schema.sealed import budget_case, budget_item, document, note
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.platforms.budget import rules
from ceis_desk.platforms.budget.gestures import (
    ChangeCase,
    CloseCase,
    JoinAgain,
    OpenCase,
    PauseCase,
    ReachStep,
    ReopenCase,
    RestoreCase,
    SeparateCouple,
    WithdrawCase,
)
from ceis_desk.platforms.budget.model import BudgetCase, Member, Objective, Pause, StepMark

_NOT_YET = "Ce jour n’est pas encore passé. Rien n’a changé\u00a0: corrigez la date."
_NOT_EMPTY = "Ce dossier n’est plus vide. Rien n’a changé\u00a0: retirez d’abord ce qu’il contient, ou fermez-le."
_NO_SEPARATION = "Ce dossier n’a pas été séparé. Rien n’a changé."
_LONGEST_TEXT = 2000


def open_case(tx: Tx, gesture: OpenCase) -> Change:
    """Open a case at its first contact."""
    person_id = canonical(tx.connection, gesture.person_id)
    members = rules.check_members(person_id, _standing(tx.connection, gesture.members))
    refuse_erased(tx.connection, *(member.person_id for member in members))
    refuse_words(*(member.name for member in members), *(one.text for one in gesture.objectives))
    day = _not_ahead(tx, gesture.opened_on)
    case = BudgetCase(
        id=id_at(tx.now),
        clock=0,
        person_id=person_id,
        kind=gesture.kind,
        source=gesture.source,
        referent_id=gesture.referent_id or tx.actor.account_id,
        opened_on=day,
        members=members,
        marks=rules.began(day, tx.actor.account_id),
        objectives=gesture.objectives,
    )
    subjects = put_case(tx, case)
    undo = WithdrawCase(case.id, tx.stamp()[0])
    return Change(subjects=subjects, said="Dossier budget ouvert.", undo=undo, made=(case.id,))


def change_case(tx: Tx, gesture: ChangeCase) -> Change:
    """Replace what is said of a case."""
    before = case_at(tx, gesture.case_id, gesture.clock)
    rules.require_open(before)
    members = rules.check_members(before.person_id, _standing(tx.connection, gesture.members))
    refuse_words(*(member.name for member in members), *(one.text for one in gesture.objectives))
    _check_objectives(gesture.objectives)
    after = replace(
        before,
        kind=gesture.kind,
        source=gesture.source,
        referent_id=gesture.referent_id,
        members=members,
        objectives=gesture.objectives,
    )
    return _changed(tx, before, after, "Dossier budget modifié.")


def restore_case(tx: Tx, gesture: RestoreCase) -> Change:
    """Give a case back what it said."""
    before = case_at(tx, gesture.case.id, gesture.case.clock)
    return _changed(tx, before, gesture.case, "C’est annulé\u00a0: le dossier est comme avant.")


def withdraw_case(tx: Tx, gesture: WithdrawCase) -> Change:
    """Take back a case opened by mistake, or put it back."""
    case = case_at(tx, gesture.case_id, gesture.clock, withdrawn_too=True)
    if gesture.withdrawn:
        rules.require_writable(case)
        refuse_filled(tx.connection, gesture.case_id)
    tx.change(budget_case, gesture.case_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=case_subject(gesture.case_id),
        said="Ouverture du dossier annulée." if gesture.withdrawn else "Dossier rétabli.",
        undo=WithdrawCase(gesture.case_id, tx.stamp()[0], not gesture.withdrawn),
    )


def reach_step(tx: Tx, gesture: ReachStep) -> Change:
    """Reach the next step."""
    refuse_words(gesture.reason)
    before = case_at(tx, gesture.case_id, gesture.clock)
    day = _not_ahead(tx, gesture.day)
    after = rules.reached(before, gesture.step, day, tx.actor.account_id, gesture.reason)
    return _changed(tx, before, after, f"Étape atteinte\u00a0: {gesture.step.label.lower()}.")


def pause_case(tx: Tx, gesture: PauseCase) -> Change:
    """Stop a case, or take it up again."""
    refuse_words(gesture.reason)
    before = case_at(tx, gesture.case_id, gesture.clock)
    after = rules.paused(before, gesture.pause, tx.today, tx.actor.account_id, gesture.reason)
    said = "Dossier repris." if gesture.pause is Pause.NONE else f"Dossier {gesture.pause.label}."
    return _changed(tx, before, after, said)


def close_case(tx: Tx, gesture: CloseCase) -> Change:
    """Close a case."""
    refuse_words(gesture.reason)
    before = case_at(tx, gesture.case_id, gesture.clock)
    day = _not_ahead(tx, gesture.day)
    after = rules.closed(before, gesture.closure, day, tx.actor.account_id, gesture.reason)
    return _changed(tx, before, after, f"Dossier clos\u00a0: {gesture.closure.label}.")


def reopen_case(tx: Tx, gesture: ReopenCase) -> Change:
    """Open a closed case again."""
    refuse_words(gesture.reason)
    before = case_at(tx, gesture.case_id, gesture.clock)
    after = rules.reopened(before, tx.today, tx.actor.account_id, gesture.reason)
    return _changed(tx, before, after, "Dossier rouvert.")


def separate_couple(tx: Tx, gesture: SeparateCouple) -> Change:
    """Two cases from that day on; the common one says nothing of them, each of them says which one it was."""
    common = case_at(tx, gesture.case_id, gesture.clock)
    day = _not_ahead(tx, gesture.day)
    refuse_words(*(member.name for member in (*gesture.first, *gesture.second)))
    first, second = (_standing(tx.connection, side) for side in (gesture.first, gesture.second))
    sides = rules.separated(common, first, second, day)
    cases = [_own_case(tx, common, side, day) for side in sides]
    for case, taken in zip(cases, (gesture.first_takes, gesture.second_takes), strict=True):
        put_case(tx, case)
        copy_items(tx, common.id, case.id, taken)
    put_case(tx, replace(common, separated_on=day, separated_clock=tx.stamp()[0]))
    made = tuple(case.id for case in cases)
    return Change(
        subjects=case_subject(common.id) | case_subject(made[0]) | case_subject(made[1]),
        said="Deux dossiers désormais\u00a0: le dossier commun se lit jusqu’à ce jour.",
        undo=JoinAgain(common.id, tx.stamp()[0]),
        made=made,
    )


def join_again(tx: Tx, gesture: JoinAgain) -> Change:
    """Take a separation back while both new cases are as it made them."""
    common = case_at(tx, gesture.case_id, gesture.clock)
    if common.separated_on is None:
        raise Refusal(_NO_SEPARATION)
    # The separation wrote the three rows under one clock: that is how they are found again, whatever desk made it.
    written = (budget_case.c.hlc == gesture.clock, budget_case.c.id != common.id, ~budget_case.c.withdrawn)
    made = list(tx.connection.execute(select(budget_case.c.id).where(*written)).scalars())
    if len(made) != 2:  # noqa: PLR2004 each of the couple
        raise Outdated(OUTDATED)
    for case_id in made:
        refuse_filled(tx.connection, case_id, but=gesture.clock)
        taken = tx.connection.execute(select(budget_item.c.id).where(budget_item.c.case_id == case_id)).scalars().all()
        for item_id in taken:
            withdraw_item(tx, item_id)
        tx.change(budget_case, case_id, withdrawn=True)
    subjects = put_case(tx, replace(common, separated_on=None, separated_clock=None))
    return Change(subjects=subjects, said="Séparation annulée\u00a0: le dossier commun est rouvert.")


def refuse_filled(connection: Connection, case_id: Id, but: int = 0) -> None:
    """Raise Refusal when something was put in a case, but for what came under that clock with the case itself."""
    held = (
        exists().where(budget_item.c.case_id == case_id, ~budget_item.c.withdrawn, budget_item.c.hlc != but),
        exists().where(note.c.thread_id == case_id),
        exists().where(document.c.thread_id == case_id, ~document.c.withdrawn),
    )
    if any(connection.execute(select(one)).scalar_one() for one in held):
        raise Refusal(_NOT_EMPTY)


def refuse_words(*texts: str, most: int = _LONGEST_TEXT) -> None:
    """Raise Refusal when one of these is too long or holds a social-security number."""
    for text in texts:
        refuse_nir(text)
        if len(text) > most:
            raise Refusal(f"Ce texte dépasse {most} signes. Rien n’a été écrit\u00a0: raccourcissez-le.")


def _own_case(tx: Tx, common: BudgetCase, side: tuple[Member, ...], day: dt.date) -> BudgetCase:
    """The case of one of the couple: at the step where they stood, with nothing of the other."""
    adult = side[0].person_id
    if adult is None:
        raise Refusal(rules.SEPARATED)
    refuse_erased(tx.connection, adult)
    return replace(
        common,
        id=id_at(tx.now),
        clock=0,
        person_id=adult,
        opened_on=day,
        members=side,
        marks=(StepMark(day, tx.actor.account_id, rules.step_of(common.marks)),),
        objectives=(),
        closure=None,
        before_id=common.id,
        separated_on=None,
        separated_clock=None,
    )


def _changed(tx: Tx, before: BudgetCase, after: BudgetCase, said: str) -> Change:
    subjects = put_case(tx, after)
    return Change(subjects=subjects, said=said, undo=RestoreCase(replace(before, clock=tx.stamp()[0])))


def _standing(connection: Connection, members: Iterable[Member]) -> tuple[Member, ...]:
    """The members with the records that stand for them now."""
    return tuple(
        replace(member, person_id=canonical(connection, member.person_id)) if member.person_id else member
        for member in members
    )


def _check_objectives(objectives: Iterable[Objective]) -> None:
    if any(one.reached_on is not None and one.reached_on < one.day for one in objectives):
        raise Refusal("Un objectif est atteint après avoir été décidé. Rien n’a changé\u00a0: corrigez la date.")


def _not_ahead(tx: Tx, day: dt.date | None) -> dt.date:
    """The day typed, today without one; raises Refusal for a day to come."""
    if day is not None and day > tx.today:
        raise Refusal(_NOT_YET)
    return day or tx.today
