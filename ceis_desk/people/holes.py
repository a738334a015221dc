"""Filling the empty fields of a record from another, never replacing what is there."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ceis_desk.people.model import Identity

_EMPTY = Identity()


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
