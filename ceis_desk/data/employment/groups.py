"""Groups of Unis’Vers and who is in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.employment.rows import her_rows, members
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import employment
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment.gestures import SetCohort, SetMember

_LONGEST, _MOST = 120, 500
_COHORT, _MEMBER = employment.cohort, employment.cohort_member
_GONE = "Ce groupe n’est plus là. Rien n’a changé\u00a0: relisez les groupes."


def set_cohort(tx: Tx, gesture: SetCohort) -> Change:
    """Make or change a group; `withdrawn` takes it away, its members stay noted."""
    name = gesture.name.strip()
    refuse_nir(name)
    if not name or len(name) > _LONGEST:
        raise Refusal(f"Le nom d’un groupe a de 1 à {_LONGEST} signes. Rien n’a été enregistré\u00a0: corrigez-le.")
    if gesture.last is not None and gesture.last < gesture.first:
        raise Refusal("La fin vient avant le début. Rien n’a été enregistré\u00a0: corrigez une date.")
    if not 1 <= gesture.places <= _MOST:
        raise Refusal(f"Un groupe a de 1 à {_MOST} places. Rien n’a été enregistré\u00a0: corrigez leur nombre.")
    values: dict[str, Any] = {
        "name": name,
        "first": gesture.first,
        "last": gesture.last,
        "account_id": gesture.account_id,
        "places": gesture.places,
        "withdrawn": gesture.withdrawn,
    }
    row_id, old = gesture.id or new_id(), values | {"withdrawn": True}
    if gesture.id is not None:
        row = tx.connection.execute(select(_COHORT).where(_COHORT.c.id == row_id)).mappings().first()
        if row is None:
            raise Refusal(_GONE)
        tx.require_clock(_COHORT, row_id, gesture.clock)
        old = {column: row[column] for column in values}
    tx.put(_COHORT, row_id, **values)
    done = "retiré" if gesture.withdrawn else "enregistré"
    undo = SetCohort(**old, id=row_id, clock=tx.stamp()[0])
    return Change(subjects=_subjects(row_id), said=f"Groupe «\u00a0{name}\u00a0» {done}.", undo=undo, made=(row_id,))


def set_member(tx: Tx, gesture: SetMember) -> Change:
    """Somebody joins, leaves, stays in touch; whoever is there already is changed, never put twice."""
    _check_member(gesture)
    cohort = tx.connection.execute(select(_COHORT).where(_COHORT.c.id == gesture.cohort_id)).mappings().first()
    if cohort is None or cohort["withdrawn"]:
        raise Refusal(_GONE)
    refuse_erased(tx.connection, gesture.person_id)
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    hers = her_rows(tx.connection, gesture.cohort_id, same_person(tx.connection, gesture.person_id))
    row = hers[0] if hers else None
    row_id = row["id"] if row else code_id("cohort_member", gesture.cohort_id, gesture.person_id)
    values: dict[str, Any] = {
        "joined_on": gesture.joined_on,
        "left_on": gesture.left_on,
        "reason": gesture.reason.strip(),
        "in_touch": gesture.in_touch,
        "active": gesture.active,
    }
    old = values | {"active": False} if row is None else {column: row[column] for column in values}
    if row is not None:
        tx.require_clock(_MEMBER, row_id, gesture.clock)
    person_id = row["person_id"] if row else gesture.person_id
    tx.put(_MEMBER, row_id, cohort_id=gesture.cohort_id, person_id=person_id, **values)
    for other in hers[1:]:
        # Under another of her records, she would still be there.
        if other["active"]:
            tx.require_clock(_MEMBER, other["id"], None)
            tx.change(_MEMBER, other["id"], **values)
    also = _full(tx, gesture, cohort["places"])
    what = _what(gesture)
    said, masked = both(lambda show: f"{name_of(person, show)}, {cohort['name']}\u00a0: {what}.{also}")
    undo = SetMember(gesture.cohort_id, gesture.person_id, **old, clock=tx.stamp()[0])
    return Change(subjects=_subjects(gesture.cohort_id), said=said, masked=masked, undo=undo, made=(row_id,))


def _check_member(gesture: SetMember) -> None:
    refuse_nir(gesture.reason)
    if len(gesture.reason) > _LONGEST:
        raise Refusal(f"Un motif tient en {_LONGEST} signes. Rien n’a été enregistré\u00a0: raccourcissez-le.")
    if gesture.left_on is not None and gesture.left_on < gesture.joined_on:
        raise Refusal("Le départ vient avant l’arrivée. Rien n’a été enregistré\u00a0: corrigez une date.")


def _what(gesture: SetMember) -> str:
    if not gesture.active:
        return "ligne retirée"
    if gesture.left_on is None:
        return "dans le groupe"
    return "départ noté, reste en contact" if gesture.in_touch else "départ noté"


def _full(tx: Tx, gesture: SetMember, places: int) -> str:
    """What is said when the group has more members than places."""
    if not gesture.active or gesture.left_on is not None:
        return ""
    there = members(tx.connection, _MEMBER.c.cohort_id == gesture.cohort_id)
    count = sum(one.left_on is None for one in there)
    several = "s" if places > 1 else ""
    return f" Le groupe a {count} membres pour {places} place{several}." if count > places else ""


def _subjects(cohort_id: Id) -> frozenset[Subject]:
    return frozenset({Subject("employment", cohort_id)})
