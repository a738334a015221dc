"""Sentences that name a person, told twice: as it is, and with initials alone for a discreet screen."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import RowMapping

from ceis_desk.access.masking import Discretion
from ceis_desk.people.model import Identity
from ceis_desk.people.names import NAMELESS

Namer = Callable[[Discretion], str]
_BARE, _MASKED = Discretion(on=False), Discretion(on=True)


def both(write: Namer) -> tuple[str, str]:
    """The sentence, and the one of a discreet screen: an initial at its end brings the full stop already."""
    return write(_BARE), write(_MASKED).replace("..", ".")


def name_of(person: Identity | RowMapping, show: Discretion) -> str:
    """« Mme BENALI Samira » or « B••• S. »; a record may bear no name at all."""
    if isinstance(person, Identity):
        civility, family, first = person.civility.value, person.used_name or person.birth_name, person.first_name
    else:
        civility, family, first = person["civility"], person["used_name"], person["first_name"]
    return show.name(civility, family, first) if family.strip() or first.strip() else NAMELESS
