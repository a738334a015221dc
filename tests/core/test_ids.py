"""Identifiers: ordered by time for facts, the same on every desk for codes."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.ids import code_id, new_id

MILLISECONDS = st.integers(min_value=0, max_value=2**48 - 1)


@given(MILLISECONDS, st.binary(min_size=10, max_size=10))
def test_an_id_is_a_uuid_of_version_7_that_bears_its_millisecond(now_ms: int, entropy: bytes) -> None:
    made = new_id(now_ms, lambda size: entropy[:size])
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == now_ms


@given(MILLISECONDS, MILLISECONDS)
def test_a_later_id_sorts_after_an_earlier_one(one: int, other: int) -> None:
    if one < other:
        assert str(new_id(one)) < str(new_id(other))


def test_ids_of_the_same_millisecond_differ() -> None:
    assert len({new_id(1_560_847_320_000) for _ in range(200)}) == 200


def test_an_id_without_a_given_time_is_of_now() -> None:
    earlier = new_id()
    assert earlier.int >> 80 <= new_id().int >> 80


def test_a_code_has_the_same_id_on_every_desk() -> None:
    assert code_id("motif", "Logement") == code_id("motif", "Logement")
    assert code_id("motif", "Logement").version == 5


@given(st.text(), st.text(), st.text(), st.text())
def test_two_codes_never_share_an_id(kind: str, code: str, other_kind: str, other_code: str) -> None:
    plain = not any("\x1f" in part for part in (kind, code, other_kind, other_code))
    if plain and (kind, code) != (other_kind, other_code):
        assert code_id(kind, code) != code_id(other_kind, other_code)


def test_the_parts_of_a_code_are_not_run_together() -> None:
    assert code_id("slot", 1, 23) != code_id("slot", 12, 3)
