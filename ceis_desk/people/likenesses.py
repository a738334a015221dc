"""Two records side by side, field by field, in the words of the doubt card."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ceis_desk.core.dates import MONTHS, age_from_year, age_on, write_day, write_hour
from ceis_desk.core.phones import write_phone
from ceis_desk.people.alike import Birth, Near, Traits, birth_nearness, name_nearness, traits, words
from ceis_desk.people.duplicates import Comparison
from ceis_desk.people.model import Identity, Likeness
from ceis_desk.people.names import NAMELESS, display_name

NOT_TYPED = "non saisi"
NOT_KNOWN = "non renseigné"


class Verdict(StrEnum):
    """How one field of two records compares, in the word shown."""

    SAME = "pareil"
    ONE_LETTER = "une lettre"
    MORE = "en plus"
    DIFFERENT = "différent"


def side_by_side(typed: Identity, existing: Identity, pair: Comparison) -> tuple[Likeness, ...]:
    """The fields that one of the two records fills, those of picture 10 first."""
    one, other = traits(typed), traits(existing)
    phone = _shared_phone(typed, existing)
    lines = (
        ("Nom, prénom", _name(typed), _name(existing), _of_names(pair)),
        ("Nom de naissance", typed.birth_name.upper(), existing.birth_name.upper(), _of_name(one.born, other.born)),
        ("Naissance", write_birth(typed), write_birth(existing), _of_births(one, other)),
        ("Téléphone", _phone(typed, phone), _phone(existing, phone), _equal(pair.phone)),
        ("E-mail", typed.email, existing.email, _equal(pair.email)),
        ("Adresse", typed.address, existing.address, _equal(pair.address)),
        ("Quartier", typed.district, existing.district, _equal(words(typed.district) == words(existing.district))),
    )
    return tuple(
        Likeness(field, mine or NOT_TYPED, theirs or NOT_KNOWN, (verdict if mine and theirs else Verdict.MORE).value)
        for field, mine, theirs, verdict in lines
        if mine or theirs
    )


def in_addition(field: str, existing: str) -> Likeness:
    """What only the existing record can have: visits, appointments."""
    return Likeness(field, NOT_TYPED, existing, Verdict.MORE.value)


def write_birth(identity: Identity, today: dt.date | None = None) -> str:
    """« 14/03/1984 » or « 1984 », with the age on `today` when it is given: « 02/09/1979, 39 ans »."""
    if identity.birth_date:
        written, age = write_day(identity.birth_date), age_on(identity.birth_date, today) if today else -1
    elif identity.birth_year:
        written, age = str(identity.birth_year), age_from_year(identity.birth_year, today) if today else -1
    else:
        return ""
    return f"{written}, {age}\u00a0{'ans' if age > 1 else 'an'}" if age >= 0 else written


def write_visits(number: int, last: dt.date, today: dt.date | None) -> str:
    """« 23, dont le 11 juin », the whole date when it is of another year."""
    day = "1er" if last.day == 1 else str(last.day)
    same_year = today is not None and last.year == today.year
    when = f"le {day} {MONTHS[last.month - 1]}" if same_year else f"le {write_day(last)}"
    return f"{number}, dont {when}" if number > 1 else f"{number}, {when}"


def write_appointment(at: dt.datetime, today: dt.date | None) -> str:
    """« aujourd’hui, 10:45 »."""
    return f"{'aujourd’hui' if at.date() == today else write_day(at.date())}, {write_hour(at.time())}"


def _name(identity: Identity) -> str:
    name = display_name("", identity.used_name, identity.first_name, identity.birth_name)
    return "" if name == NAMELESS else name


def _phone(identity: Identity, shared: str) -> str:
    number = shared or next(iter(identity.phones), "")
    return write_phone(number) if number else ""


def _shared_phone(typed: Identity, existing: Identity) -> str:
    return next((number for number in typed.phones if number in existing.phones), "")


def _equal(same: bool) -> Verdict:
    return Verdict.SAME if same else Verdict.DIFFERENT


def _of_names(pair: Comparison) -> Verdict:
    """One letter in all, in the one name or in the other."""
    both = sorted((pair.family, pair.first))
    if both == [Near.SAME, Near.SAME]:
        return Verdict.SAME
    return Verdict.ONE_LETTER if both == [Near.SLIP, Near.SAME] else Verdict.DIFFERENT


def _of_name(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict:
    near = name_nearness(one, other)
    return {Near.SAME: Verdict.SAME, Near.SLIP: Verdict.ONE_LETTER}.get(near, Verdict.DIFFERENT)


def _of_births(one: Traits, other: Traits) -> Verdict:
    exact = {Birth.SAME} if one.birth_date and other.birth_date else {Birth.SAME, Birth.SAME_YEAR}
    return _equal(birth_nearness(one, other) in exact)
