"""What a sheet needs of its case: whose it is, who lives there, and until when it may be written in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.budget.items import NO_CASE
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import open_payload
from ceis_desk.data.people import canonical
from ceis_desk.data.schema.sealed import budget_case
from ceis_desk.data.sealing import Keys
from ceis_desk.platforms.budget.model import Member

CLOSED = (
    "Ce dossier commun est fermé depuis la séparation. Rien n’a été écrit\u00a0: "
    "ouvrez le dossier de la personne, la fiche s’y copie."
)
UNREADABLE = "Ce dossier ne peut pas être lu. Rien n’a changé\u00a0: signalez-le à l’administration."


@dataclass(frozen=True)
class HomeOfCase:
    """The person in whose name a case stands, its members, and the day of a separation, which closed it."""

    person_id: Id
    members: tuple[Member, ...]
    separated_on: dt.date | None


def home_of_case(connection: Connection, keys: Keys, case_id: Id) -> HomeOfCase:
    """What a sheet needs of its case; raises Refusal when it is gone, Denied without the key of the group."""
    row = connection.execute(
        select(budget_case.c.sealed).where(budget_case.c.id == case_id, ~budget_case.c.withdrawn)
    ).first()
    if row is None:
        raise Refusal(NO_CASE)
    payload = open_payload(keys, Group.BUDGET, row.sealed, Place(budget_case.name, case_id, "sealed"))
    try:
        separated = payload.get("separated_on")
        return HomeOfCase(
            canonical(connection, Id(payload["person_id"])),
            tuple(map(_member, payload["members"])),
            None if separated is None else dt.date.fromisoformat(separated),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        raise Refusal(UNREADABLE) from failure


def writable_home(connection: Connection, keys: Keys, case_id: Id) -> HomeOfCase:
    """The same, of a case in which something is about to be written; raises Refusal when a separation closed it."""
    home = home_of_case(connection, keys, case_id)
    if home.separated_on is not None:
        raise Refusal(CLOSED)
    return home


def _member(payload: Mapping[str, Any]) -> Member:
    year = payload.get("birth_year")
    return Member(
        name=str(payload["name"]),
        birth_year=None if year is None else int(year),
        adult=bool(payload["adult"]),
        custody_percent=int(payload.get("custody_percent", 100)),
        dependant=bool(payload.get("dependant", False)),
        family_child=bool(payload.get("family_child", False)),
        disabled=bool(payload.get("disabled", False)),
    )
