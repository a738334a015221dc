"""The counts of the digital space, and its activities as La Coop codes them: off the writer, without a name."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, digital, local
from ceis_desk.platforms.digital import PLATFORM
from ceis_desk.platforms.digital.coop import Autonomy, Material, Place, ProcedureTheme, Redirection, Status, Theme
from ceis_desk.platforms.digital.model import ProcedureState, UseKind
from ceis_desk.platforms.digital.questions import CoopRows
from ceis_desk.statistics.coop import Activity, Collective, coop_row, session_row
from ceis_desk.statistics.digital import DigitalFigures, DigitalPeriod, duration_ranges, range_of
from ceis_desk.statistics.model import AgeBand, Period, Qpv
from ceis_desk.statistics.rules import age_band, period_of

_HELP, _USE, _PROCEDURE = digital.digital_help, digital.post_use, digital.procedure
_SEXES = ("female", "male", "unknown")
# A session may bear words of another time or place, or a theme of a later version.
_THEMES = {theme.value: theme for theme in Theme}
_Row = Row[*tuple[Any, ...]]


def read_figures(reader: Reader, question: DigitalPeriod) -> DigitalFigures:
    """What was done in a period, at the age and status of each day."""
    period = period_of(question.first, question.last)
    helps = _helps(reader.connection, period)
    uses = _uses(reader.connection, period)
    ages = Counter(age_band(row.age) for row in helps)
    themes = Counter(theme for row in helps for theme in _listed(row.themes))
    return DigitalFigures(
        period=period,
        helps=len(helps),
        anonymous=sum(row.person_id is None for row in helps),
        helped=len({row.own for row in helps if row.person_id is not None}),
        minutes=sum(row.minutes for row in helps),
        by_theme={theme: themes[theme.value] for theme in Theme},
        by_duration=_counted(duration_ranges(), (range_of(row.minutes) for row in helps)),
        by_autonomy={one: sum(row.autonomy == one.value for row in helps) for one in Autonomy},
        by_material={one: sum(row.material == one.value for row in helps) for one in Material},
        by_age_band={band: ages[band] for band in AgeBand},
        by_sex=_counted(_SEXES, (row.sex if row.sex in _SEXES else "unknown" for row in helps)),
        by_status={one: sum(row.status == one.value for row in helps) for one in Status},
        by_qpv={one: sum(row.qpv == one.value for row in helps) for one in Qpv},
        ended=_ended(reader.connection, period),
        uses=len(uses),
        uses_anonymous=sum(row.person_id is None for row in uses),
        uses_helped=sum(row.helped_at is not None for row in uses),
    )


def coop_rows(reader: Reader, question: CoopRows) -> tuple[tuple[str, ...], ...]:
    """The activities of a period in their order, helps then sessions of each moment."""
    period = period_of(question.first, question.last)
    lines = [(row.at, coop_row(_activity(row))) for row in _helps(reader.connection, period)]
    lines += [(one.at, session_row(one)) for one in _sessions(reader.connection, period)]
    return tuple(row for _, row in sorted(lines))


def _counted(codes: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {code: counts[code] for code in codes}


def _helps(connection: Connection, period: Period) -> list[_Row]:
    """The helps of the period, each with the record that stands for its person."""
    canon = local.canon
    own = func.coalesce(canon.c.canonical_id, _HELP.c.person_id).label("own")
    query = (
        select(_HELP, own)
        .select_from(_HELP.outerjoin(canon, canon.c.person_id == _HELP.c.person_id))
        .where(_HELP.c.day.between(period.first, period.last), ~_HELP.c.withdrawn)
        .order_by(_HELP.c.at, _HELP.c.id)
    )
    return list(connection.execute(query).all())


def _uses(connection: Connection, period: Period) -> list[_Row]:
    first = dt.datetime.combine(period.first, dt.time())
    after = dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time())
    query = select(_USE.c.person_id, _USE.c.helped_at).where(
        _USE.c.started_at >= first, _USE.c.started_at < after, _USE.c.kind == UseKind.USE.value, ~_USE.c.withdrawn
    )
    return list(connection.execute(query).all())


def _ended(connection: Connection, period: Period) -> dict[ProcedureState, int]:
    query = (
        select(_PROCEDURE.c.state, func.count().label("found"))
        .where(_PROCEDURE.c.state_on.between(period.first, period.last), ~_PROCEDURE.c.withdrawn)
        .group_by(_PROCEDURE.c.state)
    )
    counts = {row.state: row.found for row in connection.execute(query)}
    return {state: counts.get(state.value, 0) for state in ProcedureState if not state.is_open}


def _sessions(connection: Connection, period: Period) -> list[Collective]:
    """The sessions of the platform that somebody came to, with those counted without a name once it is closed."""
    session, roll = agenda.session, seats(agenda.attendance.c.state == Attendance.PRESENT.value)
    own = session.c
    present = func.count(roll.c.id).label("present")
    unnamed = case((own.closed_at.is_not(None), own.extra), else_=0).label("unnamed")
    query = (
        select(own.starts_at, own.minutes, own.title, own.level, own.theme, unnamed, present)
        .select_from(session.outerjoin(roll, roll.c.session_id == session.c.id))
        .where(
            session.c.day.between(period.first, period.last),
            session.c.platform == PLATFORM.code,
            ~session.c.withdrawn,
        )
        .group_by(session.c.id)
    )
    found = [
        Collective(row.starts_at, row.minutes, row.title, row.present + row.unnamed, row.level, _THEMES.get(row.theme))
        for row in connection.execute(query)
    ]
    return [one for one in found if one.present]


def _listed(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept or "[]"))


def _activity(row: _Row) -> Activity:
    return Activity(
        at=row.at,
        minutes=row.minutes,
        # A code of a later version, written at another desk, waits for the upgrade of this one.
        themes=tuple(theme for theme in Theme if theme.value in _listed(row.themes)),
        procedures=tuple(theme for theme in ProcedureTheme if theme.value in _listed(row.procedures)),
        material=Material(row.material),
        place=Place(row.place),
        autonomy=Autonomy(row.autonomy),
        referral=Redirection(row.referral),
        band=age_band(row.age),
        sex=row.sex,
        status=Status(row.status),
    )
