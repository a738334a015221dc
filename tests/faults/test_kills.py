"""A program killed at any moment loses no visit that was confirmed, and opens again as usual."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.core.ids import new_id
from tests.faults.children import CAMPAIGNS, LOGIN, found
from tests.faults.kills import run_kills, run_together
from tests.scenarios.desks import PASSWORD, CommandLine
from tests.scenarios.windows import seated

SAMPLE, FEW, LONG_RUN = 20, 5, 500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found(tmp_path / "registre")
    return tmp_path / "registre"


@pytest.fixture
def typed(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(folder, capsys, monkeypatch)


def test_twenty_kills_lose_nothing_and_the_window_and_the_commands_open(
    folder: Path, typed: CommandLine, qapp: QApplication, qtbot: QtBot
) -> None:
    told = run_kills(CAMPAIGNS["visits"], folder, SAMPLE, Random(20))
    assert told.kills == SAMPLE
    assert len(told.confirmed) > SAMPLE
    listed = typed("user", "list", "--json")
    assert (listed.code, listed.err) == (0, "")
    assert LOGIN in {user["login"] for user in json.loads(listed.out)["users"]}
    with seated(qapp, qtbot, folder) as seat:
        seat.open_as(LOGIN, PASSWORD)


@pytest.mark.parametrize("recipe", sorted({*CAMPAIGNS} - {"visits"}))
def test_a_few_kills_leave_the_old_or_the_new(folder: Path, recipe: str) -> None:
    assert run_kills(CAMPAIGNS[recipe], folder, FEW, Random(5)).kills == FEW


def test_two_programs_that_write_in_the_same_store_at_once_lose_nothing(folder: Path) -> None:
    told = run_together(CAMPAIGNS["visits"], folder, children=2, words=2 * SAMPLE)
    assert len(told.confirmed) >= 4 * SAMPLE


def test_a_visit_that_would_be_lost_is_seen(folder: Path) -> None:
    with pytest.raises(AssertionError, match="1 confirmed visits are lost"):
        CAMPAIGNS["visits"].check(folder, [new_id().hex])


@pytest.mark.long
@pytest.mark.parametrize("recipe", CAMPAIGNS)
def test_five_hundred_kills_lose_nothing(folder: Path, recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = run_kills(CAMPAIGNS[recipe], folder, LONG_RUN, Random(500))
    with capsys.disabled():
        print(f"\n{recipe}: {told}")  # noqa: T201 the count is what the campaign is for
    assert told.kills == LONG_RUN
    assert told.confirmed
