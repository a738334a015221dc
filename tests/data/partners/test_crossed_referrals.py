"""A referral corrected at two desks at once: each field is listed in words, and what is sealed for who opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Store
from ceis_desk.exchange.gestures import TakeOtherVersion
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.partners.gestures import CorrectReferral, RecordReferral, SetPartner
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.questions import ReferralsOf
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from tests.data.exchange.site_of_desks import SiteOfDesks, site_of_desks
from tests.scenarios.desks import PASSWORD

PARTNER, DAY, FOLLOW, WORDS = (f"{what} d’une orientation" for what in ("Partenaire", "Jour", "Suivi", "Motif"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteOfDesks]:
    with site_of_desks(tmp_path) as made:
        made.first.enter("helene")
        made.first.door.add_account("lea", "Léa Bastide", frozenset({Role.SOCIAL}), PASSWORD).result()
        made.first.enter("claire")
        yield made


@pytest.fixture
def person(site: SiteOfDesks) -> Id:
    """Sent to a partner at the first desk, then said to be sent elsewhere, another way at each desk."""
    store = site.first.enter("helene").store
    town, work, shelter = (
        store.do(SetPartner(PartnerCard(name, kind=kind))).result().made[0]
        for name, kind in (("Régie", PartnerKind.TOWN), ("Relais", PartnerKind.SOCIAL), ("CIDFF", PartnerKind.VIOLENCE))
    )
    store = site.first.enter("claire").store
    today = store.clock().date()  # type: ignore[attr-defined]  # the real store
    made = store.do(CreatePerson(Identity(used_name="Dupuy", first_name="Laure"))).result().made[0]
    referral = store.do(RecordReferral(made, today, town, theme="famille", words="au départ")).result().made[0]
    site.exchange()
    store = site.first.enter("claire").store
    one, two = today - dt.timedelta(days=1), today - dt.timedelta(days=2)
    store.do(CorrectReferral(referral, one, work, theme="numerique", words="pour un stage")).result()
    other = site.second.enter("lea").store
    other.do(CorrectReferral(referral, two, shelter, words="un lieu sûr")).result()
    site.exchange()
    return made


def edits(store: Store) -> dict[str, CrossedEdit]:
    return {one.field: one for one in store.ask(CrossedEdits()).result()}


def test_both_versions_of_each_field_are_shown_in_words(site: SiteOfDesks, person: Id) -> None:
    found = edits(site.second.enter("lea").store)
    assert set(found) == {PARTNER, DAY, FOLLOW, WORDS}
    assert {one.name for one in found.values()} == {"DUPUY Laure"}
    assert {found[PARTNER].kept.value, found[PARTNER].aside.value} == {
        "Relais, Numérique",
        "partenaire réservé aux professionnels",
    }
    assert {found[WORDS].kept.value, found[WORDS].aside.value} == {"pour un stage", "CIDFF, un lieu sûr"}


def test_the_other_words_are_taken_and_given_back(site: SiteOfDesks, person: Id) -> None:
    store = site.second.enter("lea").store
    case = edits(store)[WORDS]
    before = store.ask(ReferralsOf(person)).result()[0].words
    change = store.do(TakeOtherVersion(case.id)).result()
    assert {before, store.ask(ReferralsOf(person)).result()[0].words} == {"pour un stage", "un lieu sûr"}
    assert change.undo is not None
    store.do(change.undo).result()
    assert store.ask(ReferralsOf(person)).result()[0].words == before


def test_the_counter_sees_nothing_of_what_is_sealed(site: SiteOfDesks, person: Id) -> None:
    found = edits(site.second.enter("sofiane").store)
    assert WORDS not in found
    assert "CIDFF" not in repr(found)
