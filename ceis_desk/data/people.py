"""Persons in the store: records opened, changed, merged and given back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, RowMapping, func, or_, select

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.identity import columns_of, read_identity
from ceis_desk.data.schema import agenda, local, people, reception
from ceis_desk.data.search import index_person, resolve_canon
from ceis_desk.data.write import Tx
from ceis_desk.people.gestures import (
    ChangePerson,
    ChangeWork,
    CreatePerson,
    MergePersons,
    ProposeMerge,
    SetHousehold,
    TellApart,
    UndoMerge,
    WithdrawPerson,
)
from ceis_desk.people.model import HouseholdMember, HouseholdRole, Identity, Work
from ceis_desk.people.names import display_name

PERSON = "person"
GONE = "Cette fiche n’est plus là. Rien d’autre n’a changé : cherchez la personne par son nom."


def create_person(tx: Tx, gesture: CreatePerson) -> Change:
    """Open a record and remember who it is not."""
    identity = checked(gesture.identity)
    person_id = gesture.id or new_id()
    tx.put(
        people.person,
        person_id,
        **columns_of(identity),
        known_since=tx.today,
        created_at=tx.now,
        created_by=tx.actor.account_id,
        withdrawn=False,
    )
    write_phones(tx, person_id, identity.phones)
    for other in gesture.not_same_as:
        _say_of_pair(tx, person_id, other, "apart")
    index_person(tx.connection, person_id)
    return Change(
        subjects=frozenset({Subject(PERSON, person_id)}),
        said=f"Fiche de {display_name(identity.civility, identity.used_name, identity.first_name)} créée.",
        undo=WithdrawPerson(person_id, tx.stamp()[0]),
        made=(person_id,),
    )


def change_person(tx: Tx, gesture: ChangePerson) -> Change:
    """Replace the identity, column by column: only what changed takes a new clock."""
    identity = checked(gesture.identity)
    before = read_identity(tx.connection, gesture.person_id)
    if before is None:
        raise Refusal(GONE)
    tx.require_clock(people.person, gesture.person_id, gesture.clock)
    old, new = columns_of(before), columns_of(identity)
    tx.change(people.person, gesture.person_id, **{name: new[name] for name in new if new[name] != old[name]})
    if identity.phones != before.phones:
        write_phones(tx, gesture.person_id, identity.phones)
    index_person(tx.connection, gesture.person_id)
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said=f"Fiche de {display_name(identity.civility, identity.used_name, identity.first_name)} modifiée.",
        undo=ChangePerson(gesture.person_id, before, tx.stamp()[0]),
    )


def withdraw_person(tx: Tx, gesture: WithdrawPerson) -> Change:
    """Take a fresh record back, or give it back when it had been taken."""
    tx.require_clock(people.person, gesture.person_id, gesture.clock)
    if _has_facts(tx.connection, gesture.person_id):
        message = "Cette personne a déjà un passage ou un rendez-vous. La fiche reste ; annulez d’abord ce passage."
        raise Refusal(message)
    table = people.person
    withdrawn = tx.connection.execute(
        select(table.c.withdrawn).where(table.c.id == gesture.person_id)
    ).scalar_one_or_none()
    if withdrawn is None:
        raise Refusal(GONE)
    tx.change(table, gesture.person_id, withdrawn=not withdrawn)
    index_person(tx.connection, gesture.person_id)
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said="Fiche rétablie." if withdrawn else "Création de la fiche annulée.",
        undo=WithdrawPerson(gesture.person_id, tx.stamp()[0]),
    )


def _has_facts(connection: Connection, person_id: Id) -> bool:
    facts = (
        select(reception.visit.c.id).where(reception.visit.c.person_id == person_id, ~reception.visit.c.withdrawn),
        select(agenda.appointment.c.id).where(agenda.appointment.c.person_id == person_id),
        select(agenda.attendance.c.id).where(agenda.attendance.c.person_id == person_id),
    )
    return any(connection.execute(fact.limit(1)).first() is not None for fact in facts)


def change_work(tx: Tx, gesture: ChangeWork) -> Change:
    """Set the work situation."""
    before = read_work(tx.connection, gesture.person_id)
    tx.put(people.person_work, gesture.person_id, work=gesture.work.value)
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said=f"Situation : {gesture.work.label.lower()}.",
        undo=ChangeWork(gesture.person_id, before),
    )


def read_work(connection: Connection, person_id: Id) -> Work:
    """The work situation, unknown when nothing was said."""
    row = connection.execute(
        select(people.person_work.c.work).where(people.person_work.c.id == person_id)
    ).scalar_one_or_none()
    return Work(row or "")


def set_household(tx: Tx, gesture: SetHousehold) -> Change:
    """Replace the members around a person; a member without an id is new."""
    household = household_of(tx.connection, gesture.person_id) or new_id()
    before = read_household(tx.connection, gesture.person_id)
    kept = {member.id for member in gesture.members}
    for old in before:
        if old.id not in kept:
            tx.change(people.household_member, old.id, active=False)
    anyone = bool(gesture.members)
    own = code_id("household_member", household, gesture.person_id)
    tx.put(
        people.household_member,
        own,
        household_id=household,
        person_id=gesture.person_id,
        role=HouseholdRole.HEAD.value,
        active=anyone,
    )
    for member in gesture.members:
        refuse_nir(member.name)
        tx.put(
            people.household_member,
            member.id,
            household_id=household,
            person_id=member.person_id,
            name=member.name,
            role=member.role.value,
            birth_year=member.birth_year,
            active=True,
        )
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said="Foyer enregistré.",
        undo=SetHousehold(gesture.person_id, before),
    )


def household_of(connection: Connection, person_id: Id) -> Id | None:
    """The household that a person is in, if any."""
    table = people.household_member
    return connection.execute(
        select(table.c.household_id).where(table.c.person_id == person_id, table.c.active).limit(1)
    ).scalar_one_or_none()


def read_household(connection: Connection, person_id: Id) -> tuple[HouseholdMember, ...]:
    """The other members of a person's household, adults first."""
    household = household_of(connection, person_id)
    if household is None:
        return ()
    table, person = people.household_member, people.person
    rows = connection.execute(
        select(table, person.c.used_name, person.c.first_name, person.c.birth_year.label("own_year"))
        .select_from(table.outerjoin(person, person.c.id == table.c.person_id))
        .where(
            table.c.household_id == household,
            table.c.active,
            or_(table.c.person_id.is_(None), table.c.person_id != person_id),
        )
        .order_by(table.c.role.desc(), table.c.birth_year, table.c.id)
    ).mappings()
    return tuple(_member(row) for row in rows)


