"""What health workers may do: keep a prevention, correct it, take it away, say that somebody was seen again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.platforms.health.model import HealthFact

_WRITE: Needs = ((Thing.HEALTH_FACTS, Level.WRITE),)


@dataclass(frozen=True)
class PutPrevention(Gesture):
    """Keep a prevention, or write one again; raises Refusal on words of a diagnosis, Outdated at another clock.

    The author of a fact is the program's to say; its mark is that of her earlier facts on the theme (`mark_among`).
    """

    fact: HealthFact
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class WithdrawPrevention(Gesture):
    """Take away what was kept by mistake, or put it back."""

    fact_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SettleFollowUp(Gesture):
    """Say on which day somebody was seen again; None waits for it again."""

    fact_id: Id
    seen_on: dt.date | None
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class SetTheme(Gesture):
    """Say the theme of a collective session of prevention; it stands in the clear, as the title does."""

    session_id: Id
    theme: str
    clock: int | None = None
    needs: ClassVar[Needs] = _WRITE
