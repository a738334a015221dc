"""What was decided: objectives, their steps, the actions of a step; written, marked, ordered, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, id_at
from ceis_desk.core.store import Change
from ceis_desk.data.agenda.obstacles import professional
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.parcours.course import refuse_words
from ceis_desk.data.parcours.rows import item_of, parcours_at, subjects_of
from ceis_desk.data.schema import parcours as tables
from ceis_desk.data.schema import partners
from ceis_desk.data.write import Tx
from ceis_desk.parcours import rules
from ceis_desk.parcours.gestures import MarkItem, OrderItems, PutItem, WithdrawItems
from ceis_desk.parcours.model import Item, ItemKind, Parcours
from ceis_desk.platforms import PLATFORMS

LONGEST_TITLE, MOST_PARTS = 200, 100
_TABLE = tables.parcours_item
_GONE = "Cet élément du parcours n’est plus là. Rien n’a changé\u00a0: relisez le parcours."
_NO_TITLE = f"Un objectif s’écrit en 1 à {LONGEST_TITLE} signes. Rien n’a été enregistré\u00a0: corrigez-le."
_NO_FREIN = "Ce frein n’est pas dans ce parcours. Rien n’a été enregistré\u00a0: choisissez-en un autre."
_SENSITIVE = (
    "Ce partenaire ne se nomme pas dans un parcours. Rien n’a été enregistré\u00a0: "
    "passez par une orientation, elle garde son nom pour les professionnels."
)
_OTHERS = "Ces éléments ne sont pas tous du même endroit du parcours. Rien n’a changé\u00a0: relisez-le."
_ABOVE_GONE = "Ce dont cet élément dépend a été retiré. Rien n’a changé\u00a0: remettez-le d’abord."


def put_item(tx: Tx, gesture: PutItem) -> Change:
    """Write an item, or edit one."""
    parcours = parcours_at(tx, gesture.parcours_id)
    rules.require_going(parcours)
    before = None if gesture.item_id is None else _item(tx, gesture.item_id, gesture.clock)
    if before is not None and (before.parcours_id, before.kind) != (parcours.id, gesture.kind):
        raise Refusal(_GONE)
    _check(tx, parcours, gesture)
    item_id = before.id if before else id_at(tx.now)
    now = rules.marked(_asked(parcours, gesture, item_id, before), gesture.state, gesture.done, tx.today)
    now = replace(now, state_on=gesture.since or now.state_on)
    position = before.position if before else _next_position(tx, parcours.id)
    tx.put(_TABLE, item_id, person_id=parcours.person_id, **_columns(now), position=position, withdrawn=False)
    label = gesture.kind.label.capitalize()
    made = {ItemKind.OBJECTIVE: "fixé", ItemKind.STEP: "ajoutée", ItemKind.ACTION: "ajoutée"}[gesture.kind]
    edited = "modifié" if gesture.kind is ItemKind.OBJECTIVE else "modifiée"
    said = f"{label} «\u00a0{now.title}\u00a0» {edited if before else made}."
    masked = f"{label} {edited if before else made}."
    undo = _as_it_was(before, tx.stamp()[0]) if before else WithdrawItems((item_id,), clocks=(tx.stamp()[0],))
    return Change(subjects_of(parcours), said, undo, made=() if before else (item_id,), masked=masked)


def mark_item(tx: Tx, gesture: MarkItem) -> Change:
    """Say where an item stands."""
    before = _item(tx, gesture.item_id, gesture.clock)
    parcours = parcours_at(tx, before.parcours_id)
    rules.require_going(parcours)
    on = gesture.on or tx.today
    rules.require_passed(on, tx.today)
    now = rules.marked(before, gesture.state, gesture.done, on)
    since = gesture.on or now.state_on or on
    tx.change(_TABLE, now.id, state=now.state.value, state_on=since, done=now.done)
    undo = MarkItem(before.id, before.state, tx.stamp()[0], before.done if before.parts else None, before.state_on)
    counted = f" ({now.done} sur {now.parts})" if now.parts and now.state.open else ""
    said = f"«\u00a0{now.title}\u00a0»\u00a0: {now.state.label}{counted}."
    masked = f"{now.kind.label.capitalize()}\u00a0: {now.state.label}{counted}."
    return Change(subjects_of(parcours), said, undo, masked=masked)


def order_items(tx: Tx, gesture: OrderItems) -> Change:
    """Put the items of one parent in this order; raises Outdated when one of them was written since."""
    parcours = parcours_at(tx, gesture.parcours_id)
    known = {one.id: one for one in parcours.items}
    if not gesture.ids or len(set(gesture.ids)) != len(gesture.ids) or not set(gesture.ids) <= set(known):
        raise Refusal(_OTHERS)
    parents = {known[one].parent_id for one in gesture.ids}
    if len(parents) != 1:
        raise Refusal(_OTHERS)
    for number, one in enumerate(gesture.ids):
        tx.require_clock(_TABLE, one, gesture.clocks[number] if gesture.clocks else None)
    former = tuple(sorted(gesture.ids, key=lambda one: (known[one].position, one.bytes)))
    clocks = {one: known[one].clock for one in gesture.ids}
    for place, one in zip(_places(known[one].position for one in gesture.ids), gesture.ids, strict=True):
        if known[one].position != place:
            tx.change(_TABLE, one, position=place)
            clocks[one] = tx.stamp()[0]
    return Change(
        subjects=subjects_of(parcours),
        said="Ordre changé.",
        undo=OrderItems(parcours.id, former, tuple(clocks[one] for one in former)),
    )


def withdraw_items(tx: Tx, gesture: WithdrawItems) -> Change:
    """Take items back with what is under them, or put these back."""
    if not gesture.ids:
        raise Refusal(_GONE)
    for number, one in enumerate(gesture.ids):
        tx.require_clock(_TABLE, one, gesture.clocks[number] if gesture.clocks else None)
    parcours = parcours_at(tx, _parcours_of(tx, gesture.ids))
    ids = rules.under(gesture.ids, parcours.items) if gesture.withdrawn else gesture.ids
    if not gesture.withdrawn:
        _refuse_orphans(tx, parcours, gesture.ids)
    for one in ids:
        tx.require_clock(_TABLE, one, None)
        tx.change(_TABLE, one, withdrawn=gesture.withdrawn)
    done = "retiré" if gesture.withdrawn else "remis"
    return Change(
        subjects=subjects_of(parcours),
        said=f"Élément {done}." if len(ids) == 1 else f"{len(ids)} éléments {done}s.",
        undo=WithdrawItems(ids, not gesture.withdrawn, (tx.stamp()[0],) * len(ids)),
    )


def _item(tx: Tx, item_id: Id, clock: int | None) -> Item:
    row = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == item_id, ~_TABLE.c.withdrawn)).first()
    if row is None:
        raise Refusal(_GONE)
    tx.require_clock(_TABLE, item_id, clock)
    return item_of(row, account_names(tx.connection))


def _check(tx: Tx, parcours: Parcours, gesture: PutItem) -> None:
    title = gesture.title.strip()
    refuse_words(title, gesture.theme)
    rules.require_passed(gesture.since or tx.today, tx.today)
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise Refusal(_NO_TITLE)
    if not 0 <= gesture.parts <= MOST_PARTS:
        raise Refusal(f"On compte de 0 à {MOST_PARTS} parts. Rien n’a été enregistré\u00a0: corrigez leur nombre.")
    parents = {one.id: one for one in parcours.items}
    if gesture.parent_id is not None and gesture.parent_id not in parents:
        raise Refusal(_GONE)
    rules.check_place(gesture.kind, parents[gesture.parent_id] if gesture.parent_id else None)
    # A restricted frein is not among them: a clear row that named it would say whose it is.
    if gesture.frein_id is not None and gesture.frein_id not in {one.id for one in parcours.freins}:
        raise Refusal(_NO_FREIN)
    if gesture.platform not in {"", *(one.code for one in PLATFORMS)}:
        raise Refusal("Cette plateforme n’existe pas. Rien n’a été enregistré\u00a0: choisissez-en une autre.")
    if gesture.account_id is not None:
        professional(tx.connection, gesture.account_id, tx.today)
    if gesture.partner_id is not None:
        _check_partner(tx, gesture.partner_id)


def _check_partner(tx: Tx, partner_id: Id) -> None:
    table = partners.partner
    row = tx.connection.execute(select(table).where(table.c.id == partner_id, ~table.c.withdrawn)).first()
    if row is None:
        raise Refusal(
            "Ce partenaire n’est plus dans l’annuaire. Rien n’a été enregistré\u00a0: choisissez-en un autre."
        )
    if row.sensitive:
        raise Refusal(_SENSITIVE)


def _asked(parcours: Parcours, gesture: PutItem, item_id: Id, before: Item | None) -> Item:
    return Item(
        id=item_id,
        clock=0,
        parcours_id=parcours.id,
        kind=gesture.kind,
        title=gesture.title.strip(),
        state=before.state if before else gesture.state,
        state_on=before.state_on if before else None,
        parent_id=gesture.parent_id,
        frein_id=gesture.frein_id,
        theme=gesture.theme,
        platform=gesture.platform,
        who=gesture.who,
        account_id=gesture.account_id,
        partner_id=gesture.partner_id,
        due=gesture.due,
        parts=gesture.parts,
    )


def _columns(item: Item) -> dict[str, Any]:
    told = (
        *("parcours_id", "title", "state_on", "parent_id", "frein_id", "theme", "platform"),
        *("account_id", "partner_id", "due", "parts", "done"),
    )
    codes = {"kind": item.kind.value, "state": item.state.value, "who": item.who.value}
    return {name: getattr(item, name) for name in told} | codes


def _as_it_was(item: Item, clock: int) -> PutItem:
    return PutItem(
        item.parcours_id,
        item.kind,
        item.title,
        item.parent_id,
        item.frein_id,
        item.theme,
        item.platform,
        item.who,
        item.account_id,
        item.partner_id,
        item.due,
        item.state,
        item.parts,
        item.done,
        item.id,
        clock,
        item.state_on,
    )


def _next_position(tx: Tx, parcours_id: Id) -> int:
    last = tx.connection.execute(select(func.max(_TABLE.c.position)).where(_TABLE.c.parcours_id == parcours_id))
    return int(last.scalar() or 0) + 1


def _places(positions: Iterable[int]) -> list[int]:
    """These positions in order, all different: two desks may have given the same one."""
    places: list[int] = []
    for position in sorted(positions):
        places.append(max(position, places[-1] + 1) if places else position)
    return places


def _parcours_of(tx: Tx, ids: Iterable[Id]) -> Id:
    found = tx.connection.execute(select(_TABLE.c.parcours_id).where(_TABLE.c.id.in_(list(ids))).distinct()).scalars()
    parcours = found.all()
    if len(parcours) != 1:
        raise Refusal(_GONE)
    return Id(bytes=parcours[0].bytes)


def _refuse_orphans(tx: Tx, parcours: Parcours, ids: tuple[Id, ...]) -> None:
    """Raise Refusal when what stands above one of these is not there any more, nor put back with it."""
    there = {None, *ids, *(one.id for one in parcours.items)}
    rows = tx.connection.execute(select(_TABLE.c.parent_id).where(_TABLE.c.id.in_(ids)))
    if any(parent not in there for parent in rows.scalars()):
        raise Refusal(_ABOVE_GONE)
