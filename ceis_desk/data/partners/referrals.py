"""Referrals written: a person sent to a partner or by one, where it stands, what became of it.

A sensitive partner (violence, justice, addiction) is named in the sealed note alone, and so is one that the directory
does not know: an empty `partner_id` in the clear row tells neither from the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Group
from ceis_desk.core.dates import write_day
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.partners.cards import read_partner, refuse_texts
from ceis_desk.data.payloads import Payload, seal_payload
from ceis_desk.data.people import refuse_erased
from ceis_desk.data.schema import partners
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.partners.gestures import (
    CorrectReferral,
    MarkReferral,
    RecordReferral,
    RemindOn,
    RestoreFollowUp,
    SayOutcome,
    WithdrawReferral,
)
from ceis_desk.partners.model import Direction, FollowUp, PartnerCard, ReferralOutcome, ReferralState
from ceis_desk.partners.rules import begun, is_sensitive, marked, told
from ceis_desk.partners.themes import SENSITIVE_THEMES
from ceis_desk.people.model import Identity

REFERRAL = "referral"
LONGEST_WORDS = 2000
_TABLE, _NOTE = partners.referral, partners.referral_note
_GONE = "Cette orientation n’est plus là. Rien n’a changé\u00a0: relisez la liste."


@dataclass(frozen=True)
class Said:
    """What of a referral stands in clear, and what is sealed."""

    clear: dict[str, Any]
    sealed: Payload
    name: str


def record_referral(tx: Tx, gesture: RecordReferral) -> Change:
    """Write a referral; its words, and the partner that must not be named, are sealed to the professionals."""
    refuse_erased(tx.connection, gesture.person_id)
    person = read_identity(tx.connection, gesture.person_id)
    if person is None:
        message = "Cette fiche n’est plus là. Rien n’a été enregistré\u00a0: cherchez la personne par son nom."
        raise Refusal(message)
    refuse_day(tx, gesture.day, gesture.remind_on)
    said = said_of(tx, gesture)
    follow = begun(gesture.day, gesture.remind_on)
    row_id = write_referral(tx, new_id(), gesture, said.clear, said.sealed, follow)
    words, masked = both(lambda show: _recorded(person, gesture.direction, said.name, follow, show))
    return Change(
        subjects=subjects_of(row_id),
        said=words,
        masked=masked,
        undo=WithdrawReferral(row_id, clock=tx.stamp()[0]),
        made=(row_id,),
    )


def write_referral(
    tx: Tx, row_id: Id, gesture: RecordReferral, clear: dict[str, Any], sealed: Payload, follow: FollowUp
) -> Id:
    """The rows of a referral, the note only when something is sealed."""
    tx.put(
        _TABLE,
        row_id,
        person_id=gesture.person_id,
        direction=gesture.direction.value,
        day=gesture.day,
        platform=gesture.platform,
        account_id=tx.actor.account_id,
        visit_id=gesture.visit_id,
        withdrawn=False,
        **clear,
        **follow_columns(follow),
    )
    if sealed or _has_note(tx, row_id):
        # Another orientation of the same visit leaves nothing sealed of the former one.
        place = note_place(row_id)
        tx.put(_NOTE, row_id, person_id=gesture.person_id, sealed=seal_payload(tx, Group.PROFESSIONALS, sealed, place))
    return row_id


def _has_note(tx: Tx, row_id: Id) -> bool:
    return tx.connection.execute(select(_NOTE.c.id).where(_NOTE.c.id == row_id)).first() is not None


def note_place(referral_id: Id) -> Place:
    """Where the words of a referral are sealed."""
    return Place("referral_note", referral_id, "sealed")


def follow_columns(follow: FollowUp) -> dict[str, Any]:
    """The columns of a follow-up."""
    return {
        "state": follow.state.value,
        "state_on": follow.state_on,
        "outcome": follow.outcome.value,
        "outcome_on": follow.outcome_on,
        "remind_on": follow.remind_on,
    }


def refuse_day(tx: Tx, day: dt.date, remind_on: dt.date | None) -> None:
    """Refuse a day to come, and to ask again before it."""
    if day > tx.today:
        message = "Ce jour n’est pas encore passé. Rien n’a été enregistré\u00a0: corrigez le jour de l’orientation."
        raise Refusal(message)
    if remind_on is not None and remind_on < day:
        message = "Le jour de relance est avant l’orientation. Rien n’a été enregistré\u00a0: corrigez-le."
        raise Refusal(message)


def said_of(tx: Tx, gesture: RecordReferral | CorrectReferral) -> Said:
    """What stands in clear of what somebody wrote, and what is sealed; raises Refusal when it may not be kept."""
    words, named = gesture.words.strip(), gesture.named.strip()
    refuse_nir(words)
    refuse_texts((named, gesture.theme))
    if len(words) > LONGEST_WORDS:
        message = f"Le motif tient en {LONGEST_WORDS} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
        raise Refusal(message)
    if gesture.partner_id is None and not named:
        message = "Dites vers qui\u00a0: choisissez un partenaire ou écrivez son nom. Rien n’a été enregistré."
        raise Refusal(message)
    card = read_partner(tx.connection, gesture.partner_id).card if gesture.partner_id else None
    if card is not None and card.closed_on is not None and card.closed_on <= gesture.day:
        message = f"{card.name} a fermé le {write_day(card.closed_on)}. Rien n’a été enregistré."
        raise Refusal(message)
    return parted(gesture, card)


def parted(gesture: RecordReferral | CorrectReferral, card: PartnerCard | None) -> Said:
    """Tell what may stand in clear from what is sealed."""
    words, theme = gesture.words.strip(), gesture.theme
    hidden = card is None or is_sensitive(card)
    sealed: dict[str, str] = {"words": words} if words else {}
    if card is None:
        sealed["named"] = gesture.named.strip()
    elif hidden:
        sealed["partner"] = str(gesture.partner_id)
    # A theme would tell what the partner's name does.
    quiet = theme in SENSITIVE_THEMES or (card is not None and hidden)
    if theme and quiet:
        sealed["theme"] = theme
    clear = {"partner_id": None if hidden else gesture.partner_id, "theme": "" if quiet else theme}
    return Said(clear, sealed, "" if hidden or card is None else card.name)


def _recorded(person: Identity, direction: Direction, partner: str, follow: FollowUp, show: Discretion) -> str:
    who = name_of(person, show)
    if direction is Direction.IN:
        from_whom = f"par {partner}" if partner else "par un partenaire"
        done = f"{who} nous est {show.agreed(person.civility, 'envoyé')} {from_whom}."
    else:
        done = f"{who} est {show.agreed(person.civility, 'orienté')} vers {partner or 'un partenaire'}."
    return f"{done} À relancer le {write_day(follow.remind_on)}." if follow.remind_on else done


def mark_referral(tx: Tx, gesture: MarkReferral) -> Change:
    """Write where it stands, and the day to ask again."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    state = ReferralState(gesture.state)
    return _rewrite(tx, row, marked(follow_of(row), state, row["day"], tx.today), f"Orientation {state.label}.")


