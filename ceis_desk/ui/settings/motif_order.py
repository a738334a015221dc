"""The order of the motifs: nine digits, then those of the whole list."""

from __future__ import annotations

from collections.abc import Sequence

from ceis_desk.reception.model import Motif

DIGITS = 9


def moved(motifs: Sequence[Motif], code: str, by: int) -> tuple[str, ...] | None:
    """The codes that then have a digit, in order, when a motif goes one line up (-1) or down (+1); None at an end.

    Going up from the whole list takes a digit (the ninth one's when all are taken); going down from the last digit
    gives it back.
    """
    digits = [motif.code for motif in motifs if motif.position]
    if code not in digits:
        return (*digits[: DIGITS - 1], code) if by < 0 else None
    at = digits.index(code)
    if at + by < 0:
        return None
    digits.pop(at)
    if at + by <= len(digits):
        digits.insert(at + by, code)
    return tuple(digits)
