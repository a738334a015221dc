"""Papers whose every word is one that nobody would write, to prove that a document is made whatever was typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

PaperT = TypeVar("PaperT")

TEXTS: Mapping[str, str] = {
    "nothing": "",
    "one endless word": "Anticonstitutionnellement" * 60,
    "right to left, emoji and markup": "\u202eمرحبا بكم 👩‍👧‍👦 שלום <b>& </para> <font size=40>€ {0} %s \\n",
    "many lines and no place to break": "une ligne\n\n\tpuis une autre\r\n" * 30 + "mot\u00a0" * 100,
    "a long text": "Les conseillères reçoivent les personnes une par une. " * 90,
}
_KEPT = {"mark"}


def spoilt(paper: PaperT, text: str) -> PaperT:
    """The same paper with this text for every text of it, however deep; codes, dates and amounts stay."""
    made: PaperT = _spoilt(paper, text)
    return made


def _spoilt(value: Any, text: str) -> Any:  # noqa: ANN401  # whatever a paper holds
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(_spoilt(one, text) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
        changed = {
            name: one if name in _KEPT or isinstance(one, Path) else _spoilt(one, text) for name, one in fields.items()
        }
        return dataclasses.replace(value, **changed)
    return value