def _member(row: RowMapping) -> HouseholdMember:
    known = display_name("", row["used_name"] or "", row["first_name"] or "") if row["person_id"] else ""
    return HouseholdMember(
        id=row["id"],
        person_id=row["person_id"],
        name=known or row["name"],
        role=HouseholdRole(row["role"]),
        birth_year=row["birth_year"] if row["birth_year"] is not None else row["own_year"],
    )


def merge_persons(tx: Tx, gesture: MergePersons) -> Change:
    """Make one record the alias of another; nothing is moved, so that undoing gives everything back."""
    if gesture.winner == gesture.loser:
        message = "Une fiche ne se réunit pas avec elle-même. Rien n’a changé : choisissez deux fiches."
        raise Refusal(message)
    before = read_identity(tx.connection, gesture.winner)
    if before is None or read_identity(tx.connection, gesture.loser) is None:
        raise Refusal(GONE)
    tx.put(people.person_merge, gesture.loser, winner_id=gesture.winner, active=True)
    if gesture.filled is not None:
        _rewrite(tx, gesture.winner, checked(gesture.filled))
    return _merged(tx, gesture.winner, gesture.loser, "Les deux fiches n’en font plus qu’une.", before)


def undo_merge(tx: Tx, gesture: UndoMerge) -> Change:
    """Separate the records again."""
    filled = read_identity(tx.connection, gesture.winner)
    tx.put(people.person_merge, gesture.loser, winner_id=gesture.winner, active=False)
    if gesture.before is not None:
        _rewrite(tx, gesture.winner, gesture.before)
    change = _merged(tx, gesture.winner, gesture.loser, "Les deux fiches sont de nouveau séparées.", None)
    return Change(subjects=change.subjects, said=change.said, undo=MergePersons(gesture.winner, gesture.loser, filled))


