"""The key ring of a desk, on a real folder: passwords, the paper key, damage, and names in no file."""

from __future__ import annotations

import datetime as dt
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceis_desk.access.model import Account, Role
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.keys import credential, ring, ring_file
from ceis_desk.data.keys.directory import DESK_KEY_NAME, Directory
from ceis_desk.data.keys.envelope import Argon, Pair, Unreadable, box_public, derive, open_sealed, seal, sign_public
from ceis_desk.data.keys.recovery import new_recovery, recovery_text
from ceis_desk.data.keys.ring import Created
from ceis_desk.data.keys.ring_file import RING_NAME, DamagedRing

CHEAP = Argon(memory_kib=64, passes=1, lanes=1)
DESK = new_id()
HELENE = Account(new_id(), "Hélène", "Hélène Costa", frozenset({Role.ADMIN, Role.DIRECTOR}))
CLAIRE = Account(new_id(), "claire", "Claire Fabre", frozenset({Role.BUDGET}))


@pytest.fixture
def made(tmp_path: Path) -> Created:
    return ring.create_ring(tmp_path, DESK, "CCAS de Montpellier", "Accueil · Poste 1", HELENE, "vélo rouge", CHEAP)


def _add_claire(folder: Path, made: Created) -> ring.AccountKeys:
    return ring.add_account(folder, made.unlocked.dbk, CLAIRE, "thé à la menthe", CHEAP)


def test_the_right_password_gives_the_store_key_and_the_account_s_own(tmp_path: Path, made: Created) -> None:
    opened = ring.unlock(tmp_path, "helene", "vélo rouge")
    assert opened == made.unlocked
    assert len(opened.dbk) == 32
    assert opened.account_id == HELENE.id


def test_every_account_draws_the_same_store_key_from_its_own_password(tmp_path: Path, made: Created) -> None:
    keys = _add_claire(tmp_path, made)
    opened = ring.unlock(tmp_path, " CLAIRE", "thé à la menthe")
    assert opened.dbk == made.unlocked.dbk
    assert (box_public(opened.box_private), sign_public(opened.sign_private)) == (keys.box_public, keys.sign_public)
    assert opened.box_private != made.unlocked.box_private


@pytest.mark.parametrize("password", ["", "velo rouge", "Vélo rouge", "vélo rouge ", "vélo", "thé à la menthe"])
def test_any_other_password_is_refused(tmp_path: Path, made: Created, password: str) -> None:
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "helene", password)


@pytest.mark.parametrize("login", ["personne", "", "Hélène Costa"])
def test_an_unknown_login_is_refused_by_the_same_words_and_the_same_work(
    tmp_path: Path, made: Created, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Argon] = []
    honest = derive

    def count(password: str, salt: bytes, cost: Argon) -> bytes:
        asked.append(cost)
        return honest(password, salt, cost)

    monkeypatch.setattr("ceis_desk.data.keys.ring.derive", count)
    monkeypatch.setattr("ceis_desk.data.keys.credential.derive", count)
    said = []
    for who in ("helene", login):
        with pytest.raises(WrongPassword) as refused:
            ring.unlock(tmp_path, who, "faux")
        said.append(refused.value.sentence)
    assert said[0] == said[1]
    assert asked == [CHEAP, CHEAP]


def test_the_lock_screen_reads_the_names_before_anything_is_open(tmp_path: Path, made: Created) -> None:
    _add_claire(tmp_path, made)
    shown = ring.read_directory(tmp_path)
    assert (shown.structure, shown.desk) == ("CCAS de Montpellier", "Accueil · Poste 1")
    assert [(account.login, account.name) for account in shown.accounts] == [
        ("helene", "Hélène Costa"),
        ("claire", "Claire Fabre"),
    ]
    assert shown.accounts[1] == CLAIRE


def test_no_file_holds_a_name_a_login_a_structure_or_a_key_in_clear(tmp_path: Path, made: Created) -> None:
    _add_claire(tmp_path, made)
    secrets = [made.unlocked.dbk, made.unlocked.box_private, made.unlocked.sign_private]
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        for word in ("helene", "Hélène", "Costa", "claire", "Fabre", "CCAS", "Montpellier", "Poste", "budget", "vélo"):
            assert word.lower().encode() not in content.lower(), (file.name, word)
        for secret in secrets:
            assert secret not in content
            assert secret.hex().encode() not in content.lower()
        assert made.recovery_text.encode() not in content


@pytest.mark.skipif(os.name != "posix", reason="rights of a file are POSIX")
def test_both_files_are_their_owner_s_alone_and_no_part_is_left(tmp_path: Path, made: Created) -> None:
    _add_claire(tmp_path, made)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {RING_NAME: 0o600, DESK_KEY_NAME: 0o600}


def test_the_paper_key_opens_the_store_whatever_happened_to_passwords_and_names(tmp_path: Path, made: Created) -> None:
    (tmp_path / DESK_KEY_NAME).unlink()
    opened = ring.open_with_recovery(tmp_path, made.recovery_text.lower().replace("-", " "))
    assert opened.dbk == made.unlocked.dbk
    assert box_public(opened.private) == made.unlocked.recovery_public


