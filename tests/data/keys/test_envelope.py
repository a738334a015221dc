"""The primitives: right key and right place, or nothing."""

from __future__ import annotations

import pytest
from argon2.exceptions import HashingError
from hypothesis import given, settings
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.data.keys.envelope import (
    Argon,
    Unreadable,
    decrypt,
    derive,
    encrypt,
    expand,
    new_box_pair,
    new_key,
    new_sign_pair,
    open_sealed,
    seal,
)

CHEAP = Argon(memory_kib=64, passes=1, lanes=1)
KEY = bytes(range(32))
PAIR = new_box_pair()
contents = st.binary(max_size=200)
places = st.binary(max_size=40)


@given(contents, places)
def test_what_is_encrypted_comes_back(content: bytes, place: bytes) -> None:
    assert decrypt(KEY, encrypt(KEY, content, place), place) == content


@given(contents, places)
def test_what_is_sealed_comes_back_to_its_addressee(content: bytes, place: bytes) -> None:
    blob = seal(PAIR.public, content, place)
    assert len(blob) == len(content) + 49
    assert open_sealed(PAIR.private, blob, place) == content


@given(st.data())
@settings(max_examples=300)
def test_a_changed_bit_is_refused(data: st.DataObject) -> None:
    content = data.draw(contents)
    sealed = data.draw(st.booleans())
    blob = bytearray(seal(PAIR.public, content, b"here") if sealed else encrypt(KEY, content, b"here"))
    at = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[at // 8] ^= 1 << at % 8
    with pytest.raises(Unreadable):
        open_sealed(PAIR.private, bytes(blob), b"here") if sealed else decrypt(KEY, bytes(blob), b"here")


def test_the_one_bit_that_x25519_ignores_is_refused_too() -> None:
    blob = bytearray(seal(PAIR.public, b"content", b"here"))
    blob[32] ^= 0x80
    with pytest.raises(Unreadable):
        open_sealed(PAIR.private, bytes(blob), b"here")


@given(st.integers(0, 60), st.booleans())
def test_a_cut_or_lengthened_blob_is_refused(kept: int, longer: bool) -> None:
    box, cell = seal(PAIR.public, b"content", b"here"), encrypt(KEY, b"content", b"here")
    with pytest.raises(Unreadable):
        open_sealed(PAIR.private, box + b"\x00" if longer else box[: min(kept, len(box) - 1)], b"here")
    with pytest.raises(Unreadable):
        decrypt(KEY, cell + b"\x00" if longer else cell[: min(kept, len(cell) - 1)], b"here")


@given(places, places)
def test_what_was_moved_is_refused(here: bytes, there: bytes) -> None:
    if here == there:
        return
    with pytest.raises(Unreadable):
        decrypt(KEY, encrypt(KEY, b"content", here), there)
    with pytest.raises(Unreadable):
        open_sealed(PAIR.private, seal(PAIR.public, b"content", here), there)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Unreadable):
        decrypt(new_key(), encrypt(KEY, b"content", b""), b"")
    with pytest.raises(Unreadable):
        open_sealed(new_key(), seal(PAIR.public, b"content", b""), b"")


def test_a_box_sealed_to_a_null_public_key_is_refused_not_a_crash() -> None:
    forged = b"\x01" + bytes(32) + bytes(16)
    with pytest.raises(Unreadable):
        open_sealed(PAIR.private, forged, b"")


def test_sealing_the_same_content_twice_shows_nothing_in_common() -> None:
    first, second = seal(PAIR.public, b"content", b""), seal(PAIR.public, b"content", b"")
    assert first[1:33] != second[1:33]
    assert first[33:] != second[33:]
    assert encrypt(KEY, b"content", b"") != encrypt(KEY, b"content", b"")


def test_a_password_gives_the_same_key_however_its_accents_are_typed() -> None:
    salt = bytes(16)
    assert derive("e\u0301te\u0301", salt, CHEAP) == derive("été", salt, CHEAP)
    assert derive("été", salt, CHEAP) != derive("ete", salt, CHEAP)


def test_salt_and_cost_change_the_key() -> None:
    keys = {
        derive("été", bytes(16), CHEAP),
        derive("été", bytes(15) + b"\x01", CHEAP),
        derive("été", bytes(16), Argon(memory_kib=72, passes=1, lanes=1)),
        derive("été", bytes(16), Argon(memory_kib=64, passes=2, lanes=1)),
        derive("été", bytes(16), Argon(memory_kib=64, passes=1, lanes=2)),
    }
    assert len(keys) == 5
    assert {len(key) for key in keys} == {32}


def test_the_standard_cost_is_the_one_decided() -> None:
    assert Argon() == Argon(memory_kib=65536, passes=3, lanes=4)


@pytest.mark.parametrize("cost", [(0, 1, 1), (2**30, 3, 4), (65536, 0, 4), (65536, 10**6, 4), (65536, 3, 0), (8, 1, 2)])
def test_a_cost_that_no_pc_could_pay_is_refused(cost: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="Argon2id"):
        Argon(*cost)


def test_a_lack_of_memory_is_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(*_: object) -> bytes:
        raise HashingError

    monkeypatch.setattr("argon2.low_level.hash_secret_raw", starve)
    with pytest.raises(Refusal, match="mémoire"):
        derive("été", bytes(16), CHEAP)


def test_keys_drawn_for_two_purposes_differ() -> None:
    assert expand(KEY, "ring") != expand(KEY, "box")


def test_a_private_key_never_shows_in_a_message() -> None:
    for pair in (new_box_pair(), new_sign_pair()):
        assert repr(pair.private) not in repr(pair)
        assert repr(pair.public) in repr(pair)
