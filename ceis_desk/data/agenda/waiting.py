"""The waiting list: who waits, whom a free time suits, and how that is said when one frees."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.gestures import PutOnWaitingList, SettleWaiting
from ceis_desk.agenda.questions import WaitingFor
from ceis_desk.agenda.slots import suits
from ceis_desk.agenda.week import Slot, WaitingPerson, WaitState, Wish
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.agenda.obstacles import place, professional, refuse_platform
from ceis_desk.data.agenda.rows import first_phone
from ceis_desk.data.people import canonical, refuse_erased, same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.reception import welcomed
from ceis_desk.data.schema import agenda, local, people
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import Tx

_TABLE = agenda.waiting_person
_GONE = "Cette ligne de la liste d’attente n’est plus là. Rien n’a changé\u00a0: relisez la liste."


def put_on_waiting_list(tx: Tx, gesture: PutOnWaitingList) -> Change:
    """Somebody waits from today on; whoever waits already for the same is not put twice."""
    person = welcomed(tx, (gesture.person_id,))[gesture.person_id]
    refuse_erased(tx.connection, gesture.person_id)
    refuse_platform(gesture.platform)
    place(tx.now.replace(hour=9), gesture.minutes, gesture.account_id, "")
    if gesture.account_id is not None:
        professional(tx.connection, gesture.account_id, tx.today)
    _refuse_twice(tx, gesture)
    row_id = new_id()
    tx.put(
        _TABLE,
        row_id,
        person_id=gesture.person_id,
        account_id=gesture.account_id,
        platform=gesture.platform,
        minutes=gesture.minutes,
        since=tx.today,
        wish=gesture.wish.value,
        state=WaitState.WAITING.value,
    )
    said, masked = both(lambda show: f"{name_of(person, show)} est sur la liste d’attente.")
    return Change(
        subjects=_subjects(row_id),
        said=said,
        masked=masked,
        undo=SettleWaiting(row_id, WaitState.LEFT, tx.stamp()[0]),
        made=(row_id,),
    )


def _refuse_twice(tx: Tx, gesture: PutOnWaitingList) -> None:
    there = select(_TABLE.c.id).where(*_for_the_same(tx, gesture, WaitState.WAITING))
    if tx.connection.execute(there.limit(1)).first() is not None:
        message = "Cette personne est déjà sur la liste d’attente. Rien n’a changé\u00a0: sa place est gardée."
        raise Refusal(message)


def settle_waiting(tx: Tx, gesture: SettleWaiting) -> Change:
    """She waits no more, or waits again, at her place."""
    tx.require_clock(_TABLE, gesture.waiting_id, gesture.clock)
    before = settle_line(tx, gesture.waiting_id, WaitState(gesture.state))
    said = {
        WaitState.WAITING: "De nouveau sur la liste d’attente.",
        WaitState.BOOKED: "Rendez-vous pris\u00a0: la liste d’attente est à jour.",
        WaitState.LEFT: "Ligne retirée de la liste d’attente.",
    }[WaitState(gesture.state)]
    return Change(
        subjects=_subjects(gesture.waiting_id),
        said=said,
        undo=SettleWaiting(gesture.waiting_id, before, tx.stamp()[0]),
    )


def settle_line(tx: Tx, waiting_id: Id, state: WaitState) -> WaitState:
    """Write where somebody stands; returns where she stood, raises Refusal when her line is gone."""
    line = tx.connection.execute(select(_TABLE).where(_TABLE.c.id == waiting_id)).first()
    if line is None:
        raise Refusal(_GONE)
    before = WaitState(line.state)
    # What was settled together has one clock, and comes back together.
    together = () if before is WaitState.WAITING else (_TABLE.c.hlc == line.hlc,)
    for row_id in tx.connection.scalars(select(_TABLE.c.id).where(*_for_the_same(tx, line, before), *together)).all():
        tx.require_clock(_TABLE, row_id, None)
        tx.change(_TABLE, row_id, state=state.value)
    return before


def _for_the_same(tx: Tx, wait: PutOnWaitingList | Row[Any], state: WaitState) -> tuple[ColumnElement[bool], ...]:
    """The lines where she stands so for the same, under whichever of her records."""
    return (
        _TABLE.c.person_id.in_(same_person(tx.connection, wait.person_id)),
        _TABLE.c.platform == wait.platform,
        _TABLE.c.account_id.is_not_distinct_from(wait.account_id),
        _TABLE.c.state == state.value,
    )


def read_waiting(connection: Connection) -> tuple[WaitingPerson, ...]:
    """Those who wait, longest first; whoever waits for the same under several records that were merged, once."""
    person, canon = people.person, local.canon
    owner = func.coalesce(canon.c.canonical_id, _TABLE.c.person_id)
    rows = connection.execute(
        select(
            _TABLE,
            owner.label("owner"),
            person.c.civility,
            person.c.used_name,
            person.c.first_name,
            person.c.no_call,
            first_phone().label("phone"),
        )
        .select_from(_TABLE.outerjoin(canon, canon.c.person_id == _TABLE.c.person_id))
        .join(person, person.c.id == owner)
        .where(_TABLE.c.state == WaitState.WAITING.value, ~person.c.withdrawn)
        .order_by(_TABLE.c.since, _TABLE.c.id)
    ).mappings()
    lines = dict[tuple[Any, ...], WaitingPerson]()
    for row in rows:
        lines.setdefault((row["owner"], row["platform"], row["account_id"]), _line(row))
    return tuple(lines.values())


def _line(row: RowMapping) -> WaitingPerson:
    values: dict[str, Any] = {
        name: row[name] for name in ("id", "civility", "used_name", "first_name", "account_id", "platform")
    }
    return WaitingPerson(
        **values,
        person_id=row["owner"],
        clock=row["hlc"],
        minutes=row["minutes"],
        since=row["since"],
        wish=Wish(row["wish"]),
        no_call=row["no_call"],
        phone="" if row["no_call"] else row["phone"] or "",
    )


def waiting_for(reader: Reader, question: WaitingFor) -> tuple[WaitingPerson, ...]:
    """Those whom a free time suits, longest waiting first; nobody for those who may not read an identity."""
    if not may(reader.actor.roles, Thing.IDENTITY, Level.READ):
        return ()
    return tuple(one for one in read_waiting(reader.connection) if fits(one, question.slot))


def fits(line: WaitingPerson, slot: Slot) -> bool:
    """Whether somebody could come then: same platform, that professional or anyone, long enough, as she wished."""
    hers = line.platform == slot.platform and line.account_id in (None, slot.account_id)
    return hers and line.minutes <= slot.minutes and suits(slot.starts_at, line.wish)


def freed_words(tx: Tx, slot: Slot, but: Id | None) -> str:
    """What to say when a time frees and somebody waits for such a one; nothing of a time that is over.

    `but` is the person who frees it: she is not offered what she has just left.
    """
    if slot.starts_at < tx.now:
        return ""
    own = None if but is None else canonical(tx.connection, but)
    count = sum(1 for line in read_waiting(tx.connection) if fits(line, slot) and line.person_id != own)
    if not count:
        return ""
    wait = "1 personne attend" if count == 1 else f"{count} personnes attendent"
    return f" {wait} un créneau."


def _subjects(waiting_id: Id) -> frozenset[Subject]:
    return frozenset({Subject("waiting_person", waiting_id), Subject("appointment")})
