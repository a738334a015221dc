from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.keys import LONGEST, Kind, block_keys, bones, grams, search_tokens, spelling, spelt
from ceis_desk.people.model import Identity

SAMIRA = Identity(
    used_name="Ben Ali",
    birth_name="Haddad",
    first_name="Samira",
    birth_date=dt.date(1984, 3, 14),
    phones=("+33639981234",),
)


def tokens(kind: Kind, identity: Identity = SAMIRA) -> set[str]:
    return {token for token, found in search_tokens(identity) if found is kind}


def test_a_compound_name_is_found_by_its_words_and_in_one_piece() -> None:
    assert tokens(Kind.FAMILY) == {"ben", "ali", "benali", "haddad"}


def test_a_whole_name_is_found_in_both_orders_under_both_family_names() -> None:
    assert tokens(Kind.WHOLE) == {"benalisamira", "samirabenali", "haddadsamira", "samirahaddad"}


def test_a_phone_is_found_by_any_run_of_its_digits() -> None:
    assert any(token.startswith("9981") for token in tokens(Kind.PHONE))
    assert any(token.startswith("0639") for token in tokens(Kind.PHONE))


def test_a_birth_date_is_found_from_the_day_or_from_the_year() -> None:
    assert tokens(Kind.BIRTH) == {"14031984", "19840314"}


def test_an_empty_identity_has_no_key() -> None:
    assert search_tokens(Identity()) == frozenset()
    assert block_keys(Identity()) == frozenset()


def test_an_endless_name_is_cut() -> None:
    found = search_tokens(Identity(used_name="x" * 500, first_name="y" * 500))
    assert max(len(token) for token, _ in found) == LONGEST


@pytest.mark.parametrize(
    "changed",
    [
        {"used_name": "Bennali", "birth_name": ""},
        {"used_name": "Samira", "first_name": "Ben Ali"},
        {"first_name": "Samirra", "phones": ()},
        {"birth_date": None, "phones": ()},
        {"birth_date": dt.date(1984, 4, 14), "phones": ()},
        {"used_name": "Roux", "birth_name": "", "phones": ()},
    ],
)
def test_one_person_typed_again_shares_a_block(changed: dict[str, Any]) -> None:
    assert block_keys(SAMIRA) & block_keys(replace(SAMIRA, **changed))


def test_two_strangers_share_no_block() -> None:
    odile = Identity(used_name="Bénazet", first_name="Odile", birth_date=dt.date(1947, 8, 27), phones=("+33499163008",))
    assert not block_keys(SAMIRA) & block_keys(odile)


def test_vowels_are_no_bones() -> None:
    assert bones("jourdan") == bones("juordan")
    assert bones("goutal") == bones("gutal")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzшевченко", min_size=1, max_size=LONGEST))
def test_a_spelling_gives_its_word_back(word: str) -> None:
    assert spelt(spelling(word)) == word
    assert all(len(gram) == 3 and '"' not in gram for gram in grams(word))
