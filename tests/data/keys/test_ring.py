"""The key ring of a desk, on a real folder: passwords, the paper key, and names in no file."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ceis_desk.access.model import Account, Role
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.data.keys import ring
from ceis_desk.data.keys.credential import Credential, wrap
from ceis_desk.data.keys.directory import DESK_KEY_NAME, Directory, read_directory
from ceis_desk.data.keys.envelope import Argon, box_public, derive, open_sealed, seal, sign_public
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.data.keys.recovery import recovery_text
from ceis_desk.data.keys.ring import Created
from ceis_desk.data.keys.ring_file import RING_NAME, DamagedRing
from tests.data.keys.ring_examples import CHEAP, CLAIRE, DESK, HELENE, add_claire, found, reset


@pytest.fixture
def made(tmp_path: Path) -> Created:
    return found(tmp_path)


def test_the_right_password_gives_the_store_key_and_the_account_s_own(tmp_path: Path, made: Created) -> None:
    opened = ring.unlock(tmp_path, "helene", "vélo rouge")
    assert opened == made.unlocked
    assert len(opened.dbk) == 32
    assert opened.account_id == HELENE.id


def test_every_account_draws_the_same_store_key_from_its_own_password(tmp_path: Path, made: Created) -> None:
    keys = add_claire(tmp_path, made)
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
    add_claire(tmp_path, made)
    shown = read_directory(tmp_path)
    assert (shown.structure, shown.desk) == ("CCAS de Montpellier", "Accueil · Poste 1")
    assert [(account.login, account.name) for account in shown.accounts] == [
        ("helene", "Hélène Costa"),
        ("claire", "Claire Fabre"),
    ]
    assert shown.accounts[1] == CLAIRE


def test_no_file_holds_a_name_a_login_a_structure_or_a_key_in_clear(tmp_path: Path, made: Created) -> None:
    add_claire(tmp_path, made)
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
def test_the_files_are_their_owner_s_alone_and_no_part_is_left(tmp_path: Path, made: Created) -> None:
    add_claire(tmp_path, made)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {RING_NAME: 0o600, DESK_KEY_NAME: 0o600, LOCK_NAME: 0o600}


def test_the_paper_key_opens_the_store_whatever_happened_to_passwords_and_names(tmp_path: Path, made: Created) -> None:
    (tmp_path / DESK_KEY_NAME).unlink()
    opened = ring.open_with_recovery(tmp_path, made.recovery_text.lower().replace("-", " "))
    assert opened.dbk == made.unlocked.dbk
    assert box_public(opened.private) == made.unlocked.anchor.recovery


def test_the_paper_key_of_another_site_is_told_apart_from_a_slip(tmp_path: Path, made: Created) -> None:
    with pytest.raises(Refusal, match="pas celle de ce poste"):
        ring.open_with_recovery(tmp_path, recovery_text(bytes(32)))


def test_a_new_password_opens_the_same_keys_and_the_former_one_nothing(tmp_path: Path, made: Created) -> None:
    changed = ring.change_password(tmp_path, "helene", "vélo rouge", "trottinette", CHEAP)
    assert ring.unlock(tmp_path, "helene", "trottinette") == replace(made.unlocked, credential=changed)
    assert changed.rank > made.unlocked.credential.rank
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "helene", "vélo rouge")


def test_changing_a_password_takes_the_former_one(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    with pytest.raises(WrongPassword):
        ring.change_password(tmp_path, "helene", "faux", "trottinette", CHEAP)
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_another_password_is_later_than_the_same_one_wrapped_again_and_again(tmp_path: Path, made: Created) -> None:
    other = ring.change_password(tmp_path, "helene", "vélo rouge", "trottinette", CHEAP).rank
    ring.change_password(tmp_path, "helene", "trottinette", "vélo rouge", CHEAP)
    again = [ring.change_password(tmp_path, "helene", "vélo rouge", "vélo rouge", CHEAP).rank for _ in range(2)]
    third = ring.change_password(tmp_path, "helene", "vélo rouge", "trottinette", CHEAP).rank
    assert again[0] < again[1] < third == 3 * other


def test_a_password_changed_meanwhile_by_another_window_is_not_taken_back(
    tmp_path: Path, made: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: Any) -> Credential:  # noqa: ANN401 as the function takes them
        monkeypatch.setattr(ring, "wrap", wrap)
        ring.change_password(tmp_path, "helene", "vélo rouge", "trottinette", CHEAP)
        return wrap(*given)

    monkeypatch.setattr(ring, "wrap", meanwhile)
    with pytest.raises(WrongPassword):
        ring.change_password(tmp_path, "helene", "vélo rouge", "vélo rouge", CHEAP)
    assert ring.unlock(tmp_path, "helene", "trottinette").account_id == HELENE.id


def test_an_empty_password_is_refused_and_nothing_is_written(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: ring.add_account(tmp_path, made.unlocked.dbk, CLAIRE, "", made.unlocked.anchor, CHEAP),
        lambda: ring.change_password(tmp_path, "helene", "vélo rouge", "", CHEAP),
        lambda: reset(tmp_path, made, HELENE.id, ""),
    )
    for attempt in attempts:
        with pytest.raises(Refusal, match="vide"):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_a_reset_gives_new_keys_so_that_the_former_password_opens_nothing_any_more(
    tmp_path: Path, made: Created
) -> None:
    former = add_claire(tmp_path, made)
    kept = seal(former.box_public, b"pour elle seule", b"")
    renewed = reset(tmp_path, made, CLAIRE.id, "nouveau départ")
    opened = ring.unlock(tmp_path, "claire", "nouveau départ")
    assert renewed.box_public == box_public(opened.box_private) != former.box_public
    with pytest.raises(Refusal):
        open_sealed(opened.box_private, kept, b"")
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "claire", "thé à la menthe")


def test_a_closed_account_opens_nothing_stays_listed_and_can_begin_anew(tmp_path: Path, made: Created) -> None:
    add_claire(tmp_path, made)
    ring.close_account(tmp_path, made.unlocked.dbk, CLAIRE.id, dt.date(2019, 6, 18))
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "claire", "thé à la menthe")
    assert read_directory(tmp_path).accounts[1].closed_on == dt.date(2019, 6, 18)
    reset(tmp_path, made, CLAIRE.id, "de retour")
    assert ring.unlock(tmp_path, "claire", "de retour").dbk == made.unlocked.dbk
    assert read_directory(tmp_path).accounts[1].closed_on is None


def test_a_login_belongs_to_one_account(tmp_path: Path, made: Created) -> None:
    twin = Account(new_id(), "HELENE", "Hélène Autre", frozenset({Role.HEALTH}))
    with pytest.raises(Refusal, match="déjà pris"):
        ring.add_account(tmp_path, made.unlocked.dbk, twin, "mot", made.unlocked.anchor, CHEAP)


def test_an_account_that_is_not_of_this_desk_can_be_neither_reset_nor_closed(tmp_path: Path, made: Created) -> None:
    with pytest.raises(Refusal, match="n’existe pas"):
        reset(tmp_path, made, new_id(), "mot")
    with pytest.raises(Refusal, match="n’existe pas"):
        ring.close_account(tmp_path, made.unlocked.dbk, new_id(), dt.date(2019, 6, 18))


def test_nothing_is_changed_in_the_ring_without_the_store_key(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / RING_NAME).read_bytes()
    wrong = bytes(32)
    directory = read_directory(tmp_path)
    for attempt in (
        lambda: ring.add_account(tmp_path, wrong, CLAIRE, "mot", made.unlocked.anchor, CHEAP),
        lambda: reset(tmp_path, made, HELENE.id, "mot", wrong),
        lambda: ring.close_account(tmp_path, wrong, HELENE.id, dt.date(2019, 6, 18)),
        lambda: ring.write_directory(tmp_path, wrong, lambda: directory),
    ):
        with pytest.raises(DamagedRing):
            attempt()
    assert (tmp_path / RING_NAME).read_bytes() == before


def test_the_names_follow_the_store_and_a_lost_desk_key_is_drawn_again(tmp_path: Path, made: Created) -> None:
    (tmp_path / DESK_KEY_NAME).unlink()
    with pytest.raises(Refusal, match=r"desk\.key"):
        ring.unlock(tmp_path, "helene", "vélo rouge")
    renamed = Account(HELENE.id, "helene", "Hélène Costa-Roux", HELENE.roles)
    ring.write_directory(tmp_path, made.unlocked.dbk, lambda: Directory("CCAS", "Poste 2", (renamed,)))
    assert read_directory(tmp_path).accounts == (renamed,)
    assert ring.unlock(tmp_path, "helene", "vélo rouge") == made.unlocked


def test_an_older_ring_put_back_gives_a_closed_account_nothing_once_in_line_with_the_store(
    tmp_path: Path, made: Created
) -> None:
    add_claire(tmp_path, made)
    older = (tmp_path / RING_NAME).read_bytes()
    ring.close_account(tmp_path, made.unlocked.dbk, CLAIRE.id, dt.date(2019, 6, 18))
    as_stored = read_directory(tmp_path)
    (tmp_path / RING_NAME).write_bytes(older)
    ring.write_directory(tmp_path, made.unlocked.dbk, lambda: as_stored)
    with pytest.raises(WrongPassword):
        ring.unlock(tmp_path, "claire", "thé à la menthe")


def test_an_account_that_the_store_never_kept_leaves_its_login_free(tmp_path: Path, made: Created) -> None:
    add_claire(tmp_path, made)
    ring.write_directory(tmp_path, made.unlocked.dbk, lambda: Directory("CCAS", "Poste 1", (HELENE,)))
    again = Account(new_id(), "claire", "Claire Fabre", frozenset({Role.BUDGET}))
    ring.add_account(tmp_path, made.unlocked.dbk, again, "mot", made.unlocked.anchor, CHEAP)
    assert ring.unlock(tmp_path, "claire", "mot").account_id == again.id


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
