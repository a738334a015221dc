"""What is done for a household and what it brings: interventions with creditors, microcredits, rights opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class InterventionAim(StrEnum):
    """What was asked of a creditor or a bank (profession, PCB5)."""

    DELAY = "delay"
    PLAN = "plan"
    FEES = "fees"
    DISPUTE = "dispute"
    INFORMATION = "information"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "delay": "un délai",
            "plan": "un échéancier",
            "fees": "le remboursement de frais",
            "dispute": "une contestation",
            "information": "une information",
            "other": "autre demande",
        }[self.value]


class Answer(StrEnum):
    """What the creditor answered."""

    WAITING = ""
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {"": "réponse attendue", "granted": "obtenu", "partly": "obtenu en partie", "refused": "refusé"}[
            self.value
        ]


@dataclass(frozen=True)
class Intervention:
    """One request to a creditor, and what it obtained: `cents` is what was refunded, waived or spread."""

    id: Id
    clock: int
    creditor: str
    aim: InterventionAim
    day: dt.date
    answer: Answer = Answer.WAITING
    answered_on: dt.date | None = None
    cents: int = 0
    remark: str = ""


class CreditState(StrEnum):
    """Where a microcredit stands (profession, PCB6)."""

    PREPARED = "prepared"
    SENT = "sent"
    GRANTED = "granted"
    REFUSED = "refused"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "prepared": "en préparation",
            "sent": "envoyé à la banque",
            "granted": "accordé",
            "refused": "refusé",
            "given_up": "abandonné",
        }[self.value]


@dataclass(frozen=True)
class Microcredit:
    """A file of personal microcredit: what for, how much (euro cents), over how many months, and where it stands."""

    id: Id
    clock: int
    purpose: str
    cents: int
    months: int
    state: CreditState
    day: dt.date
    bank: str = ""
    remark: str = ""


@dataclass(frozen=True)
class RightOpened:
    """A right opened or restored: its code among those to verify, or other words; euro cents a month, estimated."""

    id: Id
    clock: int
    code: str
    label: str
    opened_on: dt.date
    monthly: int = 0
    restored: bool = False
    remark: str = ""
