"""The recovery key on paper: it comes back from any honest copy, and a slip is found where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.data.keys.envelope import box_public
from ceis_desk.data.keys.recovery import new_recovery, recovery_private, recovery_text

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
keys = st.binary(min_size=32, max_size=32)
examples = st.sampled_from(SIGNS)


def _groups(text: str) -> list[str]:
    return text.split("-")[1:]


def _text(groups: list[str]) -> str:
    return "-".join(["CEIS", *groups])


@given(keys)
def test_the_printed_text_gives_the_key_back(private: bytes) -> None:
    assert recovery_private(recovery_text(private)) == private


@given(keys)
def test_the_printed_text_has_thirteen_groups_of_five_signs_without_lookalikes(private: bytes) -> None:
    groups = _groups(recovery_text(private))
    assert [len(group) for group in groups] == [5] * 13
    assert set("".join(groups)) <= set(SIGNS)


@given(keys, st.booleans(), st.sampled_from(["", " ", "\n", " - ", "\u00a0", "."]), st.data())
def test_case_spaces_prefix_and_lookalikes_do_not_matter(
    private: bytes, prefixed: bool, joint: str, data: st.DataObject
) -> None:
    groups = _groups(recovery_text(private))
    typed = joint.join(["CEIS", *groups] if prefixed else groups)
    for right, seen in (("0", "O"), ("0", "o"), ("1", "I"), ("1", "l")):
        if data.draw(st.booleans()):
            typed = typed.replace(right, seen)
    assert recovery_private(typed.lower() if data.draw(st.booleans()) else typed) == private


@given(keys, st.integers(0, 12), st.integers(0, 4), examples)
@settings(max_examples=300)
def test_one_wrong_sign_is_always_found_in_its_group(private: bytes, group: int, at: int, sign: str) -> None:
    groups = _groups(recovery_text(private))
    word = groups[group]
    groups[group] = word[:at] + sign + word[at + 1 :]
    if groups[group] == word:
        return
    with pytest.raises(Refusal, match=f"^Le groupe {group + 1} "):
        recovery_private(_text(groups))


@given(keys, st.integers(0, 12), st.integers(0, 3))
def test_two_neighbours_swapped_are_always_found(private: bytes, group: int, at: int) -> None:
    groups = _groups(recovery_text(private))
    word = groups[group]
    groups[group] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if groups[group] == word:
        return
    with pytest.raises(Refusal, match=f"^Le groupe {group + 1} "):
        recovery_private(_text(groups))


@given(keys, st.integers(0, 12), st.integers(0, 12))
def test_two_groups_swapped_are_always_found(private: bytes, one: int, other: int) -> None:
    if one == other:
        return
    groups = _groups(recovery_text(private))
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(Refusal, match=r"^Les groupes "):
        recovery_private(_text(groups))


@pytest.mark.parametrize("typed", ["", "CEIS", "motdepasse", "CEIS-" + "0" * 64, "CEIS-" + "0" * 66])
def test_a_text_of_another_length_says_how_many_signs_are_wanted(typed: str) -> None:
    with pytest.raises(Refusal, match="au lieu de 65"):
        recovery_private(typed)


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused_never_a_crash(text: str) -> None:
    with pytest.raises(Refusal):
        recovery_private(text)


@pytest.mark.parametrize("sign", ["U", "É", "文"])
def test_a_sign_that_is_never_printed_points_at_its_group(sign: str) -> None:
    groups = _groups(recovery_text(bytes(32)))
    groups[4] = sign + groups[4][1:]
    with pytest.raises(Refusal, match=r"^Le groupe 5 "):
        recovery_private(_text(groups))


def test_slips_that_cancel_out_in_a_group_are_caught_by_the_last_check() -> None:
    private = bytes(range(32))
    caught = 0
    for first in SIGNS:
        for second in SIGNS:
            groups = _groups(recovery_text(private))
            changed = first + second + groups[0][2:]
            if changed == groups[0]:
                continue
            groups[0] = changed
            try:
                assert recovery_private(_text(groups)) != private
            except Refusal:
                caught += 1
    assert caught >= 1023 - 6


def test_the_public_half_can_be_drawn_from_the_paper() -> None:
    text, pair = new_recovery()
    assert box_public(recovery_private(text)) == pair.public
    assert text.startswith("CEIS-")


def test_two_recovery_keys_differ() -> None:
    assert new_recovery()[0] != new_recovery()[0]
