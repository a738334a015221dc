"""What health workers read: who is to be seen again, and all that is kept of one person."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import RowMapping, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.rows import SEATED, session_rows
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.budget.case_rows import read_canon
from ceis_desk.data.health.rows import all_facts, standing
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, people
from ceis_desk.platforms.health import PLATFORM
from ceis_desk.platforms.health.model import Attended, FollowUp, History, PreventionSession
from ceis_desk.platforms.health.questions import FollowUps, HistoryOf, SessionsOf

_NO_PERSON = "Cette fiche n’existe plus."
_AT_ONCE = 500


def read_history(reader: Reader, question: HistoryOf) -> History:
    """All of one person, latest first; raises Refusal when her record is gone."""
    canon = dict(read_canon(reader.connection))
    own = canon.get(question.person_id, question.person_id)
    who = _names(reader, [own]).get(own)
    if who is None:
        raise Refusal(_NO_PERSON)
    facts = [fact for fact in standing(all_facts(reader), canon) if fact.person_id == own]
    facts.sort(key=lambda fact: (fact.day, fact.id), reverse=True)
    records = (own, *(record for record, stands in canon.items() if stands == own))
    return History(own, who["civility"], who["used_name"], who["first_name"], tuple(facts), _attended(reader, records))


def read_follow_ups(reader: Reader, question: FollowUps) -> tuple[FollowUp, ...]:
    """Who is to be seen again; a person erased meanwhile is not told."""
    due = [
        fact
        for fact in standing(all_facts(reader), dict(read_canon(reader.connection)))
        if fact.next_on is not None and fact.seen_on is None and fact.next_on <= question.until
    ]
    names = _names(reader, {fact.person_id for fact in due})
    due.sort(key=lambda fact: (fact.next_on or fact.day, fact.id))
    return tuple(
        FollowUp(fact, who["civility"], who["used_name"], who["first_name"])
        for fact in due
        if (who := names.get(fact.person_id)) is not None
    )


def read_sessions(reader: Reader, question: SessionsOf) -> tuple[PreventionSession, ...]:
    """The sessions of this platform on a day."""
    return tuple(
        PreventionSession(row["id"], row["hlc"], row["starts_at"], row["title"], row["theme"], row["enrolled"])
        for row in session_rows(reader.connection, question.day, question.day)
        if row["platform"] == PLATFORM.code
    )


def _attended(reader: Reader, records: tuple[Id, ...]) -> tuple[Attended, ...]:
    table, seat = agenda.session, seats(agenda.attendance.c.person_id.in_(records))
    rows = reader.connection.execute(
        select(table.c.id, table.c.day, table.c.title, table.c.theme, seat.c.state)
        .select_from(seat.join(table, table.c.id == seat.c.session_id))
        .where(
            seat.c.state.in_(SEATED),
            table.c.platform == PLATFORM.code,
            ~table.c.withdrawn,
        )
        .order_by(table.c.starts_at.desc(), table.c.id)
    )
    return tuple(Attended(row.id, row.day, row.title, row.theme, row.state == Attendance.PRESENT.value) for row in rows)


def _names(reader: Reader, ids: Iterable[Id]) -> dict[Id, RowMapping]:
    table, wanted = people.person, list(ids)
    found: dict[Id, RowMapping] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = reader.connection.execute(
            select(table.c.id, table.c.civility, table.c.used_name, table.c.first_name).where(
                table.c.id.in_(wanted[start : start + _AT_ONCE])
            )
        )
        found |= {row["id"]: row for row in rows.mappings()}
    return found
