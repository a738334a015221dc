"""Acts of sharing in the store: that one took place is a clear row, what it says is sealed to the professionals."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from sqlalchemy import Row, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.rows import PARCOURS
from ceis_desk.data.payloads import open_payload, seal_payload
from ceis_desk.data.people import refuse_erased, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema.parcours import share
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.sharing import ReadShares, RecordShare, Share, WithdrawShare, check_share

_GONE = "Ce partage n’est plus là. Rien n’a changé\u00a0: relisez la fiche."
_NOT_YOURS = "Ce partage a été écrit par une autre personne. Rien n’a changé\u00a0: elle seule peut le retirer."
_SUBJECTS = frozenset({Subject(PARCOURS)})


def record_share(tx: Tx, gesture: RecordShare) -> Change:
    """Write an act of sharing."""
    check_share(gesture.recipient, gesture.purpose, gesture.data, gesture.why_not, informed=gesture.informed)
    for text in (gesture.recipient, gesture.purpose, gesture.why_not, *gesture.data):
        refuse_nir(text)
    person_id = same_person(tx.connection, gesture.person_id)[0]
    refuse_erased(tx.connection, person_id)
    at = gesture.at or tx.now
    rules.require_passed(at.date(), tx.today)
    share_id = id_at(tx.now)
    payload = {
        "recipient": gesture.recipient.strip(),
        "purpose": gesture.purpose.strip(),
        "data": [one.strip() for one in gesture.data],
        "why_not": gesture.why_not.strip(),
    }
    tx.put(
        share,
        share_id,
        person_id=person_id,
        at=at,
        account_id=tx.actor.account_id,
        informed=gesture.informed,
        sealed=seal_payload(tx, Group.PROFESSIONALS, payload, _place(share_id)),
        withdrawn=False,
    )
    undo = WithdrawShare(share_id, tx.stamp()[0])
    return Change(
        _SUBJECTS, f"Partage noté\u00a0: {gesture.recipient.strip()}.", undo, (share_id,), {}, "Partage noté."
    )


def withdraw_share(tx: Tx, gesture: WithdrawShare) -> Change:
    """Take an act back, or put it back."""
    row = tx.connection.execute(select(share).where(share.c.id == gesture.share_id)).first()
    if row is None:
        raise Refusal(_GONE)
    if row.account_id != tx.actor.account_id:
        raise Refusal(_NOT_YOURS)
    tx.require_clock(share, gesture.share_id, gesture.clock)
    tx.change(share, gesture.share_id, withdrawn=gesture.withdrawn)
    return Change(
        subjects=_SUBJECTS,
        said="Partage retiré." if gesture.withdrawn else "Partage remis.",
        undo=WithdrawShare(gesture.share_id, tx.stamp()[0], not gesture.withdrawn),
    )


def read_shares(reader: Reader, question: ReadShares) -> tuple[Share, ...]:
    """What was shared of a person, latest first; one that does not open is not listed."""
    ids, names = same_person(reader.connection, question.person_id), account_names(reader.connection)
    rows = reader.connection.execute(
        select(share)
        .where(share.c.person_id.in_(ids), ~share.c.withdrawn)
        .order_by(share.c.at.desc(), share.c.id.desc())
    ).all()
    found = []
    for row in rows:
        with suppress(Denied, Unreadable):
            found.append(_opened(reader.keys, row, names.get(row.account_id, "")))
    return tuple(found)


def _opened(keys: Keys, row: Row[Any], name: str) -> Share:
    said = open_payload(keys, Group.PROFESSIONALS, row.sealed, _place(row.id))
    return Share(
        id=row.id,
        clock=row.hlc,
        person_id=row.person_id,
        at=row.at,
        recipient=str(said.get("recipient", "")),
        purpose=str(said.get("purpose", "")),
        data=tuple(map(str, said.get("data", ()))),
        informed=row.informed,
        why_not=str(said.get("why_not", "")),
        author_id=row.account_id,
        author_name=name,
    )


def _place(share_id: Id) -> Place:
    return Place(share.name, share_id, "sealed")
