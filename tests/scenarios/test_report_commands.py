"""The command that prints the page of one person: her id, the rights of the account, a file that names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceis_desk.access.gestures import NotedAct
from ceis_desk.access.questions import ReadJournal
from ceis_desk.app import main
from ceis_desk.core.clock import wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.parcours.gestures import ReadFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from tests.data.parcours.team import ENTRY, LEA, Team, new_team
from tests.reports.gates import assert_gates, every_word
from tests.scenarios.desks import PASSWORD, QUICK


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports") / "registre"


@pytest.fixture(scope="module")
def person(folder: Path) -> str:
    """A person whose parcours is open and whose child is looked after."""
    with new_team(folder) as team:
        _begin(team)
        return str(team.person_id)


def _begin(team: Team) -> None:
    team.open()
    team.restricted(words="CANARI-GLAIEUL")
    for moment, level in ((FreinMoment.ENTRY, FreinLevel.BLOCKING), (FreinMoment.REVIEW, FreinLevel.LIFTED)):
        team.do(ReadFrein(team.now.id, "childcare", ENTRY, moment, level))


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, user: str, *words: str) -> int:
    monkeypatch.setenv("CEIS_DESK_PASSWORD", PASSWORD)
    try:
        return main(["--store", str(folder), "--user", user, *words])
    except SystemExit as stop:
        return int(str(stop.code))


def test_the_page_is_written_for_whoever_reads_the_parcours(
    folder: Path, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.pdf"
    assert run(monkeypatch, folder, LEA, "report", "parcours", person, "-o", str(target)) == 0
    assert capsys.readouterr().out == f"Fiche écrite\u00a0: {target}\n"
    content = target.read_bytes()
    assert_gates(content)
    assert "La garde de vos enfants est trouvée." in every_word(content)
    assert "CANARI" not in every_word(content)


def test_a_folder_gives_the_file_a_name_that_says_nobody(
    folder: Path, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, folder, LEA, "report", "parcours", person, "-o", str(tmp_path)) == 0
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("parcours-20")
    assert "benali" not in made.name.lower()


@pytest.mark.parametrize("user", ["sofiane", "helene"])
def test_an_account_that_reads_no_parcours_is_refused_and_nothing_is_written(
    user: str, folder: Path, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    target = tmp_path / "page.pdf"
    assert run(monkeypatch, folder, user, "report", "parcours", person, "-o", str(target)) == 1
    caught = capsys.readouterr()
    assert (caught.out, caught.err.count("\n"), target.exists()) == ("", 1, False)


@pytest.mark.parametrize("ident", ["zut", "", "0168b7bc-5680-7fd0-94ab-016191bd5e93"])
def test_what_is_nobody_is_refused_in_one_sentence(
    ident: str, folder: Path, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert person
    target = tmp_path / "page.pdf"
    assert run(monkeypatch, folder, LEA, "report", "parcours", ident, "-o", str(target)) == 1
    caught = capsys.readouterr()
    assert (caught.out, caught.err.count("\n"), target.exists()) == ("", 1, False)


def test_writing_it_is_an_act_of_the_journal(
    folder: Path, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, folder, LEA, "report", "parcours", person, "-o", str(tmp_path / "page.pdf"))
    door = LocalDoor(folder, wall_clock, QUICK)
    lines = door.open(LEA, PASSWORD).result().store.ask(ReadJournal()).result()
    door.close()
    assert NotedAct.EXPORT.value in {one.action for one in lines}
