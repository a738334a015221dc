"""The monthly report's rows: one month with all its sections, and the months that it is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, and_, case, exists, func, select

from ceis_desk.agenda.model import Outcome
from ceis_desk.data.figures.months import read_months
from ceis_desk.data.figures.people import Likes, by_public, by_value, read_people
from ceis_desk.data.figures.period import figures_of
from ceis_desk.data.figures.site import read_site
from ceis_desk.data.figures.visits import DayCount, read_days, read_hours, read_waits, register_start, total
from ceis_desk.data.schema import agenda, reception
from ceis_desk.platforms import PLATFORMS
from ceis_desk.platforms.budget import PLATFORM as BUDGET
from ceis_desk.statistics.indicators import BY_SEX, VISITS
from ceis_desk.statistics.model import Comparison, MonthReport, Outcomes, Period, Publics
from ceis_desk.statistics.questions import ReadMonth
from ceis_desk.statistics.rules import (
    closed_hours,
    evolution_months,
    is_comparable,
    month_of,
    public_holidays,
    reference_month,
    shift,
    waiting_of,
)


def read_month(connection: Connection, question: ReadMonth, today: dt.date, missing: Sequence[str] = ()) -> MonthReport:
    """The report of a month as of `today`; `missing` names the desks whose facts do not cover it yet."""
    period = month_of(question.month)
    site, starts = read_site(connection), register_start(connection)
    days, people = read_days(connection, period), read_people(connection, period)
    own = _comparison(connection, period, days, people, missing)
    by_hour = read_hours(connection, period)
    reference = reference_month(period.first, site.reference)

    def compared(month: dt.date) -> Comparison | None:
        return _other_month(connection, month) if is_comparable(month, starts) else None

    return MonthReport(
        structure=site.structure,
        place=site.place,
        month=period.first,
        edited_on=today,
        figures=own.figures,
        by_sex=by_value(people, BY_SEX),
        by_hour=by_hour,
        by_day=_by_day(period, days),
        open_days=_open_days(days),
        closed_hours=closed_hours(by_hour, site.opening),
        holidays=public_holidays(period),
        publics=Publics(**by_public(people)),
        waiting=own.waiting,
        outcomes=own.outcomes,
        budget_visits=own.budget_visits,
        evolution=read_months(connection, evolution_months(period.first, reference, starts)),
        previous=compared(shift(period.first, -1)),
        year_before=compared(shift(period.first, -12)),
        reference=compared(reference),
        register_starts=starts,
        desks_received=site.desks - len(missing),
        desks_known=site.desks,
        platform_labels={platform.code: platform.label for platform in PLATFORMS},
        demo=site.demo,
        means=site.means,
    )


def _other_month(connection: Connection, month: dt.date) -> Comparison:
    period = month_of(month)
    return _comparison(connection, period, read_days(connection, period), read_people(connection, period), ())


def _comparison(
    connection: Connection, period: Period, days: Sequence[DayCount], people: Sequence[Likes], missing: Sequence[str]
) -> Comparison:
    """The sections that every month has, whether it is the report's own or another."""
    figures = figures_of(connection, period, days, people, missing)
    return Comparison(
        month=period.first,
        figures=figures,
        waiting=waiting_of(read_waits(connection, period)),
        outcomes=_outcomes(connection, period),
        budget_visits=figures.by_platform[BUDGET.code].visits,
    )


def _outcomes(connection: Connection, period: Period) -> Outcomes:
    """Individual appointments of the period by what became of them; those withdrawn were never planned.

    One of which nobody said anything is honoured when a visit answers it.
    """
    own, visit = agenda.appointment.c, reception.visit.c
    answered = exists().where(visit.appointment_id == own.id, ~visit.withdrawn)
    outcome = case((and_(own.outcome == Outcome.OPEN.value, answered), Outcome.HONOURED.value), else_=own.outcome)
    found = connection.execute(
        select(outcome.label("outcome"), func.count().label("many"))
        .where(~own.withdrawn, own.day.between(period.first, period.last))
        .group_by(outcome)
    )
    counts = {row.outcome: row.many for row in found}
    given = {outcome.value: counts.get(outcome.value, 0) for outcome in Outcome if outcome is not Outcome.OPEN}
    planned = sum(counts.values())
    return Outcomes(planned=planned, **given, unknown=planned - sum(given.values()))


def _by_day(period: Period, days: Sequence[DayCount]) -> dict[dt.date, int]:
    """Every day of the month, zero included."""
    length = (period.last - period.first).days + 1
    visits = {period.first + dt.timedelta(days=rank): 0 for rank in range(length)}
    return visits | {day.day: total((day,), VISITS) for day in days}


def _open_days(days: Sequence[DayCount]) -> dict[int, int]:
    """Days with a visit, by weekday (0 is Monday) that had one."""
    counts: dict[int, int] = {}
    for day in days:
        counts[day.day.weekday()] = counts.get(day.day.weekday(), 0) + 1
    return dict(sorted(counts.items()))
