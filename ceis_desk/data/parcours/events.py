"""The events of every platform in one line, one query a table: what a reader may not read is not among them.

What is sealed to a team or to somebody says « Réservé aux … » to the others when they may know that it exists
(domain/rights.md); a case of the budget, a health fact and a contract say nothing at all to whoever may not read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Row, func, select

from ceis_desk.access.model import Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.ids import Id
from ceis_desk.data.agenda.seats import seats
from ceis_desk.data.agenda.subjects import may_know, read_abouts
from ceis_desk.data.parcours.sealed_events import budget_events, health_events
from ceis_desk.data.read import Reader
from ceis_desk.data.schema import agenda, digital, employment, partners, reception
from ceis_desk.parcours.decisions import decided
from ceis_desk.parcours.freins import FreinKind
from ceis_desk.parcours.model import Event, EventKind, Parcours
from ceis_desk.platforms import PLATFORMS, RECEPTION
from ceis_desk.platforms.budget import PLATFORM as BUDGET
from ceis_desk.platforms.digital import PLATFORM as DIGITAL
from ceis_desk.platforms.digital.model import ProcedureState, UseKind
from ceis_desk.platforms.employment import PLATFORM as EMPLOYMENT
from ceis_desk.platforms.employment.model import ContractKind

TO_COUNSELLORS = "Réservé aux conseillères"
TO_HOST = "Réservé à la personne qui reçoit"
_LABELS = {one.code: one.label.lower() for one in PLATFORMS}
_SHOWN = tuple(one.value for one in (Attendance.ENROLLED, Attendance.PRESENT, Attendance.EXCUSED, Attendance.ABSENT))
_MISSED = (Attendance.EXCUSED.value, Attendance.ABSENT.value)


@dataclass(frozen=True)
class Asked:
    """Whose events are read, by whom, with the words that they need."""

    reader: Reader
    ids: tuple[Id, ...]
    names: Mapping[Id, str]

    def rows(self, query: Executable) -> list[Row[Any]]:
        """The rows of a query."""
        return list(self.reader.connection.execute(query).all())

    def name(self, account_id: Id | None) -> str:
        """The name of an account, empty for nobody."""
        return self.names.get(account_id, "") if account_id else ""


def read_events(asked: Asked, parcours: tuple[Parcours, ...], kinds: Mapping[str, FreinKind]) -> tuple[Event, ...]:
    """Every event that the reader may see, oldest first."""
    found: list[Event] = [*decided(parcours, kinds, asked.reader.today)]
    for source in (_visits, _appointments, _sessions, _cohorts, _contracts, _helps, _posts, _procedures, _referrals):
        found += source(asked)
    found += _projects(asked)
    found += budget_events(asked.reader, asked.ids, asked.names)
    found += health_events(asked.reader, asked.ids)
    # The demonstration lives in the middle of its own months: what is to come, and is not planned, has not been seen.
    seen = [one for one in found if one.planned or one.at.date() <= asked.reader.today]
    return tuple(sorted(seen, key=lambda one: (one.at, one.row_id.bytes)))


def moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, for what has no hour."""
    return dt.datetime.combine(day, dt.time())


def _visits(asked: Asked) -> Iterator[Event]:
    visit, link, motif = reception.visit, reception.visit_motif, reception.motif
    # By day and not by minute, as the record does: a PC whose clock is set back still shows this morning.
    hers = visit.c.person_id.in_(asked.ids) & ~visit.c.withdrawn & (visit.c.day <= asked.reader.today)
    labels: dict[Id, list[str]] = {}
    motifs = (
        select(link.c.visit_id, motif.c.label)
        .join_from(visit, link, link.c.visit_id == visit.c.id)
        .join(motif, motif.c.id == link.c.motif_id)
        .where(hers, link.c.active)
        .order_by(link.c.position)
    )
    for row in asked.rows(motifs):
        labels.setdefault(row.visit_id, []).append(row.label)
    for row in asked.rows(select(visit.c.id, visit.c.at, visit.c.received_by, visit.c.for_id).where(hers)):
        told, name = ", ".join(labels.get(row.id, ())), asked.name(row.received_by or row.for_id)
        yield Event(row.id, EventKind.VISIT, RECEPTION.code, row.at, "Passage à l’accueil", detail=told, with_name=name)


def _appointments(asked: Asked) -> Iterator[Event]:
    table, subject = agenda.appointment, agenda.appointment_subject
    rows = asked.rows(
        select(table, subject.c.sealed)
        .select_from(table.outerjoin(subject, subject.c.id == table.c.id))
        .where(table.c.person_id.in_(asked.ids), ~table.c.withdrawn)
    )
    reader = asked.reader
    known = [row.id for row in rows if row.sealed and may_know(reader.actor, row.platform, row.account_id)]
    abouts = read_abouts(reader.connection, reader.keys, reader.actor, known) if known else {}
    for row in rows:
        outcome = Outcome(row.outcome)
        about = abouts.get(row.id, ("", ""))[1]
        words = f"Rendez-vous {_LABELS.get(row.platform, '')}".strip()
        if row.platform == RECEPTION.code:
            words = "Rendez-vous à l’accueil"
        if outcome in {Outcome.EXCUSED, Outcome.REVOKED, Outcome.NO_SHOW}:
            words += f", {outcome.label}"
        else:
            words += f", {row.minutes} min"
        reserved = (TO_COUNSELLORS if row.platform == BUDGET.code else TO_HOST) if row.sealed else ""
        yield Event(
            row.id,
            EventKind.APPOINTMENT,
            row.platform,
            row.starts_at,
            words,
            planned=outcome is Outcome.OPEN and row.starts_at > reader.now,
            detail=about,
            with_name=asked.name(row.account_id),
            reserved=reserved if about or row.id not in abouts else "",
        )


