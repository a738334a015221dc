"""A file damaged, cut, stretched or signed by another is refused for what it is, whatever the byte."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.data.exchange.bundle import LAST, MAGIC, open_bundle
from ceis_desk.data.exchange.frames import Frame
from ceis_desk.data.exchange.limits import FILE_BYTES
from ceis_desk.data.exchange.pipes import Part
from ceis_desk.data.exchange.refusals import (
    Damaged,
    Hostile,
    Incomplete,
    NewerFormat,
    NotABundle,
    UnknownSigner,
    Unreachable,
)
from tests.data.exchange.bundles import READER, STRANGER, WRITER, reopen, sign, write
from tests.data.exchange.mutations import spoiled

KEY_END = len(MAGIC) + 32
SAMPLE = 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.ceis"


def read_all(path: Path) -> list[Frame]:
    return list(reopen(path).frames())


def refusal(path: Path, content: bytes) -> type[Refusal]:
    path.write_bytes(content)
    with pytest.raises(Refusal, match="«\u00a0a") as refused:
        read_all(path)
    return refused.type


def with_byte(content: bytes, at: int, value: int) -> bytes:
    return content[:at] + bytes([value]) + content[at + 1 :]


def expected(at: int, size: int) -> set[type[Refusal]]:
    """Why a file whose byte `at` was changed is refused."""
    if at < len(MAGIC):
        return {NotABundle, NewerFormat} if at == len(MAGIC) - 2 else {NotABundle}
    if at < KEY_END:
        return {UnknownSigner}
    return {Damaged} if at < size - len(LAST) else {Incomplete}


def check_each_byte(path: Path, bits: Callable[[int], Iterable[int]]) -> int:
    whole = write(path)
    tried = 0
    for at in range(len(whole)):
        for bit in bits(at):
            assert refusal(path, with_byte(whole, at, whole[at] ^ 1 << bit)) in expected(at, len(whole)), (at, bit)
            tried += 1
    return tried


def test_each_byte_changed_is_refused_for_what_it_is(path: Path) -> None:
    assert check_each_byte(path, lambda at: [at % 8]) > 500


@pytest.mark.long
def test_each_bit_changed_is_refused_for_what_it_is(path: Path) -> None:
    assert check_each_byte(path, lambda _: range(8)) > 4000


def test_each_length_but_the_whole_is_a_copy_under_way(path: Path) -> None:
    whole = write(path)
    assert {refusal(path, whole[:length]) for length in range(len(whole))} == {Incomplete}


def test_a_copy_that_reserved_its_room_is_under_way_too(path: Path) -> None:
    whole = write(path)
    starts = range(len(MAGIC), len(whole), 7)
    assert {refusal(path, whole[:at] + bytes(len(whole) - at)) for at in starts} == {Incomplete}


@pytest.mark.parametrize("more", [b"\0", b"\n", b"PK\x03\x04", bytes(4096)], ids=len)
def test_bytes_after_the_end_are_refused(path: Path, more: bytes) -> None:
    assert refusal(path, write(path) + more) is Incomplete


def test_bytes_after_the_end_are_refused_when_they_end_as_a_bundle_does(path: Path) -> None:
    whole = write(path)
    assert refusal(path, whole + LAST) is Damaged
    assert refusal(path, whole + whole) is Damaged


def test_a_known_desk_in_the_place_of_the_writer_is_refused(path: Path) -> None:
    whole = write(path)
    assert refusal(path, MAGIC + READER.sign.public + whole[KEY_END:]) is Damaged


def test_a_file_signed_again_by_a_stranger_is_a_strangers(path: Path) -> None:
    sealed = write(path)[KEY_END : -64 - len(LAST)]
    assert refusal(path, sign(MAGIC + STRANGER.sign.public + sealed, STRANGER)) is UnknownSigner
    assert refusal(path, sign(MAGIC + WRITER.sign.public + sealed, STRANGER)) is Damaged


def test_the_signature_of_another_file_is_refused(path: Path) -> None:
    tail = -64 - len(LAST)
    one, two = write(path), write(path)
    assert refusal(path, one[:tail] + two[tail:]) is Damaged


def test_a_file_well_signed_whose_seal_is_spoiled_is_refused(path: Path) -> None:
    before = write(path)[: -64 - len(LAST)]
    for at in range(KEY_END, len(before)):
        spoilt = sign(with_byte(before, at, before[at] ^ 4))
        path.write_bytes(spoilt)
        with pytest.raises(Refusal):
            read_all(path)
    for length in range(KEY_END, len(before), 5):
        path.write_bytes(sign(before[:length]))
        with pytest.raises(Refusal):
            read_all(path)


def test_a_seal_made_with_a_key_that_no_desk_draws_is_refused(path: Path) -> None:
    before = write(path)[: -64 - len(LAST)]
    share = re.search(rb"-> X25519 ([A-Za-z0-9+/]{43})\n", before)
    assert share
    path.write_bytes(sign(before.replace(share[1], b"A" * 43)))
    with pytest.raises(Refusal):
        read_all(path)


@pytest.mark.parametrize("mark", [b"CEIS2\0", b"CEIS9\0"])
def test_a_later_format_asks_for_a_later_program(path: Path, mark: bytes) -> None:
    assert refusal(path, mark + write(path)[len(MAGIC) :]) is NewerFormat


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 un classeur", b"CEIS", b"", b"CEIS1", b"CEIS0\0" + bytes(500), bytes(500)]
)
def test_a_file_of_another_kind_is_refused(path: Path, content: bytes) -> None:
    assert refusal(path, content) is (Incomplete if MAGIC.startswith(content) else NotABundle)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "folder.ceis").mkdir()
    with pytest.raises(NotABundle):
        reopen(tmp_path / "folder.ceis")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.ceis")
        with pytest.raises(NotABundle):
            reopen(tmp_path / "pipe.ceis")


def test_a_file_too_large_is_refused_before_it_is_read(path: Path) -> None:
    with path.open("wb") as file:
        file.write(MAGIC)
        file.truncate(FILE_BYTES + 1)
    with pytest.raises(Hostile):
        reopen(path)


def test_a_key_pulled_out_while_it_is_read_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path)
    read = Part.read
    for last in range(1, 4):
        left = [last]

        def pulled_out(part: Part, size: int, left: list[int] = left) -> bytes:
            left[0] -= 1
            if left[0] < 0:
                part.failure = OSError(5, "Input/output error")
                raise part.failure
            return read(part, size)

        monkeypatch.setattr(Part, "read", pulled_out)
        with pytest.raises(Unreachable, match="vérifiez que la clé"):
            reopen(path)


def test_nothing_is_written_by_reading(path: Path) -> None:
    whole = write(path)
    open_bundle(path, {WRITER.sign.public}, READER.identity)
    assert path.read_bytes() == whole
    assert list(path.parent.iterdir()) == [path]


def test_a_sample_of_spoiled_files_is_refused(path: Path) -> None:
    dice = random.Random(18)
    whole = write(path)
    refused = 0
    while refused < SAMPLE:
        content = spoiled(dice, whole)
        if content != whole:
            refusal(path, content)
            refused += 1
