"""A referral written again: what was said of it, never where it stands; what cannot be read stays sealed as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, select

from ceis_desk.access.masking import Discretion
from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.identity import read_identity
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.partners.referrals import (
    follow_columns,
    follow_of,
    note_place,
    read_row,
    refuse_day,
    said_of,
    subjects_of,
)
from ceis_desk.data.payloads import Payload, open_payload, seal_payload
from ceis_desk.data.people import canonical, refuse_erased
from ceis_desk.data.schema import partners
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx
from ceis_desk.partners.gestures import CorrectReferral, RestoreReferral
from ceis_desk.partners.model import Direction
from ceis_desk.partners.rules import moved
from ceis_desk.partners.themes import SENSITIVE_THEMES

_TABLE, _NOTE = partners.referral, partners.referral_note
_OF_VISIT = (
    "Cette orientation a été notée avec un passage. Rien n’a changé\u00a0: corrigez son jour et son partenaire dans le "
    "passage."
)
_SEALED = (
    "Le partenaire et le motif de cette orientation sont scellés pour les professionnels. Rien n’a changé\u00a0: "
    "demandez-leur de la corriger."
)


def correct_referral(tx: Tx, gesture: CorrectReferral) -> Change:
    """Write again its partner, day, direction, theme and words."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    refuse_erased(tx.connection, row["person_id"])
    before = restoring(tx, row)
    opened = _open(tx, row["id"], before.sealed)
    refuse_day(tx, gesture.day, None)
    clear: Mapping[str, Any]
    if opened is None:
        _refuse_sealed(row, gesture)
        clear, sealed = {"partner_id": row["partner_id"], "theme": gesture.theme if row["partner_id"] else ""}, None
    else:
        said = said_of(tx, gesture)
        clear, sealed = said.clear, said.sealed
    _refuse_of_visit(row, gesture, opened)
    follow = moved(follow_of(row), row["day"], gesture.day)
    written = {"day": gesture.day, "direction": gesture.direction.value, "platform": gesture.platform}
    tx.change(_TABLE, row["id"], **written, **clear, **follow_columns(follow))
    if sealed is not None and sealed != opened:
        blob = seal_payload(tx, Group.PROFESSIONALS, sealed, note_place(row["id"]))
        tx.put(_NOTE, row["id"], person_id=row["person_id"], sealed=blob)
    return _told(tx, row, before)


def restore_referral(tx: Tx, gesture: RestoreReferral) -> Change:
    """Put back what it said."""
    row = read_row(tx, gesture.referral_id, gesture.clock)
    now = restoring(tx, row)
    tx.change(
        _TABLE,
        row["id"],
        day=gesture.day,
        partner_id=gesture.partner_id,
        direction=gesture.direction.value,
        theme=gesture.theme,
        platform=gesture.platform,
        **follow_columns(gesture.follow),
    )
    if gesture.sealed != now.sealed:
        tx.put(_NOTE, row["id"], person_id=row["person_id"], sealed=gesture.sealed)
    return _told(tx, row, now)


def restoring(tx: Tx, row: RowMapping) -> RestoreReferral:
    """The gesture that gives a referral back what it says now, its clock left out."""
    sealed = tx.connection.execute(select(_NOTE.c.sealed).where(_NOTE.c.id == row["id"])).scalar_one_or_none()
    return RestoreReferral(
        row["id"],
        row["day"],
        row["partner_id"],
        Direction(row["direction"]),
        row["theme"],
        row["platform"],
        follow_of(row),
        sealed or b"",
    )


def _open(tx: Tx, referral_id: Id, sealed: bytes) -> Payload | None:
    """What is sealed, None for whoever cannot open it."""
    if not sealed:
        return {}
    try:
        return open_payload(tx.keys, Group.PROFESSIONALS, sealed, note_place(referral_id))
    except (Denied, Unreadable):
        return None


def _refuse_sealed(row: RowMapping, gesture: CorrectReferral) -> None:
    """Another partner would leave words sealed for the former one, that the writer cannot read."""
    other = gesture.partner_id is not None and gesture.partner_id != row["partner_id"]
    if other or gesture.named.strip() or gesture.words.strip() or gesture.theme in SENSITIVE_THEMES:
        raise Refusal(_SEALED)


def _refuse_of_visit(row: RowMapping, gesture: CorrectReferral, opened: Payload | None) -> None:
    """The referral of a visit has its day and its partner from it."""
    if row["visit_id"] is None:
        return
    known = row["partner_id"] or (opened or {}).get("partner")
    elsewhere = opened is not None and str(gesture.partner_id) != str(known)
    if gesture.day != row["day"] or elsewhere:
        raise Refusal(_OF_VISIT)


def _told(tx: Tx, row: RowMapping, before: RestoreReferral) -> Change:
    person = read_identity(tx.connection, canonical(tx.connection, row["person_id"]))

    def named(show: Discretion) -> str:
        return f"L’orientation de {name_of(person, show)} est corrigée." if person else "L’orientation est corrigée."

    said, masked = both(named)
    undo = RestoreReferral(**{**vars(before), "clock": tx.stamp()[0]})
    return Change(subjects=subjects_of(row["id"]), said=said, masked=masked, undo=undo)
