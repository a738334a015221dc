from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.data.search.canon import follow

A, B, C, D = (UUID(int=number) for number in range(1, 5))
SOME = st.sampled_from([UUID(int=number) for number in range(1, 9)])


@pytest.mark.parametrize(
    ("merges", "ends"),
    [
        ({}, {}),
        ({A: B}, {A: B}),
        ({A: B, B: C}, {A: C, B: C}),
        ({B: C, A: B, D: A}, {A: C, B: C, D: C}),
        ({A: B, B: A}, {B: A}),
        ({B: C, C: D, D: B}, {C: B, D: B}),
        ({A: B, B: C, C: B}, {A: B, C: B}),
        ({D: C, C: D, B: D}, {D: C, B: C}),
    ],
)
def test_an_alias_is_followed_to_the_end_of_its_chain(merges: dict[UUID, UUID], ends: dict[UUID, UUID]) -> None:
    assert follow(merges) == ends


@given(st.dictionaries(SOME, SOME, max_size=8))
def test_whatever_was_merged_everyone_ends_at_a_record_that_stands_for_itself(merges: dict[UUID, UUID]) -> None:
    ends = follow(merges)
    for alias, winner in merges.items():
        assert ends.get(alias, alias) == ends.get(winner, winner)
    assert not set(ends) & set(ends.values())
