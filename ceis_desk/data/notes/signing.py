"""A note is signed: its contents sealed, then its author’s signature over its id, its thread and both of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.model import Group
from ceis_desk.access.rights import groups_of
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.budget.case_rows import case_subject, unparted_case, writable_case
from ceis_desk.data.house import keep_draft
from ceis_desk.data.keys.envelope import sign_bytes
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import seal_payload, seal_to_author
from ceis_desk.data.schema.sealed import note
from ceis_desk.data.trust import SIGN
from ceis_desk.data.write import Tx
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.parcours.rules import require_going

LONGEST_NOTE = 20_000
_PURPOSE = b"ceis-desk note 1|"
_EMPTY = "Une note vide ne se signe pas. Rien n’a été écrit\u00a0: le brouillon reste."
_TOO_LONG = f"Une note tient en {LONGEST_NOTE} signes. Rien n’a été signé, le brouillon reste\u00a0: faites deux notes."
_NOT_YET = "Une note ne se date pas d’un jour à venir. Rien n’a été signé, le brouillon reste\u00a0: corrigez la date."
_NOT_OF_TEAM = "Cette note est pour une équipe dont vous n’êtes pas. Rien n’a été signé, le brouillon reste."
_NO_THREAD = "Une note de cette équipe n’a pas encore de dossier ici. Rien n’a été signé, le brouillon reste."
_NOT_HERE = "La note à compléter n’est pas dans ce dossier. Rien n’a été signé, le brouillon reste."
_MOST_MINUTES = 24 * 60

_Check = Callable[[Tx, Id], object]


def _going_parcours(tx: Tx, parcours_id: Id) -> None:
    # The parcours reads who wrote what here: each comes when the other is there.
    from ceis_desk.data.parcours.rows import parcours_at

    require_going(parcours_at(tx, parcours_id))


def _known_parcours(tx: Tx, parcours_id: Id) -> None:
    from ceis_desk.data.parcours.rows import parcours_at

    parcours_at(tx, parcours_id)


def _parcours_subject(parcours_id: Id) -> frozenset[Subject]:
    return frozenset({Subject("parcours", parcours_id)})


_OF_PARCOURS = (_going_parcours, _known_parcours, _parcours_subject)
# Where a note of each team may be put: the check raises Refusal, and the subject tells the pages what changed.
# Something is added while a case is open; what is there is still completed or taken away once it is closed.
_THREADS: Mapping[Group, tuple[_Check, _Check, Callable[[Id], frozenset[Subject]]]] = {
    Group.BUDGET: (writable_case, unparted_case, case_subject),
    Group.SOCIAL: _OF_PARCOURS,
    Group.HEALTH: _OF_PARCOURS,
}


def sign_note(tx: Tx, gesture: SignNote) -> Change:
    """Sign a note: whoever is of the team reads it, or its author alone; nobody changes it any more."""
    subjects = require_thread(tx, gesture.group, gesture.thread_id, adds=gesture.completes is None)
    note_id = write_note(tx, gesture)
    said = "Note signée, pour vous seul·e." if gesture.private else "Note signée."
    return Change(subjects=subjects, said=said, made=(note_id,))


def require_thread(tx: Tx, group: Group, thread_id: Id, *, adds: bool = True) -> frozenset[Subject]:
    """What a note or a document of that team changes; raises Denied from outside, Refusal without a case to hold it.

    `adds` is False for what completes or takes away.
    """
    if group not in groups_of(tx.actor.roles):
        raise Denied(_NOT_OF_TEAM)
    if group not in _THREADS:
        raise Refusal(_NO_THREAD)
    may_add, may_complete, subject = _THREADS[group]
    (may_add if adds else may_complete)(tx, thread_id)
    return subject(thread_id)


def write_note(tx: Tx, gesture: SignNote) -> Id:
    """Write a note whose thread was checked, and give its id; raises Refusal."""
    text = unicodedata.normalize("NFC", gesture.text).strip()
    _check(tx, gesture, text)
    head = {
        "day": gesture.day.isoformat(),
        "at": tx.now.isoformat(timespec="seconds"),
        "author": tx.actor.account_id.hex,
        "minutes": gesture.minutes,
        "medium": gesture.medium.value,
        "private": gesture.private,
        "completes": gesture.completes.hex if gesture.completes else "",
    }
    note_id = put_note(tx, gesture.group, gesture.thread_id, head, {"text": text}, tx.keys[SIGN])
    # In the same transaction: a signed note never comes back as something still to be signed.
    keep_draft(tx, KeepDraft(draft_kind(gesture.thread_id, gesture.completes), ""))
    return note_id


def put_note(
    tx: Tx, group: Group, thread_id: Id, head: Mapping[str, Any], body: Mapping[str, Any], signing: bytes
) -> Id:
    """Seal both contents, sign, and write the row; the body goes to its author alone when the head says private."""
    note_id = id_at(tx.now)
    sealed_head = seal_payload(tx, group, head, head_place(note_id))
    place = body_place(note_id)
    sealed_body = seal_to_author(tx, body, place) if head["private"] else seal_payload(tx, group, body, place)
    tx.put(
        note,
        note_id,
        thread_id=thread_id,
        group_code=group.value,
        head=sealed_head,
        body=sealed_body,
        signature=sign_bytes(signing, signed_content(note_id, thread_id, group.value, sealed_head, sealed_body)),
    )
    return note_id


def signed_content(note_id: Id, thread_id: Id, group_code: str, head: bytes, body: bytes) -> bytes:
    """What the signature of a note covers; the length of the head parts it from the body."""
    return b"".join(
        (_PURPOSE, note_id.bytes, thread_id.bytes, group_code.encode(), b"|", len(head).to_bytes(8, "big"), head, body)
    )


def head_place(note_id: Id) -> Place:
    """Where the head of a note is sealed."""
    return Place(note.name, note_id, "head")


def body_place(note_id: Id) -> Place:
    """Where the body of a note is sealed."""
    return Place(note.name, note_id, "body")


def _check(tx: Tx, gesture: SignNote, text: str) -> None:
    if not text:
        raise Refusal(_EMPTY)
    if len(text) > LONGEST_NOTE:
        raise Refusal(_TOO_LONG)
    if gesture.day > tx.today:
        raise Refusal(_NOT_YET)
    if not 0 <= gesture.minutes <= _MOST_MINUTES:
        raise Refusal("La durée d’un entretien va de 0 à 24 heures. Rien n’a été signé, le brouillon reste.")
    refuse_nir(text)
    if gesture.completes is not None:
        found = select(note.c.id).where(note.c.id == gesture.completes, note.c.thread_id == gesture.thread_id)
        if tx.connection.execute(found).first() is None:
            raise Refusal(_NOT_HERE)
