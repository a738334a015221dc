"""Prevention counted by theme: what is individual from sealed facts, what is collective from the sessions."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import func, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Denied
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.health.rows import open_figures
from ceis_desk.data.house import read_settings
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda
from ceis_desk.platforms.health import PLATFORM
from ceis_desk.platforms.health.model import Form, PreventionFigures, ThemeCount
from ceis_desk.platforms.health.questions import CountPrevention
from ceis_desk.platforms.health.themes import themes_of
from ceis_desk.statistics.masking import is_small
from ceis_desk.statistics.rules import calendar_period

_Counts = dict[str, tuple[int, int]]


def count_prevention(reader: Reader, question: CountPrevention) -> PreventionFigures:
    """The themes that had anybody, in their order; no total, which would give a hidden count back.

    Raises Refusal when the period is no whole month, quarter, half-year or year.
    """
    calendar_period(question.first, question.last)
    try:
        individual, reserved = _individual(reader, question), False
    except Denied:
        individual, reserved = {}, True
    collective = _collective(reader, question)
    codes = [theme.code for theme in themes_of(read_settings(reader.connection, None))]
    found = individual.keys() | collective.keys()
    ordered = [code for code in codes if code in found] + sorted(found - set(codes))
    return PreventionFigures(
        tuple(_line(code, individual.get(code, (0, 0)), collective.get(code, (0, 0))) for code in ordered), reserved
    )


def _line(theme: str, individual: tuple[int, int], collective: tuple[int, int]) -> ThemeCount:
    return ThemeCount(theme, *_shown(*individual), *_shown(*collective))


def _shown(times: int, persons: int) -> tuple[int | None, int | None]:
    """Both hidden when the persons are fewer than five: how often they came would tell of them."""
    return (None, None) if is_small(persons) else (times, persons)


def _individual(reader: Reader, question: CountPrevention) -> _Counts:
    first, last = f"{question.first:%Y-%m}", f"{question.last:%Y-%m}"
    times: Counter[str] = Counter()
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for fact in open_figures(reader.connection, reader.keys):
        if first <= fact["month"] <= last and fact["form"] == Form.INDIVIDUAL.value:
            times[fact["theme"]] += 1
            marks[fact["theme"]].add(fact["mark"])
    return {theme: (number, len(marks[theme])) for theme, number in times.items()}


def _collective(reader: Reader, question: CountPrevention) -> _Counts:
    table, seat = agenda.session, seats(agenda.attendance.c.state == Attendance.PRESENT.value)
    rows = reader.connection.execute(
        select(table.c.theme, func.count(), func.count(seat.c.owner.distinct()))
        .join_from(seat, table, table.c.id == seat.c.session_id)
        .where(
            table.c.platform == PLATFORM.code,
            table.c.day.between(question.first, question.last),
            ~table.c.withdrawn,
        )
        .group_by(table.c.theme)
    )
    return {theme: (times, persons) for theme, times, persons in rows}
