"""Who follows a parcours: named, ended, replaced as the main one, handed over; one main referent at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.obstacles import professional
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.rows import parcours_at, referent_of, subjects_of
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.gestures import HandOver, RestoreReferents, SetReferent
from ceis_desk.parcours.model import Parcours, Referent

_TABLE = tables.parcours_referent
_DAY = dt.timedelta(days=1)
_NO_REFERENT = "Cette personne ne suit plus ce parcours. Rien n’a changé\u00a0: relisez-le."
_ALREADY = "Cette personne suit déjà ce parcours. Rien n’a changé."
_SAME = "C’est déjà la personne référente. Rien n’a changé."
_TOO_EARLY = (
    "La personne référente a commencé ce jour-là ou après. Rien n’a changé\u00a0: choisissez un jour plus tard."
)


def set_referent(tx: Tx, gesture: SetReferent) -> Change:
    """Name a referent, change one or end one; a main one takes the place of the former."""
    parcours = parcours_at(tx, gesture.parcours_id)
    rules.require_going(parcours)
    rules.check_referent(parcours, gesture.from_day, gesture.to_day)
    name = professional(tx.connection, gesture.account_id, gesture.from_day)
    former = _known(parcours, gesture.referent_id)
    if former is None and any(one.account_id == gesture.account_id for one in _lasting(parcours, gesture.from_day)):
        raise Refusal(_ALREADY)
    if former is not None:
        tx.require_clock(_TABLE, former.id, gesture.clock)
    now = Referent(
        former.id if former else id_at(tx.now),
        0,
        gesture.account_id,
        name,
        gesture.from_day,
        gesture.to_day,
        gesture.main,
    )
    demoted = [one for one in parcours.referents if one.main and gesture.main and one.id != now.id]
    demoted = [replace(one, main=False) for one in demoted if one.to_day is None or one.to_day >= gesture.from_day]
    return _written(tx, parcours, [now, *demoted], _words(name, gesture))


def hand_over(tx: Tx, gesture: HandOver) -> Change:
    """Give a parcours to another main referent: the former one ends the day before."""
    parcours = parcours_at(tx, gesture.parcours_id)
    rules.require_going(parcours)
    rules.check_referent(parcours, gesture.on, None)
    name = professional(tx.connection, gesture.account_id, gesture.on)
    mains = [one for one in _lasting(parcours, gesture.on) if one.main]
    if any(one.account_id == gesture.account_id for one in mains):
        raise Refusal(_SAME)
    if any(one.from_day >= gesture.on for one in mains):
        raise Refusal(_TOO_EARLY)
    ended = [replace(one, to_day=gesture.on - _DAY) for one in mains]
    # Whoever followed it beside the former one becomes the main one, and does not follow it twice.
    beside = [one for one in _lasting(parcours, gesture.on) if one.account_id == gesture.account_id]
    ended += [replace(one, to_day=gesture.on - _DAY) for one in beside if one.from_day < gesture.on]
    gone = [one.id for one in beside if one.from_day >= gesture.on]
    new = Referent(id_at(tx.now), 0, gesture.account_id, name, gesture.on, None, main=True)
    return _written(tx, parcours, [*ended, new], f"Relais pris par {name}.", gone)


def restore_referents(tx: Tx, gesture: RestoreReferents) -> Change:
    """Write referents as they were, and take back those who were not there."""
    parcours = parcours_at(tx, gesture.parcours_id)
    for row_id in (*(one.id for one in gesture.referents), *gesture.gone):
        tx.require_clock(_TABLE, row_id, gesture.clock)
    return _written(tx, parcours, gesture.referents, "C’est annulé\u00a0: le suivi est comme avant.", gesture.gone)


def _written(tx: Tx, parcours: Parcours, now: Iterable[Referent], said: str, gone: Iterable[Id] = ()) -> Change:
    """Write these, withdraw `gone`, and remember how all of them were."""
    written, taken = list(now), list(gone)
    before = _as_they_are(tx, [*(one.id for one in written), *taken])
    for one in written:
        tx.require_clock(_TABLE, one.id, None)
        tx.put(
            _TABLE,
            one.id,
            parcours_id=parcours.id,
            account_id=one.account_id,
            from_day=one.from_day,
            to_day=one.to_day,
            main=one.main,
            withdrawn=False,
        )
    for row_id in taken:
        tx.require_clock(_TABLE, row_id, None)
        tx.change(_TABLE, row_id, withdrawn=True)
    fresh = tuple(one.id for one in written if one.id not in before)
    undo = RestoreReferents(parcours.id, tx.stamp()[0], tuple(before.values()), fresh)
    return Change(subjects=subjects_of(parcours), said=said, undo=undo, made=fresh)


def _as_they_are(tx: Tx, ids: list[Id]) -> dict[Id, Referent]:
    rows = tx.connection.execute(select(_TABLE).where(_TABLE.c.id.in_(ids), ~_TABLE.c.withdrawn)).all()
    names = account_names(tx.connection)
    return {row.id: referent_of(row, names) for row in rows}


def _known(parcours: Parcours, referent_id: Id | None) -> Referent | None:
    if referent_id is None:
        return None
    found = next((one for one in parcours.referents if one.id == referent_id), None)
    if found is None:
        raise Refusal(_NO_REFERENT)
    return found


def _lasting(parcours: Parcours, day: dt.date) -> list[Referent]:
    """Those who still follow it on that day, or will later."""
    return [one for one in parcours.referents if one.to_day is None or one.to_day >= day]


def _words(name: str, gesture: SetReferent) -> str:
    if gesture.to_day is not None:
        return f"{name} suit ce parcours jusqu’au {gesture.to_day:%d/%m/%Y}."
    return f"{name}, référent·e du parcours." if gesture.main else f"{name} suit aussi ce parcours."
