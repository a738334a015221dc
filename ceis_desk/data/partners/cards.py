"""Cards of the directory as rows: columns out of a card, a card out of a row, what is refused in one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.phones import parse_phone
from ceis_desk.data.schema import partners
from ceis_desk.partners.model import Partner, PartnerCard, PartnerKind
from ceis_desk.partners.rules import is_sensitive
from ceis_desk.partners.structures import LONGEST, LONGEST_ABOUT, MOST_LISTED

GONE = "Ce partenaire n’est plus dans l’annuaire. Rien n’a changé\u00a0: cherchez-le de nouveau."
_TABLE = partners.partner
_LISTS = ("also_named", "themes", "services")
_SIRET_DIGITS = 14


def columns_of(card: PartnerCard) -> dict[str, Any]:
    """The columns of a card, lists as JSON; a kind that is sensitive makes the row so."""
    plain = {name: getattr(card, name) for name in _PLAIN}
    lists = {name: json.dumps(list(getattr(card, name)), ensure_ascii=False) for name in _LISTS}
    return {**plain, **lists, "kind": card.kind.value, "sensitive": is_sensitive(card)}


_PLAIN = (
    *("name", "acronym", "siret", "phone", "email", "site", "address", "postcode", "commune", "contact", "hours"),
    *("about", "external", "closed_on"),
)


def card_of(row: RowMapping) -> PartnerCard:
    """The card that a row holds."""
    values: dict[str, Any] = {name: row[name] for name in (*_PLAIN, "sensitive")}
    values |= {name: words_listed(row[name]) for name in _LISTS}
    return PartnerCard(**values, kind=PartnerKind(row["kind"]))


@lru_cache(maxsize=1 << 12)
def words_listed(text: str) -> tuple[str, ...]:
    """A list of words kept as JSON: few differ, and the whole directory is read at each key."""
    return tuple(json.loads(text or "[]"))


def read_partners(connection: Connection) -> tuple[Partner, ...]:
    """Every structure that was not taken out, closed ones too, by name."""
    rows = connection.execute(select(_TABLE).where(~_TABLE.c.withdrawn).order_by(_TABLE.c.name, _TABLE.c.id))
    return tuple(Partner(row["id"], row["hlc"], card_of(row)) for row in rows.mappings())


def read_partner(connection: Connection, partner_id: Id) -> Partner:
    """One structure; raises Refusal when it is gone."""
    row = connection.execute(select(_TABLE).where(_TABLE.c.id == partner_id, ~_TABLE.c.withdrawn)).mappings().first()
    if row is None:
        raise Refusal(GONE)
    return Partner(row["id"], row["hlc"], card_of(row))


def checked(card: PartnerCard) -> dict[str, Any]:
    """The columns of a card that may be kept; raises Refusal on what is missing, too long or not to be kept here."""
    refuse_texts((card.name, card.acronym, *card.also_named, card.address, card.contact, card.hours, *card.services))
    refuse_nir(card.about)
    if not card.name.strip():
        message = "Donnez le nom du partenaire. Rien n’a été enregistré."
        raise Refusal(message)
    if len(card.about) > LONGEST_ABOUT:
        message = f"La présentation tient en {LONGEST_ABOUT} signes. Rien n’a été enregistré\u00a0: raccourcissez-la."
        raise Refusal(message)
    if any(len(getattr(card, name)) > MOST_LISTED for name in _LISTS):
        message = (
            f"Services, anciens noms et thématiques\u00a0: {MOST_LISTED} au plus de chaque. "
            "Rien n’a été enregistré\u00a0: gardez les principaux."
        )
        raise Refusal(message)
    columns = columns_of(card)
    siret = re.sub(r"\s", "", card.siret)
    if siret and not (siret.isdigit() and len(siret) == _SIRET_DIGITS):
        message = "Un siret a quatorze chiffres. Rien n’a été enregistré\u00a0: corrigez-le ou laissez-le vide."
        raise Refusal(message)
    return {
        **columns,
        "name": card.name.strip(),
        "siret": siret,
        "phone": parse_phone(card.phone) if card.phone.strip() else "",
    }


def refuse_texts(texts: Iterable[str]) -> None:
    """Raise Refusal when a text bears a social-security number or is too long for its column."""
    for text in texts:
        refuse_nir(text)
        if len(text) > LONGEST:
            message = f"Ce texte tient en {LONGEST} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
            raise Refusal(message)
