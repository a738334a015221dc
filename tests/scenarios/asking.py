"""Every question that the store answers, made with every id that a thief could know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from itertools import product
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Question
from ceis_desk.data.handlers import QUESTIONS
from ceis_desk.reception.importing import PrepareImport

NOT_ASKED = frozenset({PrepareImport})
"""What reads a file of the disk, and nothing of the store."""


def every_question(ids: tuple[Id, ...], words: tuple[str, ...], day: dt.date) -> Iterator[Question[Any]]:
    """Each kind of question, with each of these ids and words wherever it takes one."""
    for kind in QUESTIONS:
        if kind not in NOT_ASKED:
            yield from _made(kind, ids, words, day)


def one_gesture(kind: type[Gesture], ids: tuple[Id, ...], day: dt.date) -> Gesture:
    """A gesture of this kind about the first of these ids."""
    made: Gesture = next(_made(kind, ids, ("mot",), day))
    return made


def _made(kind: type[Any], ids: tuple[Id, ...], words: tuple[str, ...], day: dt.date) -> Iterator[Any]:
    hints = get_type_hints(kind)
    offers = {one.name: _offers(hints[one.name], one, ids, words, day) for one in fields(kind)}
    for values in product(*offers.values()):
        yield kind(**dict(zip(offers, values, strict=True)))


def _offers(hint: Any, one: Field[Any] | None, ids: tuple[Id, ...], words: tuple[str, ...], day: dt.date) -> list[Any]:  # noqa: ANN401 a type annotation
    """The values tried for one field: all ids, all words, all teams; else its default, else something of its type."""
    if isinstance(hint, UnionType):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return [None, *ids] if inner is Id else [None]
    if hint is Id:
        return list(ids)
    if hint is str:
        return list(words)
    if hint is Group:
        return list(Group)
    if one is not None and one.default is not MISSING:
        return [one.default]
    if one is not None and one.default_factory is not MISSING:
        return [one.default_factory()]
    return [_something(hint, ids, words, day)]


def _something(hint: Any, ids: tuple[Id, ...], words: tuple[str, ...], day: dt.date) -> Any:  # noqa: ANN401 a type annotation
    plain: Mapping[Any, Any] = {
        int: 45,
        bool: True,
        bytes: b"%PDF-1.7",
        dt.date: day,
        dt.datetime: dt.datetime.combine(day, dt.time(9)),
        dt.time: dt.time(9),
        Path: Path("cahier.csv"),
    }
    if hint in plain:
        return plain[hint]
    if get_origin(hint) in (tuple, frozenset):
        return get_origin(hint)()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    assert is_dataclass(hint), hint
    return next(_made(hint, ids[:1], words[:1], day))  # type: ignore[arg-type]  # a dataclass is a type