def say_outcome(tx: Tx, gesture: SayOutcome) -> Change:
    """Write what became of it."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    outcome = ReferralOutcome(gesture.outcome)
    said = f"Suite de l’orientation\u00a0: {outcome.label}."
    return _rewrite(tx, row, told(follow_of(row), outcome, row["day"], tx.today), said)


def remind_on(tx: Tx, gesture: RemindOn) -> Change:
    """Write the day to ask again."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    if gesture.on is not None and gesture.on < tx.today:
        message = "Ce jour est passé. Rien n’a changé\u00a0: choisissez un jour à venir."
        raise Refusal(message)
    before = follow_of(row)
    follow = FollowUp(before.state, before.state_on, before.outcome, before.outcome_on, gesture.on)
    said = f"À relancer le {write_day(gesture.on)}." if gesture.on else "Cette orientation n’est plus à relancer."
    return _rewrite(tx, row, follow, said)


def restore_follow_up(tx: Tx, gesture: RestoreFollowUp) -> Change:
    """Put the follow-up back."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    return _rewrite(tx, row, gesture.follow, "Le suivi de l’orientation est comme avant.")


def withdraw_referral(tx: Tx, gesture: WithdrawReferral) -> Change:
    """Take it back, or put it back."""
    row = read_row(tx, gesture.referral_id, gesture.clock, withdrawn_too=True)
    tx.change(_TABLE, row["id"], withdrawn=gesture.withdrawn)
    return Change(
        subjects=subjects_of(row["id"]),
        said="Orientation retirée." if gesture.withdrawn else "Orientation remise.",
        undo=WithdrawReferral(row["id"], not gesture.withdrawn, tx.stamp()[0]),
    )


def follow_of(row: RowMapping) -> FollowUp:
    """The follow-up that a row holds."""
    return FollowUp(
        ReferralState(row["state"]),
        row["state_on"],
        ReferralOutcome(row["outcome"]),
        row["outcome_on"],
        row["remind_on"],
    )


def subjects_of(referral_id: Id) -> frozenset[Subject]:
    """This referral, as a change tells of it."""
    return frozenset({Subject(REFERRAL, referral_id)})


def read_row(tx: Tx, referral_id: Id, clock: int | None, *, withdrawn_too: bool = False) -> RowMapping:
    """The row of a referral that is still there, at `clock` when it is given; raises Refusal or Outdated."""
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == referral_id)).mappings().first()
    if row is None or (row["withdrawn"] and not withdrawn_too):
        raise Refusal(_GONE)
    tx.require_clock(_TABLE, referral_id, clock)
    return row


def _rewrite(tx: Tx, row: RowMapping, follow: FollowUp, said: str) -> Change:
    tx.change(_TABLE, row["id"], **follow_columns(follow))
    undo = RestoreFollowUp(row["id"], follow_of(row), tx.stamp()[0])
    return Change(subjects=subjects_of(row["id"]), said=said, undo=undo)
