"""`stats parcours`: freins and paired change, for whoever may read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.desks import CommandLine


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(tmp_path / "registre", capsys, monkeypatch).founded()


def test_the_direction_counts_and_the_budget_team_may_not(typed: CommandLine) -> None:
    typed.with_account("claire", "Claire Fabre", "budget")
    told = typed("stats", "parcours", "2019-01-01", "2019-06-30")
    assert told.code == 0
    assert "Ensemble\u00a0: repérés 0, levés 0" in told.out
    assert "J’ai confiance en moi. (quatre visages)\u00a0: n 0" in told.out
    found = typed("stats", "parcours", "2019-01-01", "2019-06-30", "--json").json
    assert (found["freins"]["lifted"], found["changes"][0]["paired"]) == (0, 0)
    assert typed("stats", "parcours", "2019-01-01", "2019-06-30", user="claire").code != 0


def test_a_period_that_ends_before_it_starts_is_refused(typed: CommandLine) -> None:
    told = typed("stats", "parcours", "2019-06-30", "2019-01-01")
    assert told.code != 0
    assert "finit avant de commencer" in told.err


def test_a_period_that_is_not_whole_is_refused_with_the_reason_and_a_whole_one(typed: CommandLine) -> None:
    for command in ("parcours", "prevention"):
        told = typed("stats", command, "2019-01-01", "2019-05-31")
        assert told.code != 0
        assert "la différence de deux périodes proches" in told.err
        assert "du 01/01/2019 au 30/06/2019" in told.err
