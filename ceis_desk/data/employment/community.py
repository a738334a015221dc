"""A group of Unis’Vers on a day: members, sessions, projects, freins lifted, and those who left and stay in touch."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from ceis_desk.agenda.week import Attendance
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.seats import OWNER, with_owner
from ceis_desk.data.employment.rows import cohorts, members, names_shown, records_of
from ceis_desk.data.parcours.rows import reading_of
from ceis_desk.data.people import same_person
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, employment, parcours, partners
from ceis_desk.parcours.model import FreinReading
from ceis_desk.parcours.rules import in_order, lifted_on, was_raised
from ceis_desk.partners.projects import ProjectTopic
from ceis_desk.platforms.employment.model import Cohort, Member
from ceis_desk.platforms.employment.questions import (
    Attended,
    AttendedSessions,
    Cohorts,
    GroupProject,
    GroupView,
    Meeting,
    ReadGroup,
)

_SESSION, _ATTENDANCE, _MEMBER = agenda.session, agenda.attendance, employment.cohort_member
_TOGETHER, _YEAR = 6, dt.timedelta(days=365)


def read_cohorts(reader: Reader, _question: Cohorts) -> tuple[Cohort, ...]:
    """The groups, the latest first."""
    return cohorts(reader.connection)


def read_group(reader: Reader, question: ReadGroup) -> GroupView | None:
    """A group on a day; the one that runs then when none is asked for."""
    every = cohorts(reader.connection)
    cohort = _choose(every, question)
    if cohort is None:
        return None
    hers = members(reader.connection, _MEMBER.c.cohort_id == cohort.id)
    ends = {one.id: one.last for one in every}
    gone = _once(one for one in members(reader.connection) if _has_left(one, ends, question.day))
    touching = tuple(one for one in gone if one.in_touch)
    known, lifted = _freins(reader.connection, hers)
    named = names_shown(reader.actor)
    return GroupView(
        cohort=cohort,
        members=hers if named else _nameless(hers),
        meetings=_meetings(reader, cohort, hers, question.day),
        projects=_projects(reader.connection, cohort.id),
        freins_lifted=lifted,
        freins=known,
        former=touching if named else _nameless(touching),
        former_count=len(gone),
        in_touch_count=len(touching),
        together=_together(reader.connection, touching, ends, question.day),
    )


def _choose(every: Sequence[Cohort], question: ReadGroup) -> Cohort | None:
    if question.cohort_id is not None:
        return next((one for one in every if one.id == question.cohort_id), None)
    day = question.day
    running = [one for one in every if one.first <= day and (one.last is None or day <= one.last)]
    begun = [one for one in every if one.first <= day]
    return next(iter(running or begun or every), None)


def _nameless(found: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(replace(one, person_id=None, civility="", used_name="", first_name="", reason="") for one in found)


def _has_left(member: Member, ends: dict[Id, dt.date | None], day: dt.date) -> bool:
    end = member.left_on or ends.get(member.cohort_id)
    return end is not None and end < day


def _once(found: Iterable[Member]) -> tuple[Member, ...]:
    """Whoever was in two groups counts once, by her latest one; by name, as they came."""
    latest = dict[Id | None, Member]()
    for one in found:
        other = latest.get(one.person_id)
        if other is None or other.joined_on < one.joined_on:
            latest[one.person_id] = one
    return tuple(latest.values())


def _persons(found: Iterable[Member]) -> set[Id]:
    return {one.person_id for one in found if one.person_id is not None}


def _meetings(reader: Reader, cohort: Cohort, hers: Sequence[Member], day: dt.date) -> tuple[Meeting, ...]:
    present = (
        select(func.count(OWNER.distinct()))
        .select_from(with_owner())
        .where(_ATTENDANCE.c.session_id == _SESSION.c.id, _ATTENDANCE.c.state == Attendance.PRESENT.value)
        .correlate(_SESSION)
        .scalar_subquery()
    )
    rows = reader.connection.execute(
        select(_SESSION, present.label("present"))
        .where(_SESSION.c.cohort_id == cohort.id, ~_SESSION.c.withdrawn)
        .order_by(_SESSION.c.starts_at, _SESSION.c.id)
    ).all()
    until = reader.now if day == reader.today else dt.datetime.combine(day, dt.time.max)
    return tuple(
        Meeting(
            row.id,
            number,
            row.starts_at,
            row.title,
            row.room,
            row.present,
            sum(one.joined_on <= row.day and (one.left_on is None or row.day <= one.left_on) for one in hers),
            done=row.starts_at + dt.timedelta(minutes=row.minutes) <= until,
            minutes=row.minutes,
        )
        for number, row in enumerate(rows, start=1)
    )


def _projects(connection: Connection, cohort_id: Id) -> tuple[GroupProject, ...]:
    table = partners.project
    found = select(table.c.id, table.c.title, table.c.topic).where(table.c.cohort_id == cohort_id, ~table.c.withdrawn)
    rows = connection.execute(found.order_by(table.c.opened_on, table.c.id))
    return tuple(GroupProject(row.id, row.title, ProjectTopic(row.topic)) for row in rows)


def _freins(connection: Connection, hers: Sequence[Member]) -> tuple[int, int]:
    """How many ordinary freins were ever found among them, and how many of these are now lifted."""
    way, frein, level = parcours.parcours, parcours.frein, parcours.frein_level
    records = records_of(connection, _persons(hers))
    rows = connection.execute(
        select(way.c.person_id, frein.c.code, level)
        .join_from(level, frein, frein.c.id == level.c.frein_id)
        .join(way, way.c.id == frein.c.parcours_id)
        .where(
            way.c.person_id.in_(records),
            *(~table.c.withdrawn for table in (way, frein, level)),
        )
        .order_by(level.c.id)
    ).all()
    found = defaultdict[tuple[Id, str], list[FreinReading]](list)
    for row in rows:
        found[records[row.person_id], row.code].append(reading_of(row, {}))
    raised = [in_order(readings) for readings in found.values() if was_raised(readings)]
    return len(raised), sum(lifted_on(readings) is not None for readings in raised)


def _together(
    connection: Connection, touching: Sequence[Member], ends: dict[Id, dt.date | None], day: dt.date
) -> tuple[str, ...]:
    """What at least two of those who stay in touch did together since they left, the most frequent first."""
    records = records_of(connection, _persons(touching))
    left = {one.person_id: one.left_on or ends.get(one.cohort_id) or one.joined_on for one in touching}
    rows = connection.execute(
        select(_SESSION.c.id, _SESSION.c.title, _SESSION.c.day, _ATTENDANCE.c.person_id)
        .join_from(_ATTENDANCE, _SESSION, _SESSION.c.id == _ATTENDANCE.c.session_id)
        .where(
            _ATTENDANCE.c.person_id.in_(records),
            _ATTENDANCE.c.state == Attendance.PRESENT.value,
            ~_SESSION.c.withdrawn,
            _SESSION.c.day.between(day - _YEAR, day),
        )
    ).all()
    there = defaultdict[tuple[Id, str], set[Id]](set)
    for row in rows:
        person = records[row.person_id]
        if row.day > left[person]:
            there[row.id, row.title].add(person)
    titles = Counter(title for (_, title), who in there.items() if len(who) > 1)
    return tuple(f"{title}, {times} fois" for title, times in titles.most_common(_TOGETHER))


def attended_sessions(reader: Reader, question: AttendedSessions) -> tuple[Attended, ...]:
    """The sessions that somebody attended, under any of her records: days and minutes alone."""
    column, wanted = (
        (_SESSION.c.cohort_id, question.cohort_id) if question.cohort_id else (_SESSION.c.series_id, question.series_id)
    )
    rows = reader.connection.execute(
        select(_SESSION.c.id, _SESSION.c.starts_at, _SESSION.c.day, _SESSION.c.minutes)
        .distinct()
        .join_from(_ATTENDANCE, _SESSION, _SESSION.c.id == _ATTENDANCE.c.session_id)
        .where(
            _ATTENDANCE.c.person_id.in_(same_person(reader.connection, question.person_id)),
            _ATTENDANCE.c.state == Attendance.PRESENT.value,
            ~_SESSION.c.withdrawn,
            column == wanted,
        )
        .order_by(_SESSION.c.starts_at, _SESSION.c.id)
    ).all()
    return tuple(Attended(row.day, row.minutes) for row in rows)
