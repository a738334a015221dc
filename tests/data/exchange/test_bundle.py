"""What a desk writes to another is read as it was written, by that one alone."""

from __future__ import annotations

import os
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ceis_desk.core.errors import Cancelled
from ceis_desk.core.ids import new_id
from ceis_desk.data.exchange import bundle
from ceis_desk.data.exchange.bundle import MAGIC, digest_of, open_bundle, write_bundle
from ceis_desk.data.exchange.desk_keys import new_desk_keys, recipient_of
from ceis_desk.data.exchange.frames import Frame, Rows
from ceis_desk.data.exchange.head import Head
from ceis_desk.data.exchange.limits import ROWS_A_FRAME, VALUE_BYTES, Wrong
from ceis_desk.data.exchange.refusals import (
    BadKey,
    Damaged,
    NotAddressed,
    RevokedSigner,
    TooLarge,
    UnknownSigner,
    Unreachable,
    Unwritten,
)
from tests.data.exchange.bundles import FRAMES, HEAD, ID, READER, STRANGER, WRITER, frames, heads, reopen, write


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=heads, content=frames)
def test_what_is_written_is_read_as_it_was(tmp_path: Path, head: Head, content: list[Frame]) -> None:
    write(tmp_path / "a.ceis", head, content)
    opened = reopen(tmp_path / "a.ceis")
    assert opened.head == head
    assert list(opened.frames()) == content
    assert list(opened.frames()) == content, "a second reading starts again"


def test_the_writer_says_the_size_and_the_sum_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ceis"
    written = write_bundle(path, HEAD, FRAMES, WRITER.sign.private, [READER.recipient])
    assert written.size == path.stat().st_size
    assert written.digest == digest_of(path) == reopen(path).digest
    assert list(tmp_path.iterdir()) == [path]


def test_each_desk_of_the_list_opens_the_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.ceis"
    write(path, to=(STRANGER, READER))
    assert reopen(path, READER).head == reopen(path, STRANGER).head == HEAD
    with pytest.raises(NotAddressed, match="n’est pas destiné à ce poste"):
        reopen(path, WRITER)


def test_a_file_of_an_unknown_desk_says_who_signed_it(tmp_path: Path) -> None:
    path = tmp_path / "a.ceis"
    write(path, by=STRANGER)
    with pytest.raises(UnknownSigner) as refused:
        reopen(path)
    assert refused.value.signer == STRANGER.sign.public


def test_a_file_of_a_revoked_desk_is_refused_even_when_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.ceis"
    write(path)
    with pytest.raises(RevokedSigner, match="retiré"):
        open_bundle(path, {WRITER.sign.public}, READER.identity, revoked={WRITER.sign.public})


def test_nothing_of_the_content_can_be_read_from_outside(tmp_path: Path) -> None:
    text = "Kerguelen-des-Sables"
    content = write(tmp_path / "a.ceis", HEAD, [Rows(1, (1,), [[ID, 1, 1, None, text]])])
    assert text.encode() not in content
    assert b"Accueil" not in content
    assert HEAD.site not in content


def test_many_rows_are_cut_into_frames_and_none_is_lost(tmp_path: Path) -> None:
    many = [[new_id().bytes, at, 41, None, at] for at in range(2 * ROWS_A_FRAME + 1)]
    write(tmp_path / "a.ceis", HEAD, [Rows(1, (1,), many)])
    read = list(reopen(tmp_path / "a.ceis").frames())
    assert [len(frame.rows) for frame in read] == [ROWS_A_FRAME, ROWS_A_FRAME, 1]
    assert [row for frame in read for row in frame.rows] == many


