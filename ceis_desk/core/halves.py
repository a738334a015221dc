"""Halves of signs (lone surrogates): no file holds them, so a request that has one is refused at the store's door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from ceis_desk.core.errors import Refusal

_HALF = (
    "Ce texte contient un signe abîmé, souvent venu d’un collage. Rien n’a été enregistré\u00a0: "
    "effacez-le, puis retapez ce passage."
)


def refuse_halves(request: object) -> None:
    """Raise Refusal when any text of a frozen request, however deep, holds half of a sign."""
    if isinstance(request, str):
        try:
            request.encode()
        except UnicodeEncodeError:
            # That error bears the whole text, which no log may show.
            raise Refusal(_HALF) from None
    elif isinstance(request, Mapping):
        for key, held in request.items():
            refuse_halves(key)
            refuse_halves(held)
    elif isinstance(request, tuple | list | set | frozenset):
        for held in request:
            refuse_halves(held)
    else:
        kind: type = type(request)
        for name in _names(kind):
            refuse_halves(getattr(request, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
