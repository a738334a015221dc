"""Partners, agreements and referrals as rows; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.dates import write_day
from ceis_desk.core.folding import fold
from ceis_desk.core.phones import write_phone
from ceis_desk.partners.model import (
    Agreement,
    AgreementKind,
    Direction,
    PartnerKind,
    PartnerLine,
    Referral,
    ReferralOutcome,
    ReferralState,
)
from ceis_desk.partners.rules import ends_soon, has_ended, is_due
from ceis_desk.partners.themes import groups_of, theme_words
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

DIRECTORY, CHASE, AGREEMENTS = "directory", "chase", "agreements"
VIEWS = ((DIRECTORY, "Annuaire"), (CHASE, "À relancer"), (AGREEMENTS, "Accords"))
RESERVED = "partenaire réservé aux professionnels"
_MOST_THEMES = 3
_ICONS = {
    PartnerKind.TOWN: "building-community",
    PartnerKind.LIBRARY: "notes",
    PartnerKind.CULTURE: "armchair",
    PartnerKind.SPORT: "walk",
    PartnerKind.SOCIAL: "heart-handshake",
    PartnerKind.EMPLOYMENT: "briefcase",
    PartnerKind.CHAMBER: "signature",
    PartnerKind.PUBLIC_SERVICE: "id",
    PartnerKind.ASSOCIATION: "users-group",
    PartnerKind.FIRM: "shopping-cart",
    PartnerKind.STARTUP: "bulb",
    PartnerKind.ACADEMIC: "gauge",
    PartnerKind.HEALTH: "stethoscope",
    PartnerKind.HOUSING: "home",
}
_MANY = {
    ReferralState.SENT: "envoyées, réponse attendue",
    ReferralState.ACCEPTED: "acceptées",
    ReferralState.REFUSED: "refusées",
    ReferralState.TAKEN_UP: "prises en charge",
    ReferralState.NO_ANSWER: "sans réponse",
}
_STATE_TONES = {
    ReferralState.SENT: ("neutral", "clock"),
    ReferralState.ACCEPTED: ("primary", "check"),
    ReferralState.TAKEN_UP: ("success", "check"),
    ReferralState.REFUSED: ("danger", "x"),
    ReferralState.NO_ANSWER: ("warn", "alert-circle"),
}
_AGREEMENT_ICONS = {
    AgreementKind.AGREEMENT: "signature",
    AgreementKind.LABEL: "shield-check",
    AgreementKind.CONSORTIUM: "users-group",
    AgreementKind.OTHER: "file-text",
}


def kind_icon(kind: PartnerKind) -> str:
    """The sign of a kind; one that is never named with a person bears the shield."""
    return _ICONS.get(kind, "shield-lock" if kind.sensitive else "building-community")


def partner_row(line: PartnerLine, typed: str) -> RowLook:
    """« France Travail (FT) · Emploi, insertion · Montpellier », by which name it was found, what ends soon."""
    chips = []
    if line.closed_on is not None:
        chips.append(ChipLook(f"fermé le {write_day(line.closed_on)}", "neutral", "x", outlined=True))
    if line.ends_on is not None:
        chips.append(ChipLook(f"accord jusqu’au {write_day(line.ends_on)}", "warn", "alert-triangle"))
    if line.sensitive:
        chips.append(ChipLook("sensible", "warn", "shield-lock"))
    known = f"connu aussi comme «\u00a0{line.matched}\u00a0»" if line.matched and line.matched != line.acronym else ""
    themes = ", ".join(theme_words(group) for group in groups_of(line.themes)[:_MOST_THEMES])
    return RowLook(
        f"{line.name} ({line.acronym})" if line.acronym else line.name,
        subtitle=" · ".join(part for part in (known, line.kind.label, line.commune, themes) if part),
        marks=_marks(line.name, typed),
        icon=kind_icon(line.kind),
        icon_tone="neutral" if line.closed_on else "primary",
        icon_boxed=True,
        chips=tuple(chips),
        right=write_phone(line.phone) if line.phone else "",
        quiet=line.closed_on is not None,
    )


def _marks(name: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where what was typed stands in the name, when both have as many letters once folded."""
    wanted, plain = fold(typed), fold(name)
    at = plain.find(wanted) if wanted else -1
    return ((at, len(wanted)),) if at >= 0 and len(plain) == len(name) else ()


