"""Version vectors and the words of a gap: pure rules of the exchange.

A vector gives, for each number that a desk bears in the clocks, the last clock of it that one has: all that was written
under that number up to there. Whoever has a clock has all that its writer had when writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Vector = Mapping[int, int]
Clock = tuple[int, int]
"""A clock and the number of whoever gave it: compared together, so that two equal clocks still have an order."""

NOBODY = 0
"""The number under which a desk writes what every other finds by itself: a decision of anybody comes after it."""


def has(vector: Vector, clock: Clock) -> bool:
    """Whether what was written at this clock is among what the vector says."""
    hlc, origin = clock
    return origin == NOBODY or hlc <= vector.get(origin, 0)


def covers(vector: Vector, other: Vector) -> bool:
    """Whether everything of `other` is in `vector`."""
    return all(hlc <= vector.get(origin, 0) for origin, hlc in other.items())


def both_have(vectors: Iterable[Vector]) -> dict[int, int]:
    """What every one of these has; nothing when there is none."""
    every = list(vectors)
    if not every:
        return {}
    return {origin: hlc for origin in every[0] if (hlc := min(vector.get(origin, 0) for vector in every))}


def together(*vectors: Vector) -> dict[int, int]:
    """What they have together."""
    joined: dict[int, int] = {}
    for vector in vectors:
        for origin, hlc in vector.items():
            joined[origin] = max(hlc, joined.get(origin, 0))
    return joined


def missing_words(number: int, desk: str) -> str:
    """The sentence about a file that never came: what is missing, what is safe, what to do."""
    return (
        f"Il manque l’export n°\u00a0{number} du poste {desk}. Rien n’est perdu\u00a0: "
        "son prochain export le reprendra, demandez-lui d’échanger."
    )


def put_back_words(desk: str) -> str:
    """The sentence about a desk that goes on from an older copy of its data."""
    return (
        f"Le poste {desk} a repris une copie plus ancienne de ses données et ne le sait pas encore. Rien n’est perdu"
        "\u00a0: donnez-lui d’abord le fichier de ce poste, son export suivant sera lu."
    )


def many_erasures_words(number: int) -> str:
    """The sentence about a file that erases many records at once: it waits for the administration."""
    return (
        f"Ce fichier efface {number} fiches d’un coup. Rien n’en a été pris\u00a0: l’administration l’accepte ou le "
        "laisse attendre dans «\u00a0Échanges\u00a0», ou par « exchange import --accept-erasures »."
    )


_MANY = re.compile(re.escape(many_erasures_words(0)).replace("0", "([0-9]+)", 1))


def erasures_in(sentence: str) -> int:
    """How many records a refused file erases, from its sentence, which is all that is kept of it; 0 for another one."""
    found = _MANY.fullmatch(sentence)
    return int(found[1]) if found else 0