def _sessions(asked: Asked) -> Iterator[Event]:
    session, roll = agenda.session, seats(agenda.attendance.c.person_id.in_(asked.ids))
    rows = asked.rows(
        select(session, roll.c.state)
        .join_from(roll, session, session.c.id == roll.c.session_id)
        .where(roll.c.state.in_(_SHOWN), ~session.c.withdrawn)
    )
    for row in rows:
        yield Event(
            row.id,
            EventKind.SESSION,
            row.platform,
            row.starts_at,
            row.title,
            planned=row.starts_at > asked.reader.now and row.state == Attendance.ENROLLED.value,
            detail=Attendance(row.state).label if row.state in _MISSED else "",
            with_name=asked.name(row.account_id),
        )


def _cohorts(asked: Asked) -> Iterator[Event]:
    cohort, member = employment.cohort, employment.cohort_member
    rows = asked.rows(
        select(member.c.joined_on, member.c.left_on, cohort)
        .join_from(member, cohort, cohort.c.id == member.c.cohort_id)
        .where(member.c.person_id.in_(asked.ids), member.c.active, ~cohort.c.withdrawn)
        .order_by(member.c.left_on.is_(None), member.c.joined_on.desc(), member.c.id.desc())
    )
    # Of the rows of merged records in one group, the last of this order says where she stands (data/employment).
    for row in {row.id: row for row in rows}.values():
        yield Event(
            row.id,
            EventKind.GROUP,
            EMPLOYMENT.code,
            moment(row.joined_on),
            f"Unis’Vers, {row.name}",
            ends=row.left_on or row.last,
            lasts=True,
            planned=row.joined_on > asked.reader.today,
            with_name=asked.name(row.account_id),
        )


def _contracts(asked: Asked) -> Iterator[Event]:
    if not may(asked.reader.actor.roles, Thing.CONTRACTS, Level.READ):
        return
    table, place = employment.contract, employment.place
    rows = asked.rows(
        select(table, place.c.kind, place.c.name.label("place"))
        .join_from(table, place, place.c.id == table.c.place_id)
        .where(table.c.person_id.in_(asked.ids), ~table.c.withdrawn)
    )
    for row in rows:
        yield Event(
            row.id,
            EventKind.CONTRACT,
            EMPLOYMENT.code,
            moment(row.first),
            f"{ContractKind(row.kind).brief}, {row.place}",
            ends=row.ended_on or row.last,
            lasts=True,
            planned=row.first > asked.reader.today,
            with_name=row.tutor,
        )


def _helps(asked: Asked) -> Iterator[Event]:
    table = digital.digital_help
    for row in asked.rows(select(table).where(table.c.person_id.in_(asked.ids), ~table.c.withdrawn)):
        words = f"Aide numérique, {row.minutes} min"
        yield Event(row.id, EventKind.HELP, DIGITAL.code, row.at, words, with_name=asked.name(row.account_id))


def _posts(asked: Asked) -> Iterator[Event]:
    table = digital.post_use
    taken = table.c.kind == UseKind.USE.value
    for row in asked.rows(select(table).where(table.c.person_id.in_(asked.ids), taken, ~table.c.withdrawn)):
        words, name = "Ordinateur en libre accès", asked.name(row.helped_by)
        yield Event(row.id, EventKind.POST, DIGITAL.code, row.started_at, words, with_name=name)


def _procedures(asked: Asked) -> Iterator[Event]:
    table = digital.procedure
    for row in asked.rows(select(table).where(table.c.person_id.in_(asked.ids), ~table.c.withdrawn)):
        name, at, state = asked.name(row.account_id), moment(row.opened_on), ProcedureState(row.state)
        yield Event(row.id, EventKind.PROCEDURE, DIGITAL.code, at, row.label, detail=state.label, with_name=name)
        if state.is_open and row.due is not None and row.due >= asked.reader.today:
            words = f"À suivre\u00a0: {row.label}"
            yield Event(row.id, EventKind.PROCEDURE, DIGITAL.code, moment(row.due), words, planned=True, with_name=name)


def _referrals(asked: Asked) -> Iterator[Event]:
    table, partner = partners.referral, partners.partner
    rows = asked.rows(
        select(table, partner.c.name.label("partner"))
        .select_from(table.outerjoin(partner, partner.c.id == table.c.partner_id))
        .where(table.c.person_id.in_(asked.ids), ~table.c.withdrawn)
    )
    for row in rows:
        whom = row.partner or "partenaire"
        words = f"Orientation vers {whom}" if row.direction == "out" else f"Orientation par {whom}"
        if row.partner is None:
            words = "Orientation vers un partenaire" if row.direction == "out" else "Orientation par un partenaire"
        platform, name = row.platform or RECEPTION.code, asked.name(row.account_id)
        yield Event(row.id, EventKind.REFERRAL, platform, moment(row.day), words, with_name=name)


def _projects(asked: Asked) -> Iterator[Event]:
    part, project = partners.project_part, partners.project
    if not may(asked.reader.actor.roles, Thing.PARTNERS, Level.READ):
        return
    rows = asked.rows(
        select(project, func.min(part.c.day).label("since"))
        .join_from(part, project, project.c.id == part.c.project_id)
        .where(part.c.person_id.in_(asked.ids), ~part.c.withdrawn, ~project.c.withdrawn)
        .group_by(project.c.id)
    )
    for row in rows:
        at, words = moment(row.since or row.opened_on), f"Projet «\u00a0{row.title}\u00a0»"
        yield Event(row.id, EventKind.PROJECT, row.platform or RECEPTION.code, at, words)
