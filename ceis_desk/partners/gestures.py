"""What may be done with partners: the directory, what binds to them, the persons sent to them or by them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs
from ceis_desk.partners.model import AgreementKind, Direction, FollowUp, PartnerCard, ReferralOutcome, ReferralState

_DIRECTORY: Needs = ((Thing.PARTNERS, Level.WRITE),)
# « Visits, queue, motifs, referral out » is one line of the contract: whoever welcomes may send on.
_REFERRALS: Needs = ((Thing.VISITS, Level.WRITE),)


@dataclass(frozen=True)
class SetPartner(Gesture):
    """Write a structure in the directory, or edit the one of `partner_id` (Outdated when no longer at `clock`)."""

    card: PartnerCard
    partner_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class WithdrawPartners(Gesture):
    """Take structures out of the directory, or put them back; one that closed is dated instead."""

    ids: tuple[Id, ...]
    withdrawn: bool = True
    clocks: tuple[int, ...] = ()
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class PutAgreement(Gesture):
    """Write what binds the CEIS from a day to another; without a partner it is a label of the CEIS itself."""

    title: str
    kind: AgreementKind
    partner_id: Id | None = None
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    agreement_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class WithdrawAgreement(Gesture):
    """Take an agreement out, or put it back."""

    agreement_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class RecordReferral(Gesture):
    """A person sent to a partner, or by one. `named` is a partner that the directory does not know.

    The words are sealed to the professionals, and so is the name of a sensitive or unknown partner.
    """

    person_id: Id
    day: dt.date
    partner_id: Id | None = None
    named: str = ""
    direction: Direction = Direction.OUT
    theme: str = ""
    platform: str = ""
    words: str = field(default="", repr=False)
    remind_on: dt.date | None = None
    visit_id: Id | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class CorrectReferral(Gesture):
    """Write again what was said of a referral (Outdated when no longer at `clock`); where it stands is left as it is.

    What the writer may not read (the sealed words, a sensitive or unknown partner) is kept as it was sealed.
    """

    referral_id: Id
    day: dt.date
    partner_id: Id | None = None
    named: str = ""
    direction: Direction = Direction.OUT
    theme: str = ""
    platform: str = ""
    words: str = field(default="", repr=False)
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class RestoreReferral(Gesture):
    """Give a referral back what it said, sealed as it was; an empty `sealed` is no words."""

    referral_id: Id
    day: dt.date
    partner_id: Id | None
    direction: Direction
    theme: str
    platform: str
    follow: FollowUp
    sealed: bytes = field(default=b"", repr=False)
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class MarkReferral(Gesture):
    """Say where a referral stands; the day to ask again follows."""

    referral_id: Id
    state: ReferralState
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class SayOutcome(Gesture):
    """Say what became of a referral."""

    referral_id: Id
    outcome: ReferralOutcome
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class RemindOn(Gesture):
    """Choose the day to ask again, None for never."""

    referral_id: Id
    on: dt.date | None
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class RestoreFollowUp(Gesture):
    """Put the follow-up of a referral back as it was."""

    referral_id: Id
    follow: FollowUp
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class WithdrawReferral(Gesture):
    """Take a referral back, or put it back."""

    referral_id: Id
    withdrawn: bool = True
    clock: int | None = None
    needs: ClassVar[Needs] = _REFERRALS
