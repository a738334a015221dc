"""The list of cases: all of them opened in memory, since no clear column says whose they are (decision 0028).

What a session has opened is not opened again; what it is made of is kept small, so that five thousand stay fluid.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.errors import Denied
from ceis_desk.core.folding import tokens
from ceis_desk.core.ids import Id, moment_of
from ceis_desk.data.budget.case_rows import all_cases, read_canon
from ceis_desk.data.budget.items import open_item
from ceis_desk.data.budget.things import ACTION, DEBT
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.people import canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, people
from ceis_desk.data.schema.sealed import budget_item, note
from ceis_desk.platforms.budget import PLATFORM
from ceis_desk.platforms.budget.debts import is_late
from ceis_desk.platforms.budget.model import BudgetCase, CaseLine, Step
from ceis_desk.platforms.budget.questions import CasesOf, ListCases
from ceis_desk.platforms.budget.rules import pause_of, step_of

_AT_ONCE = 500
_WEIGHT, _NAME = "case_weight", "case_name"


@dataclass(frozen=True)
class _Name:
    civility: str = ""
    used_name: str = ""
    first_name: str = ""
    order: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True)
class _Weight:
    """What one thing adds to its case: euro cents left to pay, or the day before which it is to be done."""

    case_id: Id
    cents: int = 0
    due: dt.date | None = None


@dataclass
class _Load:
    """What a case has of debts, in cents, and of things to do that are late."""

    debts: int = 0
    overdue: int = 0


def list_cases(reader: Reader, question: ListCases) -> tuple[CaseLine, ...]:
    """The cases asked for, by name of their first person."""
    wanted = [
        case
        for case in all_cases(reader)
        if question.closed or _is_open(case)
        if question.referent_id is None or case.referent_id == question.referent_id
    ]
    names = _names(reader, wanted)
    asked = tokens(question.words)
    if asked:
        wanted = [case for case in wanted if _answers(names.get(case.person_id, _Name()), case, asked)]
    wanted.sort(key=lambda case: (names.get(case.person_id, _Name()).order, case.id))
    return _lines(reader, wanted, names)


def cases_of(reader: Reader, question: CasesOf) -> tuple[CaseLine, ...]:
    """The cases in which a person is, latest first."""
    own = canonical(reader.connection, question.person_id)
    found = [case for case in all_cases(reader) if any(member.person_id == own for member in case.members)]
    found.sort(key=lambda case: (case.opened_on, case.id), reverse=True)
    return _lines(reader, found, _names(reader, found))


def _is_open(case: BudgetCase) -> bool:
    return case.separated_on is None and step_of(case.marks) is not Step.CLOSED


def _answers(name: _Name, case: BudgetCase, asked: tuple[str, ...]) -> bool:
    """Whether each word begins a name of the household."""
    words = [*name.order[0], *name.order[1], *(word for member in case.members for word in tokens(member.name))]
    return all(any(word.startswith(one) for word in words) for one in asked)


def _lines(reader: Reader, cases: list[BudgetCase], names: Mapping[Id, _Name]) -> tuple[CaseLine, ...]:
    staff, loads = account_names(reader.connection), _loads(reader, [case.id for case in cases if _is_open(case)])
    last, coming = _last_written(reader), _coming(reader)
    return tuple(_line(case, names, staff, loads.get(case.id, _Load()), last, coming) for case in cases)


def _line(
    case: BudgetCase,
    names: Mapping[Id, _Name],
    staff: Mapping[Id, str],
    load: _Load,
    last: Mapping[Id, dt.date],
    coming: Mapping[Id, dt.datetime],
) -> CaseLine:
    name, step = names.get(case.person_id, _Name()), step_of(case.marks)
    ids = (one.person_id for one in case.members if one.person_id is not None)
    moments = [coming[one] for one in ids if one in coming]
    return CaseLine(
        id=case.id,
        person_id=case.person_id,
        civility=name.civility,
        used_name=name.used_name,
        first_name=name.first_name,
        kind=case.kind,
        step=step,
        pause=pause_of(case.marks),
        referent_id=case.referent_id,
        referent_name=staff.get(case.referent_id, "") if case.referent_id else "",
        opened_on=case.opened_on,
        last_on=last.get(case.id),
        next_on=None if step is Step.CLOSED or case.separated_on else min(moments, default=None),
        debts=load.debts,
        overdue=load.overdue,
    )


def _names(reader: Reader, cases: Iterable[BudgetCase]) -> dict[Id, _Name]:
    table = people.person
    columns = (table.c.id, table.c.hlc, table.c.civility, table.c.used_name, table.c.birth_name, table.c.first_name)
    wanted = list({case.person_id for case in cases})
    names: dict[Id, _Name] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = select(*columns).where(table.c.id.in_(wanted[start : start + _AT_ONCE]))
        for row in reader.connection.execute(some).all():
            names[row.id] = reader.opened.get(_NAME, row.id, row.hlc, lambda row=row: _name(row))  # type: ignore[misc]  # bound at once
    return names


def _name(row: Row[Any]) -> _Name:
    used = row.used_name or row.birth_name
    return _Name(row.civility, used, row.first_name, (tokens(used), tokens(row.first_name)))


def _loads(reader: Reader, wanted: list[Id]) -> dict[Id, _Load]:
    """Debts and late things to do of these cases; the items of others are not opened."""
    loads: dict[Id, _Load] = defaultdict(_Load)
    for start in range(0, len(wanted), _AT_ONCE):
        of_these = budget_item.c.case_id.in_(wanted[start : start + _AT_ONCE])
        found = reader.opened.all_of(
            _WEIGHT,
            reader.connection,
            budget_item,
            lambda row: _weight(reader, row),
            of_these,
            ~budget_item.c.withdrawn,
        )
        for one in found:
            if one.cents:
                loads[one.case_id].debts += one.cents
            elif is_late(one.due, reader.today):
                loads[one.case_id].overdue += 1
    return loads


def _weight(reader: Reader, row: Row[Any]) -> _Weight:
    """Read from the payload itself: making the whole row of each of fifteen thousand debts would be felt."""
    try:
        item = open_item(reader.keys, row)
    except (Denied, Unreadable):
        return _Weight(row.case_id)
    said = item.payload
    if item.kind == DEBT and said["settled_on"] is None:
        return _Weight(item.case_id, cents=said["remaining"])
    if item.kind == ACTION and said["done_on"] is None and said["due"] is not None:
        return _Weight(item.case_id, due=dt.date.fromisoformat(said["due"]))
    return _Weight(item.case_id)


def _last_written(reader: Reader) -> dict[Id, dt.date]:
    """The day of the last note of each case: its id says when it was signed, and nothing is opened."""
    rows = reader.connection.execute(select(note.c.thread_id, func.max(note.c.id)).group_by(note.c.thread_id)).all()
    return {thread_id: moment_of(last).date() for thread_id, last in rows}


def _coming(reader: Reader) -> dict[Id, dt.datetime]:
    """The next open budget appointment of every person who has one."""
    table, canon = agenda.appointment, read_canon(reader.connection)
    rows = reader.connection.execute(
        select(table.c.person_id, func.min(table.c.starts_at))
        .where(
            table.c.day >= reader.today,
            table.c.starts_at > reader.now,
            table.c.platform == PLATFORM.code,
            table.c.outcome == Outcome.OPEN.value,
            ~table.c.withdrawn,
            table.c.person_id.is_not(None),
        )
        .group_by(table.c.person_id)
    )
    coming: dict[Id, dt.datetime] = {}
    for person_id, at in rows:
        own = canon.get(person_id, person_id)
        coming[own] = min(coming.get(own, at), at)
    return coming
