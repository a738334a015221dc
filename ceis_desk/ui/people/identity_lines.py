"""The fields of an identity as lines to compare and choose from, those that go together kept together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ceis_desk.core.dates import write_day
from ceis_desk.core.phones import write_phone
from ceis_desk.people.model import District, Identity, Likeness, Sex
from ceis_desk.ui.people.rows import needs_words, safe_words


@dataclass(frozen=True)
class Line:
    """One line: its code, its label, the fields it holds and how they are written."""

    code: str
    label: str
    fields: tuple[str, ...]
    write: Callable[[Identity], str]


def _birth(one: Identity) -> str:
    return write_day(one.birth_date) if one.birth_date else str(one.birth_year or "")


def _safe(one: Identity) -> str:
    safe = one.safe_contact
    parts = (safe_words(safe) if safe.restricted else "", safe.hours)
    return " · ".join(part for part in parts if part)


def _day(day: dt.date | None) -> str:
    return f"remise le {write_day(day)}" if day else ""


LINES = (
    Line("used_name", "Nom d’usage", ("used_name",), lambda one: one.used_name),
    Line("first_name", "Prénom", ("first_name",), lambda one: one.first_name),
    Line("birth_name", "Nom de naissance", ("birth_name",), lambda one: one.birth_name),
    Line("civility", "Civilité", ("civility",), lambda one: one.civility.value),
    Line("birth", "Naissance", ("birth_date", "birth_year"), _birth),
    Line("phones", "Téléphones", ("phones",), lambda one: ", ".join(write_phone(phone) for phone in one.phones)),
    Line("email", "E-mail", ("email",), lambda one: one.email),
    Line("address", "Adresse", ("address",), lambda one: one.address),
    Line("commune", "Commune", ("postcode", "commune"), lambda one: f"{one.postcode} {one.commune}".strip()),
    Line(
        "district",
        "Quartier",
        ("district", "qpv"),
        lambda one: " · ".join(
            part for part in (one.district, one.qpv.label if one.qpv is not District.UNKNOWN else "") if part
        ),
    ),
    Line("languages", "Langues", ("languages",), lambda one: one.languages),
    Line("safe_contact", "Contact sûr", ("safe_contact",), _safe),
    Line("needs", "Besoins", ("needs",), needs_words),
    Line("at_desk", "À savoir à l’accueil", ("at_desk",), lambda one: one.at_desk),
    Line("family", "Situation familiale", ("family",), lambda one: one.family.label if one.family.value else ""),
    Line(
        "lives_alone",
        "Vit seul·e",
        ("lives_alone",),
        lambda one: {True: "oui", False: "non", None: ""}[one.lives_alone],
    ),
    Line("company", "Voit quelqu’un", ("company",), lambda one: one.company.label if one.company.value else ""),
    Line("sex", "Sexe", ("sex",), lambda one: one.sex.label if one.sex is not Sex.NOT_SAID else ""),
    Line("notice_on", "Information", ("notice_on",), lambda one: _day(one.notice_on)),
)


def differences(one: Identity, other: Identity) -> tuple[Likeness, ...]:
    """The lines on which two versions differ."""
    pairs = ((line, line.write(one), line.write(other)) for line in LINES)
    return tuple(
        Likeness(line.label, typed, existing, "différent" if typed and existing else "en plus")
        for line, typed, existing in pairs
        if typed != existing
    )


def chosen(sides: tuple[Identity, Identity], picks: Mapping[str, str]) -> Identity:
    """The identity made of the side picked for each line, `0` or `1`; `both` joins the phones, first side first."""
    kept = sides[0]
    for line in LINES:
        pick = picks.get(line.code, "0")
        if pick == "both":
            kept = replace(kept, phones=tuple(dict.fromkeys((*sides[0].phones, *sides[1].phones))))
        else:
            kept = replace(kept, **{name: getattr(sides[int(pick)], name) for name in line.fields})
    return kept


def first_picks(winner: Identity, filled: Identity, other: Identity) -> dict[str, str]:
    """What is picked to begin with: the winner, its holes filled from the other side, phones joined."""
    picks = {}
    for line in LINES:
        own, theirs = (line.write(side) for side in (winner, other))
        taken = own != theirs and line.write(filled) == theirs
        picks[line.code] = "both" if line.code == "phones" and own and theirs and own != theirs else str(int(taken))
    return picks
