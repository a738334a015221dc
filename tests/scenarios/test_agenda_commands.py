"""The commands that take in another program’s calendar and write one’s own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.desks import CommandLine

FEED = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//essai//\r
BEGIN:VEVENT\r
UID:a@x\r
DTSTART;TZID=Europe/Paris:20300114T090000\r
DTEND;TZID=Europe/Paris:20300114T100000\r
SUMMARY:Réunion\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def claire(typed: CommandLine) -> CommandLine:
    return typed.founded().with_account("claire", "Claire Fabre", "budget")


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(tmp_path / "registre", capsys, monkeypatch)


def test_a_calendar_is_told_then_taken_in(claire: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feed.ics"
    file.write_text(FEED, encoding="utf-8", newline="")
    told = claire("agenda", "import", str(file), "--dry-run", user="claire")
    assert (told.code, "Rien n’a été écrit." in told.out, "1\u00a0événement" in told.out) == (0, True, True)
    taken = claire("agenda", "import", str(file), "--json", user="claire")
    assert taken.json == {"written": 1, "taken": 0, "cancelled": 0, "already": 0, "free": 0, "unreadable": 0}


def test_what_is_no_calendar_is_refused_in_one_sentence(claire: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "cahier.csv"
    file.write_text("Date;Nom", encoding="utf-8")
    refused = claire("agenda", "import", str(file), user="claire")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)


def test_the_agenda_is_written_where_it_was_asked(claire: CommandLine, tmp_path: Path) -> None:
    done = claire("agenda", "export", "-o", str(tmp_path / "moi.ics"), user="claire")
    assert done.code == 0
    assert (tmp_path / "moi.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_administrator_has_no_agenda(claire: CommandLine, tmp_path: Path) -> None:
    claire.with_account("paul", "Paul Admin", "admin")
    assert claire("agenda", "export", "-o", str(tmp_path / "moi.ics"), user="paul").code == 1
