"""`backup`, `restore` and `check` as a person types them."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from ceis_desk.access.backups import CONFIRM_WORD
from tests.scenarios.desks import PASSWORD, CommandLine
from tests.scenarios.test_command_line import refused


class Terminal(io.StringIO):
    """A standard input with someone at it, who answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def kept(typed: CommandLine) -> CommandLine:
    """A store with one backup."""
    assert typed.founded()("backup").code == 0
    return typed


def backup_of(typed: CommandLine) -> str:
    return str(next((typed.folder / "backups").glob("*.sauvegarde")))


def test_a_backup_is_made_and_its_path_is_said(typed: CommandLine) -> None:
    done = typed.founded()("backup")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Sauvegarde vérifiée\u00a0: {backup_of(typed)}\n"


def test_a_backup_goes_into_the_folder_that_is_named(typed: CommandLine, tmp_path: Path) -> None:
    place = tmp_path / "cle"
    place.mkdir()
    made = typed.founded()("backup", str(place), "--json").json
    assert Path(made["path"]).parent == place
    assert made["bytes"] == Path(made["path"]).stat().st_size
    assert not (typed.folder / "backups").exists() or not list((typed.folder / "backups").glob("*.sauvegarde"))


def test_a_backup_into_a_missing_folder_is_refused(typed: CommandLine, tmp_path: Path) -> None:
    done = typed.founded()("backup", str(tmp_path / "absent"))
    assert done.code == 1
    assert refused(done.err)


def test_a_reception_account_may_not_make_one(typed: CommandLine) -> None:
    typed.founded().with_account("accueil", "Sofiane Roux", "reception")
    done = typed("backup", user="accueil")
    assert done.code == 1
    assert refused(done.err)


def test_check_says_that_the_store_is_whole_and_writes_nothing(kept: CommandLine) -> None:
    before = {path: path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()}
    done = kept("check")
    assert done.code == 0
    assert done.out.startswith("Le registre est entier")
    assert {path: path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()} == before


def test_the_drill_typed_by_hand_gives_the_same_rows(kept: CommandLine) -> None:
    made = kept("backup", "--json").json
    (kept.folder / "ceis.db").write_bytes(b"")
    told = kept("check")
    assert told.code == 1
    assert refused(told.err)
    assert "Le fichier des données est vide" in told.err
    assert made["path"] in told.err
    done = kept("restore", made["path"])
    assert done.code == 0
    assert "mis-de-cote-" in done.out
    checked = kept("check", "--json").json
    assert (checked["sound"], checked["content"], checked["rows"]) == (True, made["content"], made["rows"])
    assert checked["last_backup"]["path"] == made["path"]


def test_every_command_says_the_damage_and_the_way_back(kept: CommandLine) -> None:
    content = bytearray((kept.folder / "ceis.db").read_bytes())
    content[len(content) // 2] ^= 1
    (kept.folder / "ceis.db").write_bytes(content)
    for words in (("stats", "month", "2019-02"), ("user", "list"), ("backup",), ("check",)):
        done = kept(*words)
        assert done.code == 1
        assert refused(done.err)
        assert f"restore {backup_of(kept)}" in done.err
    assert (kept.folder / "ceis.db").read_bytes() == bytes(content)


def test_a_lost_ring_comes_back_alone(kept: CommandLine) -> None:
    data = (kept.folder / "ceis.db").read_bytes()
    (kept.folder / "keyring.ceis").write_bytes(b"")
    done = kept("user", "list")
    assert "restore --ring" in done.err
    assert kept("restore", "--ring", backup_of(kept)).code == 0
    assert (kept.folder / "ceis.db").read_bytes() == data
    assert kept("user", "list").code == 0


def test_a_script_replaces_good_data_by_the_file_it_names_and_loses_none(kept: CommandLine) -> None:
    assert kept("restore", backup_of(kept), "--json").json["ring_only"] is False
    assert len(list(kept.folder.glob("mis-de-cote-*/ceis.db"))) == 1


@pytest.mark.parametrize(("answer", "code"), [("oui\n", 1), (f"{CONFIRM_WORD}\n", 0)])
def test_at_a_terminal_the_word_is_typed(kept: CommandLine, answer: str, code: int) -> None:
    kept.monkeypatch.setattr(sys, "stdin", Terminal(answer))
    done = kept("restore", backup_of(kept))
    assert done.code == code
    assert "Traceback" not in done.err


def test_a_new_pc_takes_a_backup_from_another_disk(kept: CommandLine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "disque" / "copie.sauvegarde"
    elsewhere.parent.mkdir()
    shutil.copyfile(backup_of(kept), elsewhere)
    shutil.rmtree(kept.folder)
    assert kept("restore", str(elsewhere)).code == 0
    assert kept("user", "list").code == 0


def test_the_paper_key_is_given_by_the_environment(typed: CommandLine) -> None:
    done = typed("init", "--structure", "CCAS", "--desk", "P", "--login", "helene", "--name", "Hélène Costa")
    paper = next(line for line in done.out.splitlines() if line.startswith("CEIS-"))
    typed("backup")
    (typed.folder / "ceis.db").unlink()
    typed.monkeypatch.setenv("CEIS_DESK_RECOVERY_KEY", paper)
    assert typed("restore", "--paper-key", backup_of(typed), password="perdu").code == 0
    assert typed("user", "list", password=PASSWORD).code == 0


@pytest.mark.parametrize("words", [("restore",), ("check", "trop"), ("backup", "a", "b")])
def test_wrong_usage_gives_two(typed: CommandLine, words: tuple[str, ...]) -> None:
    assert typed.founded()(*words).code == 2


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(kept: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    for name in ("photo.png", "absente"):
        done = kept("restore", str(tmp_path / name))
        assert (done.code, done.out) == (1, "")
        assert refused(done.err)


def test_a_folder_that_keeps_backups_is_not_founded_anew(kept: CommandLine) -> None:
    for name in ("ceis.db", "keyring.ceis", "desk.key"):
        (kept.folder / name).unlink()
    done = kept("init", "--structure", "CCAS", "--desk", "P", "--login", "helene", "--name", "Hélène Costa")
    assert done.code == 1
    assert refused(done.err)
    assert not (kept.folder / "ceis.db").exists()


def test_the_content_of_a_store_is_the_same_after_commands_that_only_look_or_are_refused(typed: CommandLine) -> None:
    typed.founded()
    before = typed("check", "--json").json["content"]
    typed("user", "list")
    typed("stats", "month", "2019-06", "--json")
    assert typed("exchange", "import", str(typed.folder / "desk.key")).code == 1
    assert typed("check", "--json").json["content"] == before
    typed.with_account("accueil", "Sofiane Roux", "reception")
    assert typed("check", "--json").json["content"] != before
