"""The things of a project: who carries it or takes part, partners, steps, money, tests, feedback, decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import RowMapping, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.store import Change
from ceis_desk.data.identity import read_identity
from ceis_desk.data.partners.cards import read_partner, refuse_texts
from ceis_desk.data.partners.projects import project_row, subjects_of
from ceis_desk.data.partners.tests_of_use import session_day
from ceis_desk.data.people import refuse_erased
from ceis_desk.data.schema import partners
from ceis_desk.data.write import Tx
from ceis_desk.partners.projects import STATES_OF, PartKind, PartState, PutPart, WithdrawPart

_PART_GONE = "Cette ligne du projet n’est plus là. Rien n’a changé\u00a0: relisez le projet."
_NO_NAMES = (
    "Votre compte ne lit pas les fiches des personnes. Rien n’a changé\u00a0: "
    "demandez à un professionnel d’ajouter cette personne."
)
_PART = partners.project_part


def put_part(tx: Tx, gesture: PutPart) -> Change:
    """Add a thing, or edit one."""
    project_row(tx, gesture.project_id, None)
    words = gesture.words.strip()
    refuse_texts((words,))
    _refuse_empty(tx, gesture, words)
    state = gesture.state or STATES_OF[gesture.kind][0]
    tried_on = None if gesture.session_id is None else _tried_on(tx, gesture, gesture.session_id)
    columns = {
        "words": words,
        "person_id": gesture.person_id,
        "partner_id": gesture.partner_id,
        "session_id": gesture.session_id,
        "day": gesture.day or tried_on,
        "cents": gesture.cents,
        "state": state.value,
    }
    if gesture.part_id is not None:
        return _change_part(tx, gesture, gesture.part_id, columns)
    row_id = _part_id(gesture)
    if _is_there(tx, row_id):
        message = f"C’est déjà dans ce projet ({gesture.kind.label.lower()}). Rien n’a changé."
        raise Refusal(message)
    tx.require_clock(_PART, row_id, None)
    tx.put(_PART, row_id, project_id=gesture.project_id, kind=gesture.kind.value, **columns, withdrawn=False)
    return Change(
        subjects=subjects_of(gesture.project_id),
        said=f"Ajouté au projet\u00a0: {gesture.kind.label.lower()}.",
        undo=WithdrawPart(row_id, clock=tx.stamp()[0]),
        made=(row_id,),
    )


def _tried_on(tx: Tx, gesture: PutPart, session_id: Id) -> dt.date | None:
    """The day of the session; one that was withdrawn since stays named by the line that named it."""
    if gesture.part_id is not None:
        named = select(_PART.c.id).where(_PART.c.id == gesture.part_id, _PART.c.session_id == session_id)
        if tx.connection.execute(named).first() is not None:
            return None
    return session_day(tx.connection, gesture.kind, session_id)


def _part_id(gesture: PutPart) -> Id:
    """A person or a partner is in a project once, whichever desk says it."""
    named = gesture.person_id or (gesture.partner_id if gesture.kind is PartKind.PARTNER else None)
    if named is None:
        return new_id()
    return code_id("project_part", gesture.project_id, gesture.kind.value, named)


def _is_there(tx: Tx, part_id: Id) -> bool:
    found = select(_PART.c.id).where(_PART.c.id == part_id, ~_PART.c.withdrawn)
    return tx.connection.execute(found).first() is not None


def _refuse_empty(tx: Tx, gesture: PutPart, words: str) -> None:
    kind = gesture.kind
    if kind.of_person:
        _refuse_person(tx, gesture, words)
        return
    message = ""
    if gesture.person_id is not None:
        message = "Cette ligne du projet ne nomme personne. Rien n’a été enregistré."
    elif kind is PartKind.PARTNER and gesture.partner_id is None:
        message = "Choisissez un partenaire. Rien n’a été enregistré."
    elif kind is not PartKind.PARTNER and not words:
        message = f"Dites de quoi il s’agit ({kind.label.lower()}). Rien n’a été enregistré."
    elif kind is PartKind.FUNDING and not (gesture.cents or 0) > 0:
        message = "Un financement a un montant. Rien n’a été enregistré\u00a0: écrivez-le."
    elif gesture.state is not None and gesture.state not in STATES_OF[kind]:
        message = "Cet état ne convient pas à cette ligne. Rien n’a été enregistré."
    if message:
        raise Refusal(message)
    if gesture.partner_id is not None:
        read_partner(tx.connection, gesture.partner_id)


def _refuse_person(tx: Tx, gesture: PutPart, words: str) -> None:
    if not may(tx.actor.roles, Thing.IDENTITY, Level.READ):
        raise Denied(_NO_NAMES)
    refuse_erased(tx.connection, gesture.person_id)
    if gesture.person_id is None or read_identity(tx.connection, gesture.person_id) is None:
        message = "Choisissez une personne. Rien n’a été enregistré."
        raise Refusal(message)
    if words:
        # What would be said of a person here could not be sealed.
        message = "Rien n’est écrit d’une personne dans un projet. Rien n’a été enregistré\u00a0: retirez ce texte."
        raise Refusal(message)


def _change_part(tx: Tx, gesture: PutPart, part_id: Id, columns: dict[str, Any]) -> Change:
    row = _part_row(tx, part_id, gesture.clock)
    tx.change(_PART, part_id, **columns)
    undo = PutPart(
        row["project_id"], PartKind(row["kind"]), row["words"], row["person_id"], row["partner_id"], row["session_id"],
        row["day"], row["cents"], PartState(row["state"]), part_id, tx.stamp()[0],
    )  # fmt: skip
    state = PartState(columns["state"])
    said = f"«\u00a0{columns['words']}\u00a0»\u00a0: {state.label}." if state.label else "Ligne du projet enregistrée."
    return Change(subjects=subjects_of(row["project_id"]), said=said, undo=undo, made=(part_id,))


def withdraw_part(tx: Tx, gesture: WithdrawPart) -> Change:
    """Take a thing back, or put it back."""
    row = _part_row(tx, gesture.part_id, gesture.clock, withdrawn_too=True)
    tx.change(_PART, row["id"], withdrawn=gesture.withdrawn)
    return Change(
        subjects=subjects_of(row["project_id"]),
        said="Ligne du projet retirée." if gesture.withdrawn else "Ligne du projet remise.",
        undo=WithdrawPart(row["id"], not gesture.withdrawn, tx.stamp()[0]),
    )


def _part_row(tx: Tx, part_id: Id, clock: int | None, *, withdrawn_too: bool = False) -> RowMapping:
    tx.require_clock(_PART, part_id, clock)
    row = tx.connection.execute(select(_PART).where(_PART.c.id == part_id)).mappings().first()
    if row is None or (row["withdrawn"] and not withdrawn_too):
        raise Refusal(_PART_GONE)
    return row
