"""Gestures about records by an account signed in, and what its records say then."""

from __future__ import annotations

import datetime as dt

from ceis_desk.access.door import Opened
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.gestures import ChangePerson, CreatePerson
from ceis_desk.people.model import Identity, PersonRecord
from ceis_desk.people.questions import OpenRecord

SAMIRA = Identity(used_name="Benali", first_name="Samira", birth_date=dt.date(1984, 3, 14), phones=("+33639981234",))


def do(who: Opened, gesture: Gesture | None) -> Change:
    """Do it, or take it back when it is the undo of a change."""
    assert gesture is not None
    return who.store.do(gesture).result()


def create(who: Opened, identity: Identity = SAMIRA) -> Id:
    """The id of a new record."""
    return do(who, CreatePerson(identity)).made[0]


def record(who: Opened, person: Id) -> PersonRecord:
    """The record as it stands."""
    return who.store.ask(OpenRecord(person)).result()


def change(who: Opened, person: Id, identity: Identity) -> Change:
    """Replace the identity of a record as it stands."""
    return do(who, ChangePerson(person, identity, record(who, person).clock))
