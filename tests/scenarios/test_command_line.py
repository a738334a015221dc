"""What a newcomer types, and what the program answers to mistakes: one French sentence, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scenarios.desks import SHARED, CommandLine

LOGBOOK = SHARED / "logbooks" / "cahier_accueil_2018-2019.csv"
HEAD = "Date;Heure;Nom;Prénom;Date de naissance;Motifs\n"


def write(folder: Path, text: str, name: str = "cahier.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def refused(sentence: str) -> bool:
    return sentence.count("\n") == 1 and "Traceback" not in sentence


def test_init_prints_the_recovery_key_once(typed: CommandLine) -> None:
    done = typed("init", "--structure", "CCAS", "--desk", "Poste 1", "--login", "helene", "--name", "Hélène Costa")
    assert done.code == 0
    assert done.out.count("CEIS-") == 1


def test_init_never_replaces_a_store(typed: CommandLine) -> None:
    before = {path.name: path.read_bytes() for path in typed.founded().folder.iterdir()}
    done = typed("init", "--structure", "Autre", "--desk", "P", "--login", "a2", "--name", "A B")
    assert done.code == 1
    assert refused(done.err)
    assert {path.name: path.read_bytes() for path in typed.folder.iterdir()} == before


@pytest.mark.skipif(not LOGBOOK.exists(), reason="the shared logbook is not beside this checkout")
def test_the_sample_logbook_gives_its_expected_figures_to_the_unit_and_read_again_changes_nothing(
    typed: CommandLine, tmp_path: Path
) -> None:
    typed.founded()
    done = typed("import", "visits", str(LOGBOOK), "--json")
    expected = json.loads(LOGBOOK.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert (done.json["imported"], done.json["new_people"]) == (expected["rows"], expected["people"])
    for month, figures in expected["months"].items():
        counted = typed("stats", "month", month, "--json").json
        assert {name: counted[name] for name in figures} == figures
    before = typed("stats", "period", "2018-10-01", "2019-03-31", "--json").json
    # Its first rows say it as well as all, which take as long as the first reading.
    begun = tmp_path / "debut.csv"
    begun.write_bytes(b"".join(LOGBOOK.read_bytes().splitlines(keepends=True)[:401]))
    again = typed("import", "visits", str(begun), "--json").json
    assert again["imported"] == 0
    assert again["already"] + len(again["rejected"]) == 400
    assert typed("stats", "period", "2018-10-01", "2019-03-31", "--json").json == before


def test_a_dry_run_writes_nothing_and_prints_the_same_report(typed: CommandLine, tmp_path: Path) -> None:
    typed.founded()
    file = write(tmp_path, HEAD + "01/02/2019;9:00;PETIT;Anne;01/01/1980;Logement\nhier;;;;;\n")
    dry = typed("import", "visits", file, "--dry-run", "--json").json
    assert typed("stats", "month", "2019-02", "--json").json["visits"] == 0
    real = typed("import", "visits", file, "--json").json
    assert {**dry, "dry_run": False} == real


def test_a_row_that_cannot_be_read_is_reported_and_the_others_are_imported(typed: CommandLine, tmp_path: Path) -> None:
    typed.founded()
    file = write(tmp_path, HEAD + "31/02/2019;9:00;PETIT;Anne;;Logement\n01/02/2019;9:00;PETIT;Anne;;Logement\n")
    report = tmp_path / "compte-rendu.csv"
    done = typed("import", "visits", file, "--json", "--report", str(report))
    assert [row["line"] for row in done.json["rejected"]] == [2]
    assert done.json["imported"] == 1
    assert "31/02/2019" in report.read_text(encoding="utf-8-sig")


def test_an_unknown_motif_becomes_a_local_one_and_is_reported(typed: CommandLine, tmp_path: Path) -> None:
    typed.founded()
    file = write(tmp_path, HEAD + "01/02/2019;9:00;PETIT;Anne;;Jardin partagé | Logement\n")
    assert typed("import", "visits", file, "--json").json["new_motifs"] == {"Jardin partagé": 1}
    figures = typed("stats", "month", "2019-02", "--json").json
    assert (figures["by_motif"]["Jardin partagé"], figures["by_motif"]["Logement"]) == (1, 1)
    assert figures["by_platform"]["reception"] == {"visits": 1, "participants": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bruit.csv", bytes(range(256)) * 9),
        ("faux.xlsx", b"ceci n'est pas un classeur"),
        ("vide.csv", b""),
        ("photo.png", b"\x89PNG\r\n\x1a\n"),
        ("sans-entete.csv", b"a;b\n1;2\n"),
    ],
)
def test_a_file_that_is_no_logbook_is_refused_in_one_sentence(
    typed: CommandLine, tmp_path: Path, name: str, content: bytes
) -> None:
    typed.founded()
    (tmp_path / name).write_bytes(content)
    done = typed("import", "visits", str(tmp_path / name))
    assert (done.code, done.out) == (1, "")
    assert refused(done.err)


def test_a_missing_file_is_refused_in_one_sentence(typed: CommandLine, tmp_path: Path) -> None:
    done = typed.founded()("import", "visits", str(tmp_path / "absent.csv"))
    assert done.code == 1
    assert refused(done.err)


def test_a_wrong_password_costs_a_sentence_and_no_data(typed: CommandLine) -> None:
    done = typed.founded()("stats", "month", "2019-02", password="faux")
    assert (done.code, done.err.strip()) == (1, "Mot de passe refusé. Rien n’est perdu, réessayez.")


def test_a_command_before_init_says_where_to_begin(typed: CommandLine) -> None:
    done = typed("stats", "month", "2019-02")
    assert done.code == 1
    assert "init" in done.err
    assert refused(done.err)


@pytest.mark.parametrize("month", ["2019-13", "juin", "2019-6-1", "", "9999-12", "0001-01"])
def test_a_month_that_is_none_is_refused(typed: CommandLine, month: str) -> None:
    done = typed.founded()("stats", "month", month)
    assert done.code == 1
    assert refused(done.err)


def test_a_period_that_ends_before_it_starts_is_refused(typed: CommandLine) -> None:
    done = typed.founded()("stats", "period", "2019-02-01", "2019-01-01")
    assert done.code == 1
    assert refused(done.err)


def test_wrong_usage_gives_two(typed: CommandLine) -> None:
    assert typed("statz").code == 2


def test_the_monthly_pdf_is_written(typed: CommandLine, tmp_path: Path) -> None:
    typed.founded()
    file = write(tmp_path, HEAD + "01/02/2019;9:00;PETIT;Anne;01/01/1980;Logement\n")
    typed("import", "visits", file)
    target = tmp_path / "rapport.pdf"
    assert typed("report", "monthly", "2019-02", "-o", str(target)).code == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert b"PETIT" not in target.read_bytes()


def test_the_pdf_of_a_month_is_refused_where_nothing_can_be_written(typed: CommandLine, tmp_path: Path) -> None:
    done = typed.founded()("report", "monthly", "2019-02", "-o", str(tmp_path / "absent" / "rapport.pdf"))
    assert done.code == 1
    assert refused(done.err)


def test_a_name_too_long_for_the_disk_is_refused(typed: CommandLine, tmp_path: Path) -> None:
    done = typed.founded()("report", "monthly", "2019-02", "-o", str(tmp_path / ("x" * 300 + ".pdf")))
    assert done.code == 1
    assert refused(done.err)


def test_a_report_that_cannot_be_written_after_a_dry_run_says_that_nothing_was_imported(
    typed: CommandLine, tmp_path: Path
) -> None:
    file = write(tmp_path, HEAD + "01/02/2019;9:00;PETIT;Anne;;Logement\n")
    done = typed.founded()("import", "visits", file, "--dry-run", "--report", str(tmp_path / "absent" / "r.csv"))
    assert done.code == 1
    assert "Rien n’a été importé" in done.err


def test_the_reception_account_may_not_import(typed: CommandLine, tmp_path: Path) -> None:
    typed.founded().with_account("accueil", "Sofiane Roux", "reception")
    done = typed("import", "visits", write(tmp_path, HEAD + "01/02/2019;;;;;\n"), user="accueil")
    assert done.code == 1
    assert refused(done.err)


def test_an_unknown_role_is_refused_with_those_that_exist(typed: CommandLine) -> None:
    typed.founded()
    typed.monkeypatch.setenv("CEIS_DESK_NEW_PASSWORD", "x")
    done = typed("user", "add", "paul", "--name", "Paul", "--role", "chef")
    assert done.code == 1
    assert "reception" in done.err


def test_an_account_is_not_added_with_a_weak_password(typed: CommandLine) -> None:
    typed.founded()
    typed.monkeypatch.setenv("CEIS_DESK_NEW_PASSWORD", "azerty")
    done = typed("user", "add", "paul", "--name", "Paul Serra", "--role", "reception")
    assert done.code == 1
    assert "au moins 10 signes, ou une phrase de quatre mots" in done.err
    assert [user["login"] for user in typed("user", "list", "--json").json["users"]] == ["helene"]


def test_the_accounts_are_listed_with_their_roles(typed: CommandLine) -> None:
    typed.founded().with_account("marc", "Marc Vidal", "digital,employment")
    listed = {user["login"]: user["roles"] for user in typed("user", "list", "--json").json["users"]}
    assert listed == {"helene": ["admin", "director"], "marc": ["digital", "employment"]}


@pytest.mark.parametrize(
    "content", [b"", b"un simple texte\n" * 400, b"\x00" * 8192, b"SQLite format 3\x00" + b"\x01" * 8176]
)
def test_a_database_of_something_else_is_refused_and_left_untouched(typed: CommandLine, content: bytes) -> None:
    database = typed.founded().folder / "ceis.db"
    for path in typed.folder.glob("ceis.db*"):
        path.unlink()
    database.write_bytes(content)
    done = typed("stats", "month", "2019-02")
    assert done.code == 1
    assert refused(done.err)
    assert database.read_bytes() == content


def test_without_a_display_the_window_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ceis_desk", "--store", "absent"],
        env={"PATH": "/usr/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Il n’y a pas d’écran ici")


@pytest.mark.parametrize("phrase", ["Le petit bâteau, l’été", "20190618"])
def test_two_desks_are_linked_by_any_phrase_and_exchange(
    typed: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phrase: str
) -> None:
    first = typed.founded().with_account("sofiane", "Sofiane Roux", "reception")
    second = replace(typed, folder=tmp_path / "second", user="bertrand")
    invitation, answer, box = tmp_path / "i.ceis", tmp_path / "r.ceis", tmp_path / "echange"
    box.mkdir()
    joining = ("init", "--join", str(invitation), "--desk", "Poste 2", "--login", "bertrand", "--name", "Bertrand Weil")
    monkeypatch.setenv("CEIS_DESK_PHRASE", phrase)
    invited = first("exchange", "invite", "-o", str(invitation))
    assert (invited.code, phrase in invited.out) == (0, False)
    monkeypatch.setenv("CEIS_DESK_PHRASE", "une autre phrase")
    assert "n’ouvre pas" in second(*joining, "-o", str(answer)).err
    monkeypatch.setenv("CEIS_DESK_PHRASE", "")
    assert "manque" in second(*joining, "-o", str(answer)).err
    monkeypatch.setenv("CEIS_DESK_PHRASE", phrase.upper().replace(" ", "-"))
    assert second(*joining, "-o", str(answer)).code == 0
    assert first("exchange", "accept", str(answer)).code == 0
    for desk in (first, second, first):
        assert desk("exchange", "export", str(box)).code == 0
        assert desk("exchange", "import", str(box)).code == 0
    assert {one["to_check"] for one in second("user", "list", "--json").json["users"]} == {False}
    assert [one["state"] for one in first("exchange", "status", "--json").json["desks"]] != ["to_check"] * 2
    assert second("user", "list", user="sofiane").code == 1
    monkeypatch.setenv("CEIS_DESK_PHRASE", "")
    drawn = first("exchange", "invite", "-o", str(invitation))
    assert len(drawn.out.strip().splitlines()[-1].split()) == 6


def test_a_file_of_the_disk_that_fails_is_told_in_french(typed: CommandLine) -> None:
    typed.founded()
    done = typed("exchange", "import", "long" * 80)
    assert done.code == 1
    assert refused(done.err)
    assert "son nom est trop long" in done.err


@pytest.mark.parametrize("name", ["ceis.db", "keyring.ceis", "desk.key"])
def test_no_output_is_written_over_a_file_of_the_store(typed: CommandLine, name: str) -> None:
    target = typed.founded().folder / name
    before = target.read_bytes()
    book = write(typed.folder.parent, HEAD + "18/06/2019;9:20;LOPEZ;Maria;;Logement\n")
    for words in (
        ("exchange", "invite", "-o", str(target)),
        ("report", "monthly", "2019-06", "-o", str(target)),
        ("import", "visits", book, "--report", str(target)),
    ):
        done = typed(*words)
        assert (done.code, refused(done.err)) == (1, True)
        assert "est un fichier du registre" in done.err
    if name != "ceis.db":
        assert target.read_bytes() == before
    assert typed("stats", "month", "2019-06", "--json").json["visits"] == 0


@pytest.mark.parametrize("word", ["--structure", "--desk", "--name"])
def test_a_word_that_is_no_text_is_refused_in_one_sentence(typed: CommandLine, word: str) -> None:
    words = {"--structure": "CCAS", "--desk": "Poste 1", "--login": "helene", "--name": "Hélène Costa", word: "\udcff"}
    done = typed("init", *(one for pair in words.items() for one in pair))
    assert (done.code, refused(done.err)) == (1, True)
    assert "n’est pas du texte" in done.err
    assert not (typed.folder / "ceis.db").exists()


def test_the_recovery_key_is_renewed_by_a_command(typed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    typed.founded().with_account("sofiane", "Sofiane Roux", "reception")
    assert typed("recovery", "renew", user="sofiane").code == 1
    first = typed("recovery", "renew")
    assert first.code == 0
    key = next(line for line in first.out.splitlines() if line.startswith("CEIS-"))
    monkeypatch.setenv("CEIS_DESK_RECOVERY_KEY", key)
    assert typed("recovery", "renew", "--former").code == 0
    refused_now = typed("recovery", "renew", "--former")
    assert (refused_now.code, refused(refused_now.err)) == (1, True)
    assert "renouvelée" in refused_now.err
    monkeypatch.setenv("CEIS_DESK_RECOVERY_KEY", " ")
    assert "L’ancienne clé manque" in typed("recovery", "renew", "--former").err


CLOSE_AND_RUN = """
import os, sys
os.close(int(sys.argv[1]))
os.execv(sys.executable, [sys.executable, "-m", "ceis_desk", *sys.argv[2:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives a program its streams in another way")
@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_is_no_fault_of_the_command(typed: CommandLine, closed: int) -> None:
    words = ["--store", str(typed.founded().folder), "--user", "helene", "user", "list"]
    done = subprocess.run(
        [sys.executable, "-c", CLOSE_AND_RUN, str(closed), *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert ("Hélène Costa" in done.stdout) is (closed != 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
def test_a_folder_removed_under_a_relative_store_is_one_sentence(
    typed: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "parti"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    typed.folder = Path("registre")
    done = typed("user", "list")
    assert (done.code, refused(done.err)) == (1, True)
