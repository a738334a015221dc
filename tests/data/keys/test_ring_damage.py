"""A key ring that was damaged, forged, cut or refused by the disk: never another key, never a lost one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.keys import credential, ring, ring_file
from ceis_desk.data.keys.directory import DESK_KEY_NAME, read_directory
from ceis_desk.data.keys.envelope import Unreadable, open_sealed, seal
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.data.keys.recovery import new_recovery
from ceis_desk.data.keys.ring import Created
from ceis_desk.data.keys.ring_file import RING_NAME, DamagedRing, ring_exists
from tests.data.keys.ring_examples import CHEAP, CLAIRE, DESK, HELENE, add_claire, found, reset


@pytest.fixture
def made(tmp_path: Path) -> Created:
    return found(tmp_path)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_changed_byte_of_the_ring_never_gives_another_key(tmp_path: Path, made: Created, data: st.DataObject) -> None:
    file = tmp_path / RING_NAME
    honest = file.read_bytes()
    at = data.draw(st.integers(0, len(honest) - 1))
    byte = data.draw(st.integers(0, 255))
    file.write_bytes(honest[:at] + bytes([byte]) + honest[at + 1 :])
    try:
        if honest[at] == byte:
            assert ring.unlock(tmp_path, "helene", "vélo rouge") == made.unlocked
        else:
            with pytest.raises(DamagedRing):
                ring.unlock(tmp_path, "helene", "vélo rouge")
    finally:
        file.write_bytes(honest)


@given(st.data())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_line_forged_with_a_right_sum_is_refused(tmp_path: Path, made: Created, data: st.DataObject) -> None:
    file = tmp_path / RING_NAME
    honest = file.read_bytes()
    attempt = data.draw(st.sampled_from(["box", "sign", "salt", "wrapped", "store", "tag", "recovery", "desk"]))
    lines = [ring_file._checked(raw) for raw in honest.splitlines()]
    for line in lines:
        assert isinstance(line, dict)
        value = line.get(attempt)
        if value:
            at = data.draw(st.integers(0, len(value) - 1))
            digit = data.draw(st.sampled_from([sign for sign in "0123456789abcdef" if sign != value[at]]))
            line[attempt] = value[:at] + digit + value[at + 1 :]
    forged = [ring_file.canonical(line) for line in lines if line]
    file.write_bytes(b"".join(ring_file._sum(line) + b" " + line + b"\n" for line in forged))
    try:
        with pytest.raises(Refusal):
            ring.unlock(tmp_path, "helene", "vélo rouge")
    finally:
        file.write_bytes(honest)


def test_an_account_line_forged_whole_brings_a_store_key_that_is_refused(tmp_path: Path, made: Created) -> None:
    held = ring_file.read_ring(tmp_path)
    forged = credential.wrap(HELENE.id, credential.new_secrets(made.unlocked.anchor), "le mien", CHEAP)
    place = ring._store_place(DESK, HELENE.id.hex)
    swapped = ring_file.Holder(forged, seal(forged.box_public, bytes(32), place))
    ring_file.write_ring(tmp_path, replace(held, holders={HELENE.id: swapped}))
    with pytest.raises(DamagedRing):
        ring.unlock(tmp_path, "helene", "le mien")


def test_a_recovery_key_put_in_place_of_the_printed_one_is_refused(tmp_path: Path, made: Created) -> None:
    text, pair = new_recovery()
    sealed = seal(pair.public, bytes(32), ring._store_place(DESK, "recovery"))
    held = replace(ring_file.read_ring(tmp_path), recovery_public=pair.public, recovery_store_key=sealed)
    ring_file.write_ring(tmp_path, held)
    for attempt in (
        lambda: ring.unlock(tmp_path, "helene", "vélo rouge"),
        lambda: ring.open_with_recovery(tmp_path, text),
    ):
        with pytest.raises(DamagedRing):
            attempt()


def test_the_store_key_sealed_for_one_desk_and_account_is_no_other_s(tmp_path: Path, made: Created) -> None:
    sealed, private = ring_file.read_ring(tmp_path).holders[HELENE.id].store_key, made.unlocked.box_private
    assert open_sealed(private, sealed, ring._store_place(DESK, HELENE.id.hex)) == made.unlocked.dbk
    for desk, holder in ((new_id(), HELENE.id.hex), (DESK, CLAIRE.id.hex), (DESK, "recovery")):
        with pytest.raises(Unreadable):
            open_sealed(private, sealed, ring._store_place(desk, holder))


def test_a_damaged_line_spares_the_other_accounts_and_the_paper_key(tmp_path: Path, made: Created) -> None:
    add_claire(tmp_path, made)
    file = tmp_path / RING_NAME
    lines = file.read_bytes().splitlines()
    hurt = next(at for at, line in enumerate(lines) if HELENE.id.hex.encode() in line)
    lines[hurt] = lines[hurt].replace(b"account", b"acc\xffunt")
    file.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(DamagedRing):
        ring.unlock(tmp_path, "helene", "vélo rouge")
    opened = ring.unlock(tmp_path, "claire", "thé à la menthe")
    assert ring.open_with_recovery(tmp_path, made.recovery_text).dbk == opened.dbk
    reset(tmp_path, made, HELENE.id, "réparé", opened.dbk)
    assert ring.unlock(tmp_path, "helene", "réparé").dbk == opened.dbk


@pytest.mark.parametrize("content", [b"", b"bonjour\n", b"\x00" * 4096, b"{}", b"[]\n", "Épicerie\n".encode("latin-1")])
def test_a_file_that_is_no_ring_is_refused_and_left_alone(tmp_path: Path, made: Created, content: bytes) -> None:
    (tmp_path / RING_NAME).write_bytes(content)
    for attempt in (
        lambda: ring.unlock(tmp_path, "helene", "vélo rouge"),
        lambda: read_directory(tmp_path),
        lambda: ring.open_with_recovery(tmp_path, made.recovery_text),
        lambda: ring.add_account(tmp_path, made.unlocked.dbk, CLAIRE, "mot", made.unlocked.anchor, CHEAP),
    ):
        with pytest.raises(DamagedRing):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == content


def test_a_missing_ring_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert not ring_exists(tmp_path)
    with pytest.raises(Refusal, match="manque"):
        ring.unlock(tmp_path, "helene", "vélo rouge")


def test_a_ring_that_is_a_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / RING_NAME).mkdir()
    with pytest.raises(Refusal, match="est abîmé"):
        read_directory(tmp_path)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33, bytes(32)])
def test_a_wrong_desk_key_hides_the_names_and_loses_nothing(tmp_path: Path, made: Created, content: bytes) -> None:
    (tmp_path / DESK_KEY_NAME).write_bytes(content)
    with pytest.raises(Refusal):
        read_directory(tmp_path)
    assert ring.open_with_recovery(tmp_path, made.recovery_text).dbk == made.unlocked.dbk


def test_a_ring_of_a_later_version_is_refused_as_such(tmp_path: Path, made: Created) -> None:
    head = {"kind": "ring", "format": 2, "anything": True}
    line = ring_file.canonical(head)
    (tmp_path / RING_NAME).write_bytes(ring_file._sum(line) + b" " + line + b"\n")
    with pytest.raises(Refusal, match="plus récente"):
        read_directory(tmp_path)


@pytest.mark.parametrize("fault", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_disk_that_refuses_leaves_the_former_ring_whole(
    tmp_path: Path, made: Created, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(fault, refuse)
        with pytest.raises(Refusal, match="n’a pas pu être écrit"):
            add_claire(tmp_path, made)
    assert ring.unlock(tmp_path, "helene", "vélo rouge") == made.unlocked
    assert {file.name for file in tmp_path.iterdir()} - {LOCK_NAME} == {RING_NAME, DESK_KEY_NAME}


def test_a_part_left_by_a_power_cut_does_not_stop_the_next_write(tmp_path: Path, made: Created) -> None:
    (tmp_path / (RING_NAME + ".part")).write_bytes(b"half a ring")
    add_claire(tmp_path, made)
    assert ring.unlock(tmp_path, "claire", "thé à la menthe").dbk == made.unlocked.dbk


def test_a_credential_opens_on_any_desk_where_the_store_key_is_sealed_to_it() -> None:
    secrets = credential.new_secrets(credential.Anchor(bytes(32), bytes(range(32))))
    held = credential.wrap(CLAIRE.id, secrets, "thé à la menthe", CHEAP)
    assert credential.unwrap(held, "thé à la menthe") == secrets
    assert credential.unwrap(held, "café") is None
    assert held.is_proved


def test_no_secret_shows_when_what_was_opened_is_printed(made: Created) -> None:
    shown = repr(made)
    for secret in (made.unlocked.dbk, made.unlocked.box_private, made.unlocked.sign_private, made.recovery_text):
        assert repr(secret) not in shown
        assert str(secret) not in shown


def test_a_ring_half_written_by_a_killed_program_goes_with_the_next_password(tmp_path: Path, made: Created) -> None:
    left = tmp_path / f".{RING_NAME}.0a1b2c3d.part"
    left.write_bytes((tmp_path / RING_NAME).read_bytes())
    ring.change_password(tmp_path, "helene", "vélo rouge", "vélo bleu", CHEAP)
    assert not left.exists()