def _rewrite(tx: Tx, person_id: Id, identity: Identity) -> None:
    tx.change(people.person, person_id, **columns_of(identity))
    write_phones(tx, person_id, identity.phones)


def _merged(tx: Tx, winner: Id, loser: Id, said: str, before: Identity | None) -> Change:
    resolve_canon(tx.connection)
    index_person(tx.connection, winner)
    index_person(tx.connection, loser)
    tx.note("merge", winner)
    return Change(
        subjects=frozenset({Subject(PERSON, winner), Subject(PERSON, loser)}),
        said=said,
        undo=UndoMerge(winner, loser, before),
    )


def propose_merge(tx: Tx, gesture: ProposeMerge) -> Change:
    """Leave a pair to those who may merge."""
    _say_of_pair(tx, gesture.first, gesture.second, "proposed")
    return Change(
        subjects=frozenset({Subject("pair")}),
        said="Proposé : les deux fiches attendent dans « À vérifier ».",
        undo=TellApart(gesture.first, gesture.second, apart=False),
    )


def tell_apart(tx: Tx, gesture: TellApart) -> Change:
    """Remember that two records are two persons, or ask the question again."""
    _say_of_pair(tx, gesture.first, gesture.second, "apart" if gesture.apart else "check")
    return Change(
        subjects=frozenset({Subject("pair")}),
        said="Ce sont deux personnes : la question ne sera plus posée."
        if gesture.apart
        else "La question est reposée.",
        undo=TellApart(gesture.first, gesture.second, apart=not gesture.apart),
    )


def _say_of_pair(tx: Tx, one: Id, other: Id, verdict: str) -> None:
    first, second = sorted((one, other))
    tx.put(people.person_pair, code_id("pair", first, second), first_id=first, second_id=second, verdict=verdict)


def checked(identity: Identity) -> Identity:
    """The identity when no text field bears a social security number; raises Refusal with the reason otherwise."""
    for value in columns_of(identity).values():
        if isinstance(value, str):
            refuse_nir(value)
    return identity


def write_phones(tx: Tx, person_id: Id, phones: tuple[str, ...]) -> None:
    """Set the phones of a person, in E.164, first one first."""
    table = people.person_phone
    known = tx.connection.execute(
        select(table.c.number).where(table.c.person_id == person_id, table.c.active)
    ).scalars()
    for number in set(known) - set(phones):
        tx.change(table, code_id("phone", person_id, number), active=False)
    for position, number in enumerate(phones):
        row_id = code_id("phone", person_id, number)
        tx.put(table, row_id, person_id=person_id, number=number, position=position, active=True)


def canonical(connection: Connection, person_id: Id) -> Id:
    """The record that stands for this one, itself unless it was merged."""
    found = connection.execute(
        select(local.canon.c.canonical_id).where(local.canon.c.person_id == person_id)
    ).scalar_one_or_none()
    return found or person_id


def known_since(connection: Connection, ids: tuple[Id, ...], created: dt.date) -> dt.date:
    """The day of the first visit, or of the record when she has none yet."""
    first: dt.date | None = connection.execute(
        select(func.min(reception.visit.c.day)).where(
            reception.visit.c.person_id.in_(ids), ~reception.visit.c.withdrawn
        )
    ).scalar_one()
    return min(first or created, created)


def aliases(connection: Connection, canonical_id: Id) -> tuple[Id, ...]:
    """The records merged into this one, oldest first."""
    table = local.canon
    rows = connection.execute(
        select(table.c.person_id)
        .where(table.c.canonical_id == canonical_id, table.c.person_id != canonical_id)
        .order_by(table.c.person_id)
    )
    return tuple(rows.scalars())
