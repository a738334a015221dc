"""Three desks by the command line, through one folder whose files are lost and doubled: one set of figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ceis_desk.data.exchange import phrase
from tests.scenarios.desks import QUICK, CommandLine

BOOK = """Date;Heure;Nom;Prénom;Date de naissance;Motifs
2019-06-{day};09:0{rank};{name};Amina;14/03/1984;{motif}
2019-06-{day};10:0{rank};;;;Accueil
"""


def desk(tmp_path: Path, rank: int, typed: CommandLine) -> CommandLine:
    folder = tmp_path / f"poste {rank}"
    return CommandLine(folder, typed.capsys, typed.monkeypatch, f"agent{rank}" if rank > 1 else "helene")


@pytest.fixture
def three(tmp_path: Path, typed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> list[CommandLine]:
    """Three desks paired by invitation and answer."""
    monkeypatch.setattr(phrase, "_COST", QUICK)
    first = desk(tmp_path, 1, typed).founded()
    desks = [first]
    for rank in (2, 3):
        monkeypatch.delenv("CEIS_DESK_PHRASE", raising=False)
        invited = first("exchange", "invite", "-o", str(tmp_path / f"invitation {rank}"))
        assert invited.code == 0, invited.err
        monkeypatch.setenv("CEIS_DESK_PHRASE", invited.out.strip().splitlines()[-1])
        other = desk(tmp_path, rank, typed)
        joined = other(
            *("init", "--join", str(tmp_path / f"invitation {rank}"), "--desk", f"Poste {rank}"),
            *("--login", f"agent{rank}", "--name", f"Agente {rank}", "-o", str(tmp_path / f"réponse {rank}")),
        )
        assert joined.code == 0, joined.err
        accepted = first("exchange", "accept", str(tmp_path / f"réponse {rank}"))
        assert accepted.code == 0, accepted.err
        assert f"Le poste Poste {rank} est relié" in accepted.out
        desks.append(other)
    return desks


def exchange(desks: list[CommandLine], folder: Path) -> None:
    for one in desks:
        done = one("exchange", "export", str(folder))
        assert done.code == 0, done.err
    for one in desks:
        one("exchange", "import", str(folder))


def test_files_lost_and_doubled_lead_to_one_set_of_figures(three: list[CommandLine], tmp_path: Path) -> None:
    folder, kept = tmp_path / "clé", tmp_path / "gardés"
    folder.mkdir()
    kept.mkdir()
    exchange(three, folder)
    for rank, one in enumerate(three, 1):
        for day in (3, 4):
            book = tmp_path / f"cahier {rank} {day}.csv"
            book.write_text(
                BOOK.format(day=f"{day:02d}", rank=rank, name=f"Benali{rank}", motif="Accueil"), encoding="utf-8"
            )
            done = one("import", "visits", str(book))
            assert done.code == 0, done.err
            assert one("exchange", "export", str(folder)).code == 0
            for path in folder.glob("*.ceis"):
                shutil.copy(path, kept / path.name)
    # One file never arrives, one comes twice under two names, another is still being copied.
    for path in sorted(folder.glob("poste-2-*")):
        path.unlink()
    for path in sorted(folder.glob("poste-1-*")):
        shutil.copy(path, folder / f"{path.stem} (1).ceis")
        (folder / "en cours.ceis").write_bytes(path.read_bytes()[:100])
    for one in three:
        one("exchange", "import", str(folder))
    (folder / "en cours.ceis").unlink()
    for path in kept.glob("*.ceis"):
        shutil.copy(path, folder / path.name)
    for _ in range(2):
        exchange(three, folder)
    said = [one("stats", "month", "2019-06", "--json").json for one in three]
    assert said[0] == said[1] == said[2]
    assert said[0]["visits"] == 12
    status = [one("exchange", "status", "--json").json for one in three]
    assert all(line["missing"] == "" for one in status for line in one["desks"])