def whom(referral: Referral) -> str:
    """« vers la Médiathèque », « envoyée par la CAF », or that it is reserved."""
    name = RESERVED if referral.reserved else referral.partner_name or "un partenaire"
    return f"envoyée par {name}" if referral.direction is Direction.IN else f"vers {name}"


def state_chip(state: ReferralState) -> ChipLook:
    """Where a referral stands."""
    tone, icon = _STATE_TONES[state]
    return ChipLook(state.label, tone, icon)


def referral_row(referral: Referral, show: Discretion, today: dt.date) -> RowLook:
    """« Mme BENALI Samira · acceptée · vers France Travail, le 3 juin par Léa », and for how long an answer waits."""
    follow = referral.follow
    by = f" par {referral.by_name}" if referral.by_name else ""
    state = follow.outcome.label if follow.outcome is not ReferralOutcome.NONE else follow.state.label
    due = is_due(follow, today)
    said = f"{whom(referral)}, le {write_day(referral.day)}{by}"
    return RowLook(
        show.name(referral.civility, referral.used_name, referral.first_name),
        subtitle=show.detail(f"{state}\u00a0: {said}" if due else said),
        initials=initials(referral.used_name, referral.first_name),
        person=str(referral.person_id),
        chips=(ChipLook(_waits(referral, today), "warn", "bell") if due else state_chip(follow.state),),
    )


def _waits(referral: Referral, today: dt.date) -> str:
    """For how long, in few words: the card says what is to be asked."""
    days = (today - referral.day).days
    sent = referral.follow.state is ReferralState.SENT
    what = ("à répondre" if referral.direction is Direction.IN else "réponse") if sent else "suite"
    return f"{what}, {days} jour{'s' if days > 1 else ''}"


def agreement_row(agreement: Agreement, today: dt.date, *, named: bool = True) -> RowLook:
    """« Convention d’accueil · France Travail · du 01/09/2018 au 31/08/2019 », amber when it ends soon."""
    chips = []
    if has_ended(agreement, today):
        chips.append(ChipLook("terminé", "neutral", "x", outlined=True))
    elif ends_soon(agreement, today) and agreement.to_day is not None:
        days = (agreement.to_day - today).days
        left = "finit aujourd’hui" if days == 0 else f"finit dans {days} jour{'s' if days > 1 else ''}"
        chips.append(ChipLook(left, "warn", "alert-triangle"))
    who = (agreement.partner_name or "le CEIS") if named else ""
    return RowLook(
        agreement.title,
        subtitle=" · ".join(part for part in (agreement.kind.label, who, dates_of(agreement)) if part),
        icon=_AGREEMENT_ICONS[agreement.kind],
        icon_tone="neutral" if has_ended(agreement, today) else "primary",
        icon_boxed=True,
        chips=tuple(chips),
        quiet=has_ended(agreement, today),
    )


def dates_of(agreement: Agreement) -> str:
    """« du … au … », « depuis le … », « jusqu’au … », or that no date is known."""
    start, end = agreement.from_day, agreement.to_day
    if start and end:
        return f"du {write_day(start)} au {write_day(end)}"
    if start:
        return f"depuis le {write_day(start)}"
    return f"jusqu’au {write_day(end)}" if end else "dates non saisies"


def sent_words(counts: Sequence[tuple[ReferralState, int]], *, sensitive: bool) -> str:
    """How many persons were sent in a year and where that stands, nobody named."""
    if sensitive:
        return "Les orientations vers ce partenaire sont scellées\u00a0: elles ne sont comptées nulle part en clair."
    total = sum(count for _state, count in counts)
    if not total:
        return "Aucune orientation en un an."
    parts = ", ".join(f"{count} {state.label if count == 1 else _MANY[state]}" for state, count in counts)
    return f"{total} orientation{'s' if total > 1 else ''} en un an\u00a0: {parts}."
