"""What may be asked of partners and referrals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question
from ceis_desk.partners.model import Agreement, PartnerLine, PartnerView, Referral

_DIRECTORY: Needs = ((Thing.PARTNERS, Level.READ),)
_REFERRALS: Needs = ((Thing.VISITS, Level.READ),)


@dataclass(frozen=True)
class FindPartners(Question[tuple[PartnerLine, ...]]):
    """The structures that answer to these words (names, acronyms, former names, services, themes), by name.

    `kind` and `theme` (a code or the code of a group) narrow it; those that closed come last, with `closed` only.
    """

    words: str = ""
    kind: str = ""
    theme: str = ""
    closed: bool = False
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class ReadPartner(Question[PartnerView]):
    """One structure; raises Refusal when it is gone."""

    partner_id: Id
    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class Agreements(Question[tuple[Agreement, ...]]):
    """All that binds the CEIS, the next to end first, those that ended last."""

    needs: ClassVar[Needs] = _DIRECTORY


@dataclass(frozen=True)
class ReferralsToChase(Question[tuple[Referral, ...]]):
    """The referrals about which somebody is to be asked today, those that wait longest first."""

    needs: ClassVar[Needs] = _REFERRALS


@dataclass(frozen=True)
class ReferralsOf(Question[tuple[Referral, ...]]):
    """The referrals of a person, latest first."""

    person_id: Id
    needs: ClassVar[Needs] = _REFERRALS
