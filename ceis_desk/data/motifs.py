"""Motifs in the store: their digits, their precisions, and the platform that each has from a day on."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.schema import reception
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import OrderMotifs, SetMotif
from ceis_desk.reception.model import Motif

FIRST_DAY = dt.date(2000, 1, 1)
_MOTIFS = frozenset({Subject("motif")})
DIGITS = 9


def read_motifs(connection: Connection, day: dt.date, *, closed_too: bool = False) -> tuple[Motif, ...]:
    """Motifs in use on `day` with the platform of that day: those with a digit first, then by label."""
    platforms = platform_links(connection)
    table = reception.motif
    query = select(table)
    if not closed_too:
        query = query.where(or_(table.c.closed_on.is_(None), table.c.closed_on > day))
    rows = connection.execute(query).mappings()
    motifs = [
        Motif(
            id=row["id"],
            code=row["code"],
            label=row["label"],
            icon=row["icon"],
            platform=platform_on(platforms.get(row["id"], ()), day),
            position=row["position"],
            precisions=tuple(json.loads(row["precisions"] or "[]")),
        )
        for row in rows
    ]
    return tuple(sorted(motifs, key=lambda motif: (motif.position or DIGITS + 1, motif.label)))


def platform_links(connection: Connection) -> dict[Id, tuple[tuple[dt.date, str], ...]]:
    """Every motif's platforms by first day, oldest first."""
    table = reception.motif_platform
    links: dict[Id, tuple[tuple[dt.date, str], ...]] = {}
    for row in connection.execute(select(table).order_by(table.c.from_day)):
        links[row.motif_id] = (*links.get(row.motif_id, ()), (row.from_day, row.platform))
    return links


def platform_on(links: tuple[tuple[dt.date, str], ...], day: dt.date) -> str:
    """The platform of a motif on `day`: that of the latest link not after it."""
    held = [platform for first, platform in links if first <= day]
    return held[-1] if held else "reception"


def set_motif(tx: Tx, gesture: SetMotif) -> Change:
    """Add or change a motif; a new platform holds from today, so that past figures keep the old one."""
    if not gesture.label.strip():
        message = "Un motif a besoin d’un nom. Rien n’a changé : écrivez-le en quelques mots."
        raise Refusal(message)
    everyone = read_motifs(tx.connection, tx.today, closed_too=True)
    before = next((motif for motif in everyone if motif.code == gesture.code), None)
    in_use = {motif.code for motif in read_motifs(tx.connection, tx.today)}
    motif_id = add_motif(tx, gesture, tx.today if gesture.code else FIRST_DAY)
    # A motif just added is taken back by closing it: what may already count is never deleted.
    undo = (
        replace(gesture, code=gesture.code or key(gesture.label), closed=True)
        if before is None
        else SetMotif(
            label=before.label,
            platform=before.platform,
            position=before.position,
            icon=before.icon,
            precisions=before.precisions,
            code=before.code,
            closed=before.code not in in_use,
        )
    )
    said = f"Motif « {gesture.label.strip()} » {'fermé' if gesture.closed else 'enregistré'}."
    return Change(subjects=_MOTIFS, said=said, undo=undo, made=(motif_id,))


def add_motif(tx: Tx, gesture: SetMotif, from_day: dt.date) -> Id:
    """Write a motif and its platform link from `from_day`; returns its id."""
    code = gesture.code or key(gesture.label)
    motif_id = code_id("motif", code)
    tx.put(
        reception.motif,
        motif_id,
        code=code,
        label=gesture.label.strip(),
        icon=gesture.icon,
        position=gesture.position,
        precisions=json.dumps(gesture.precisions, ensure_ascii=False),
        closed_on=tx.today if gesture.closed else None,
    )
    links = platform_links(tx.connection).get(motif_id, ())
    if platform_on(links, tx.today) != gesture.platform or not links:
        tx.put(
            reception.motif_platform,
            code_id("motif_platform", motif_id, from_day),
            motif_id=motif_id,
            platform=gesture.platform,
            from_day=from_day,
        )
    return motif_id


def order_motifs(tx: Tx, gesture: OrderMotifs) -> Change:
    """Give the digits 1 to 9, in this order; the others keep their place in the whole list only."""
    before = read_motifs(tx.connection, tx.today)
    for motif in before:
        position = gesture.codes.index(motif.code) + 1 if motif.code in gesture.codes[:DIGITS] else 0
        if position != motif.position:
            tx.change(reception.motif, motif.id, position=position)
    undo = OrderMotifs(tuple(motif.code for motif in before if motif.position))
    return Change(subjects=_MOTIFS, said="Ordre des motifs enregistré.", undo=undo)
