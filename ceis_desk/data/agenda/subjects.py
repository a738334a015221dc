"""What an appointment is about: sealed to the counsellors for theirs, to whoever receives for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from sqlalchemy import Connection, select

from ceis_desk.access.model import Actor, Group, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.agenda.gestures import SetSubject
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.keys.envelope import Unreadable
from ceis_desk.data.keys.groups import Place
from ceis_desk.data.payloads import Payload, open_as_author, open_payload, seal_payload, seal_to_author
from ceis_desk.data.schema import agenda
from ceis_desk.data.sealing import Keys
from ceis_desk.data.write import Tx
from ceis_desk.platforms.budget import PLATFORM as BUDGET

LONGEST_SUBJECT = 200
NOT_THERE = "Ce rendez-vous n’est plus là. Rien n’a changé\u00a0: relisez l’agenda."
NOT_YOURS = (
    "L’objet de ce rendez-vous est à la personne qui le reçoit. Rien n’a changé\u00a0: demandez-lui de l’écrire."
)

About = tuple[str, str]
"""The code of the type of an appointment, and what it is about."""


def may_know(actor: Actor, platform: str, account_id: Id | None) -> bool:
    """Whether the account may read and write what an appointment is about (domain/rights, « own »)."""
    if platform == BUDGET.code:
        return may(actor.roles, Thing.APPOINTMENT_SUBJECT, Level.WRITE)
    return account_id == actor.account_id and may(actor.roles, Thing.APPOINTMENT_SUBJECT, Level.OWN)


def set_subject(tx: Tx, gesture: SetSubject) -> Change:
    """Say what an appointment is about; an empty type and an empty subject take it away."""
    table = agenda.appointment
    row = tx.connection.execute(select(table).where(table.c.id == gesture.appointment_id)).first()
    if row is None or row.withdrawn:
        raise Refusal(NOT_THERE)
    if not may_know(tx.actor, row.platform, row.account_id):
        raise Denied(NOT_YOURS)
    tx.require_clock(agenda.appointment_subject, row.id, gesture.clock)
    before = read_abouts(tx.connection, tx.keys, tx.actor, [row.id]).get(row.id, ("", ""))
    put_subject(tx, row.id, row.platform, (gesture.kind_code, gesture.subject))
    return Change(
        subjects=frozenset({Subject("appointment", row.id)}),
        said="Objet du rendez-vous enregistré.",
        undo=SetSubject(row.id, *before, clock=tx.stamp()[0]),
    )


def put_subject(tx: Tx, appointment_id: Id, platform: str, about: About) -> None:
    """Write what an appointment is about; raises Refusal on a social-security number or a text too long."""
    kind, subject = about[0].strip(), about[1].strip()
    refuse_nir(subject)
    refuse_nir(kind)
    if len(subject) > LONGEST_SUBJECT:
        message = f"L’objet tient en {LONGEST_SUBJECT} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
        raise Refusal(message)
    payload: Payload = {"kind": kind, "subject": subject} if kind or subject else {}
    place = subject_place(appointment_id)
    if platform == BUDGET.code:
        group, sealed = Group.BUDGET.value, seal_payload(tx, Group.BUDGET, payload, place)
    else:
        group, sealed = "", seal_to_author(tx, payload, place)
    tx.put(agenda.appointment_subject, appointment_id, group_code=group, sealed=sealed)


def subject_place(appointment_id: Id) -> Place:
    """Where a subject is sealed."""
    return Place("appointment_subject", appointment_id, "sealed")


def read_abouts(connection: Connection, keys: Keys, actor: Actor, ids: Iterable[Id]) -> Mapping[Id, About]:
    """What these appointments are about, those that the account opens alone."""
    table = agenda.appointment_subject
    rows = connection.execute(select(table).where(table.c.id.in_(list(ids)), table.c.sealed != b"")).all()
    found: dict[Id, About] = {}
    for row in rows:
        with suppress(Denied, Unreadable):
            found[row.id] = open_about(keys, actor, row.id, row.group_code, row.sealed)
    return found


def open_about(keys: Keys, actor: Actor, appointment_id: Id, group_code: str, sealed: bytes) -> About:
    """What an appointment is about, as it was sealed; raises Denied or Unreadable for whom it was not sealed to."""
    place = subject_place(appointment_id)
    if not group_code:
        payload = open_as_author(keys, sealed, place)
    elif group_code == Group.BUDGET.value and may(actor.roles, Thing.APPOINTMENT_SUBJECT, Level.WRITE):
        payload = open_payload(keys, Group.BUDGET, sealed, place)
    else:
        raise Denied(NOT_YOURS)
    return str(payload.get("kind", "")), str(payload.get("subject", ""))
