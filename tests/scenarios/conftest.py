"""Fixtures of the scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.desks import CommandLine, Desk, new_desk


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line on an empty folder."""
    return CommandLine(tmp_path / "registre", capsys, monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store of three accounts."""
    with new_desk(tmp_path / "registre") as made:
        yield made
