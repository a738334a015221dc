"""Halves of signs (lone surrogates): no file holds them, so a request that has one is refused at the store's door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from ceis_desk.core.errors import Refusal

_HALF = (
    "Ce texte contient un signe abîmé, souvent venu d’un collage. Rien n’a été enregistré\u00a0: "
    "effacez-le, puis retapez ce passage."
)


def refuse_halves(request: object) -> None:
    """Raise Refusal when any text of a frozen request, however deep, holds half of a sign."""
    for text in _texts(request):
        try:
            text.encode()
        except UnicodeEncodeError:
            # That error bears the whole text, which no log may show.
            raise Refusal(_HALF) from None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _texts(key)
            yield from _texts(held)
    elif isinstance(value, tuple | list | set | frozenset):
        for held in value:
            yield from _texts(held)
