"""Where each person stands in a session, once, be she on its roll under several records that were merged."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Join, Subquery, case, func, select

from ceis_desk.agenda.rules import FIRST_OF_STATES
from ceis_desk.data.schema import agenda, local

_ROLL, _CANON = agenda.attendance.c, local.canon.c
OWNER = func.coalesce(_CANON.canonical_id, _ROLL.person_id)
"""The record that stands for the person of a line, in a query of `with_owner`."""

_RANK = {state.value: rank for rank, state in enumerate(FIRST_OF_STATES)}


def with_owner() -> Join:
    """The lines of every roll, with what `OWNER` needs."""
    return agenda.attendance.outerjoin(local.canon, _CANON.person_id == _ROLL.person_id)


def seats(*which: ColumnElement[bool]) -> Subquery:
    """One line of the roll for each person of each session, with its `owner`; those withdrawn left out.

    Of lines that say the same, the one that kept her age of that day is hers, then the oldest. `which` chooses among
    the lines of the roll.
    """
    order = (case(_RANK, value=_ROLL.state), _ROLL.age.is_(None), _ROLL.since, _ROLL.id)
    nth = func.row_number().over(partition_by=(_ROLL.session_id, OWNER), order_by=order)
    lines = (
        select(*_ROLL, OWNER.label("owner"), nth.label("nth"))
        .select_from(with_owner())
        .where(_ROLL.state.in_(_RANK), *which)
        .subquery("roll_lines")
    )
    return select(lines).where(lines.c.nth == 1).subquery("seats")
