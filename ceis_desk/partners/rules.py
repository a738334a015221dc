"""Rules of partners: when to ask again, what ends soon, what is due; pure, the day is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ceis_desk.core.dates import add_months
from ceis_desk.core.folding import fold, singular, tokens
from ceis_desk.partners.model import (
    Agreement,
    Direction,
    FollowUp,
    PartnerCard,
    PartnerKind,
    Referral,
    ReferralOutcome,
    ReferralState,
)

ANSWER_DAYS = 15
"""A partner that said nothing for a fortnight is asked again."""

LATER_DAYS = 7
ENDS_SOON_DAYS = 90
"""A quarter: what it takes to renew an agreement before a municipal council."""

_LONGEST_ACRONYM = 8

# The networks that are never named outside (nomenclatures 2.10), by the words of a name.
_BY_NAME = (
    (PartnerKind.VIOLENCE, {"cidff", "cidf"}),
    (PartnerKind.JUSTICE, {"spip", "pjj"}),
    (PartnerKind.ADDICTION, {"csapa", "caarud", "anpaa"}),
    (PartnerKind.CHILDHOOD, {"ase"}),
)


def a_month_after(day: dt.date) -> dt.date:
    """The same day of the next month, the last one of a shorter month."""
    return add_months(day, 1)


def begun(day: dt.date, remind_on: dt.date | None = None) -> FollowUp:
    """How a referral begins: sent, to be asked about a fortnight later unless another day is wished."""
    return FollowUp(ReferralState.SENT, day, remind_on=remind_on or day + dt.timedelta(days=ANSWER_DAYS))


def marked(follow: FollowUp, state: ReferralState, sent_on: dt.date, today: dt.date) -> FollowUp:
    """The referral in that state from today on: once accepted, what became of it is asked a month after it was sent."""
    if state is ReferralState.SENT:
        return begun(sent_on)
    awaited = state.open and follow.outcome is ReferralOutcome.NONE
    return replace(follow, state=state, state_on=today, remind_on=a_month_after(sent_on) if awaited else None)


def told(follow: FollowUp, outcome: ReferralOutcome, sent_on: dt.date, today: dt.date) -> FollowUp:
    """What became of it, known today: nothing more is asked, unless she still waits for a place."""
    if outcome is ReferralOutcome.NONE:
        cleared = replace(follow, outcome=outcome, outcome_on=None)
        return marked(cleared, follow.state, sent_on, follow.state_on or today)
    again = a_month_after(today) if outcome is ReferralOutcome.WAITING else None
    return replace(follow, outcome=outcome, outcome_on=today, remind_on=again)


def moved(follow: FollowUp, before: dt.date, day: dt.date) -> FollowUp:
    """The same follow-up of a referral whose day was wrong: what was counted from that day is counted again.

    A day to ask again that somebody chose stays.
    """
    sent = follow.state is ReferralState.SENT
    counted = begun(before).remind_on if sent else a_month_after(before)
    again = begun(day).remind_on if sent else a_month_after(day)
    return replace(
        follow,
        state_on=day if sent and follow.state_on == before else follow.state_on,
        remind_on=again if follow.remind_on == counted else follow.remind_on,
    )


def is_due(follow: FollowUp, today: dt.date) -> bool:
    """Whether somebody is to be asked."""
    return follow.remind_on is not None and follow.remind_on <= today


def due_words(referral: Referral, today: dt.date) -> str:
    """What is to be asked, and since when it waits."""
    follow = referral.follow
    days = (today - referral.day).days
    since = "aujourd’hui" if days <= 0 else f"depuis {days} jour{'s' if days > 1 else ''}"
    if follow.state is ReferralState.SENT:
        inward = referral.direction is Direction.IN
        return f"répondre au partenaire, {since}" if inward else f"réponse attendue {since}"
    if follow.outcome is ReferralOutcome.WAITING:
        return "en liste d’attente\u00a0: demander où cela en est"
    return f"demander ce que c’est devenu, {since}"


def in_order_of_reminders(referrals: Iterable[Referral]) -> tuple[Referral, ...]:
    """Those that wait longest first."""
    return tuple(sorted(referrals, key=lambda one: (one.follow.remind_on or dt.date.max, one.day, one.used_name)))


def ends_soon(agreement: Agreement, today: dt.date) -> bool:
    """Whether it ends within a quarter and has not ended yet."""
    end = agreement.to_day
    return end is not None and today <= end <= today + dt.timedelta(days=ENDS_SOON_DAYS)


def has_ended(agreement: Agreement, today: dt.date) -> bool:
    """Whether its last day is past."""
    return agreement.to_day is not None and agreement.to_day < today


def is_sensitive(card: PartnerCard) -> bool:
    """Whether a structure is never named in a clear row of a person."""
    return card.sensitive or card.kind.sensitive


def sensitive_kind(name: str) -> PartnerKind | None:
    """The sensitive kind that a name tells by itself, None when it tells none."""
    words = set(tokens(name))
    return next((kind for kind, known in _BY_NAME if words & known), None)


def names_of(card: PartnerCard) -> tuple[str, ...]:
    """Every name by which a structure is known, its own first."""
    return tuple(name for name in (card.name, card.acronym, *card.also_named) if name)


def bears_name(names: Iterable[str], written: str) -> bool:
    """Whether somebody who wrote this meant the structure of these names."""
    wanted = fold(written)
    return bool(wanted) and any(_folded(name) == wanted for name in names)


def finds(card: PartnerCard, words: Iterable[str], more: str = "") -> tuple[bool, str]:
    """Whether every folded word begins a word of it, and the acronym or former name that was needed for it.

    `more` is what is searched besides its names: services, themes, town.
    """
    typed = tuple(words)
    if _all_begin(typed, card.name):
        return True, ""
    for other in (card.acronym, *card.also_named):
        if _all_begin(typed, other):
            return True, other
    return _all_begin(typed, f"{' '.join(names_of(card))} {more}"), ""


def begins_words(typed: tuple[str, ...], text: str) -> bool:
    """Whether every folded word of `typed`, or its singular, begins a word of `text`; nothing typed is always found."""
    return all(any(word.startswith((part, singular(part))) for word in _words(text)) for part in typed)


def _all_begin(typed: tuple[str, ...], text: str) -> bool:
    known = _words(text)
    # « CAF » is also written « C.A.F. », which the words part letter by letter.
    whole = "".join(known)
    return bool(known) and (
        begins_words(typed, text)
        or (len(whole) <= _LONGEST_ACRONYM and bool(typed) and whole.startswith("".join(typed)))
    )


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[str, ...]:
    """The folded words of a structure's names: read again at each key, and nobody's personal data."""
    return tokens(text)