def test_the_paper_key_of_another_site_is_told_apart_from_a_slip(tmp_path: Path, made: Created) -> None:
    with pytest.raises(Refusal, match="pas celle de ce poste"):
        ring.open_with_recovery(tmp_path, recovery_text(bytes(32)))


def test_a_new_password_opens_the_same_keys_and_the_former_one_nothing(tmp_path: Path, made: Created) -> None:
    ring.change_password(tmp_path, "helene", "vélo rouge", "trottinette", CHEAP)
    assert ring.unlock(tmp_path, "helene", "trottinette") == made.unlocked
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "helene", "vélo rouge")


def test_changing_a_password_takes_the_former_one(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    with pytest.raises(WrongPassword):
        ring.change_password(tmp_path, "helene", "faux", "trottinette", CHEAP)
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_an_empty_password_is_refused_and_nothing_is_written(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    for attempt in (
        lambda: ring.add_account(tmp_path, made.unlocked.dbk, CLAIRE, "", CHEAP),
        lambda: ring.change_password(tmp_path, "helene", "vélo rouge", "", CHEAP),
        lambda: ring.reset_password(tmp_path, made.unlocked.dbk, HELENE.id, "", CHEAP),
    ):
        with pytest.raises(Refusal, match="vide"):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_a_reset_gives_new_keys_so_that_the_former_password_opens_nothing_any_more(
    tmp_path: Path, made: Created
) -> None:
    former = _add_claire(tmp_path, made)
    kept = seal(former.box_public, b"pour elle seule", b"")
    renewed = ring.reset_password(tmp_path, made.unlocked.dbk, CLAIRE.id, "nouveau départ", CHEAP)
    opened = ring.unlock(tmp_path, "claire", "nouveau départ")
    assert renewed.box_public == box_public(opened.box_private) != former.box_public
    with pytest.raises(Refusal):
        open_sealed(opened.box_private, kept, b"")
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "claire", "thé à la menthe")


def test_a_closed_account_opens_nothing_stays_listed_and_can_begin_anew(tmp_path: Path, made: Created) -> None:
    _add_claire(tmp_path, made)
    ring.close_account(tmp_path, made.unlocked.dbk, CLAIRE.id, dt.date(2019, 6, 18))
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "claire", "thé à la menthe")
    assert ring.read_directory(tmp_path).accounts[1].closed_on == dt.date(2019, 6, 18)
    ring.reset_password(tmp_path, made.unlocked.dbk, CLAIRE.id, "de retour", CHEAP)
    assert ring.unlock(tmp_path, "claire", "de retour").dbk == made.unlocked.dbk
    assert ring.read_directory(tmp_path).accounts[1].closed_on is None


def test_a_login_belongs_to_one_account(tmp_path: Path, made: Created) -> None:
    twin = Account(new_id(), "HELENE", "Hélène Autre", frozenset({Role.HEALTH}))
    with pytest.raises(Refusal, match="déjà pris"):
        ring.add_account(tmp_path, made.unlocked.dbk, twin, "mot", CHEAP)


def test_an_account_that_is_not_of_this_desk_can_be_neither_reset_nor_closed(tmp_path: Path, made: Created) -> None:
    with pytest.raises(Refusal, match="n’existe pas"):
        ring.reset_password(tmp_path, made.unlocked.dbk, new_id(), "mot", CHEAP)
    with pytest.raises(Refusal, match="n’existe pas"):
        ring.close_account(tmp_path, made.unlocked.dbk, new_id(), dt.date(2019, 6, 18))


