"""Holes filled from another record, and what was filled taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.holes import fill_holes, refusing_too, take_back
from ceis_desk.people.model import DeskNeeds, Identity, SafeContact

NUMBERS = st.lists(st.sampled_from([f"+3363998000{last}" for last in range(5)]), unique=True, max_size=4).map(tuple)
TEXTS = st.sampled_from(["", "Sète", "Lattes"])
HOURS = st.sampled_from(["", "le matin", "le soir"])
CONTACTS = st.builds(SafeContact, st.booleans(), st.booleans(), st.booleans(), HOURS)
NEEDS = st.builds(DeskNeeds, st.booleans(), st.booleans(), st.booleans())
IDENTITIES = st.builds(Identity, commune=TEXTS, email=TEXTS, phones=NUMBERS, safe_contact=CONTACTS, needs=NEEDS)


@given(IDENTITIES, IDENTITIES)
def test_what_is_there_is_never_replaced(kept: Identity, other: Identity) -> None:
    filled = fill_holes(kept, other)
    assert filled.commune == (kept.commune or other.commune)
    assert filled.phones[: len(kept.phones)] == kept.phones
    assert set(filled.phones) == {*kept.phones, *other.phones}


@given(IDENTITIES, IDENTITIES)
def test_taken_back_at_once_the_record_is_what_it_was(before: Identity, filled: Identity) -> None:
    assert take_back(filled, before, filled) == before


@given(IDENTITIES, IDENTITIES, IDENTITIES)
def test_a_field_changed_since_keeps_its_change(before: Identity, filled: Identity, now: Identity) -> None:
    back = take_back(now, before, filled)
    assert back.commune == (before.commune if now.commune == filled.commune else now.commune)
    assert {*back.phones} >= {*now.phones} - {*filled.phones}


@given(IDENTITIES, IDENTITIES)
def test_a_merge_that_filled_nothing_takes_nothing_back(before: Identity, now: Identity) -> None:
    assert take_back(now, before, before) == now


def test_a_date_of_birth_corrected_since_keeps_its_year() -> None:
    before, filled = Identity(), Identity(birth_date=dt.date(1984, 3, 14), birth_year=1984)
    corrected = replace(filled, birth_date=dt.date(1984, 3, 15))
    assert take_back(corrected, before, filled) == corrected


@given(IDENTITIES, IDENTITIES)
def test_what_either_refuses_and_needs_is_kept_part_by_part(kept: Identity, other: Identity) -> None:
    filled = fill_holes(kept, other)
    own, theirs = kept.safe_contact, other.safe_contact
    assert filled.safe_contact == SafeContact(
        own.no_call or theirs.no_call,
        own.no_message or theirs.no_message,
        own.no_letter or theirs.no_letter,
        own.hours or theirs.hours,
    )
    assert filled.needs.interpreter == (kept.needs.interpreter or other.needs.interpreter)


@given(IDENTITIES, IDENTITIES)
def test_refusing_too_adds_refusals_and_nothing_else(one: Identity, other: Identity) -> None:
    after = refusing_too(one, other)
    filled = fill_holes(one, other).safe_contact
    assert after == replace(one, safe_contact=replace(filled, hours=one.safe_contact.hours))


def test_hours_changed_since_do_not_keep_the_refusal_that_a_merge_brought() -> None:
    before = Identity(safe_contact=SafeContact(hours="le matin"))
    filled = Identity(safe_contact=SafeContact(no_call=True, hours="le matin"))
    now = Identity(safe_contact=SafeContact(no_call=True, hours="le soir"))
    assert take_back(now, before, filled) == Identity(safe_contact=SafeContact(hours="le soir"))


def test_a_date_of_another_year_fills_no_hole() -> None:
    known, other = Identity(birth_year=1985), Identity(birth_date=dt.date(1984, 3, 14), birth_year=1984)
    assert fill_holes(known, other) == known
    assert fill_holes(Identity(birth_year=1984), other) == other
