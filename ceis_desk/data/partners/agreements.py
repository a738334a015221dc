"""What binds the CEIS: agreements with partners, consortium, and its own labels, with their dates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.partners.cards import read_partner, refuse_texts
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import partners
from ceis_desk.data.write import Tx
from ceis_desk.partners.gestures import PutAgreement, WithdrawAgreement
from ceis_desk.partners.model import Agreement, AgreementKind
from ceis_desk.partners.questions import Agreements
from ceis_desk.partners.rules import has_ended

_TABLE = partners.agreement
_GONE = "Cet accord n’est plus là. Rien n’a changé\u00a0: relisez la fiche."


def read_agreements(connection: Connection, *those: ColumnElement[bool]) -> tuple[Agreement, ...]:
    """Those agreements, the next to end first, those without an end last."""
    partner = partners.partner
    rows = connection.execute(
        select(_TABLE, partner.c.name)
        .select_from(_TABLE.outerjoin(partner, partner.c.id == _TABLE.c.partner_id))
        .where(~_TABLE.c.withdrawn, *those)
    )
    found = [
        Agreement(
            row.id,
            row.hlc,
            row.partner_id,
            row.name or "",
            AgreementKind(row.kind),
            row.title,
            row.from_day,
            row.to_day,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.to_day or dt.date.max, one.title)))


def all_agreements(reader: Reader, _question: Agreements) -> tuple[Agreement, ...]:
    """All of them, those that ended last."""
    found = read_agreements(reader.connection)
    return tuple(sorted(found, key=lambda one: has_ended(one, reader.today)))


def put_agreement(tx: Tx, gesture: PutAgreement) -> Change:
    """Write an agreement, or edit one."""
    title = gesture.title.strip()
    refuse_texts((title,))
    if not title:
        message = "Donnez un titre à cet accord. Rien n’a été enregistré."
        raise Refusal(message)
    if gesture.from_day and gesture.to_day and gesture.to_day < gesture.from_day:
        message = "La fin est avant le début. Rien n’a été enregistré\u00a0: corrigez une des deux dates."
        raise Refusal(message)
    if gesture.partner_id is not None:
        read_partner(tx.connection, gesture.partner_id)
    columns = {
        "partner_id": gesture.partner_id,
        "kind": gesture.kind.value,
        "title": title,
        "from_day": gesture.from_day,
        "to_day": gesture.to_day,
    }
    if gesture.agreement_id is None:
        row_id = new_id()
        tx.put(_TABLE, row_id, **columns, withdrawn=False)
        undo: PutAgreement | WithdrawAgreement = WithdrawAgreement(row_id, clock=tx.stamp()[0])
    else:
        row_id = gesture.agreement_id
        before = _one(tx.connection, _TABLE.c.id == row_id)
        tx.require_clock(_TABLE, row_id, gesture.clock)
        tx.change(_TABLE, row_id, **columns)
        undo = PutAgreement(
            before.title, before.kind, before.partner_id, before.from_day, before.to_day, row_id, tx.stamp()[0]
        )
    return Change(
        subjects=frozenset({Subject("partner", gesture.partner_id)}),
        said=f"«\u00a0{title}\u00a0» enregistré.",
        undo=undo,
        made=(row_id,),
    )


def withdraw_agreement(tx: Tx, gesture: WithdrawAgreement) -> Change:
    """Take an agreement out, or put it back."""
    tx.require_clock(_TABLE, gesture.agreement_id, gesture.clock)
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == gesture.agreement_id)).first()
    if row is None:
        raise Refusal(_GONE)
    tx.change(_TABLE, row.id, withdrawn=gesture.withdrawn)
    done = "retiré" if gesture.withdrawn else "remis"
    return Change(
        subjects=frozenset({Subject("partner", row.partner_id)}),
        said=f"«\u00a0{row.title}\u00a0» {done}.",
        undo=WithdrawAgreement(row.id, not gesture.withdrawn, tx.stamp()[0]),
    )


def _one(connection: Connection, condition: ColumnElement[bool]) -> Agreement:
    found = read_agreements(connection, condition)
    if not found:
        raise Refusal(_GONE)
    return found[0]
