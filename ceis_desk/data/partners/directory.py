"""The directory: structures found as they are typed, written, taken out; what binds the CEIS to them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, func, select, update

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.folding import fold, tokens
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.partners.agreements import read_agreements
from ceis_desk.data.partners.cards import checked, read_partner, read_partners
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import partners
from ceis_desk.data.schema.parcours import parcours_item
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.partners.gestures import SetPartner, WithdrawPartners
from ceis_desk.partners.model import (
    Partner,
    PartnerCard,
    PartnerLine,
    PartnerView,
    ReferralState,
)
from ceis_desk.partners.needs import SHORTEST, needs_met
from ceis_desk.partners.questions import FindPartners, ReadPartner
from ceis_desk.partners.rules import begins_words, ends_soon, finds, is_sensitive
from ceis_desk.partners.structures import likenesses
from ceis_desk.partners.themes import group_of, theme_words

PARTNER = "partner"
_TABLE = partners.partner
_YEAR = dt.timedelta(days=365)


def find_partners(reader: Reader, question: FindPartners) -> tuple[PartnerLine, ...]:
    """Those that answer, named first, then by name; what closed comes last."""
    typed = tokens(question.words)
    named: set[Id] = set()
    # An acronym letter by letter would begin a word of every need.
    needs = any(len(word) >= SHORTEST for word in typed)
    ends = _ending(reader)
    found = []
    for partner in read_partners(reader.connection):
        card = partner.card
        if (card.closed_on is not None and not question.closed) or not _kept(card, question):
            continue
        answers, matched = finds(card, typed, _more(card, needs=needs)) if typed else (True, "")
        if answers:
            if matched or begins_words(typed, card.name):
                named.add(partner.id)
            found.append(_line(partner, matched, ends.get(partner.id)))
    return tuple(sorted(found, key=lambda line: (line.closed_on is not None, line.id not in named, fold(line.name))))


def _kept(card: PartnerCard, question: FindPartners) -> bool:
    if question.kind and card.kind.value != question.kind:
        return False
    return not question.theme or any(question.theme in (code, group_of(code)) for code in card.themes)


def _more(card: PartnerCard, *, needs: bool) -> str:
    """What is searched besides the names."""
    themes = " ".join(theme_words(code) for code in card.themes)
    words = " ".join(f"{need.label} {need.words}" for need in needs_met(card)) if needs else ""
    return f"{card.commune} {card.kind.label} {' '.join(card.services)} {themes} {words}"


def _line(partner: Partner, matched: str, ends_on: dt.date | None) -> PartnerLine:
    card = partner.card
    return PartnerLine(
        id=partner.id,
        name=card.name,
        acronym=card.acronym,
        kind=card.kind,
        commune=card.commune,
        phone=card.phone,
        themes=card.themes,
        sensitive=is_sensitive(card),
        closed_on=card.closed_on,
        matched=matched,
        ends_on=ends_on,
    )


def _ending(reader: Reader) -> dict[Id, dt.date]:
    """The day of the agreement of each structure that ends soonest."""
    found: dict[Id, dt.date] = {}
    for agreement in read_agreements(reader.connection):
        end = agreement.to_day
        if agreement.partner_id is not None and end is not None and ends_soon(agreement, reader.today):
            found[agreement.partner_id] = min(end, found.get(agreement.partner_id, end))
    return found


def read_partner_view(reader: Reader, question: ReadPartner) -> PartnerView:
    """One structure with what binds it, counts of referrals, and the projects made together."""
    partner = read_partner(reader.connection, question.partner_id)
    agreements = read_agreements(reader.connection, partners.agreement.c.partner_id == partner.id)
    return PartnerView(
        partner,
        agreements,
        _sent(reader, partner.id),
        _projects(reader.connection, partner.id),
    )


def _sent(reader: Reader, partner_id: Id) -> tuple[tuple[ReferralState, int], ...]:
    """How many referrals of the last year stand in each state; none of a sensitive structure, whose rows are sealed."""
    table = partners.referral
    rows = reader.connection.execute(
        select(table.c.state, func.count())
        .where(table.c.partner_id == partner_id, ~table.c.withdrawn, table.c.day > reader.today - _YEAR)
        .group_by(table.c.state)
    )
    counts = {ReferralState(state): count for state, count in rows}
    return tuple((state, counts[state]) for state in ReferralState if state in counts)


def _projects(connection: Connection, partner_id: Id) -> tuple[tuple[Id, str], ...]:
    project, part = partners.project, partners.project_part
    rows = connection.execute(
        select(project.c.id, project.c.title)
        .join_from(project, part, part.c.project_id == project.c.id)
        .where(part.c.partner_id == partner_id, ~part.c.withdrawn, ~project.c.withdrawn)
        .distinct()
        .order_by(project.c.title)
    )
    return tuple((row.id, row.title) for row in rows)


def set_partner(tx: Tx, gesture: SetPartner) -> Change:
    """Write a new structure, or edit one; the same one is never written twice."""
    columns = checked(gesture.card)
    if gesture.partner_id is None:
        _refuse_twin(tx.connection, gesture.card, None)
        partner_id = new_id()
        tx.put(_TABLE, partner_id, **columns, withdrawn=False)
        return Change(
            subjects=subjects_of(partner_id),
            said=f"{columns['name']} est dans l’annuaire.",
            undo=WithdrawPartners((partner_id,), clocks=(tx.stamp()[0],)),
            made=(partner_id,),
        )
    partner_id = gesture.partner_id
    before = read_partner(tx.connection, partner_id)
    tx.require_clock(_TABLE, partner_id, gesture.clock)
    _refuse_twin(tx.connection, gesture.card, partner_id)
    if columns["sensitive"] and not is_sensitive(before.card):
        _refuse_named(tx.connection, partner_id)
    tx.change(_TABLE, partner_id, **columns)
    return Change(
        subjects=subjects_of(partner_id),
        said=f"{columns['name']} est modifié.",
        undo=SetPartner(before.card, partner_id, tx.stamp()[0]),
        made=(partner_id,),
    )


def _refuse_twin(connection: Connection, card: PartnerCard, but: Id | None) -> None:
    own = {key for key, _reason in likenesses(card)}
    for other in read_partners(connection):
        if other.id == but:
            continue
        reason = next((reason for key, reason in likenesses(other.card) if key in own), "")
        if reason:
            message = (
                f"{other.card.name} est déjà dans l’annuaire ({reason}). "
                "Rien n’a été enregistré\u00a0: ouvrez sa fiche, ou changez ce qui les distingue."
            )
            raise Refusal(message)


def _refuse_named(connection: Connection, partner_id: Id) -> None:
    """A structure that rows of persons name in clear cannot become one that is never named there."""
    count = sum(
        connection.execute(
            select(func.count()).select_from(table).where(table.c.partner_id == partner_id, ~table.c.withdrawn)
        ).scalar_one()
        for table in (partners.referral, parcours_item)
    )
    if count:
        message = (
            f"Des orientations ou des parcours la nomment déjà ({count})\u00a0: "
            "la rendre sensible les laisserait en clair. "
            "Rien n’a changé\u00a0: créez une autre fiche pour ce service sensible."
        )
        raise Refusal(message)


def withdraw_partners(tx: Tx, gesture: WithdrawPartners) -> Change:
    """Take structures out, or put them back."""
    if not gesture.ids:
        message = "Aucun partenaire n’a été choisi. Rien n’a changé\u00a0: choisissez-en un dans la liste."
        raise Refusal(message)
    if gesture.withdrawn:
        _refuse_used(tx.connection, _TABLE.c.id.in_(gesture.ids))
    _set_withdrawn(tx, gesture)
    count, done = len(gesture.ids), "retiré" if gesture.withdrawn else "remis"
    several = f"{count} partenaires {done}s"
    said = f"Partenaire {done}" if count == 1 else several
    where = "de l’annuaire" if gesture.withdrawn else "dans l’annuaire"
    return Change(
        subjects=frozenset({Subject(PARTNER), *(Subject(PARTNER, one) for one in gesture.ids[:1])}),
        said=f"{said} {where}.",
        undo=WithdrawPartners(gesture.ids, not gesture.withdrawn, (tx.stamp()[0],) * count),
    )


def _set_withdrawn(tx: Tx, gesture: WithdrawPartners) -> None:
    """All of them in three statements: an import is taken back whole, and a check-in must not wait for it."""
    those = _TABLE.c.id.in_(gesture.ids)
    seen = dict(zip(gesture.ids, gesture.clocks, strict=True)) if gesture.clocks else {}
    there = {row.id: row.hlc for row in tx.connection.execute(select(_TABLE.c.id, _TABLE.c.hlc).where(those))}
    for one, clock in seen.items():
        if one not in there or not tx.standing.same((PARTNER, one), there[one], clock):
            raise Outdated(OUTDATED)
    tx.found |= {(PARTNER, one): hlc for one, hlc in there.items()}
    hlc, origin = tx.stamp()
    tx.connection.execute(update(_TABLE).where(those).values(hlc=hlc, origin=origin, withdrawn=gesture.withdrawn))


def _refuse_used(connection: Connection, those: ColumnElement[bool]) -> None:
    """What persons or projects name stays for the history: it is dated as closed instead."""
    sent = select(partners.referral.c.partner_id).where(~partners.referral.c.withdrawn)
    made = select(partners.project_part.c.partner_id).where(~partners.project_part.c.withdrawn)
    used = connection.execute(
        select(_TABLE.c.name).where(those, _TABLE.c.id.in_(sent) | _TABLE.c.id.in_(made)).limit(1)
    ).scalar_one_or_none()
    if used is not None:
        message = (
            f"Des orientations ou des projets nomment {used}. "
            "Rien n’a changé\u00a0: donnez plutôt le jour de sa fermeture."
        )
        raise Refusal(message)


def subjects_of(partner_id: Id) -> frozenset[Subject]:
    """This structure, as a change tells of it."""
    return frozenset({Subject(PARTNER, partner_id)})
