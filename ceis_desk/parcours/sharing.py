"""Acts of sharing (CASF L.121-6-2): what was said of a person, to whom, why, and that she was told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs, Question

LONGEST_WORDS, MOST_DATA = 400, 30
# Whoever reads the situation of a person answers for what she passes on of it.
_ANY_PROFESSIONAL: Needs = ((Thing.SITUATION, Level.READ),)


@dataclass(frozen=True)
class Share:
    """One act: `data` lists what was passed on in words of the form (« coordonnées », « dates de suivi »).

    `why_not` says why the person was not told, empty when she was.
    """

    id: Id
    clock: int
    person_id: Id
    at: dt.datetime
    recipient: str
    purpose: str
    data: tuple[str, ...]
    informed: bool
    why_not: str = ""
    author_id: Id | None = None
    author_name: str = ""


@dataclass(frozen=True)
class RecordShare(Gesture):
    """Write an act of sharing; refused unless the person is told of it, or the reason why not is written.

    `at` is when it was done, now without one.
    """

    person_id: Id
    recipient: str = field(repr=False)
    purpose: str = field(repr=False)
    data: tuple[str, ...]
    informed: bool
    why_not: str = field(default="", repr=False)
    at: dt.datetime | None = None
    needs: ClassVar[Needs] = _ANY_PROFESSIONAL


@dataclass(frozen=True)
class WithdrawShare(Gesture):
    """Take back an act of sharing that did not take place, or put it back; its author alone may."""

    share_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = _ANY_PROFESSIONAL


@dataclass(frozen=True)
class ReadShares(Question[tuple[Share, ...]]):
    """What was shared of a person, latest first."""

    person_id: Id
    needs: ClassVar[Needs] = _ANY_PROFESSIONAL


def check_share(recipient: str, purpose: str, data: tuple[str, ...], why_not: str, *, informed: bool) -> None:
    """Raise Refusal unless the act says everything that the law asks for."""
    if not recipient.strip() or not purpose.strip():
        raise Refusal("Dites à qui et pourquoi. Rien n’a été enregistré\u00a0: les deux restent dans le registre.")
    if not data or not all(one.strip() for one in data):
        raise Refusal("Dites ce qui est partagé. Rien n’a été enregistré\u00a0: cochez au moins une information.")
    if len(data) > MOST_DATA or any(len(one) > LONGEST_WORDS for one in (recipient, purpose, why_not, *data)):
        raise Refusal(f"Un partage se dit en {LONGEST_WORDS} signes par ligne. Rien n’a été enregistré.")
    if not informed and not why_not.strip():
        raise Refusal(
            "La personne doit être informée du partage. Rien n’a été enregistré\u00a0: "
            "dites-le-lui, ou écrivez pourquoi ce n’est pas possible."
        )
    if informed and why_not.strip():
        raise Refusal("La personne est informée\u00a0: il n’y a pas de raison à donner. Rien n’a été enregistré.")
