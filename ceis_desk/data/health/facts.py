"""Preventions kept, corrected, taken away; each gesture gives the one that takes it back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from ceis_desk.access.masking import Discretion
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.health.rows import put_fact, read_fact, subject_of
from ceis_desk.data.house import read_settings
from ceis_desk.data.identity import read_identity
from ceis_desk.data.people import canonical
from ceis_desk.data.schema.agenda import session
from ceis_desk.data.schema.sealed import health_fact
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.platforms.health import PLATFORM
from ceis_desk.platforms.health.gestures import PutPrevention, SetTheme, SettleFollowUp, WithdrawPrevention
from ceis_desk.platforms.health.rules import check_fact
from ceis_desk.platforms.health.themes import theme_label, themes_of

_NO_PERSON = "Cette fiche n’existe plus. Rien n’a été écrit\u00a0: cherchez la personne de nouveau."
_NO_SESSION = "Cette séance n’existe plus. Rien n’a changé."
_MARK = 16


def put_prevention(tx: Tx, gesture: PutPrevention) -> Change:
    """Keep a prevention, under the mark that its author's window read of her, else under one drawn now."""
    asked, themes = gesture.fact, themes_of(read_settings(tx.connection, None))
    check_fact(asked, frozenset(theme.code for theme in themes))
    who = read_identity(tx.connection, canonical(tx.connection, asked.person_id))
    if who is None:
        raise Refusal(_NO_PERSON)
    before = None
    if gesture.clock is not None:
        before = read_fact(tx, asked.id, withdrawn_too=True)
        tx.require_clock(health_fact, asked.id, gesture.clock)
    fact = replace(
        asked,
        words=asked.words.strip(),
        # A merge may be taken back: whoever she was written for stays the one.
        person_id=before.person_id if before is not None else asked.person_id,
        author_id=before.author_id if before is not None else tx.actor.account_id,
        mark=asked.mark or new_id().hex[-_MARK:],
    )
    subjects = put_fact(tx, fact)
    # The fact, never the person: the journal is a clear row.
    tx.note("health_fact", fact.id)
    label = theme_label(fact.theme, themes)

    def named(show: Discretion) -> str:
        return f"Noté pour {name_of(who, show)}." if show.on else f"Noté pour {name_of(who, show)}\u00a0: {label}."

    said, masked = both(named)
    undo = WithdrawPrevention(fact.id, clock=tx.stamp()[0]) if before is None else PutPrevention(before, tx.stamp()[0])
    return Change(subjects=subjects, said=said, masked=masked, undo=undo, made=(fact.id,) if before is None else ())


def withdraw_prevention(tx: Tx, gesture: WithdrawPrevention) -> Change:
    """Take a fact away, or put it back."""
    read_fact(tx, gesture.fact_id, withdrawn_too=True)
    tx.require_clock(health_fact, gesture.fact_id, gesture.clock)
    tx.put(health_fact, gesture.fact_id, **_kept(tx, gesture.fact_id), withdrawn=gesture.withdrawn)
    said = "Point de prévention retiré." if gesture.withdrawn else "Point de prévention remis."
    undo = WithdrawPrevention(gesture.fact_id, not gesture.withdrawn, tx.stamp()[0])
    return Change(subjects=subject_of(gesture.fact_id), said=said, undo=undo)


def settle_follow_up(tx: Tx, gesture: SettleFollowUp) -> Change:
    """Say that she was seen again, or not."""
    fact = read_fact(tx, gesture.fact_id)
    tx.require_clock(health_fact, fact.id, gesture.clock)
    subjects = put_fact(tx, replace(fact, seen_on=gesture.seen_on))
    said = "De nouveau à revoir." if gesture.seen_on is None else "Point fait\u00a0: c’est noté."
    return Change(subjects=subjects, said=said, undo=SettleFollowUp(fact.id, fact.seen_on, tx.stamp()[0]))


def set_theme(tx: Tx, gesture: SetTheme) -> Change:
    """Say the theme of a session of this platform."""
    row = tx.connection.execute(select(session).where(session.c.id == gesture.session_id)).first()
    if row is None or row.withdrawn or row.platform != PLATFORM.code:
        raise Refusal(_NO_SESSION)
    themes = themes_of(read_settings(tx.connection, None))
    if gesture.theme and gesture.theme not in {theme.code for theme in themes}:
        message = "Choisissez un thème de prévention. Rien n’a changé."
        raise Refusal(message)
    tx.require_clock(session, row.id, gesture.clock)
    tx.change(session, row.id, theme=gesture.theme)
    return Change(
        subjects=frozenset({Subject("appointment", row.id)}),
        said=f"{row.title}\u00a0: {theme_label(gesture.theme, themes)}.",
        undo=SetTheme(row.id, row.theme, tx.stamp()[0]),
    )


def _kept(tx: Tx, fact_id: Id) -> dict[str, bytes]:
    row = tx.connection.execute(select(health_fact).where(health_fact.c.id == fact_id)).one()
    return {"sealed": row.sealed, "fact": row.fact}
