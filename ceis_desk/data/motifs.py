"""Motifs in the store: their digits, their precisions, and the platform that each has from a day on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.folding import key
from ceis_desk.core.ids import Id, code_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.schema import reception
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.platforms import PLATFORMS
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
            clock=row["hlc"],
        )
        for row in rows
    ]
    return tuple(sorted(motifs, key=lambda motif: (motif.position or DIGITS + 1, motif.label)))


def read_closed(connection: Connection, day: dt.date) -> tuple[Motif, ...]:
    """The motifs closed on or before `day`, by name."""
    in_use = {motif.id for motif in read_motifs(connection, day)}
    closed = (motif for motif in read_motifs(connection, day, closed_too=True) if motif.id not in in_use)
    return tuple(sorted(closed, key=lambda motif: motif.label))


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
    _check(gesture)
    everyone = read_motifs(tx.connection, tx.today, closed_too=True)
    before = next((motif for motif in everyone if gesture.code and motif.code == gesture.code), None)
    if gesture.code and before is None:
        message = "Ce motif n’existe pas sur ce site. Rien n’a changé\u00a0: relisez la liste des motifs."
        raise Refusal(message)
    in_use = {motif.code for motif in read_motifs(tx.connection, tx.today)}
    if before is None or key(gesture.label) != key(before.label):
        named = _named((motif for motif in everyone if motif is not before), gesture.label)
        if named is not None:
            raise Refusal(_taken(named, closed=named.code not in in_use))
    motif_id = add_motif(tx, gesture, FIRST_DAY) if before is None else _change(tx, before, gesture)
    # A motif just added is taken back by closing it: what may already count is never deleted.
    undo = (
        replace(gesture, code=key(gesture.label), closed=True)
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
    return Change(subjects=_MOTIFS, said=said, undo=replace(undo, clock=tx.stamp()[0]), made=(motif_id,))


def _check(gesture: SetMotif) -> None:
    """Raise Refusal on a motif without a name or platform, or with a social-security number."""
    if not gesture.label.strip():
        message = "Un motif a besoin d’un nom. Rien n’a changé : écrivez-le en quelques mots."
        raise Refusal(message)
    if gesture.platform not in {platform.code for platform in PLATFORMS}:
        message = "Cette plateforme n’existe pas. Rien n’a changé\u00a0: choisissez-en une dans la liste."
        raise Refusal(message)
    for text in (gesture.label, *gesture.precisions):
        refuse_nir(text)


def _named(motifs: Iterable[Motif], label: str) -> Motif | None:
    """The motif that bears or bore this name, however it is spelt."""
    wanted = key(label)
    return next((motif for motif in motifs if wanted in (key(motif.label), motif.code)), None)


def _taken(motif: Motif, *, closed: bool) -> str:
    name = f"«\u00a0{motif.label}\u00a0»"
    if closed:
        return f"Le motif fermé {name} garde ce nom pour l’historique. Rien n’a changé\u00a0: choisissez-en un autre."
    return f"Le motif {name} porte ou a porté ce nom. Rien n’a changé\u00a0: modifiez-le, ou choisissez un autre nom."


def add_motif(tx: Tx, gesture: SetMotif, from_day: dt.date) -> Id:
    """Write a new motif and its platform from `from_day`; one that bears or bore this name is left as it is."""
    known = _named(read_motifs(tx.connection, tx.today, closed_too=True), gesture.label)
    if known is not None:
        return known.id
    code = key(gesture.label)
    motif_id = code_id("motif", code)
    _write(tx, motif_id, code, gesture)
    _link(tx, motif_id, gesture.platform, from_day)
    return motif_id


def _change(tx: Tx, before: Motif, gesture: SetMotif) -> Id:
    tx.require_clock(reception.motif, before.id, gesture.clock)
    _write(tx, before.id, before.code, gesture)
    if gesture.platform != before.platform:
        _link(tx, before.id, gesture.platform, tx.today)
    return before.id


def _write(tx: Tx, motif_id: Id, code: str, gesture: SetMotif) -> None:
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


def _link(tx: Tx, motif_id: Id, platform: str, from_day: dt.date) -> None:
    tx.put(
        reception.motif_platform,
        code_id("motif_platform", motif_id, from_day),
        motif_id=motif_id,
        platform=platform,
        from_day=from_day,
    )


def order_motifs(tx: Tx, gesture: OrderMotifs) -> Change:
    """Give the digits 1 to 9, in this order; the others keep their place in the whole list only."""
    before = read_motifs(tx.connection, tx.today)
    digits = tuple(motif.code for motif in before if motif.position)
    if gesture.expected is not None and gesture.expected != digits:
        raise Outdated(OUTDATED)
    for motif in before:
        position = gesture.codes.index(motif.code) + 1 if motif.code in gesture.codes[:DIGITS] else 0
        if position != motif.position:
            tx.change(reception.motif, motif.id, position=position)
    here = {motif.code for motif in before}
    given = tuple(code for code in gesture.codes[:DIGITS] if code in here)
    return Change(subjects=_MOTIFS, said="Ordre des motifs enregistré.", undo=OrderMotifs(digits, expected=given))
