"""`stats prevention`: counts by theme for those who may read figures of health."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.desks import CommandLine


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(tmp_path / "registre", capsys, monkeypatch).founded()


def test_the_direction_counts_and_the_budget_team_may_not(typed: CommandLine) -> None:
    typed.with_account("claire", "Claire Fabre", "budget")
    told = typed("stats", "prevention", "2019-01-01", "2019-06-30")
    assert (told.code, told.out.strip()) == (0, "Rien n’est noté pour cette période.")
    assert typed("stats", "prevention", "2019-01-01", "2019-06-30", "--json").json == {"themes": [], "reserved": False}
    assert typed("stats", "prevention", "2019-01-01", "2019-06-30", user="claire").code != 0
