"""The figures of a period: the command line, the screens and every report count through here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from ceis_desk.data.figures.people import Likes, by_value, new_people, participants, read_people
from ceis_desk.data.figures.platforms import read_platform_participants
from ceis_desk.data.figures.visits import DayCount, read_days, read_motifs_borne, total, total_by_platform
from ceis_desk.statistics.indicators import ANONYMOUS_VISITS, BY_AGE_BAND, BY_QPV, VISITS
from ceis_desk.statistics.model import AgeBand, Figures, Period, PlatformCount, Qpv
from ceis_desk.statistics.questions import PeriodFigures
from ceis_desk.statistics.rules import period_of


def read_period(connection: Connection, question: PeriodFigures, missing: Sequence[str] = ()) -> Figures:
    """The figures of the period; `missing` names the desks whose facts do not cover it yet, each in a few words.

    Raises Refusal when the period ends before it starts.
    """
    period = period_of(question.first, question.last)
    return figures_of(connection, period, read_days(connection, period), read_people(connection, period), missing)


def figures_of(
    connection: Connection,
    period: Period,
    days: Sequence[DayCount],
    people: Sequence[Likes],
    missing: Sequence[str] = (),
) -> Figures:
    """The figures of a period whose days and people have been read already."""
    visits = total_by_platform(days)
    persons = read_platform_participants(connection, period)
    return Figures(
        period=period,
        visits=total(days, VISITS),
        anonymous_visits=total(days, ANONYMOUS_VISITS),
        participants=participants(people),
        new_people=new_people(people),
        by_motif=read_motifs_borne(connection, period),
        by_platform={code: PlatformCount(visits[code], persons[code]) for code in visits},
        by_age_band={AgeBand(band): count for band, count in by_value(people, BY_AGE_BAND).items()},
        by_qpv={Qpv(answer): count for answer, count in by_value(people, BY_QPV).items()},
        complete=not missing,
        missing=tuple(missing),
    )
