"""Holes filled from another record, and what was filled taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.holes import fill_holes, take_back
from ceis_desk.people.model import Identity

NUMBERS = st.lists(st.sampled_from([f"+3363998000{last}" for last in range(5)]), unique=True, max_size=4).map(tuple)
TEXTS = st.sampled_from(["", "Sète", "Lattes"])
IDENTITIES = st.builds(Identity, commune=TEXTS, email=TEXTS, phones=NUMBERS)


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
