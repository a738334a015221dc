"""The opening morning as rows: the queue, the appointments, what the desk was told, two pairs to check."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.data.board import set_absence, write_instruction
from ceis_desk.data.demo.cast import (
    APPOINTMENTS,
    CAST,
    CHILDREN,
    DOUBTFUL,
    INSTRUCTIONS,
    KIND_OF,
    LATER,
    MESSAGES,
    MINUTES_OF,
    MORNING,
    OPENING,
    SESSIONS,
    Scene,
)
from ceis_desk.data.demo.history import MOTIF_IDS
from ceis_desk.data.demo.office import MINUTES
from ceis_desk.data.demo.week import say_about
from ceis_desk.data.households import set_household
from ceis_desk.data.schema import agenda, people, reception
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import SetHousehold
from ceis_desk.people.model import HouseholdMember, HouseholdRole
from ceis_desk.reception.gestures import SetAbsence, WriteInstruction
from ceis_desk.reception.rules import snapshot

_DAY = OPENING.date()


def write_scene(tx: Tx, staff: dict[str, Id], cast: dict[str, Id]) -> None:
    """Write the morning of the pictures."""
    appointments = _write_appointments(tx, staff, cast)
    for scene in MORNING:
        _write_visit(tx, scene, staff, cast, appointments.get(scene.code))
    _write_sessions(tx, staff, cast)
    for owner in {owner for owner, _, _ in CHILDREN}:
        children = tuple(
            HouseholdMember(new_id(), None, name, HouseholdRole.CHILD, year)
            for code, name, year in CHILDREN
            if code == owner
        )
        set_household(tx, SetHousehold(cast[owner], children))
    for code, family, first in DOUBTFUL:
        _write_double(tx, cast[code], family, first, staff["accueil"])
    for text in INSTRUCTIONS:
        write_instruction(tx, WriteInstruction(text, _DAY, _DAY))
    noon = dt.datetime.combine(_DAY, dt.time(13))
    set_absence(tx, SetAbsence(staff["mina"], noon, noon.replace(hour=18)))
    for sender, addressee, about, text in MESSAGES:
        tx.put(
            reception.message,
            new_id(),
            text=text,
            from_id=staff[sender],
            to_id=staff.get(addressee),
            person_id=cast.get(about),
            written_at=OPENING.replace(hour=9, minute=5),
            withdrawn=False,
        )


def _at(text: str, day: dt.date = _DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(text))


def _write_appointments(tx: Tx, staff: dict[str, Id], cast: dict[str, Id]) -> dict[str, Id]:
    made: dict[str, Id] = {}
    members = {member.code: member for member in CAST}
    lines = [(_DAY.isoformat(), *line) for line in APPOINTMENTS]
    for iso, hour, code, login, room, platform in (*lines, *LATER):
        day = dt.date.fromisoformat(iso)
        starts, appointment_id = _at(hour, day), new_id()
        if day == _DAY:
            made[code] = appointment_id
        member = members[code]
        snap = snapshot(member.identity, member.work, day)
        tx.put(
            agenda.appointment,
            appointment_id,
            person_id=cast[code],
            account_id=staff[login],
            platform=platform,
            starts_at=starts,
            day=day,
            minutes=MINUTES_OF.get(code, MINUTES) if day == _DAY else MINUTES,
            room=room,
            outcome="",
            withdrawn=False,
            age=snap.age,
            qpv=snap.qpv,
        )
        if platform == "budget":
            say_about(tx, appointment_id, KIND_OF.get(code, "follow_up"))
    return made


def _write_visit(tx: Tx, scene: Scene, staff: dict[str, Id], cast: dict[str, Id], appointment: Id | None) -> None:
    member = next(member for member in CAST if member.code == scene.code)
    visit_id, at = new_id(), _at(scene.at)
    called = _at(scene.called) if scene.called else None
    host = staff[scene.for_login] if scene.for_login else None
    tx.put(
        reception.visit,
        visit_id,
        at=at,
        day=_DAY,
        medium="counter",
        person_id=cast[scene.code],
        for_id=host,
        appointment_id=appointment,
        arrival_id=visit_id,
        waiting_at=at,
        called_at=called,
        called_by=host if called else None,
        busy_at=called,
        received_by=host if called else None,
        gone_at=_at(scene.gone) if scene.gone else None,
        recorded_by=staff["accueil"],
        **asdict(snapshot(member.identity, member.work, _DAY)),
    )
    tx.put(
        reception.visit_motif,
        code_id("visit_motif", visit_id, MOTIF_IDS[scene.motif]),
        visit_id=visit_id,
        motif_id=MOTIF_IDS[scene.motif],
        precision=scene.precision,
    )


def _write_sessions(tx: Tx, staff: dict[str, Id], cast: dict[str, Id]) -> None:
    others = sorted({member.code for member in CAST} - {scene.code for scene in MORNING})
    for hour, title, login, room, platform, enrolled in SESSIONS:
        session_id = new_id()
        starts = _at(hour)
        tx.put(
            agenda.session,
            session_id,
            title=title,
            platform=platform,
            account_id=staff[login],
            starts_at=starts,
            day=_DAY,
            minutes=90,
            room=room,
            places=12,
        )
        for code in (*others, *(scene.code for scene in MORNING))[:enrolled]:
            tx.put(
                agenda.attendance,
                code_id("attendance", session_id, cast[code]),
                session_id=session_id,
                person_id=cast[code],
                state="enrolled",
            )


def _write_double(tx: Tx, original: Id, family: str, first: str, by_id: Id) -> None:
    double = new_id()
    tx.put(
        people.person,
        double,
        used_name=family,
        first_name=first,
        known_since=_DAY,
        created_at=OPENING.replace(hour=9),
        created_by=by_id,
    )
    one, other = sorted((original, double))
    tx.put(people.person_pair, code_id("pair", one, other), first_id=one, second_id=other, verdict="check")
