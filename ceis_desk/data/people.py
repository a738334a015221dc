"""Persons in the store: records opened, changed and taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, or_, select

from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, code_id, new_id
from ceis_desk.core.nir import refuse_nir
from ceis_desk.core.store import Change, Subject
from ceis_desk.data.identity import columns_of, is_erased, read_identity
from ceis_desk.data.pairs import say_of_pair
from ceis_desk.data.schema import agenda, digital, employment, local, parcours, partners, people, reception
from ceis_desk.data.search import index_person
from ceis_desk.data.telling import both, name_of
from ceis_desk.data.write import OUTDATED, Tx
from ceis_desk.people.gestures import ChangePerson, ChangeWork, CreatePerson, WithdrawPerson
from ceis_desk.people.holes import refusing_too
from ceis_desk.people.model import LONGEST_TEXT, Identity, Work

PERSON = "person"
GONE = "Cette fiche n’est plus là. Rien d’autre n’a changé\u00a0: cherchez la personne par son nom."
THERE_ALREADY = "Cette fiche existe déjà. Rien n’a changé\u00a0: ouvrez-la pour la compléter."
UNITED = "Cette fiche est réunie avec une autre. Les deux restent\u00a0: séparez-les d’abord."
HAS_FACT = "Cette personne a déjà un passage ou un rendez-vous. La fiche reste\u00a0: annulez d’abord ce passage."
HAS_REFERRAL = "Cette personne a été orientée. La fiche reste\u00a0: annulez d’abord cette orientation."
IN_PROJECT = "Cette personne est dans un projet. La fiche reste\u00a0: retirez-la d’abord de ce projet."
ON_PLATFORM = (
    "Cette personne a un contrat, un groupe, une aide ou une démarche. La fiche reste\u00a0: "
    "annulez d’abord ce qui a été écrit par erreur."
)
HAS_HOME = "Cette personne est dans un foyer. La fiche reste\u00a0: retirez-la d’abord de ce foyer."
HAS_WAY = "Cette personne a un parcours. La fiche reste\u00a0: annulez d’abord l’ouverture de ce parcours."
HAS_MESSAGE = "Un message parle de cette personne. La fiche reste\u00a0: retirez d’abord ce message."

_TOO_LONG = f"Un texte d’une fiche tient en {LONGEST_TEXT} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."


def create_person(tx: Tx, gesture: CreatePerson) -> Change:
    """Open a record and remember who it is not; raises Refusal when the id is that of a record already there."""
    identity = checked(gesture.identity)
    _refuse_long(identity, Identity())
    person_id = gesture.id or new_id()
    if read_identity(tx.connection, person_id) is not None:
        raise Refusal(THERE_ALREADY)
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
        say_of_pair(tx, person_id, other, "apart")
    index_person(tx.connection, person_id)
    said, masked = both(lambda show: f"Fiche de {name_of(identity, show)} créée.")
    return Change(
        subjects=frozenset({Subject(PERSON, person_id)}),
        said=said,
        masked=masked,
        undo=WithdrawPerson(person_id, tx.stamp()[0]),
        made=(person_id,),
    )


def change_person(tx: Tx, gesture: ChangePerson) -> Change:
    """Replace the identity, column by column: only what changed takes a new clock."""
    identity = checked(gesture.identity)
    before = read_identity(tx.connection, gesture.person_id)
    if before is None:
        raise Refusal(GONE)
    _refuse_long(identity, before)
    tx.require_clock(people.person, gesture.person_id, gesture.clock)
    if not write_identity(tx, gesture.person_id, before, identity):
        said, masked = both(
            lambda show: f"Rien n’a changé\u00a0: la fiche de {name_of(identity, show)} était déjà ainsi."
        )
        return Change(said=said, masked=masked)
    _refuse_of_both(tx, gesture.person_id, identity)
    index_person(tx.connection, gesture.person_id)
    said, masked = both(lambda show: f"Fiche de {name_of(identity, show)} modifiée.")
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said=said,
        masked=masked,
        undo=ChangePerson(gesture.person_id, before, tx.stamp()[0]),
    )


def _refuse_of_both(tx: Tx, person_id: Id, identity: Identity) -> None:
    """What is refused on a form opened before its record was made the alias of another is refused by that one too."""
    stands = canonical(tx.connection, person_id)
    kept = None if stands == person_id else read_identity(tx.connection, stands)
    if kept is not None:
        write_identity(tx, stands, kept, refusing_too(kept, identity))


def write_identity(tx: Tx, person_id: Id, before: Identity, after: Identity) -> bool:
    """Write what differs, under one new clock of the record; False when nothing does."""
    old, new = columns_of(before), columns_of(after)
    changed = {name: new[name] for name in new if new[name] != old[name]}
    if not changed and before.phones == after.phones:
        return False
    tx.change(people.person, person_id, **changed)
    if before.phones != after.phones:
        write_phones(tx, person_id, after.phones)
    return True


def withdraw_person(tx: Tx, gesture: WithdrawPerson) -> Change:
    """Take a fresh record back, or give it back when it had been taken."""
    tx.require_clock(people.person, gesture.person_id, gesture.clock)
    table = people.person
    withdrawn = tx.connection.execute(
        select(table.c.withdrawn).where(table.c.id == gesture.person_id)
    ).scalar_one_or_none()
    if withdrawn is None or is_erased(tx.connection, gesture.person_id):
        raise Refusal(GONE)
    if not withdrawn:
        _refuse_bound(tx.connection, gesture.person_id)
    tx.change(table, gesture.person_id, withdrawn=not withdrawn)
    index_person(tx.connection, gesture.person_id)
    return Change(
        subjects=frozenset({Subject(PERSON, gesture.person_id)}),
        said="Fiche rétablie." if withdrawn else "Création de la fiche annulée.",
        undo=WithdrawPerson(gesture.person_id, tx.stamp()[0]),
    )


def _refuse_bound(connection: Connection, person_id: Id) -> None:
    """Raise Refusal when another record, a fact, a household or a message would lose its person."""
    merge, home, message = people.person_merge, people.household_member, reception.message
    visit, appointment, attendance = reception.visit, agenda.appointment, agenda.attendance
    way, referral, part = parcours.parcours, partners.referral, partners.project_part
    member = employment.cohort_member
    on_platform = (employment.contract, digital.digital_help, digital.post_use, digital.procedure)
    bonds = (
        (UNITED, merge.c.id, (or_(merge.c.id == person_id, merge.c.winner_id == person_id), merge.c.active)),
        (HAS_FACT, visit.c.id, (visit.c.person_id == person_id, ~visit.c.withdrawn)),
        (HAS_FACT, appointment.c.id, (appointment.c.person_id == person_id,)),
        (HAS_FACT, attendance.c.id, (attendance.c.person_id == person_id,)),
        (HAS_HOME, home.c.id, (home.c.person_id == person_id, home.c.active)),
        (HAS_WAY, way.c.id, (way.c.person_id == person_id, ~way.c.withdrawn)),
        (HAS_REFERRAL, referral.c.id, (referral.c.person_id == person_id, ~referral.c.withdrawn)),
        (IN_PROJECT, part.c.id, (part.c.person_id == person_id, ~part.c.withdrawn)),
        (ON_PLATFORM, member.c.id, (member.c.person_id == person_id, member.c.active)),
        *((ON_PLATFORM, one.c.id, (one.c.person_id == person_id, ~one.c.withdrawn)) for one in on_platform),
        (HAS_MESSAGE, message.c.id, (message.c.person_id == person_id, ~message.c.withdrawn)),
    )
    for sentence, row_id, conditions in bonds:
        if connection.execute(select(row_id).where(*conditions).limit(1)).first() is not None:
            raise Refusal(sentence)


def refuse_erased(connection: Connection, *ids: Id | None) -> None:
    """Raise Refusal when one of these persons was erased, here or meanwhile at another desk."""
    if any(one is not None and is_erased(connection, one) for one in ids):
        raise Refusal(GONE)


def change_work(tx: Tx, gesture: ChangeWork) -> Change:
    """Set the work situation of a person, her merged records included; raises Outdated when it was set since."""
    own, *merged = same_person(tx.connection, gesture.person_id)
    refuse_erased(tx.connection, own)
    if read_work(tx.connection, own) is not gesture.seen:
        raise Outdated(OUTDATED)
    table = people.person_work
    tx.put(table, own, work=gesture.work.value)
    if gesture.work is Work.UNKNOWN:
        # What a merged record says would show again.
        said = select(table.c.id).where(table.c.id.in_(merged), table.c.work != Work.UNKNOWN.value)
        for one in tx.connection.execute(said).scalars().all():
            tx.change(table, one, work=Work.UNKNOWN.value)
    return Change(
        subjects=frozenset({Subject(PERSON, own)}),
        said=f"Situation\u00a0: {gesture.work.label.lower()}.",
        masked="Situation enregistrée.",
        undo=ChangeWork(own, gesture.seen, gesture.work),
    )


def read_work(connection: Connection, person_id: Id) -> Work:
    """The work situation, the latest of her merged records when her own says nothing; unknown when none does."""
    ids, table = same_person(connection, person_id), people.person_work
    row = connection.execute(
        select(table.c.work)
        .where(table.c.id.in_(ids), table.c.work != Work.UNKNOWN.value)
        .order_by((table.c.id == ids[0]).desc(), table.c.hlc.desc())
        .limit(1)
    ).scalar_one_or_none()
    return Work(row or "")


def checked(identity: Identity) -> Identity:
    """The identity when no text field bears a social security number; raises Refusal with the reason otherwise."""
    for value in columns_of(identity).values():
        if isinstance(value, str):
            refuse_nir(value)
    return identity


def _refuse_long(after: Identity, before: Identity) -> None:
    """Raise Refusal for a text too long; one that was there already, from a file, stops no other change."""
    old = columns_of(before)
    for name, value in columns_of(after).items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT and value != old[name]:
            raise Refusal(_TOO_LONG)


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


def left_to(connection: Connection, was: Id | None, said: Id | None) -> Id | None:
    """The record that a row keeps: `was` when both are of one person, as a merge moves nothing, else the one `said`."""
    if was is None or said is None or canonical(connection, was) != canonical(connection, said):
        return said
    return was


def known_since(connection: Connection, ids: tuple[Id, ...], created: dt.date) -> dt.date:
    """The day of the first visit, or of the record when she has none yet."""
    first: dt.date | None = connection.execute(
        select(func.min(reception.visit.c.day)).where(
            reception.visit.c.person_id.in_(ids), ~reception.visit.c.withdrawn
        )
    ).scalar_one()
    return min(first or created, created)


def same_person(connection: Connection, person_id: Id) -> tuple[Id, ...]:
    """Her records: the one that stands for her, then those merged into it."""
    own = canonical(connection, person_id)
    return (own, *aliases(connection, own))


def aliases(connection: Connection, canonical_id: Id) -> tuple[Id, ...]:
    """The records merged into this one, oldest first."""
    table = local.canon
    rows = connection.execute(
        select(table.c.person_id)
        .where(table.c.canonical_id == canonical_id, table.c.person_id != canonical_id)
        .order_by(table.c.person_id)
    )
    return tuple(rows.scalars())