def test_rows_of_the_longest_texts_are_cut_into_frames_too(tmp_path: Path) -> None:
    many = [[new_id().bytes, at, 41, None, "à" * (VALUE_BYTES // 2), os.urandom(VALUE_BYTES)] for at in range(5)]
    write(tmp_path / "a.ceis", HEAD, [Rows(1, (1, 2), many)])
    assert [row for frame in reopen(tmp_path / "a.ceis").frames() for row in frame.rows] == many


def rows_without_end(count: int) -> Iterator[Frame]:
    for _ in range(count):
        yield Rows(1, (1, 2), [[os.urandom(16), at, 41, None, at, "un prénom"] for at in range(ROWS_A_FRAME)])


def test_a_large_export_is_written_in_little_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    written = write_bundle(tmp_path / "a.ceis", HEAD, rows_without_end(20), WRITER.sign.private, [READER.recipient])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written.size > 1_500_000
    assert peak < 8_000_000


def test_whatever_the_rows_raise_comes_out_and_leaves_no_file(tmp_path: Path) -> None:
    def interrupted() -> Iterator[Frame]:
        yield from FRAMES
        raise Cancelled

    with pytest.raises(Cancelled):
        write(tmp_path / "a.ceis", HEAD, interrupted())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ceis"
    former = write(path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritten, match="n’a pas pu être écrit"):
        write(path, replace(HEAD, number=4))
    assert path.read_bytes() == former
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_would_be_too_large_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "FILE_BYTES", 1_000_000)
    with pytest.raises(TooLarge):
        write(tmp_path / "a.ceis", HEAD, rows_without_end(20))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["é" * (VALUE_BYTES // 2 + 1), bytes(VALUE_BYTES + 1)], ids=["text", "bytes"])
def test_a_value_too_long_is_refused_in_a_sentence(tmp_path: Path, value: object) -> None:
    with pytest.raises(TooLarge, match="1\u00a0Mo"):
        write(tmp_path / "a.ceis", HEAD, [Rows(1, (1,), [[ID, 1, 1, None, value]])])


@pytest.mark.parametrize("value", [True, 1.5, float("nan"), 2**63, -(2**63) - 1, [1], {}, "\ud800"], ids=repr)
def test_a_value_that_no_desk_can_read_is_a_bug_of_the_writer(tmp_path: Path, value: object) -> None:
    with pytest.raises(Wrong):
        write(tmp_path / "a.ceis", HEAD, [Rows(1, (1,), [[ID, 1, 1, None, value]])])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said_for_writing_and_for_reading(tmp_path: Path) -> None:
    with pytest.raises(Unwritten):
        write(tmp_path / "absent" / "a.ceis")
    with pytest.raises(Unreachable):
        reopen(tmp_path / "absent" / "a.ceis")
    with pytest.raises(Unreachable):
        digest_of(tmp_path / "absent" / "a.ceis")


def test_a_file_changed_between_its_two_readings_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = tmp_path / "a.ceis", tmp_path / "b.ceis"
    first = write(path)
    second = write(other, replace(HEAD, number=9))
    while len(first) != len(second):
        second = write(other, replace(HEAD, number=9))
    check = bundle._check_signature

    def swapped(*given: object) -> tuple[bytes, str]:
        found = check(*given)  # type: ignore[arg-type]  # passed on as they come
        path.write_bytes(second)
        return found

    monkeypatch.setattr(bundle, "_check_signature", swapped)
    with pytest.raises(Damaged):
        reopen(path)


def test_the_recipient_of_a_desk_is_told_from_its_identity() -> None:
    keys = new_desk_keys()
    assert recipient_of(keys.identity) == keys.recipient
    assert keys.identity not in repr(keys)
    assert repr(keys.sign.private) not in repr(keys)


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "é"])
def test_a_key_that_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.ceis")
    with pytest.raises(BadKey):
        open_bundle(tmp_path / "a.ceis", {WRITER.sign.public}, text)
    with pytest.raises(BadKey):
        write_bundle(tmp_path / "b.ceis", HEAD, FRAMES, WRITER.sign.private, [text])
    with pytest.raises(BadKey):
        write_bundle(tmp_path / "b.ceis", HEAD, FRAMES, b"short", [READER.recipient])
    with pytest.raises(BadKey):
        write_bundle(tmp_path / "b.ceis", HEAD, FRAMES, WRITER.sign.private, [])
    assert [path.name for path in tmp_path.iterdir()] == ["a.ceis"]


def test_a_reader_with_a_key_that_no_desk_draws_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Age panics, outside of Exception, and says so on the error stream."""
    zeros = "age1" + "q" * 52 + "5cu47z"
    with pytest.raises(BadKey):
        write_bundle(tmp_path / "a.ceis", HEAD, FRAMES, WRITER.sign.private, [zeros])
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_is_written_from_the_thread_that_reads_the_rows(tmp_path: Path) -> None:
    seen: list[int] = []

    def watched() -> Iterator[Frame]:
        for frame in FRAMES:
            seen.append(threading.get_ident())
            yield frame

    write(tmp_path / "a.ceis", HEAD, watched())
    assert set(seen) == {threading.get_ident()}
    assert (tmp_path / "a.ceis").read_bytes().startswith(MAGIC)