def test_nothing_is_changed_in_the_ring_without_the_store_key(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    wrong = bytes(32)
    directory = ring.read_directory(tmp_path)
    for attempt in (
        lambda: ring.add_account(tmp_path, wrong, CLAIRE, "mot", CHEAP),
        lambda: ring.reset_password(tmp_path, wrong, HELENE.id, "mot", CHEAP),
        lambda: ring.close_account(tmp_path, wrong, HELENE.id, dt.date(2019, 6, 18)),
        lambda: ring.write_directory(tmp_path, wrong, directory),
    ):
        with pytest.raises(DamagedRing):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_the_names_follow_the_store_and_a_lost_desk_key_is_drawn_again(tmp_path: Path, made: Created) -> None:
    (tmp_path / DESK_KEY_NAME).unlink()
    with pytest.raises(Refusal, match=r"desk\.key"):
        ring.unlock(tmp_path, "helene", "vélo rouge")
    renamed = Account(HELENE.id, "helene", "Hélène Costa-Roux", HELENE.roles)
    ring.write_directory(tmp_path, made.unlocked.dbk, Directory("CCAS", "Poste 2", (renamed,)))
    assert ring.read_directory(tmp_path).accounts == (renamed,)
    assert ring.unlock(tmp_path, "helene", "vélo rouge") == made.unlocked


def test_a_ring_is_never_founded_over_another(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    with pytest.raises(Refusal, match="déjà un trousseau"):
        ring.create_ring(tmp_path, DESK, "x", "y", HELENE, "mot", CHEAP)
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_an_ill_formed_login_founds_nothing(tmp_path: Path) -> None:
    bad = Account(new_id(), "?", "Hélène Costa", HELENE.roles)
    with pytest.raises(Refusal, match="identifiant"):
        ring.create_ring(tmp_path, DESK, "x", "y", bad, "mot", CHEAP)
    assert list(tmp_path.iterdir()) == []


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
    forged, _, _ = credential.new_credential(HELENE.id, "le mien", CHEAP)
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
    _add_claire(tmp_path, made)
    file = tmp_path / RING_NAME
    lines = file.read_bytes().splitlines()
    hurt = next(at for at, line in enumerate(lines) if HELENE.id.hex.encode() in line)
    lines[hurt] = lines[hurt].replace(b"account", b"acc\xffunt")
    file.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(DamagedRing):
        ring.unlock(tmp_path, "helene", "vélo rouge")
    opened = ring.unlock(tmp_path, "claire", "thé à la menthe")
    assert ring.open_with_recovery(tmp_path, made.recovery_text).dbk == opened.dbk
    ring.reset_password(tmp_path, opened.dbk, HELENE.id, "réparé", CHEAP)
    assert ring.unlock(tmp_path, "helene", "réparé").dbk == opened.dbk


@pytest.mark.parametrize("content", [b"", b"bonjour\n", b"\x00" * 4096, b"{}", b"[]\n", "Épicerie\n".encode("latin-1")])
def test_a_file_that_is_no_ring_is_refused_and_left_alone(tmp_path: Path, made: Created, content: bytes) -> None:
    (tmp_path / RING_NAME).write_bytes(content)
    for attempt in (
        lambda: ring.unlock(tmp_path, "helene", "vélo rouge"),
        lambda: ring.read_directory(tmp_path),
        lambda: ring.open_with_recovery(tmp_path, made.recovery_text),
        lambda: ring.add_account(tmp_path, made.unlocked.dbk, CLAIRE, "mot", CHEAP),
    ):
        with pytest.raises(DamagedRing):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == content


def test_a_missing_ring_is_told_in_one_sentence(tmp_path: Path) -> None:
    assert not ring.ring_exists(tmp_path)
    with pytest.raises(Refusal, match="manque"):
        ring.unlock(tmp_path, "helene", "vélo rouge")


def test_a_ring_that_is_a_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / RING_NAME).mkdir()
    with pytest.raises(Refusal, match="n’a pas pu être lu"):
        ring.read_directory(tmp_path)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33, bytes(32)])
def test_a_wrong_desk_key_hides_the_names_and_loses_nothing(tmp_path: Path, made: Created, content: bytes) -> None:
    (tmp_path / DESK_KEY_NAME).write_bytes(content)
    with pytest.raises(Refusal):
        ring.read_directory(tmp_path)
    assert ring.open_with_recovery(tmp_path, made.recovery_text).dbk == made.unlocked.dbk


def test_a_ring_of_a_later_version_is_refused_as_such(tmp_path: Path, made: Created) -> None:
    head = {"kind": "ring", "format": 2, "anything": True}
    line = ring_file.canonical(head)
    (tmp_path / RING_NAME).write_bytes(ring_file._sum(line) + b" " + line + b"\n")
    with pytest.raises(Refusal, match="plus récente"):
        ring.read_directory(tmp_path)


@pytest.mark.parametrize("fault", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_disk_that_refuses_leaves_the_former_ring_whole(
    tmp_path: Path, made: Created, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(fault, refuse)
        with pytest.raises(Refusal, match="n’a pas pu être écrit"):
            _add_claire(tmp_path, made)
    assert ring.unlock(tmp_path, "helene", "vélo rouge") == made.unlocked
    assert {file.name for file in tmp_path.iterdir()} == {RING_NAME, DESK_KEY_NAME}


def test_a_part_left_by_a_power_cut_does_not_stop_the_next_write(tmp_path: Path, made: Created) -> None:
    (tmp_path / (RING_NAME + ".part")).write_bytes(b"half a ring")
    _add_claire(tmp_path, made)
    assert ring.unlock(tmp_path, "claire", "thé à la menthe").dbk == made.unlocked.dbk


def test_a_credential_opens_on_any_desk_where_the_store_key_is_sealed_to_it() -> None:
    held, box, sign = credential.new_credential(CLAIRE.id, "thé à la menthe", CHEAP)
    assert credential.unwrap(held, "thé à la menthe") == (box, sign)
    assert credential.unwrap(held, "café") is None
    assert isinstance(box, Pair)


def test_no_secret_shows_when_what_was_opened_is_printed(made: Created) -> None:
    shown = repr(made)
    for secret in (made.unlocked.dbk, made.unlocked.box_private, made.unlocked.sign_private, made.recovery_text):
        assert repr(secret) not in shown
        assert str(secret) not in shown
