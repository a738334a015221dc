"""What a team owns and two desks wrote at once: of whom it is and what it says, for whoever opens both versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ceis_desk.agenda.kinds import kind_named, kinds_of
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.subjects import open_about
from ceis_desk.data.exchange.fields import SEALED_FIELDS
from ceis_desk.data.health.rows import open_fact
from ceis_desk.data.house import read_settings
from ceis_desk.data.partners.crossed_words import open_words
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, partners
from ceis_desk.data.write import Tx
from ceis_desk.platforms.health.themes import themes_of
from ceis_desk.platforms.health.words import TAKEN_AWAY, tell_fact

Who = Reader | Tx
Values = Mapping[str, Any]
"""The raw values of a row, by the names of their columns."""


@dataclass(frozen=True)
class _Sealed:
    """Of whom a row is, and the words of one version of it; both raise Denied or Unreadable."""

    person_of: Callable[[Who, Id, Values], Id | None]
    words: Callable[[Who, Id, Values], str]


def is_sealed(table: str, field: str) -> bool:
    """Whether only keys tell what such a field says."""
    return (table, field) in SEALED_FIELDS


def sealed_person(who: Who, table: str, row_id: Id, values: Values) -> Id | None:
    """The person that the row in force was written for; raises Denied or Unreadable."""
    return _SEALED[table].person_of(who, row_id, values)


def sealed_words(who: Who, table: str, row_id: Id, values: Values) -> str:
    """One version in words; raises Denied or Unreadable."""
    return _SEALED[table].words(who, row_id, values)


def _person_of_subject(who: Who, row_id: Id, _values: Values) -> Id | None:
    table = agenda.appointment
    found: Id | None = who.connection.execute(select(table.c.person_id).where(table.c.id == row_id)).scalar()
    return found


def _words_of_subject(who: Who, row_id: Id, values: Values) -> str:
    if not values["sealed"]:
        return ""
    kind, subject = open_about(who.keys, who.actor, row_id, values["group_code"], values["sealed"])
    known = kind_named(kinds_of(read_settings(who.connection, None).get("appointment_kinds")), kind)
    return ", ".join(part for part in (known.label if known else kind, subject) if part)


def _person_of_referral(who: Who, row_id: Id, _values: Values) -> Id | None:
    table = partners.referral
    found: Id | None = who.connection.execute(select(table.c.person_id).where(table.c.id == row_id)).scalar()
    return found


def _words_of_referral(who: Who, row_id: Id, values: Values) -> str:
    return open_words(who.connection, who.keys, row_id, values["sealed"])


def _person_of_fact(who: Who, row_id: Id, values: Values) -> Id | None:
    return open_fact(who.keys, row_id, values["sealed"]).person_id


def _words_of_fact(who: Who, row_id: Id, values: Values) -> str:
    # Opened even when it was taken away: whoever has no key learns not even that.
    fact = open_fact(who.keys, row_id, values["sealed"])
    return TAKEN_AWAY if values["withdrawn"] else tell_fact(fact, themes_of(read_settings(who.connection, None)))


_SEALED: Mapping[str, _Sealed] = {
    "appointment_subject": _Sealed(_person_of_subject, _words_of_subject),
    "referral_note": _Sealed(_person_of_referral, _words_of_referral),
    "health_fact": _Sealed(_person_of_fact, _words_of_fact),
}
