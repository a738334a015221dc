"""A long campaign: a hundred thousand spoiled files, outside and inside the signature, each ending as it must."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from tests.data.exchange.bundles import FRAME, ID, head_items, packed, raw, reopen, signed, stream, write
from tests.data.exchange.mutations import spoiled

FILES = 100_000
SECONDS = 1200  # on a slow machine the campaign stops there, and says how far it went
INSIDE = [
    FRAME,
    [2, 10, [[ID, [[3, 9, 9, [[3, "x"], [4, None]]]]]]],
    [3, [[1, ID, 9, 9]]],
    [4, [[9, ID, 1, 9, 9, b"z"]]],
]
END = raw([5, len(INSIDE), len(INSIDE)])


def outside(dice: random.Random, whole: bytes) -> bytes | None:
    """Spoiled after it was signed; None when it came out whole."""
    content = spoiled(dice, whole)
    return None if content == whole else content


def inside(dice: random.Random, _whole: bytes) -> bytes:
    """Spoiled before it was sealed, by a desk that then signs it."""
    bodies = [*packed(head_items(), INSIDE), END]
    if dice.random() < 0.3:
        return signed(spoiled(dice, stream(bodies)))
    at = dice.randrange(len(bodies))
    return signed(stream([*bodies[:at], spoiled(dice, bodies[at]), *bodies[at + 1 :]]))


@pytest.mark.long
@pytest.mark.parametrize(("spoil", "seed"), [(outside, 1), (inside, 2)], ids=["outside", "inside"])
def test_a_hundred_thousand_spoiled_files_never_harm(
    tmp_path: Path, spoil: Callable[[random.Random, bytes], bytes | None], seed: int
) -> None:
    path = tmp_path / "a.ceis"
    whole = write(path)
    dice = random.Random(seed)
    ends: Counter[str] = Counter()
    until = time.monotonic() + SECONDS
    while ends.total() < FILES // 2 and time.monotonic() < until:
        content = spoil(dice, whole)
        if content is None:
            continue
        path.write_bytes(content)
        try:
            list(reopen(path).frames())
            ends["read"] += 1
        except Refusal as refused:
            ends[type(refused).__name__] += 1
    print(f"\n{spoil.__name__}: {ends.total()} files, {dict(ends.most_common())}")  # noqa: T201 the count is the result
    assert ends.total() > 1000
    if spoil is outside:
        assert ends["read"] == 0
