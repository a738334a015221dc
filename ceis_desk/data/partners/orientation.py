"""The « orientation » of a visit: a partner of the directory named there is a referral, followed like any other.

The field stays free. Named there, a sensitive partner leaves the visit: the sealed words of the referral alone name it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.partners.cards import read_partner, read_partners, words_listed
from ceis_desk.data.partners.referrals import parted, write_referral
from ceis_desk.data.schema import partners
from ceis_desk.data.write import Tx
from ceis_desk.partners.gestures import RecordReferral
from ceis_desk.partners.model import Partner
from ceis_desk.partners.rules import bears_name, begun, is_sensitive, names_of

_TABLE = partners.referral


@dataclass(frozen=True)
class Sent:
    """What a visit now says of its orientation."""

    words: str
    person_id: Id | None
    day: dt.date


def partner_named(connection: Connection, words: str, day: dt.date) -> Partner | None:
    """The partner of the directory that these words name on that day, by its name, acronym or a former name."""
    if not words.strip():
        return None
    # Names alone: a check-in waits for this, and a directory may hold a whole department.
    table = partners.partner
    rows = connection.execute(
        select(table.c.id, table.c.name, table.c.acronym, table.c.also_named, table.c.closed_on)
        .where(~table.c.withdrawn)
        .order_by(table.c.name, table.c.id)
    )
    for row in rows:
        known = (row.name, row.acronym, *words_listed(row.also_named))
        if (row.closed_on is None or row.closed_on > day) and bears_name(known, words):
            return read_partner(connection, row.id)
    return None


def names_to_offer(connection: Connection, day: dt.date, used: Iterable[str]) -> tuple[str, ...]:
    """The names already used, then those of the directory; a sensitive one is never offered at the counter."""
    known = tuple(_open(connection, day))
    kept_back = {name.casefold() for one in known if is_sensitive(one.card) for name in names_of(one.card)}
    listed = (one.card.name for one in known if not is_sensitive(one.card))
    return tuple(dict.fromkeys(name for name in (*used, *listed) if name.casefold() not in kept_back))


def _open(connection: Connection, day: dt.date) -> Iterable[Partner]:
    for one in read_partners(connection):
        if one.card.closed_on is None or one.card.closed_on > day:
            yield one


def words_kept(partner: Partner | None, words: str) -> str:
    """What of these words the visit keeps."""
    return "" if partner is not None and is_sensitive(partner.card) else words


def send_on(tx: Tx, visit_id: Id, person_id: Id | None, day: dt.date, partner: Partner | None) -> None:
    """Write the referral of a visit, or take it back when nobody or no partner is named any more."""
    row_id = referral_of(visit_id)
    if partner is None or person_id is None:
        withdraw_with(tx, (visit_id,), withdrawn=True)
        return
    tx.require_clock(_TABLE, row_id, None)
    asked = RecordReferral(person_id, day, partner.id, visit_id=visit_id)
    said = parted(asked, partner.card)
    write_referral(tx, row_id, asked, said.clear, said.sealed, begun(day))


def follow_correction(tx: Tx, visit_id: Id, now: Sent, before: str, partner: Partner | None) -> None:
    """The referral of a corrected visit: another orientation is another referral, the same one keeps its follow-up.

    Left empty before and after, it may be that of a sensitive partner: nobody at the counter has it to write again.
    """
    if now.words == before and _move(tx, visit_id, now):
        return
    if partner is not None or now.words != before:
        send_on(tx, visit_id, now.person_id, now.day, partner)


def _move(tx: Tx, visit_id: Id, now: Sent) -> bool:
    """The referral follows the person and the day of its visit; False when there is none."""
    row_id = referral_of(visit_id)
    row = tx.connection.execute(
        select(_TABLE.c.person_id, _TABLE.c.day).where(_TABLE.c.id == row_id, ~_TABLE.c.withdrawn)
    ).first()
    if row is None:
        return False
    if now.person_id is None:
        withdraw_with(tx, (visit_id,), withdrawn=True)
    elif (row.person_id, row.day) != (now.person_id, now.day):
        tx.require_clock(_TABLE, row_id, None)
        tx.change(_TABLE, row_id, person_id=now.person_id, day=now.day)
        note = partners.referral_note
        if tx.connection.execute(select(note.c.id).where(note.c.id == row_id)).first() is not None:
            tx.change(note, row_id, person_id=now.person_id)
    return True


def withdraw_with(tx: Tx, visit_ids: Iterable[Id], *, withdrawn: bool) -> None:
    """The referrals of these visits go or come back with them."""
    ids = [referral_of(one) for one in visit_ids]
    there = tx.connection.execute(select(_TABLE.c.id).where(_TABLE.c.id.in_(ids), _TABLE.c.withdrawn != withdrawn))
    for row_id in there.scalars().all():
        tx.require_clock(_TABLE, row_id, None)
        tx.change(_TABLE, row_id, withdrawn=withdrawn)


def referral_of(visit_id: Id) -> Id:
    """A visit has one referral at most, the same on every desk."""
    return code_id("visit_referral", visit_id)
