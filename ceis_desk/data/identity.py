"""An identity as columns, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from ceis_desk.core.ids import Id
from ceis_desk.data.schema import exchange, people
from ceis_desk.data.schema.registry import TABLES
from ceis_desk.people.model import (
    Civility,
    Company,
    DeskNeeds,
    District,
    Family,
    Identity,
    SafeContact,
    Sex,
)

PHONE_ORDER = (people.person_phone.c.position, people.person_phone.c.number)
"""The first phone in this order is the principal one, everywhere; two desks may each have written a first phone."""


def columns_of(identity: Identity) -> dict[str, Any]:
    """The columns of `person` that hold this identity; phones live in their own table."""
    return {
        "used_name": identity.used_name,
        "birth_name": identity.birth_name,
        "first_name": identity.first_name,
        "civility": identity.civility.value,
        "birth_date": identity.birth_date,
        "birth_year": identity.birth_date.year if identity.birth_date else identity.birth_year,
        "sex": identity.sex.value,
        "email": identity.email,
        "address": identity.address,
        "postcode": identity.postcode,
        "commune": identity.commune,
        "district": identity.district,
        "qpv": identity.qpv.value,
        "languages": identity.languages,
        "family": identity.family.value,
        "lives_alone": identity.lives_alone,
        "company": identity.company.value,
        "no_call": identity.safe_contact.no_call,
        "no_message": identity.safe_contact.no_message,
        "no_letter": identity.safe_contact.no_letter,
        "contact_hours": identity.safe_contact.hours,
        "pushchair": identity.needs.pushchair,
        "step_free": identity.needs.step_free,
        "interpreter": identity.needs.interpreter,
        "at_desk": identity.at_desk,
        "notice_on": identity.notice_on,
    }


def read_identity(connection: Connection, person_id: Id) -> Identity | None:
    """The identity of one record as it stands, phones included; None when there is none, or when it was erased."""
    row = connection.execute(select(people.person).where(people.person.c.id == person_id)).mappings().first()
    if row is None or is_erased(connection, person_id):
        return None
    phones = connection.execute(
        select(people.person_phone.c.number)
        .where(people.person_phone.c.person_id == person_id, people.person_phone.c.active)
        .order_by(*PHONE_ORDER)
    ).scalars()
    return identity_of(row, tuple(phones))


def is_erased(connection: Connection, person_id: Id) -> bool:
    """Whether this person was erased: nothing is written of her any more."""
    tomb = exchange.tomb
    found = select(tomb.c.pk).where(tomb.c.tbl == TABLES["person"], tomb.c.pk == person_id.bytes)
    return connection.execute(found).first() is not None


def identity_of(row: RowMapping, phones: tuple[str, ...]) -> Identity:
    """The identity held by a row of `person`."""
    return Identity(
        used_name=row["used_name"],
        birth_name=row["birth_name"],
        first_name=row["first_name"],
        civility=Civility(row["civility"]),
        birth_date=row["birth_date"],
        birth_year=row["birth_year"],
        sex=Sex(row["sex"]),
        phones=phones,
        email=row["email"],
        address=row["address"],
        postcode=row["postcode"],
        commune=row["commune"],
        district=row["district"],
        qpv=District(row["qpv"]),
        languages=row["languages"],
        family=Family(row["family"]),
        lives_alone=row["lives_alone"],
        company=Company(row["company"]),
        safe_contact=SafeContact(row["no_call"], row["no_message"], row["no_letter"], row["contact_hours"]),
        needs=DeskNeeds(row["pushchair"], row["step_free"], row["interpreter"]),
        at_desk=row["at_desk"],
        notice_on=row["notice_on"],
    )
