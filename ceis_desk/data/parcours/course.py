"""A parcours from its entry to its exit: opened, suspended, ended, taken up again, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import exists, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change
from ceis_desk.data.identity import read_identity
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.restricted import has_restricted
from ceis_desk.data.parcours.rows import GONE, parcours_at, read_parcours, subjects_of
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.gestures import (
    EndParcours,
    OpenParcours,
    ReopenParcours,
    RestoreParcours,
    SuspendParcours,
    WithdrawParcours,
)
from ceis_desk.parcours.model import Parcours, ParcoursState

LONGEST_TEXT = 400
_NOT_EMPTY = "Quelque chose est déjà écrit dans ce parcours. Il reste\u00a0: terminez-le plutôt, avec la raison."


def open_parcours(tx: Tx, gesture: OpenParcours) -> Change:
    """Open a parcours, and make whoever opens it its main referent."""
    ids = same_person(tx.connection, gesture.person_id)
    who = read_identity(tx.connection, ids[0])
    refuse_erased(tx.connection, *ids)
    if who is None:
        raise Refusal(GONE)
    rules.require_passed(gesture.opened_on, tx.today)
    rules.require_alone(read_parcours(tx.connection, ids, {}))
    refuse_words(gesture.source)
    parcours_id = id_at(tx.now)
    tx.put(
        tables.parcours,
        parcours_id,
        person_id=ids[0],
        opened_on=gesture.opened_on,
        opened_by=tx.actor.account_id,
        source=gesture.source.strip(),
        state=ParcoursState.ACTIVE.value,
        state_on=gesture.opened_on,
    )
    tx.put(
        tables.parcours_referent,
        id_at(tx.now),
        parcours_id=parcours_id,
        account_id=tx.actor.account_id,
        from_day=gesture.opened_on,
        main=True,
    )
    said, masked = both(lambda show: f"Parcours de {name_of(who, show)} ouvert, vous en êtes référent·e.")
    undo = WithdrawParcours(parcours_id, tx.stamp()[0])
    return Change(subjects_of(parcours_at(tx, parcours_id)), said, undo, made=(parcours_id,), masked=masked)


def suspend_parcours(tx: Tx, gesture: SuspendParcours) -> Change:
    """Suspend a parcours, or take it up again."""
    refuse_words(gesture.reason)
    before = parcours_at(tx, gesture.parcours_id, gesture.clock)
    if not gesture.suspended:
        return _changed(tx, before, rules.resumed(before, tx.today), "Parcours repris.")
    return _changed(tx, before, rules.suspended(before, tx.today, gesture.reason), "Parcours suspendu.")


def end_parcours(tx: Tx, gesture: EndParcours) -> Change:
    """End a parcours with its outcome."""
    refuse_words(gesture.reason)
    before = parcours_at(tx, gesture.parcours_id, gesture.clock)
    after = rules.ended(before, gesture.on, tx.today, gesture.outcome, gesture.reason)
    return _changed(tx, before, after, f"Parcours terminé\u00a0: {gesture.outcome.label}.")


def reopen_parcours(tx: Tx, gesture: ReopenParcours) -> Change:
    """Take up again a parcours that ended."""
    refuse_words(gesture.reason)
    before = parcours_at(tx, gesture.parcours_id, gesture.clock)
    after = rules.reopened(before, _others(tx, before), tx.today, gesture.reason)
    return _changed(tx, before, after, "Parcours rouvert.")


def restore_parcours(tx: Tx, gesture: RestoreParcours) -> Change:
    """Give a parcours back the state that it had."""
    before = parcours_at(tx, gesture.parcours_id, gesture.clock)
    if gesture.state is not ParcoursState.CLOSED and not gesture.beside:
        rules.require_alone(_others(tx, before))
    after = replace(
        before, state=gesture.state, state_on=gesture.state_on, reason=gesture.reason, outcome=gesture.outcome
    )
    return _changed(tx, before, after, f"C’est annulé\u00a0: le parcours est {gesture.state.label}.")


def withdraw_parcours(tx: Tx, gesture: WithdrawParcours) -> Change:
    """Take back a parcours opened by mistake, or put it back."""
    parcours = parcours_at(tx, gesture.parcours_id, gesture.clock, withdrawn_too=True)
    if gesture.withdrawn:
        _refuse_filled(tx, gesture.parcours_id)
    else:
        refuse_erased(tx.connection, parcours.person_id)
        rules.require_alone(_others(tx, parcours))
    tx.change(tables.parcours, gesture.parcours_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=subjects_of(parcours),
        said="Ouverture du parcours annulée." if gesture.withdrawn else "Parcours rétabli.",
        undo=WithdrawParcours(gesture.parcours_id, tx.stamp()[0], not gesture.withdrawn),
    )


def refuse_words(*texts: str) -> None:
    """Raise Refusal when one of these is too long or holds a social-security number."""
    for text in texts:
        refuse_nir(text)
        if len(text) > LONGEST_TEXT:
            raise Refusal(f"Ce texte dépasse {LONGEST_TEXT} signes. Rien n’a été écrit\u00a0: raccourcissez-le.")


def _others(tx: Tx, parcours: Parcours) -> list[Parcours]:
    ids = same_person(tx.connection, parcours.person_id)
    found = read_parcours(tx.connection, ids, account_names(tx.connection))
    return [one for one in found if one.id != parcours.id]


def _refuse_filled(tx: Tx, parcours_id: Id) -> None:
    """Raise Refusal when something is written in a parcours, as far as this session opens it."""
    item, frein, level = tables.parcours_item, tables.frein, tables.frein_level
    held = (
        exists().where(item.c.parcours_id == parcours_id, ~item.c.withdrawn),
        exists().where(frein.c.parcours_id == parcours_id, level.c.frein_id == frein.c.id, ~level.c.withdrawn),
    )
    if any(tx.connection.execute(select(one)).scalar_one() for one in held) or has_restricted(tx, parcours_id):
        raise Refusal(_NOT_EMPTY)


def _changed(tx: Tx, before: Parcours, after: Parcours, said: str) -> Change:
    told: dict[str, Any] = {"state": after.state.value, "outcome": after.outcome.value}
    tx.change(tables.parcours, after.id, **told, state_on=after.state_on, reason=after.reason)
    beside = any(one.state is not ParcoursState.CLOSED for one in _others(tx, before))
    undo = RestoreParcours(
        before.id, tx.stamp()[0], before.state, before.state_on, before.reason, before.outcome, beside
    )
    return Change(subjects=subjects_of(before), said=said, undo=undo)
