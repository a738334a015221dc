"""Visits corrected, and given back as they were: what a visit counts moves with its person and her day alone."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

from sqlalchemy import RowMapping, select

from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.arrivals import follow_visit
from ceis_desk.data.closing import refuse_closed
from ceis_desk.data.partners.orientation import Sent, follow_correction, partner_named, words_kept
from ceis_desk.data.people import left_to
from ceis_desk.data.reception import (
    motif_rows,
    open_visit,
    refuse_future,
    refuse_precisions,
    snapshot_of,
    stamps_of,
    visit_subject,
    welcomed,
)
from ceis_desk.data.schema import reception
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import CorrectVisit, RestoreVisit
from ceis_desk.reception.model import NOTHING_SAID, FormerVisit, Medium, MotifChoice, Snapshot
from ceis_desk.reception.rules import corrected_stamps


def correct_visit(tx: Tx, gesture: CorrectVisit) -> Change:
    """Replace what was said of a visit; its snapshot is taken again only for another person, or her other day."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    former = _former(tx, open_visit(tx, gesture.visit_id))
    gesture = replace(gesture, person_id=left_to(tx.connection, former.person_id, gesture.person_id))
    if gesture.at != former.at:
        # A moment that stands was true: the PC's clock may have been set back since.
        refuse_future(tx, gesture.at)
    refuse_closed(tx.connection, gesture.at.date())
    refuse_precisions(tx, gesture.motifs, former.motifs)
    partner = partner_named(tx.connection, gesture.referred_to, gesture.at.date()) if gesture.person_id else None
    now = replace(
        former,
        person_id=gesture.person_id,
        given_name="" if gesture.person_id else gesture.given_name,
        motifs=gesture.motifs,
        for_id=gesture.for_id,
        medium=gesture.medium,
        at=gesture.at,
        referred_to=words_kept(partner, gesture.referred_to),
        stamps=corrected_stamps(former.stamps, former.at.date(), gesture.medium, gesture.at),
        counted=_counted(tx, former, gesture),
    )
    _rewrite(tx, gesture.visit_id, former.motifs, now)
    sent = Sent(gesture.referred_to, gesture.person_id, gesture.at.date())
    follow_correction(tx, gesture.visit_id, sent, former.referred_to, partner)
    undo = RestoreVisit(gesture.visit_id, tx.stamp()[0], former)
    return Change(subjects=visit_subject(gesture.visit_id), said="Passage corrigé.", undo=undo)


def restore_visit(tx: Tx, gesture: RestoreVisit) -> Change:
    """Give a visit back what was said of it, counted as it was."""
    tx.require_clock(reception.visit, gesture.visit_id, gesture.clock)
    before = _former(tx, open_visit(tx, gesture.visit_id))
    refuse_closed(tx.connection, gesture.former.at.date())
    _rewrite(tx, gesture.visit_id, before.motifs, gesture.former)
    sent = Sent(gesture.former.referred_to, gesture.former.person_id, gesture.former.at.date())
    partner = partner_named(tx.connection, sent.words, sent.day) if sent.person_id else None
    follow_correction(tx, gesture.visit_id, sent, before.referred_to, partner)
    undo = RestoreVisit(gesture.visit_id, tx.stamp()[0], before)
    return Change(subjects=visit_subject(gesture.visit_id), said="Le passage est comme avant.", undo=undo)


def _former(tx: Tx, row: RowMapping) -> FormerVisit:
    return FormerVisit(
        person_id=row["person_id"],
        given_name=row["given_name"],
        motifs=_motifs_of(tx, row["id"]),
        for_id=row["for_id"],
        medium=Medium(row["medium"]),
        at=row["at"],
        referred_to=row["referred_to"],
        stamps=stamps_of(row),
        counted=Snapshot(**{one.name: row[one.name] for one in fields(Snapshot)}),
    )


def _motifs_of(tx: Tx, visit_id: Id) -> tuple[MotifChoice, ...]:
    table = reception.visit_motif
    rows = tx.connection.execute(
        select(table.c.motif_id, table.c.precision)
        .where(table.c.visit_id == visit_id, table.c.active)
        .order_by(table.c.position)
    )
    return tuple(MotifChoice(row.motif_id, row.precision) for row in rows)


def _counted(tx: Tx, former: FormerVisit, gesture: CorrectVisit) -> Snapshot:
    """An imported visit keeps what its own row said, and so does any visit whose person and day stay."""
    same_person = gesture.person_id == former.person_id
    if same_person and (gesture.person_id is None or gesture.at.date() == former.at.date()):
        return former.counted
    if gesture.person_id is None:
        return NOTHING_SAID
    return snapshot_of(tx, welcomed(tx, (gesture.person_id,))[gesture.person_id], gesture.at.date())


def _rewrite(tx: Tx, visit_id: Id, before: tuple[MotifChoice, ...], now: FormerVisit) -> None:
    refuse_nir(now.given_name)
    refuse_nir(now.referred_to)
    tx.change(
        reception.visit,
        visit_id,
        person_id=now.person_id,
        given_name=now.given_name,
        for_id=now.for_id,
        medium=now.medium.value,
        at=now.at,
        day=now.at.date(),
        referred_to=now.referred_to,
        **asdict(now.stamps),
        **asdict(now.counted),
    )
    kept = {choice.motif_id for choice in now.motifs}
    for choice in before:
        if choice.motif_id not in kept:
            tx.change(reception.visit_motif, code_id("visit_motif", visit_id, choice.motif_id), active=False)
    for row in motif_rows(visit_id, now.motifs):
        tx.put(reception.visit_motif, row.pop("id"), **row)
    follow_visit(tx, visit_id)
