"""What stands in the form, as typed, and how it is read: an identity, and what to say beside each field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ceis_desk.core.dates import MONTHS, age_from_year, age_on, parse_birth, write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.nir import find_nir
from ceis_desk.core.phones import parse_phone, write_phone
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

Typed = Mapping[str, str]
"""Every field of the form by its code; a ticked box is "1"."""

NIR = "Ce numéro ressemble à un numéro de sécurité sociale\u00a0: il ne peut pas être gardé ici."
TEXTS = (
    *("used_name", "birth_name", "first_name", "birth", "phone", "other_phones", "email", "address", "postcode"),
    *("commune", "district", "languages", "hours", "at_desk"),
)
_PHONES = re.compile(r"[,;]")
_NEW_LIST = dt.date(2024, 1, 1)  # décret 2023-1314: the districts of 2024 take over from those of 2015


@dataclass(frozen=True)
class Reading:
    """The identity meant, what was understood and what is refused, by field."""

    identity: Identity
    understood: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def read_typed(typed: Typed, today: dt.date, districts: Mapping[str, bool] | None = None) -> Reading:
    """Never raises: a field that cannot be read stays out of the identity and says why."""
    refused = {code: _why_not(typed[code]) for code in TEXTS if find_nir(typed.get(code, ""))}
    understood: dict[str, str] = {}
    words = {code: "" if code in refused else " ".join(typed.get(code, "").split()) for code in TEXTS}
    date, year = _birth(words["birth"], today, understood, refused)
    phones = _phones(words, understood, refused)

    def on(code: str) -> bool:
        return bool(typed.get(code))

    identity = Identity(
        used_name=words["used_name"].upper(),
        birth_name=words["birth_name"].upper(),
        first_name=_capitals(words["first_name"]),
        civility=Civility(typed.get("civility", "")),
        birth_date=date,
        birth_year=year,
        sex=Sex(typed.get("sex") or Sex.NOT_SAID),
        phones=phones,
        email=words["email"],
        address=words["address"],
        postcode=words["postcode"],
        commune=words["commune"],
        district=words["district"],
        qpv=_qpv(typed.get("qpv", ""), words["district"], districts or {}),
        languages=words["languages"],
        family=Family(typed.get("family", "")),
        lives_alone={"yes": True, "no": False}.get(typed.get("lives_alone", "")),
        company=Company(typed.get("company", "")),
        safe_contact=SafeContact(on("no_call"), on("no_message"), on("no_letter"), words["hours"]),
        needs=DeskNeeds(on("pushchair"), on("step_free"), on("interpreter")),
        at_desk=words["at_desk"],
        notice_on=_notice(typed, today),
    )
    return Reading(identity, understood, refused)


def type_out(identity: Identity, districts: Mapping[str, bool] | None = None) -> dict[str, str]:
    """An identity as it would have been typed."""
    date, year = identity.birth_date, identity.birth_year
    safe, needs, phones = identity.safe_contact, identity.needs, [write_phone(one) for one in identity.phones]
    ticked = {
        "no_call": safe.no_call,
        "no_message": safe.no_message,
        "no_letter": safe.no_letter,
        "pushchair": needs.pushchair,
        "step_free": needs.step_free,
        "interpreter": needs.interpreter,
        "notice": identity.notice_on is not None,
    }
    plain = ("used_name", "birth_name", "first_name", "email", "address", "postcode", "commune", "district")
    return {
        **{name: getattr(identity, name) for name in (*plain, "languages", "at_desk")},
        "birth": write_day(date) if date else str(year or ""),
        "phone": phones[0] if phones else "",
        "other_phones": ", ".join(phones[1:]),
        "civility": identity.civility.value,
        "sex": "" if identity.sex is Sex.NOT_SAID else identity.sex.value,
        "family": identity.family.value,
        "company": identity.company.value,
        "lives_alone": {True: "yes", False: "no", None: ""}[identity.lives_alone],
        "qpv": "" if identity.qpv is _qpv("", identity.district, districts or {}) else identity.qpv.value,
        "hours": safe.hours,
        "notice_on": identity.notice_on.isoformat() if identity.notice_on else "",
        **{code: "1" if on else "" for code, on in ticked.items()},
    }


def prefilled(text: str, today: dt.date) -> dict[str, str]:
    """What was searched, in the field that it belongs to: a phone, a birth date, else the name.

    Of several words the last is taken for the first name, as people are called at a desk; names exchanged are
    recognised by the look-up of doubles, names in one field are not.
    """
    words = " ".join(text.split())
    if not any(mark.isdigit() for mark in words):
        family, _, first = words.rpartition(" ")
        return {"used_name": family, "first_name": first} if family else {"used_name": words}
    try:
        return {"phone": write_phone(parse_phone(words))}
    except Refusal:
        pass
    try:
        parse_birth(words, today, guess_century=True)
    except Refusal:
        return {"used_name": words}
    return {"birth": words}


def list_of(day: dt.date) -> str:
    """Which list of priority districts is in force on a day."""
    return "d’après la liste de 2024" if day >= _NEW_LIST else "d’après la liste de 2015"


def long_birth(date: dt.date | None, year: int | None, today: dt.date) -> str:
    """« 14 mars 1984, 35 ans », or « 1984, 35 ans » when only the year is known."""
    if date is not None:
        number = "1er" if date.day == 1 else str(date.day)
        return f"{number} {MONTHS[date.month - 1]} {date.year}, {years(age_on(date, today))}"
    return f"{year}, {years(age_from_year(year, today))}" if year else ""


def years(age: int) -> str:
    """« 35 ans », « 1 an »."""
    return f"{age} an{'s' if age > 1 else ''}"


def _why_not(text: str) -> str:
    return f"{NIR} On y lit {find_nir(text)}."


def _birth(
    words: str, today: dt.date, understood: dict[str, str], refused: dict[str, str]
) -> tuple[dt.date | None, int | None]:
    if not words:
        return None, None
    try:
        date, year = parse_birth(words, today, guess_century=True)
    except Refusal as refusal:
        refused["birth"] = refusal.sentence
        return None, None
    understood["birth"] = long_birth(date, year, today)
    return date, year


def _phones(words: dict[str, str], understood: dict[str, str], refused: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for code in ("phone", "other_phones"):
        parts = [part.strip() for part in _PHONES.split(words[code]) if part.strip()]
        try:
            read = [parse_phone(part) for part in parts]
        except Refusal as refusal:
            refused[code] = refusal.sentence
            continue
        found += read
        if read:
            understood[code] = ", ".join(write_phone(one) for one in read)
    return tuple(dict.fromkeys(found))


def _qpv(chosen: str, district: str, districts: Mapping[str, bool]) -> District:
    if chosen:
        return District(chosen)
    known = {name.casefold(): listed for name, listed in districts.items()}
    return District.YES if known.get(district.casefold()) else District.UNKNOWN


def _notice(typed: Typed, today: dt.date) -> dt.date | None:
    if not typed.get("notice"):
        return None
    kept = typed.get("notice_on", "")
    return dt.date.fromisoformat(kept) if kept else today


def _capitals(first: str) -> str:
    """A first name typed in one case gets its capitals; one that already mixes them is left alone."""
    if first != first.lower() and first != first.upper():
        return first
    return re.sub(r"[^\s\-]+", lambda word: word[0].capitalize(), first.lower())
