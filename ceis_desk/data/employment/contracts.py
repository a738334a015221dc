"""Contracts made, changed, ended, and how far somebody is on her way to the school."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import RowMapping, or_, select

from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.counted import kept_of
from ceis_desk.data.employment.rows import contracts, name_of_place, places_now
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import employment
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.gestures import EndContract, PutContract, SetSchool
from ceis_desk.platforms.employment.model import Ending, School
from ceis_desk.platforms.employment.rules import change_days, occupation, trouble_of

LONGEST, LONGEST_COMMITMENTS = 120, 400
_TABLE = employment.contract
_GONE = "Ce contrat n’est plus là. Rien n’a changé\u00a0: relisez les places."
_FAR = dt.date.max


def put_contract(tx: Tx, gesture: PutContract) -> Change:
    """Make or change a contract; what does not add up afterwards is said."""
    before = _row(tx, gesture.id) if gesture.id is not None else None
    if gesture.id is not None and before is None:
        raise Refusal(_GONE)
    if not gesture.withdrawn:
        _check(tx, gesture, before)
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    row_id = gesture.id or new_id()
    if before is not None:
        tx.require_clock(_TABLE, row_id, gesture.clock)
    values = _columns(gesture)
    if before is None or (before["person_id"], before["first"]) != (gesture.person_id, gesture.first):
        values |= kept_of(tx, gesture.person_id, gesture.first)
    tx.put(_TABLE, row_id, **values)
    done = "retiré" if gesture.withdrawn else "enregistré"
    also = "" if gesture.withdrawn else _too_many(tx, gesture)
    place = name_of_place(tx.connection, gesture.place_id)
    said, masked = both(lambda show: f"Contrat de {name_of(person, show)}, {place}, {done}.{also}")
    return Change(subjects=_subjects(row_id), said=said, masked=masked, undo=_undo(tx, gesture, row_id, before),
                  made=(row_id,))  # fmt: skip


def _columns(gesture: PutContract) -> dict[str, Any]:
    return {
        "person_id": gesture.person_id,
        "place_id": gesture.place_id,
        "position": gesture.position,
        "terms": gesture.terms.strip(),
        "first": gesture.first,
        "last": gesture.last,
        "weekly_minutes": gesture.weekly_minutes,
        "tutor": gesture.tutor.strip(),
        "prescriber": gesture.prescriber.strip(),
        "prescribed_by": gesture.prescribed_by.strip(),
        "referent": gesture.referent.strip(),
        "commitments": gesture.commitments.strip(),
        "renews_id": gesture.renews_id,
        "withdrawn": gesture.withdrawn,
    }


def _undo(tx: Tx, gesture: PutContract, row_id: Id, before: RowMapping | None) -> PutContract:
    old = (
        _columns(gesture) | {"withdrawn": True}
        if before is None
        else {name: before[name] for name in _columns(gesture)}
    )
    return PutContract(**old, id=row_id, clock=tx.stamp()[0])


def _check(tx: Tx, gesture: PutContract, before: RowMapping | None) -> None:
    _check_words(gesture)
    if not gesture.terms.strip():
        message = "La nature du contrat manque. Rien n’a été enregistré\u00a0: écrivez par exemple CDI ou CDDI."
        raise Refusal(message)
    if gesture.last is not None and gesture.last < gesture.first:
        message = "La fin vient avant le début. Rien n’a été enregistré\u00a0: corrigez une date."
        raise Refusal(message)
    if before is not None and before["ended_on"] is not None:
        _refuse_outside(before["ended_on"], gesture.first, gesture.last)
    there = before is not None and before["place_id"] == gesture.place_id
    if gesture.place_id not in {place.id for place in places_now(tx.connection)} and not there:
        message = (
            "Cette place n’est plus dans la liste. "
            "Rien n’a été enregistré\u00a0: choisissez une place, ou ajoutez-la dans les réglages."
        )
        raise Refusal(message)
    refuse_erased(tx.connection, gesture.person_id)
    # Whoever left before the day agreed may hold another place since.
    ended_on = before["ended_on"] if before is not None else None
    _refuse_another(tx, gesture.person_id, gesture.id, gesture.first, ended_on or gesture.last)


def _check_words(gesture: PutContract) -> None:
    names = (gesture.terms, gesture.tutor, gesture.prescriber, gesture.prescribed_by, gesture.referent)
    for text, longest in (*((one, LONGEST) for one in names), (gesture.commitments, LONGEST_COMMITMENTS)):
        refuse_nir(text)
        if len(text) > longest:
            message = (
                f"Un texte d’un contrat tient en {longest} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
            )
            raise Refusal(message)


def _refuse_another(tx: Tx, person_id: Id, own: Id | None, first: dt.date, end: dt.date | None) -> None:
    """Nobody holds two places at once."""
    mine = _TABLE.c.person_id.in_(same_person(tx.connection, person_id))
    others = contracts(tx.connection, mine, _TABLE.c.id != (own or new_id()), named=False)
    for one in others:
        if one.first <= (end or _FAR) and (one.end or _FAR) >= first:
            until = f" au {write_day(one.end)}" if one.end else ""
            message = (
                f"Cette personne a déjà un contrat, {one.place}, du {write_day(one.first)}{until}. "
                "Rien n’a été enregistré\u00a0: corrigez une date ou dites d’abord sa sortie."
            )
            raise Refusal(message)


def _too_many(tx: Tx, gesture: PutContract) -> str:
    """The first day of the contract on which its place has more contracts than seats, in words."""
    here = contracts(tx.connection, _TABLE.c.place_id == gesture.place_id, named=False)
    places = [one for one in places_now(tx.connection) if one.id == gesture.place_id]
    for day in change_days(here):
        if gesture.first <= day <= (gesture.last or _FAR):
            for row in occupation(places, here, day):
                if row.surplus:
                    return f" {trouble_of(row, day)}"
    return ""


def end_contract(tx: Tx, gesture: EndContract) -> Change:
    """Somebody leaves, for what and counted or not; OPEN takes her exit back."""
    row = _known(tx, gesture.contract_id)
    _check_end(tx, gesture, row)
    tx.require_clock(_TABLE, gesture.contract_id, gesture.clock)
    tx.change(
        _TABLE,
        gesture.contract_id,
        ended_on=gesture.ended_on,
        ending=gesture.ending.value,
        ending_months=gesture.months if gesture.ending is Ending.FIXED_TERM else 0,
        counted=gesture.counted,
        reason=gesture.reason.strip(),
    )
    undo = EndContract(
        gesture.contract_id,
        row["ended_on"],
        Ending(row["ending"]),
        row["ending_months"],
        row["counted"],
        row["reason"],
        tx.stamp()[0],
    )
    person = welcomed(tx, (row["person_id"],))[row["person_id"]]
    taken_back = gesture.ending is Ending.OPEN and gesture.ended_on is None
    what = "reprise" if taken_back else f"le {write_day(gesture.ended_on)}" if gesture.ended_on else "enregistrée"
    said, masked = both(lambda show: f"Sortie de {name_of(person, show)} {what}.")
    return Change(subjects=_subjects(gesture.contract_id), said=said, masked=masked, undo=undo)


def _check_end(tx: Tx, gesture: EndContract, row: RowMapping) -> None:
    # An exit put later, or taken back, may run into a contract made meanwhile.
    _refuse_another(tx, row["person_id"], gesture.contract_id, row["first"], gesture.ended_on or row["last"])
    refuse_nir(gesture.reason)
    if len(gesture.reason) > LONGEST:
        raise Refusal(f"Un motif tient en {LONGEST} signes. Rien n’a été enregistré\u00a0: raccourcissez-le.")
    if gesture.ended_on is not None:
        _refuse_outside(gesture.ended_on, row["first"], row["last"])
    if gesture.ending is Ending.OPEN:
        return
    if gesture.ended_on is None:
        raise Refusal("Le jour de la sortie manque. Rien n’a été enregistré\u00a0: donnez le dernier jour du contrat.")
    if gesture.ending is Ending.FIXED_TERM and gesture.months <= 0:
        raise Refusal("La durée du CDD en mois manque. Rien n’a été enregistré\u00a0: elle décide de la classe.")
    if not gesture.counted and not gesture.reason.strip():
        raise Refusal("Une sortie exclue du calcul a un motif. Rien n’a été enregistré\u00a0: dites lequel.")
    renewed = select(_TABLE.c.id).where(_TABLE.c.renews_id == gesture.contract_id, ~_TABLE.c.withdrawn)
    if tx.connection.execute(renewed.limit(1)).first() is not None:
        raise Refusal("Ce contrat est renouvelé. Rien n’a été enregistré\u00a0: dites la sortie du dernier contrat.")


def _refuse_outside(ended_on: dt.date, first: dt.date, last: dt.date | None) -> None:
    """Raise Refusal for an exit before the first day or after the day agreed."""
    if ended_on < first or (last is not None and ended_on > last):
        message = "Le jour de la sortie n’est pas dans le contrat. Rien n’a été enregistré\u00a0: corrigez une date."
        raise Refusal(message)


def set_school(tx: Tx, gesture: SetSchool) -> Change:
    """How far she is on her way to the school."""
    row = _known(tx, gesture.contract_id)
    if gesture.school is not School.NONE and gesture.on is None:
        raise Refusal("Le jour manque. Rien n’a été enregistré\u00a0: dites depuis quand.")
    tx.require_clock(_TABLE, gesture.contract_id, gesture.clock)
    tx.change(_TABLE, gesture.contract_id, school=gesture.school.value, school_on=gesture.on)
    undo = SetSchool(gesture.contract_id, School(row["school"]), row["school_on"], tx.stamp()[0])
    person = welcomed(tx, (row["person_id"],))[row["person_id"]]
    said, masked = both(lambda show: f"École d’aide-soignant, {name_of(person, show)}\u00a0: {gesture.school.label}.")
    return Change(subjects=_subjects(gesture.contract_id), said=said, masked=masked, undo=undo)


def _row(tx: Tx, contract_id: Id | None) -> RowMapping | None:
    return tx.connection.execute(select(_TABLE).where(_TABLE.c.id == contract_id)).mappings().first()


def _known(tx: Tx, contract_id: Id) -> RowMapping:
    row = _row(tx, contract_id)
    if row is None or row["withdrawn"]:
        raise Refusal(_GONE)
    return row


def chain_of(tx_connection: Any, contract_id: Id) -> tuple[Id, ...]:
    """The contracts that this one renews, oldest first."""
    found: list[Id] = []
    at: Id | None = contract_id
    while at is not None:
        at = tx_connection.execute(
            select(_TABLE.c.renews_id).where(_TABLE.c.id == at, or_(_TABLE.c.renews_id.is_(None), ~_TABLE.c.withdrawn))
        ).scalar_one_or_none()
        if at is None or at in found:
            break
        found.insert(0, at)
    return tuple(found)


def _subjects(contract_id: Id) -> frozenset[Subject]:
    return frozenset({Subject("employment", contract_id)})
