"""Partners, referrals and a project to show."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.ids import new_id
from ceis_desk.partners.model import (
    Agreement,
    AgreementKind,
    Direction,
    FollowUp,
    Partner,
    PartnerCard,
    PartnerKind,
    PartnerLine,
    PartnerView,
    Referral,
    ReferralState,
)
from ceis_desk.partners.projects import (
    Part,
    PartKind,
    PartSession,
    PartState,
    Project,
    ProjectKind,
    ProjectLine,
    ProjectState,
    ProjectView,
)
from ceis_desk.partners.questions import FindPartners

NOW = dt.datetime(2019, 6, 18, 10, 42)
DAY = NOW.date()
TRAVAIL, SHELTER = new_id(), new_id()
LINES = (
    PartnerLine(
        TRAVAIL, "France Travail", "FT", PartnerKind.EMPLOYMENT, "Montpellier", "", ("trouver-un-emploi",), False, None
    ),
    PartnerLine(SHELTER, "CIDFF de l’Hérault", "", PartnerKind.VIOLENCE, "", "", (), True, None),
)
CARD = PartnerCard("France Travail", "FT", ("Pôle Emploi",), PartnerKind.EMPLOYMENT, themes=("trouver-un-emploi",))
BOUND = Agreement(
    new_id(), 3, TRAVAIL, "France Travail", AgreementKind.AGREEMENT, "Permanence", None, dt.date(2019, 8, 31)
)
LABEL = Agreement(new_id(), 4, None, "", AgreementKind.LABEL, "Point Conseil Budget", None, dt.date(2021, 12, 31))
AGREEMENTS = (BOUND, LABEL)
VIEW = PartnerView(Partner(TRAVAIL, 7, CARD), (BOUND,), ((ReferralState.SENT, 2),), ())


def found(question: FindPartners) -> tuple[PartnerLine, ...]:
    """The lines whose name begins with what is asked."""
    wanted = question.words.casefold()
    return tuple(line for line in LINES if line.name.casefold().startswith(wanted))


def _referral(name: str, first: str, **more: object) -> Referral:
    values: dict[str, object] = {
        "direction": Direction.OUT,
        "day": dt.date(2019, 5, 29),
        "partner_id": TRAVAIL,
        "partner_name": "France Travail",
        "partner_phone": "",
        "theme": "",
        "platform": "",
        "by_name": "Léa Bastide",
        "follow": FollowUp(ReferralState.SENT, dt.date(2019, 5, 29), remind_on=dt.date(2019, 6, 13)),
        **more,
    }
    return Referral(new_id(), 5, new_id(), "Mme", name, first, **values)  # type: ignore[arg-type]  # as the fields are


SENT = _referral("Benali", "Samira", words="Aide à la garde.")
SEALED = _referral("Rossi", "Élodie", partner_id=None, partner_name="", reserved=True)

_GARDEN_ID = new_id()
_PROJECT = Project(
    _GARDEN_ID, 9, "Jardin partagé", ProjectKind.CITIZEN, "", "Cultiver ensemble", ProjectState.RUNNING, DAY, DAY, None
)
STEP = Part(new_id(), 11, PartKind.STEP, "Planter", PartState.PLANNED, dt.date(2019, 7, 2), None)
FUND = Part(new_id(), 12, PartKind.FUNDING, "Ville", PartState.GRANTED, None, 150_000)
CARRIER = Part(new_id(), 13, PartKind.CARRIER, "", PartState.NONE, None, None, new_id(), "Mme", "Castel", "Rose")
TRIED_IN = PartSession(new_id(), "Essai du matin", dt.datetime(2019, 6, 17, 9), 6)
TRIED = Part(
    new_id(), 15, PartKind.TEST, "Lire un courrier", PartState.DONE, DAY, None, session_id=TRIED_IN.id, session=TRIED_IN
)
UNNAMED = Part(new_id(), 14, PartKind.PARTICIPANT, "", PartState.NONE, None, None, new_id(), hidden=True)
GARDEN = ProjectView(_PROJECT, (CARRIER, STEP, FUND))
GARDEN_LINE = ProjectLine(_PROJECT, 1, 0, 1, 0, 150_000, dt.date(2019, 7, 2))
