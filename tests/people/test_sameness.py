from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.people.sameness import (
    MISSING_BIRTH,
    NEAR_BIRTH,
    ONE_SLIP,
    SWAPPED_NAMES,
    Birth,
    PersonKey,
    near_pairs,
    one_slip,
    person_key,
)

DAY = dt.date(1984, 3, 4)
names = st.text("ab", max_size=4)


def reasons(*keys: PersonKey) -> list[str]:
    return [pair.reason for pair in near_pairs(keys)]


def test_case_accents_spaces_and_hyphens_make_no_other_person() -> None:
    assert person_key("Lefèvre-Noël", "Anne Lise", DAY) == person_key("LEFEVRE NOEL", "anne-lise", DAY)
    assert person_key("N’Diaye", "Awa", DAY) != person_key("Ndiaye", "Awa", DAY)


def test_without_both_names_there_is_no_person() -> None:
    assert person_key("", "Samira", DAY) is None
    assert person_key("BENALI", " - ", DAY) is None


@pytest.mark.parametrize(
    ("birth", "reason"),
    [
        (None, [MISSING_BIRTH]),
        (1984, [NEAR_BIRTH]),
        (1985, []),
        (dt.date(1984, 4, 3), [NEAR_BIRTH]),
        (dt.date(1984, 3, 14), [NEAR_BIRTH]),
        (dt.date(1948, 3, 4), [NEAR_BIRTH]),
        (dt.date(1962, 11, 20), []),
    ],
)
def test_homonyms_are_near_when_their_births_may_be_one(birth: Birth, reason: list[str]) -> None:
    assert reasons(PersonKey("benali", "samira", DAY), PersonKey("benali", "samira", birth)) == reason


@pytest.mark.parametrize("family", ["benalli", "benai", "benale", "bneali"])
def test_one_slip_in_a_name_is_near_when_the_birth_is_the_same(family: str) -> None:
    assert reasons(PersonKey("benali", "samira", DAY), PersonKey(family, "samira", DAY)) == [ONE_SLIP]
    assert reasons(PersonKey("benali", "samira", DAY), PersonKey(family, "samira", None)) == []


def test_names_in_each_other_s_column_are_near() -> None:
    assert reasons(PersonKey("samira", "benali", None), PersonKey("benali", "samira", None)) == [SWAPPED_NAMES]


def test_a_person_is_not_near_herself() -> None:
    assert reasons(PersonKey("benali", "samira", DAY), PersonKey("benali", "samira", DAY)) == []


@given(st.lists(st.builds(PersonKey, names, names, st.just(None)), max_size=8, unique=True))
def test_looking_only_where_a_letter_lacks_misses_no_slip(keys: list[PersonKey]) -> None:
    found = {frozenset((pair.first, pair.second)) for pair in near_pairs(keys) if pair.reason == ONE_SLIP}
    swapped = {frozenset((pair.first, pair.second)) for pair in near_pairs(keys) if pair.reason == SWAPPED_NAMES}
    every = {
        frozenset((one, other))
        for one in keys
        for other in keys
        if one_slip(" ".join(one.names), " ".join(other.names)) and one.names != other.names[::-1]
    }
    assert found == every - swapped


BIRTHS = st.one_of(
    st.none(),
    st.sampled_from([1984, 1985]),
    st.dates(dt.date(1984, 3, 1), dt.date(1984, 5, 31)),
    st.dates(dt.date(1948, 3, 1), dt.date(1948, 4, 30)),
)


@given(st.lists(st.builds(PersonKey, st.just("ab"), st.just("a"), BIRTHS), max_size=12, unique=True))
def test_homonyms_are_found_near_without_comparing_each_with_each(keys: list[PersonKey]) -> None:
    found = {frozenset((pair.first, pair.second)) for pair in near_pairs(keys)}
    assert found == {frozenset((one, other)) for one, other in combinations(keys, 2) if may_be_one(one, other)}


def may_be_one(one: PersonKey, other: PersonKey) -> bool:
    """The rule said plainly: a birth not known, a year alone, one slip, or day and month swapped."""
    births = (one.birth, other.birth)
    if None in births:
        return True
    first, second = (str(birth) if isinstance(birth, int) else f"{birth:%d%m%Y}" for birth in births)
    if len(first) != len(second):
        return first[-4:] == second[-4:]
    return len(first) == 8 and (one_slip(first, second) or first == second[2:4] + second[:2] + second[4:])


@given(
    st.lists(st.builds(PersonKey, names, names, st.sampled_from([None, 1984, DAY])), max_size=10, unique=True),
    st.integers(0, 10),
)
def test_known_persons_are_compared_with_the_new_ones_alone(keys: list[PersonKey], cut: int) -> None:
    new = set(keys[:cut])
    assert near_pairs(keys[:cut], keys[cut:]) == tuple(
        pair for pair in near_pairs(keys) if pair.first in new or pair.second in new
    )
    assert near_pairs([], keys) == ()
