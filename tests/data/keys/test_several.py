"""A content for several holders: each opens it, nobody else does, and the boxes tell nothing of whom."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ceis_desk.data.keys.envelope import Unreadable, new_box_pair, new_key
from ceis_desk.data.keys.several import open_among, seal_to_several

PLACE = b"table|row|column"


@settings(max_examples=20, deadline=None)
@given(count=some.integers(1, 9))
def test_each_holder_opens_it_and_a_stranger_does_not(count: int) -> None:
    holders, content = [new_box_pair() for _ in range(count)], new_key()
    shown, boxes = seal_to_several([one.public for one in holders], content, PLACE)
    assert {open_among(one.private, shown, boxes, PLACE) for one in holders} == {content}
    assert open_among(new_box_pair().private, shown, boxes, PLACE) is None
    assert (len(boxes) % 4, {len(box) for box in boxes}) == (0, {48})


def test_the_same_holder_twice_has_one_box_and_no_box_bears_her_key() -> None:
    holder = new_box_pair()
    shown, boxes = seal_to_several([holder.public, holder.public], new_key(), PLACE)
    assert len(boxes) == 4
    assert holder.public not in shown + b"".join(boxes)


def test_at_another_place_it_does_not_open() -> None:
    holder = new_box_pair()
    shown, boxes = seal_to_several([holder.public], new_key(), PLACE)
    assert open_among(holder.private, shown, boxes, PLACE + b"s") is None


@pytest.mark.parametrize("shown", [b"", b"short", bytes(32)])
def test_a_spoiled_head_is_said(shown: bytes) -> None:
    with pytest.raises(Unreadable):
        open_among(new_box_pair().private, shown, [bytes(48)], PLACE)
