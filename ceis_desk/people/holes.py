"""Filling the empty fields of a record from another, never replacing what is there; and taking that back."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ceis_desk.people.model import Identity

_EMPTY = Identity()
# A date of birth gives its year: one never goes without the other.
_BIRTH = ("birth_date", "birth_year")
_FIELDS = (_BIRTH, *((line.name,) for line in fields(Identity) if line.name not in _BIRTH))


def fill_holes(kept: Identity, other: Identity) -> Identity:
    """`kept` with its empty fields taken from `other`; phones are joined, those of `kept` first."""
    taken: dict[str, Any] = {
        line.name: getattr(other, line.name)
        for line in fields(Identity)
        if getattr(kept, line.name) == getattr(_EMPTY, line.name)
    }
    if kept.birth_date is not None:
        taken.pop("birth_year", None)
    phones = tuple(dict.fromkeys((*kept.phones, *other.phones)))
    return replace(kept, **taken | {"phones": phones})


def take_back(now: Identity, before: Identity, filled: Identity) -> Identity:
    """`now` without what took `before` to `filled`: fields changed since keep their change, phones added since stay."""
    given: dict[str, Any] = {}
    for names in _FIELDS:
        was, had, has = (tuple(getattr(one, name) for name in names) for one in (before, filled, now))
        if has == had:
            given |= dict(zip(names, was, strict=True))
    if now.phones != filled.phones:
        kept = tuple(number for number in now.phones if number in before.phones or number not in filled.phones)
        again = tuple(number for number in before.phones if number not in (*filled.phones, *kept))
        given["phones"] = (*kept, *again)
    return replace(now, **given)
