"""Private notes opened by the printed recovery key: read once, and told for ever to everyone concerned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Row, select

from ceis_desk.access.door import RecoveredNote
from ceis_desk.access.model import Group
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.recovery import paper_sign
from ceis_desk.data.notes.reading import PAPER
from ceis_desk.data.notes.signing import body_place, head_place, put_note
from ceis_desk.data.paper import opened_by_paper
from ceis_desk.data.payloads import open_payload, open_with_paper
from ceis_desk.data.schema import reception
from ceis_desk.data.schema.sealed import note
from ceis_desk.data.sealing import recovery_keys
from ceis_desk.data.write import Tx
from ceis_desk.notes.model import InterviewMedium

NOTED = "notes_recovered"
_SUBJECTS = frozenset({Subject("case"), Subject("board")})
_Found = tuple[Row[Any], Mapping[str, Any], str]


def recover_notes(tx: Tx, private: bytes, author_id: Id) -> tuple[tuple[RecoveredNote, ...], Change]:
    """The private notes of an account, oldest first, opened with the paper key.

    Each gets beside it, in its case, a note that the paper key signs and that the team reads; the author gets a
    message; the journal a line. None of it is written when there is nothing to open.
    """
    tx.keys = {**tx.keys, **recovery_keys(tx.connection, private)}
    found = _private_notes(tx, private, author_id)
    if not found:
        return (), Change()
    for row, _, _ in found:
        _say_in_thread(tx, row, private)
    _tell_author(tx, author_id, len(found))
    tx.note(NOTED, author_id)
    opened = tuple(RecoveredNote(dt.date.fromisoformat(head["day"]), text) for _, head, text in found)
    return opened, Change(subjects=_SUBJECTS, said=f"{len(opened)} notes ouvertes avec la clé de secours.")


def _private_notes(tx: Tx, private: bytes, author_id: Id) -> list[_Found]:
    found: list[_Found] = []
    privates = opened_by_paper(tx.connection, private)
    for row in tx.connection.execute(select(note).order_by(note.c.id)):
        # A note that is damaged, or sealed with a key that this paper never held, hides no other.
        with suppress(Denied, Unreadable):
            head = open_payload(tx.keys, Group(row.group_code), row.head, head_place(row.id))
            if head["private"] and Id(head["author"]) == author_id:
                found.append((row, head, str(open_with_paper(privates, row.body, body_place(row.id))["text"])))
    return found


def _say_in_thread(tx: Tx, row: Row[Any], private: bytes) -> None:
    head = {
        "day": tx.today.isoformat(),
        "at": tx.now.isoformat(timespec="seconds"),
        "author": tx.actor.account_id.hex,
        "minutes": 0,
        "medium": InterviewMedium.OFFICE.value,
        "private": False,
        "completes": row.id.hex,
        PAPER: True,
    }
    text = f"La clé de secours a ouvert cette note le {write_day(tx.today)}, depuis la session de {tx.actor.name}."
    put_note(tx, Group(row.group_code), row.thread_id, head, {"text": text}, paper_sign(private))


def _tell_author(tx: Tx, author_id: Id, count: int) -> None:
    one = count == 1
    what = "l’une de vos notes pour vous seul·e" if one else f"{count} de vos notes pour vous seul·e"
    tx.put(
        reception.message,
        new_id(),
        text=f"La clé de secours a ouvert {what}, depuis la session de {tx.actor.name}.",
        from_id=tx.actor.account_id,
        to_id=author_id,
        person_id=None,
        written_at=tx.now,
        withdrawn=False,
    )
