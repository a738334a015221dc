"""What an appointment is about, written at two desks at once: whoever may read it chooses, and nobody else sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import BookAppointment, SetSubject
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Store
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.exchange.questions import CrossedEdits, ReadExchange
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from tests.data.exchange.site_of_desks import SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD

HERE, THERE = "échéancier du loyer", "dossier à déposer"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    with site_of_desks(tmp_path) as made:
        made.first.enter("helene")
        made.first.door.add_account("nadia", "Nadia Haddad", frozenset({Role.BUDGET}), PASSWORD).result()
        yield made


@pytest.fixture
def appointment(site: SiteOfDesks) -> Id:
    """Booked at the first desk for Claire, then said to be about two things, one at each desk."""
    claire = site.first.enter("claire")
    day = claire.store.clock().date() + dt.timedelta(days=3)  # type: ignore[attr-defined]  # the real store
    person = claire.store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
    at = dt.datetime.combine(day, dt.time(10))
    booked = BookAppointment(person, claire.actor.account_id, "budget", at, 45, anyway=True)
    made = claire.store.do(booked).result().made[0]
    claire.store.do(SetSubject(made, "first", "à préciser")).result()
    site.exchange()
    site.first.enter("claire").store.do(SetSubject(made, "review", THERE)).result()
    site.second.enter("nadia").store.do(SetSubject(made, "first", HERE)).result()
    site.exchange()
    return made


def edits(store: Store) -> list[CrossedEdit]:
    return [one for one in store.ask(CrossedEdits()).result() if one.field == "Objet du rendez-vous"]


def subject(store: Store, appointment: Id) -> str:
    today = store.clock().date()  # type: ignore[attr-defined]  # the real store
    week = store.ask(ReadWeek(today, 7)).result()
    return next(one.subject for one in week.entries if one.id == appointment)


def test_both_versions_are_shown_in_words_to_a_counsellor_with_whose_it_is(site: SiteOfDesks, appointment: Id) -> None:
    (found,) = edits(site.second.enter("nadia").store)
    assert found.name == "DUPUY Laure"
    assert {found.kept.value, found.aside.value} == {
        f"Premier rendez-vous, {HERE}",
        f"Bilan, {THERE}",
    }
    assert subject(site.second.enter("nadia").store, appointment) in found.kept.value


def test_the_other_version_is_taken_and_given_back(site: SiteOfDesks, appointment: Id) -> None:
    store = site.second.enter("nadia").store
    (found,) = edits(store)
    before = subject(store, appointment)
    change = store.do(TakeOtherVersion(found.id)).result()
    assert edits(store) == []
    assert {before, subject(store, appointment)} == {HERE, THERE}
    assert change.undo is not None
    store.do(change.undo).result()
    assert subject(store, appointment) == before


def test_kept_as_it_is_it_waits_no_more(site: SiteOfDesks, appointment: Id) -> None:
    store = site.second.enter("nadia").store
    (found,) = edits(store)
    store.do(KeepVersion(found.id)).result()
    assert edits(store) == []


def test_the_counter_sees_nothing_of_it_and_settles_nothing(site: SiteOfDesks, appointment: Id) -> None:
    (found,) = edits(site.second.enter("nadia").store)
    counter = site.second.enter("sofiane").store
    assert edits(counter) == []
    assert counter.ask(ReadExchange()).result().crossed == 0
    for gesture in (TakeOtherVersion(found.id), KeepVersion(found.id)):
        with pytest.raises(Denied):
            counter.do(gesture).result()
