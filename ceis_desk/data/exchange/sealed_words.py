"""What is sealed and was written at two desks at once: whose it is, and its words for whoever opens both versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.agenda.kinds import kind_named, kinds_of
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.subjects import open_about
from ceis_desk.data.house import read_settings
from ceis_desk.data.partners.crossed_words import open_words
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, partners
from ceis_desk.data.write import Tx

Values = Mapping[str, Any]


def words_of(who: Reader | Tx, table: str, row_id: Id, values: Values) -> str:
    """What one version says; raises Denied or Unreadable for whom it was not sealed to."""
    return _OPENED[table](who, row_id, values)


def person_of(connection: Connection, table: str, row_id: Id) -> Id | None:
    """Whom it is about."""
    holder = {"appointment_subject": agenda.appointment, "referral_note": partners.referral}[table]
    return connection.execute(select(holder.c.person_id).where(holder.c.id == row_id)).scalar()


def _subject(who: Reader | Tx, row_id: Id, values: Values) -> str:
    if not values["sealed"]:
        return ""
    kind, subject = open_about(who.keys, who.actor, row_id, values["group_code"], values["sealed"])
    known = kind_named(kinds_of(read_settings(who.connection, None).get("appointment_kinds")), kind)
    return ", ".join(part for part in (known.label if known else kind, subject) if part)


def _referral(who: Reader | Tx, row_id: Id, values: Values) -> str:
    return open_words(who.connection, who.keys, row_id, values["sealed"])


_OPENED: Mapping[str, Callable[[Reader | Tx, Id, Values], str]] = {
    "appointment_subject": _subject,
    "referral_note": _referral,
}
