"""The person in her own words: what she says of her strengths, fragilities, motivations, needs and fears.

Each is optional and dated, for the readers whom she and the professional chose; what it replaces stays readable.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ceis_desk.access.model import Group, Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs, Question

LONGEST_WORDS = 2000


class Aspect(StrEnum):
    """What she speaks of (the five words of the seed)."""

    STRENGTHS = "strengths"
    FRAGILITIES = "fragilities"
    MOTIVATIONS = "motivations"
    NEEDS = "needs"
    FEARS = "fears"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {
            "strengths": "Ses qualités",
            "fragilities": "Ses fragilités",
            "motivations": "Ses motivations",
            "needs": "Ses besoins",
            "fears": "Ses craintes",
        }[self.value]


class Visibility(StrEnum):
    """Who reads it: the group to which it is sealed, or nobody but its author."""

    PROFESSIONALS = "professionals"
    SOCIAL = "social"
    AUTHOR = ""

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {
            "professionals": "tous les professionnels",
            "social": "l’équipe sociale",
            "": "moi seul·e",
        }[self.value]

    @property
    def group(self) -> Group | None:
        """The group whose key opens it, None for its author alone."""
        return Group(self.value) if self.value else None


@dataclass(frozen=True)
class OwnWords:
    """What she said of one aspect on a day; `until` is the day when other words took its place.

    `former` are the words that it replaces, latest first, as far as the reader may see them.
    """

    id: Id
    clock: int
    person_id: Id
    aspect: Aspect
    text: str = field(repr=False)
    day: dt.date
    visibility: Visibility
    author_id: Id
    author_name: str = ""
    replaces: Id | None = None
    until: dt.date | None = None
    former: tuple[OwnWords, ...] = ()


@dataclass(frozen=True)
class WriteOwnWords(Gesture):
    """Write what a person says of herself, new or in the place of `replaces` (Outdated when no longer at `clock`)."""

    person_id: Id
    aspect: Aspect
    text: str = field(repr=False)
    day: dt.date
    visibility: Visibility = Visibility.PROFESSIONALS
    replaces: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class WithdrawOwnWords(Gesture):
    """Take words back, those that they replaced then stand again; or put them back."""

    words_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class ReadOwnWords(Question[tuple[OwnWords, ...]]):
    """What stands of a person in her own words, by aspect, latest first; what the reader may not open is absent."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.READ),)
