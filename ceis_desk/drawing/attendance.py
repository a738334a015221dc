"""Who was there, session after session: one column each, its number above, hatched while it is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceis_desk.drawing.shapes import Anchor, Box, Colour, Picture, Shape, Sizes, Words, hatching

_GAP, _HATCH = 0.1, 0.6
_ABOVE, _BELOW = 1.5, 1.6


@dataclass(frozen=True)
class Attendees:
    """One session: `present` is None while it is to come, `expected` how many are of the group then."""

    label: str
    day: str
    present: int | None
    expected: int
    today: bool = False


def attendance(sessions: Sequence[Attendees], width: float, height: float, sizes: Sizes) -> Picture:
    """Draw the sessions from left to right; the twin has a row each: session, day, present, of the group."""
    top, floor = sizes.small * _ABOVE, height - sizes.small * _BELOW
    slot = width / max(len(sessions), 1)
    most = max((max(one.present or 0, one.expected) for one in sessions), default=1) or 1
    shapes: list[Shape] = [
        Words(0, 0, head, 0, cell=(0, at)) for at, head in enumerate(("Séance", "Jour", "Présents", "Sur"))
    ]
    for rank, one in enumerate(sessions):
        value = one.expected if one.present is None else one.present
        tall = (floor - top) * value / most
        box = Box(rank * slot + slot * _GAP / 2, floor - tall, slot * (1 - _GAP), tall, Colour.BLUE_S, Colour.BLUE,
                  sizes.rule, 4)  # fmt: skip
        middle = rank * slot + slot / 2
        if one.present is None:
            shapes.append(Box(box.x, box.y, box.width, box.height, Colour.SURFACE, Colour.BLUE, sizes.rule, 4))
            shapes += hatching(box, sizes.small * _HATCH, Colour.BLUE, sizes.hair)
        else:
            shapes.append(box)
            said = str(one.present)
            shapes.append(Words(middle, box.y - sizes.small * 0.4, said, sizes.small, weight=600, anchor=Anchor.MIDDLE))
        ink = Colour.ACCENT if one.today else Colour.INK_2
        shapes.append(Words(middle, height - sizes.small * 0.3, one.label, sizes.small, ink, anchor=Anchor.MIDDLE))
        shown = "à venir" if one.present is None else str(one.present)
        cells = (one.label, one.day, shown, str(one.expected))
        shapes += [Words(0, 0, word, 0, cell=(rank + 1, at)) for at, word in enumerate(cells)]
    return Picture(width, height, tuple(shapes), _alt(sessions))


def _alt(sessions: Sequence[Attendees]) -> str:
    past = [one for one in sessions if one.present is not None]
    coming = len(sessions) - len(past)
    said = ", ".join(f"séance {one.label}\u00a0: {one.present} sur {one.expected}" for one in past)
    return f"Présents par séance. {said or 'Aucune séance passée'}. {coming} à venir."
