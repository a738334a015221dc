"""Filling the empty fields of a record from another, never replacing what is there; and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from ceis_desk.people.model import REFUSALS, DeskNeeds, Identity, SafeContact

_EMPTY = Identity()
_Parts = TypeVar("_Parts", SafeContact, DeskNeeds)
# Fields made of parts: each part is a hole of its own.
_PARTED = ("safe_contact", "needs")
# A date of birth gives its year: one never goes without the other.
_BIRTH = ("birth_date", "birth_year")
_FIELDS = (_BIRTH, *((line.name,) for line in fields(Identity) if line.name not in (*_BIRTH, *_PARTED)))


def fill_holes(kept: Identity, other: Identity) -> Identity:
    """`kept` with its empty fields taken from `other`; phones are joined, those of `kept` first."""
    taken: dict[str, Any] = {
        line.name: getattr(other, line.name)
        for line in fields(Identity)
        if getattr(kept, line.name) == getattr(_EMPTY, line.name)
    }
    if kept.birth_date is not None:
        taken.pop("birth_year", None)
    if other.birth_date is not None and kept.birth_year not in (None, other.birth_date.year):
        taken.pop("birth_date", None)
    taken |= {name: _filled(getattr(kept, name), getattr(other, name)) for name in _PARTED}
    phones = tuple(dict.fromkeys((*kept.phones, *other.phones)))
    return replace(kept, **taken | {"phones": phones})


def refusing_too(one: Identity, other: Identity) -> Identity:
    """`one`, which also refuses every way of contact that `other` refuses: joining two records allows nothing more."""
    own, theirs = one.safe_contact, other.safe_contact
    return replace(one, safe_contact=replace(_filled(own, theirs), hours=own.hours))


def refused_since(now: Identity, known: Identity | None) -> SafeContact:
    """What a record of two refuses and did not when they were made one; all of it when that is not known."""
    before = known.safe_contact if known is not None else SafeContact()
    own = now.safe_contact
    since: dict[str, Any] = {name: getattr(own, name) and not getattr(before, name) for name in REFUSALS}
    return replace(SafeContact(), **since)


def take_back(now: Identity, before: Identity, filled: Identity) -> Identity:
    """`now` without what took `before` to `filled`: fields changed since keep their change, phones added since stay."""
    given = _as_before(now, before, filled, _FIELDS)
    for name in _PARTED:
        has, was, had = (getattr(one, name) for one in (now, before, filled))
        given[name] = replace(has, **_as_before(has, was, had, ((line.name,) for line in fields(has))))
    if now.phones != filled.phones:
        kept = tuple(number for number in now.phones if number in before.phones or number not in filled.phones)
        again = tuple(number for number in before.phones if number not in (*filled.phones, *kept))
        given["phones"] = (*kept, *again)
    return replace(now, **given)


def _filled(kept: _Parts, other: _Parts) -> _Parts:
    return replace(kept, **{line.name: getattr(kept, line.name) or getattr(other, line.name) for line in fields(kept)})


def _as_before(now: object, before: object, filled: object, groups: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """What `before` said of the groups of fields that are still as `filled`."""
    given: dict[str, Any] = {}
    for names in groups:
        was, had, has = (tuple(getattr(one, name) for name in names) for one in (before, filled, now))
        if has == had:
            given |= dict(zip(names, was, strict=True))
    return given
