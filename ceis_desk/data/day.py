"""The day at the desk, read in a constant number of statements, and the calls that its queue answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change
from ceis_desk.data.board import read_colleagues, read_instructions, read_messages
from ceis_desk.data.closing import last_closed
from ceis_desk.data.motifs import read_motifs
from ceis_desk.data.reception import stamp_visit
from ceis_desk.data.schema import house, local, people, reception
from ceis_desk.data.write import Tx
from ceis_desk.reception.gestures import CallNext, StampVisit, TakeBackCall
from ceis_desk.reception.model import DeskDay, Medium, MotifChoice, Visit, VisitState
from ceis_desk.reception.rules import next_to_call, state_of

# Made once: an alias of each reading would stay in a cycle, and nothing collects while the window is open.
_RECORDED, _RECEIVED, _MEANT = (house.account.alias(name) for name in ("recorded", "received", "meant"))
NOBODY = "Personne n’attend, ni pour vous ni dans la file commune."


def read_day(connection: Connection, day: dt.date, account_id: Id) -> DeskDay:
    """Everything of one day, visits latest first; messages are those the account may see."""
    closing = last_closed(connection, day)
    return DeskDay(
        day=day,
        visits=read_day_visits(connection, day),
        motifs=read_motifs(connection, day),
        colleagues=read_colleagues(connection, day),
        instructions=read_instructions(connection, day, day),
        messages=read_messages(connection, day, account_id),
        closed_at=closing["at"] if closing and closing["day"] == day else None,
        last_closed=closing["day"] if closing else None,
    )


def read_day_visits(connection: Connection, day: dt.date) -> tuple[Visit, ...]:
    """The visits of one day that still count, latest first, each with the record that stands for its person."""
    visit, person, canon = reception.visit, people.person, local.canon
    own = func.coalesce(canon.c.canonical_id, visit.c.person_id)
    recorded, received, meant = _RECORDED, _RECEIVED, _MEANT
    rows = (
        connection.execute(
            select(
                visit,
                own.label("own_id"),
                person.c.civility,
                person.c.used_name,
                person.c.first_name,
                person.c.at_desk,
                recorded.c.name.label("recorded_name"),
                received.c.name.label("received_name"),
                meant.c.name.label("for_name"),
                func.count().over(partition_by=visit.c.arrival_id).label("in_arrival"),
            )
            .select_from(
                visit.outerjoin(canon, canon.c.person_id == visit.c.person_id)
                .outerjoin(person, person.c.id == own)
                .outerjoin(recorded, recorded.c.id == visit.c.recorded_by)
                .outerjoin(received, received.c.id == visit.c.received_by)
                .outerjoin(meant, meant.c.id == visit.c.for_id)
            )
            .where(visit.c.day == day, ~visit.c.withdrawn)
            .order_by(visit.c.at.desc(), visit.c.id.desc())
        )
        .mappings()
        .all()
    )
    motifs = _motifs_of_day(connection, day)
    return tuple(_visit(row, motifs) for row in rows)


def _motifs_of_day(connection: Connection, day: dt.date) -> dict[Id, list[MotifChoice]]:
    link, visit = reception.visit_motif, reception.visit
    rows = connection.execute(
        select(link.c.visit_id, link.c.motif_id, link.c.precision)
        .join_from(link, visit, visit.c.id == link.c.visit_id)
        .where(visit.c.day == day, link.c.active)
        .order_by(link.c.visit_id, link.c.position)
    )
    found: dict[Id, list[MotifChoice]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(MotifChoice(row.motif_id, row.precision))
    return found


def _visit(row: RowMapping, motifs: dict[Id, list[MotifChoice]]) -> Visit:
    values: dict[str, Any] = {name: row[name] for name in ("waiting_at", "called_at", "busy_at", "gone_at")}
    return Visit(
        id=row["id"],
        clock=row["hlc"],
        at=row["at"],
        medium=Medium(row["medium"]),
        state=state_of(row["called_at"], row["busy_at"], row["gone_at"], row["waiting_at"]),
        person_id=row["own_id"],
        civility=row["civility"] or "",
        used_name=row["used_name"] or "",
        first_name=row["first_name"] or "",
        given_name=row["given_name"],
        motifs=tuple(motifs.get(row["id"], ())),
        for_id=row["for_id"],
        for_name=row["for_name"] or "",
        arrival_id=row["arrival_id"],
        group=row["in_arrival"],
        received_by=row["received_name"] or "",
        referred_to=row["referred_to"],
        recorded_by=row["recorded_name"] or "",
        at_desk=row["at_desk"] or "",
        **values,
    )


def call_next(tx: Tx, _: CallNext) -> Change:
    """Call the longest waiting of the actor's queue, else of the common one."""
    chosen = next_to_call(read_day_visits(tx.connection, tx.today), tx.actor.account_id)
    if chosen is None:
        raise Refusal(NOBODY)
    return stamp_visit(tx, StampVisit(chosen.id, VisitState.CALLED, chosen.clock))


def take_back_call(tx: Tx, _: TakeBackCall) -> Change:
    """Put the last person called by the actor back at her place."""
    table = reception.visit
    last = tx.connection.execute(
        select(table.c.id)
        .where(
            table.c.day == tx.today,
            ~table.c.withdrawn,
            table.c.called_by == tx.actor.account_id,
            table.c.gone_at.is_(None),
            table.c.busy_at.is_(None),
        )
        .order_by(table.c.called_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    if last is None:
        message = "Vous n’avez appelé personne qui ne soit déjà reçu. Rien n’a changé."
        raise Refusal(message)
    return stamp_visit(tx, StampVisit(last, VisitState.WAITING))
