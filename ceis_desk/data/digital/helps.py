"""Individual helps in the store, with the codes of La Coop."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select

from ceis_desk.access.masking import ANONYMOUS, Discretion
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.digital.posts import DIGITAL, end_help, restore_use
from ceis_desk.data.digital.rows import kept_of, work_status
from ceis_desk.data.people import refuse_erased
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import digital, reception
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.digital.coop import Theme
from ceis_desk.platforms.digital.gestures import RecordHelp, RestoreUse, WithdrawHelp
from ceis_desk.platforms.digital.rules import check_help

_TABLE = digital.digital_help
NO_HELP = "Cette fiche d’aide n’est plus là. Rien n’a changé."


def record_help(tx: Tx, gesture: RecordHelp) -> Change:
    """Record a help, with what a known person is that day, or what was said of nobody named."""
    one, at = gesture.help, tx.now
    check_help(one)
    person = None
    kept: dict[str, Any] = {"age": one.age, "sex": one.sex.value, "status": one.status.value}
    if one.person_id is not None:
        person = welcomed(tx, (one.person_id,))[one.person_id]
        refuse_erased(tx.connection, one.person_id)
        kept = {"status": work_status(tx.connection, one.person_id), **kept_of(tx, one.person_id, at.date())}
    row_id = new_id()
    # A sub-theme without its theme would count a procedure that the sheet does not say.
    procedures = one.procedures if Theme.PROCEDURES in one.themes else ()
    tx.put(
        _TABLE,
        row_id,
        person_id=one.person_id,
        at=at,
        day=at.date(),
        minutes=one.minutes,
        themes=json.dumps([theme.value for theme in one.themes]),
        procedures=json.dumps([theme.value for theme in procedures]),
        material=one.material.value,
        place=one.place.value,
        autonomy=one.autonomy.value,
        referral=one.referral.value,
        account_id=tx.actor.account_id,
        visit_id=_visit_of(tx, one.person_id, at.date()),
        **kept,
    )
    use = end_help(tx, gesture.use_id) if gesture.use_id is not None else None

    def words(show: Discretion) -> str:
        whose = name_of(person, show) if person is not None else ANONYMOUS
        return f"Aide enregistrée\u00a0: {whose}, {one.minutes} min."

    said, masked = both(words)
    return Change(
        subjects=_subjects(row_id),
        said=said,
        masked=masked,
        undo=WithdrawHelp(row_id, clock=tx.stamp()[0], use=use),
        made=(row_id,),
    )


def withdraw_help(tx: Tx, gesture: WithdrawHelp) -> Change:
    """Take a help back or give it back; the post where it was given stands again as before."""
    tx.require_clock(_TABLE, gesture.help_id, gesture.clock)
    if tx.connection.execute(select(_TABLE.c.id).where(_TABLE.c.id == gesture.help_id)).first() is None:
        raise Refusal(NO_HELP)
    tx.change(_TABLE, gesture.help_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_subjects(gesture.help_id),
        said="Fiche d’aide retirée." if gesture.withdrawn else "Fiche d’aide rétablie.",
        undo=WithdrawHelp(
            gesture.help_id, withdrawn=not gesture.withdrawn, clock=tx.stamp()[0], use=_post_back(tx, gesture.use)
        ),
    )


def _post_back(tx: Tx, use: RestoreUse | None) -> RestoreUse | None:
    """Put the post back as it was; one that has gone on since stays as it is: the help alone is taken back."""
    if use is None:
        return None
    try:
        undo = restore_use(tx, use).undo
    except Refusal:
        return None
    return undo if isinstance(undo, RestoreUse) else None


def _visit_of(tx: Tx, person_id: Id | None, day: dt.date) -> Id | None:
    """The visit of that day that the help answers, the latest one."""
    if person_id is None:
        return None
    visit = reception.visit
    query = (
        select(visit.c.id)
        .where(visit.c.person_id == person_id, visit.c.day == day, ~visit.c.withdrawn)
        .order_by(visit.c.at.desc())
        .limit(1)
    )
    found: Id | None = tx.connection.execute(query).scalar_one_or_none()
    return found


def _subjects(help_id: Id) -> frozenset[Subject]:
    return frozenset({Subject(DIGITAL, help_id)})
