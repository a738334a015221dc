"""The stores that tests of the data begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Role
from tests.scenarios.desks import CommandLine, Desk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store of three accounts."""
    with new_desk(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def lea(desk: Desk) -> Opened:
    """A social worker, who may do all that is done to a record."""
    desk.add("lea", "Léa Bastide", Role.SOCIAL)
    return desk.enter("lea")


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line on an empty folder."""
    return CommandLine(tmp_path / "registre", capsys, monkeypatch)
