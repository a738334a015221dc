"""Group keys: who is in reads, who is out can only write, and a leaver gets nothing new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied
from ceis_desk.core.ids import new_id
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.envelope import Unreadable, new_box_pair
from ceis_desk.data.keys.groups import (
    RECOVERY,
    GroupKey,
    NewVersion,
    Place,
    Wrap,
    cell_version,
    new_version,
    open_cell,
    open_wrap,
    open_wraps,
    seal_cell,
    wrap_for,
)

CLAIRE, NADIA, SOFIANE = new_id(), new_id(), new_id()
BOXES = {who: new_box_pair() for who in (CLAIRE, NADIA, SOFIANE)}
PAPER = new_box_pair()
PLACE = Place("note", new_id(), "text")


def _version(*members: object, version: int = 1, group: Group = Group.BUDGET) -> NewVersion:
    boxes = {who: pair.public for who, pair in BOXES.items() if who in members}
    return new_version(group, version, boxes, Anchor(PAPER.public, b""))


def _wrap(made: NewVersion, holder: str) -> Wrap:
    return next(wrap for wrap in made.wraps if wrap.holder == holder)


FIRST = _version(CLAIRE, NADIA)


def test_each_member_and_the_paper_key_open_their_own_wrap() -> None:
    assert {wrap.holder for wrap in FIRST.wraps} == {CLAIRE.hex, NADIA.hex, RECOVERY}
    for who in (CLAIRE, NADIA):
        assert open_wrap(FIRST.key, _wrap(FIRST, who.hex), BOXES[who].private) == FIRST.private
    assert open_wrap(FIRST.key, _wrap(FIRST, RECOVERY), PAPER.private) == FIRST.private


def test_an_account_outside_the_group_opens_none_of_its_wraps() -> None:
    assert open_wraps([FIRST.key], FIRST.wraps, BOXES[SOFIANE].private) == {}
    for wrap in FIRST.wraps:
        with pytest.raises(Unreadable):
            open_wrap(FIRST.key, wrap, BOXES[SOFIANE].private)


@given(st.binary(max_size=300), st.booleans())
def test_a_cell_written_inside_or_deposited_from_outside_comes_back(content: bytes, inside: bool) -> None:
    blob = seal_cell(FIRST.key, content, PLACE, FIRST.private if inside else None)
    assert open_cell({1: FIRST.private}, blob, PLACE) == content


@given(st.data(), st.booleans())
def test_a_changed_bit_of_a_cell_never_opens(data: st.DataObject, inside: bool) -> None:
    blob = bytearray(seal_cell(FIRST.key, b"une dette", PLACE, FIRST.private if inside else None))
    at = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[at // 8] ^= 1 << at % 8
    with pytest.raises((Unreadable, Denied)):
        open_cell({1: FIRST.private}, bytes(blob), PLACE)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "elsewhere",
    [Place("note", new_id(), "text"), Place("debt", PLACE.row_id, "text"), Place("note", PLACE.row_id, "tex")],
)
def test_a_cell_moved_to_another_row_table_or_column_is_refused(inside: bool, elsewhere: Place) -> None:
    blob = seal_cell(FIRST.key, b"une dette", PLACE, FIRST.private if inside else None)
    with pytest.raises(Unreadable):
        open_cell({1: FIRST.private}, blob, elsewhere)


@pytest.mark.parametrize("inside", [True, False])
def test_a_cell_relabelled_with_another_version_is_refused(inside: bool) -> None:
    blob = seal_cell(FIRST.key, b"une dette", PLACE, FIRST.private if inside else None)
    relabelled = (2).to_bytes(4, "big") + blob[4:]
    with pytest.raises(Unreadable):
        open_cell({1: FIRST.private, 2: FIRST.private}, relabelled, PLACE)


def test_a_cell_without_the_key_of_its_version_is_reserved() -> None:
    blob = seal_cell(FIRST.key, b"une dette", PLACE)
    assert cell_version(blob) == 1
    with pytest.raises(Denied, match="réservé"):
        open_cell({2: FIRST.private}, blob, PLACE)


def test_a_cut_cell_is_refused() -> None:
    for cut in (b"", b"\x00\x00", b"\x00\x00\x00\x01", b"\x00\x00\x00\x01\x02", b"\x00\x00\x00\x01\x01"):
        with pytest.raises(Unreadable):
            open_cell({1: FIRST.private}, cut, PLACE)


def test_a_newcomer_let_in_by_a_member_reads_what_was_written_before() -> None:
    blob = seal_cell(FIRST.key, b"une dette", PLACE, FIRST.private)
    wrap = wrap_for(FIRST.key, FIRST.private, SOFIANE.hex, BOXES[SOFIANE].public)
    opened = open_wraps([FIRST.key], [wrap], BOXES[SOFIANE].private)
    assert open_cell({1: opened[Group.BUDGET, 1]}, blob, PLACE) == b"une dette"


def test_a_leaver_does_not_open_the_next_version_and_the_others_open_both() -> None:
    second = _version(CLAIRE, version=2)
    keys, wraps = [FIRST.key, second.key], [*FIRST.wraps, *second.wraps]
    assert set(open_wraps(keys, wraps, BOXES[NADIA].private)) == {(Group.BUDGET, 1)}
    assert set(open_wraps(keys, wraps, BOXES[CLAIRE].private)) == {(Group.BUDGET, 1), (Group.BUDGET, 2)}
    blob = seal_cell(second.key, b"une autre dette", PLACE, second.private)
    with pytest.raises(Denied):
        open_cell({1: FIRST.private}, blob, PLACE)


def test_a_group_without_a_member_can_be_written_to_and_the_paper_key_lets_the_first_one_in() -> None:
    made = _version(group=Group.PROFESSIONALS)
    blob = seal_cell(made.key, b"commentaire repris", PLACE)
    private = open_wraps([made.key], made.wraps, PAPER.private)[Group.PROFESSIONALS, 1]
    wrap = wrap_for(made.key, private, CLAIRE.hex, BOXES[CLAIRE].public)
    assert open_cell({1: open_wrap(made.key, wrap, BOXES[CLAIRE].private)}, blob, PLACE) == b"commentaire repris"


def test_a_wrap_presented_for_another_holder_group_or_version_is_refused() -> None:
    right = _wrap(FIRST, CLAIRE.hex)
    social, next_ = GroupKey(Group.SOCIAL, 1, FIRST.key.public), GroupKey(Group.BUDGET, 2, FIRST.key.public)
    for key, wrap in (
        (FIRST.key, Wrap(right.group, right.version, NADIA.hex, right.sealed)),
        (social, right),
        (next_, right),
    ):
        with pytest.raises(Unreadable):
            open_wrap(key, wrap, BOXES[CLAIRE].private)


def test_a_wrap_of_another_private_key_than_the_published_one_is_refused() -> None:
    forged = wrap_for(FIRST.key, new_box_pair().private, CLAIRE.hex, BOXES[CLAIRE].public)
    with pytest.raises(Unreadable):
        open_wrap(FIRST.key, forged, BOXES[CLAIRE].private)


def test_a_damaged_wrap_closes_its_own_version_only() -> None:
    second = _version(CLAIRE, version=2)
    damaged = Wrap(Group.BUDGET, 1, CLAIRE.hex, b"\x01" * 80)
    opened = open_wraps([FIRST.key, second.key], [damaged, *second.wraps], BOXES[CLAIRE].private)
    assert set(opened) == {(Group.BUDGET, 2)}


def test_no_private_key_shows_when_a_version_is_printed() -> None:
    assert repr(FIRST.private) not in repr(FIRST)
