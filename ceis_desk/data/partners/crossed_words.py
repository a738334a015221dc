"""What two desks wrote at once of a referral, in words, for whoever judges it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.access.model import Group
from ceis_desk.core.dates import write_day
from ceis_desk.core.ids import Id
from ceis_desk.data.partners.referrals import note_place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.schema import partners
from ceis_desk.data.sealing import Keys
from ceis_desk.partners.model import Direction
from ceis_desk.partners.themes import theme_words
from ceis_desk.platforms import PLATFORMS

RESERVED = "partenaire réservé aux professionnels"
_PLATFORMS = {one.code: one.label for one in PLATFORMS}


def write_unit(connection: Connection, first: str, values: Mapping[str, Any]) -> str:
    """The words of a unit of a referral that is no follow-up, empty when it says nothing."""
    if first == "partner_id":
        value = values.get("partner_id")
        partner = _partner(connection, Id(bytes=value)) if value else RESERVED
        return ", ".join(part for part in (partner, theme_words(str(values.get("theme") or ""))) if part)
    if first == "day":
        return write_day(dt.date.fromisoformat(str(values["day"])))
    if first == "direction":
        return Direction(values["direction"]).label
    return _PLATFORMS.get(str(values.get("platform") or ""), "aucune plateforme")


def open_words(connection: Connection, keys: Keys, referral_id: Id, sealed: bytes) -> str:
    """What is sealed of a referral in one version; raises Denied or Unreadable."""
    if not sealed:
        return ""
    payload = open_payload(keys, Group.PROFESSIONALS, sealed, note_place(referral_id))
    partner = _partner(connection, Id(str(payload["partner"]))) if payload.get("partner") else ""
    theme = theme_words(str(payload.get("theme", "")))
    return ", ".join(part for part in (partner, payload.get("named", ""), theme, payload.get("words", "")) if part)


def _partner(connection: Connection, partner_id: Id) -> str:
    table = partners.partner
    found = connection.execute(select(table.c.name).where(table.c.id == partner_id)).scalar_one_or_none()
    return found or ""
