"""The list of cases: all of them opened in memory, since no clear column says whose they are (decision 0028)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from ceis_desk.agenda.model import Outcome
from ceis_desk.core.folding import tokens
from ceis_desk.core.ids import Id, moment_of
from ceis_desk.data.budget.case_rows import all_cases, read_canon
from ceis_desk.data.budget.codec import row_of
from ceis_desk.data.budget.items import open_item
from ceis_desk.data.budget.things import ACTION, DEBT
from ceis_desk.data.notes.reading import account_names
from ceis_desk.data.people import canonical
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, people
from ceis_desk.data.schema.sealed import budget_item, note
from ceis_desk.platforms.budget import PLATFORM
from ceis_desk.platforms.budget.debts import overdue, totals
from ceis_desk.platforms.budget.model import BudgetCase, CaseAction, CaseLine, Debt, Step
from ceis_desk.platforms.budget.questions import CasesOf, ListCases
from ceis_desk.platforms.budget.rules import pause_of, step_of

_AT_ONCE = 500
_LOAD = "case_load"


@dataclass(frozen=True)
class _Name:
    civility: str = ""
    used_name: str = ""
    first_name: str = ""

    @property
    def order(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tokens(self.used_name), tokens(self.first_name)


@dataclass(frozen=True)
class _Load:
    """What a case has of debts and of things to do."""

    debts: tuple[Debt, ...] = ()
    actions: tuple[CaseAction, ...] = ()


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
    found = [case for case in wanted if _answers(names.get(case.person_id, _Name()), case, asked)]
    lines = _lines(reader, found, names)
    return tuple(sorted(lines, key=lambda line: (*_Name("", line.used_name, line.first_name).order, line.id)))


def cases_of(reader: Reader, question: CasesOf) -> tuple[CaseLine, ...]:
    """The cases in which a person is, latest first."""
    own = canonical(reader.connection, question.person_id)
    found = [case for case in all_cases(reader) if any(member.person_id == own for member in case.members)]
    lines = _lines(reader, found, _names(reader, found))
    return tuple(sorted(lines, key=lambda line: (line.opened_on, line.id), reverse=True))


def _is_open(case: BudgetCase) -> bool:
    return case.separated_on is None and step_of(case.marks) is not Step.CLOSED


def _answers(name: _Name, case: BudgetCase, asked: tuple[str, ...]) -> bool:
    """Whether each word begins a name of the household."""
    if not asked:
        return True
    words = [*tokens(name.used_name), *tokens(name.first_name)]
    words += [word for member in case.members for word in tokens(member.name)]
    return all(any(word.startswith(one) for word in words) for one in asked)


def _lines(reader: Reader, cases: list[BudgetCase], names: Mapping[Id, _Name]) -> list[CaseLine]:
    staff, loads = account_names(reader.connection), _loads(reader, {case.id for case in cases if _is_open(case)})
    last, coming = _last_written(reader), _coming(reader)
    lines = []
    for case in cases:
        name, load = names.get(case.person_id, _Name()), loads.get(case.id, _Load())
        moments = [coming[one.person_id] for one in case.members if one.person_id in coming]
        lines.append(
            CaseLine(
                id=case.id,
                person_id=case.person_id,
                civility=name.civility,
                used_name=name.used_name,
                first_name=name.first_name,
                kind=case.kind,
                step=step_of(case.marks),
                pause=pause_of(case.marks),
                referent_id=case.referent_id,
                referent_name=staff.get(case.referent_id, "") if case.referent_id else "",
                opened_on=case.opened_on,
                last_on=last.get(case.id),
                next_on=min(moments, default=None) if _is_open(case) else None,
                debts=totals(load.debts).remaining,
                overdue=overdue(load.actions, reader.today),
            )
        )
    return lines


def _names(reader: Reader, cases: Iterable[BudgetCase]) -> dict[Id, _Name]:
    table = people.person
    wanted = list(dict.fromkeys(case.person_id for case in cases))
    names: dict[Id, _Name] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = reader.connection.execute(
            select(table.c.id, table.c.civility, table.c.used_name, table.c.birth_name, table.c.first_name).where(
                table.c.id.in_(wanted[start : start + _AT_ONCE])
            )
        )
        names |= {row.id: _Name(row.civility, row.used_name or row.birth_name, row.first_name) for row in rows}
    return names


def _loads(reader: Reader, wanted: Iterable[Id]) -> dict[Id, _Load]:
    """Debts and things to do of these cases; the items of others are not opened."""

    def make(row: Row[Any]) -> tuple[Id, Debt | CaseAction | None]:
        item = open_item(reader.keys, row)
        if item.kind not in (DEBT, ACTION):
            return item.case_id, None
        kind: type[Debt | CaseAction] = Debt if item.kind == DEBT else CaseAction
        return item.case_id, row_of(kind, item.payload, id=item.id, clock=item.clock)

    debts: dict[Id, list[Debt]] = {}
    actions: dict[Id, list[CaseAction]] = {}
    ids = sorted(wanted)
    for start in range(0, len(ids), _AT_ONCE):
        of_these = budget_item.c.case_id.in_(ids[start : start + _AT_ONCE])
        found = reader.opened.all_of(_LOAD, reader.connection, budget_item, make, of_these, ~budget_item.c.withdrawn)
        for case_id, thing in found:
            if isinstance(thing, Debt):
                debts.setdefault(case_id, []).append(thing)
            elif thing is not None:
                actions.setdefault(case_id, []).append(thing)
    return {one: _Load(tuple(debts.get(one, ())), tuple(actions.get(one, ()))) for one in ids}


def _last_written(reader: Reader) -> dict[Id, dt.date]:
    """The day of the last note of each case: its id says when it was signed, and nothing is opened."""
    rows = reader.connection.execute(select(note.c.thread_id, func.max(note.c.id)).group_by(note.c.thread_id))
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
