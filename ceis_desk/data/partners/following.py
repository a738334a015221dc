"""Referrals read: those of a person, those about which somebody is to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.partners.referrals import follow_of, note_place
from ceis_desk.data.payloads import Payload, open_payload
from ceis_desk.data.people import same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import exchange, house, local, partners, people
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.partners.model import Direction, Referral
from ceis_desk.partners.questions import ReferralsOf, ReferralsToChase
from ceis_desk.partners.rules import in_order_of_reminders

_TABLE = partners.referral


def referrals_of(reader: Reader, question: ReferralsOf) -> tuple[Referral, ...]:
    """Those of a person and of the records merged into hers, latest first."""
    hers = same_person(reader.connection, question.person_id)
    found = read_referrals(reader, _TABLE.c.person_id.in_(hers))
    return tuple(sorted(found, key=lambda one: (one.day, one.id), reverse=True))


def referrals_to_chase(reader: Reader, _question: ReferralsToChase) -> tuple[Referral, ...]:
    """Those that are due, the longest wait first."""
    return in_order_of_reminders(read_referrals(reader, _TABLE.c.remind_on <= reader.today))


def read_referrals(reader: Reader, *those: ColumnElement[bool]) -> tuple[Referral, ...]:
    """These referrals; what is sealed opens for the professionals alone."""
    person, partner, note, canon = people.person, partners.partner, partners.referral_note, local.canon
    whole = (
        _TABLE.outerjoin(canon, canon.c.person_id == _TABLE.c.person_id)
        .join(person, person.c.id == func.coalesce(canon.c.canonical_id, _TABLE.c.person_id))
        .outerjoin(partner, partner.c.id == _TABLE.c.partner_id)
        .outerjoin(house.account, house.account.c.id == _TABLE.c.account_id)
        .outerjoin(note, note.c.id == _TABLE.c.id)
    )
    rows = (
        reader.connection.execute(
            select(
                _TABLE,
                person.c.id.label("her_id"),
                person.c.civility,
                person.c.used_name,
                person.c.first_name,
                partner.c.name.label("partner_name"),
                partner.c.phone.label("partner_phone"),
                house.account.c.name.label("by_name"),
                note.c.sealed,
            )
            .select_from(whole)
            .where(~_TABLE.c.withdrawn, ~person.c.withdrawn, person.c.id.not_in(_erased()), *those)
        )
        .mappings()
        .all()
    )
    opened = {row["id"]: _opened(reader, row) for row in rows}
    hidden = _names(reader, opened)
    return tuple(_referral(row, opened[row["id"]], hidden) for row in rows)


def _erased() -> Select[bytes]:
    """Persons erased: their referrals stay as facts, and nobody is asked about them any more."""
    tomb = exchange.tomb
    return select(tomb.c.pk).where(tomb.c.tbl == TABLES["person"])


def _opened(reader: Reader, row: RowMapping) -> Payload | None:
    """The sealed words, None when there are none or when the account has no key for them."""
    if row["sealed"]:
        with suppress(Denied, Unreadable):
            return open_payload(reader.keys, Group.PROFESSIONALS, row["sealed"], note_place(row["id"]))
    return None


def _names(reader: Reader, opened: Mapping[Id, Payload | None]) -> Mapping[str, tuple[Id, str, str]]:
    """The partners that only the sealed words name, by their id as it is written there."""
    wanted = {str(payload["partner"]) for payload in opened.values() if payload and payload.get("partner")}
    if not wanted:
        return {}
    table = partners.partner
    rows = reader.connection.execute(
        select(table.c.id, table.c.name, table.c.phone).where(table.c.id.in_([Id(one) for one in wanted]))
    )
    return {str(row.id): (row.id, row.name, row.phone) for row in rows}


def _referral(row: RowMapping, payload: Payload | None, hidden: Mapping[str, tuple[Id, str, str]]) -> Referral:
    said: Payload = payload or {}
    partner: tuple[Any, str, str] = (row["partner_id"], row["partner_name"] or "", row["partner_phone"] or "")
    if row["partner_id"] is None:
        partner = hidden.get(str(said.get("partner", "")), (None, str(said.get("named", "")), ""))
    return Referral(
        id=row["id"],
        clock=row["hlc"],
        person_id=row["her_id"],
        civility=row["civility"],
        used_name=row["used_name"],
        first_name=row["first_name"],
        direction=Direction(row["direction"]),
        day=row["day"],
        partner_id=partner[0],
        partner_name=partner[1],
        partner_phone=partner[2],
        theme=row["theme"] or str(said.get("theme", "")),
        platform=row["platform"],
        by_name=row["by_name"] or "",
        follow=follow_of(row),
        words=str(said.get("words", "")),
        reserved=row["partner_id"] is None and payload is None,
        unread=bool(row["sealed"]) and payload is None,
        of_visit=row["visit_id"] is not None,
    )
