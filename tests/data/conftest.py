"""The stores that tests of the data begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.access.model import Role
from tests.scenarios.desks import CommandLine, Desk, new_desk


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A store of three accounts, and of a social worker when the test asks for her."""
    others = (("lea", "Léa Bastide", Role.SOCIAL),) if "lea" in request.fixturenames else ()
    with new_desk(tmp_path / "registre", others=others) as made:
        yield made


@pytest.fixture
def lea(desk: Desk) -> Opened:
    """A social worker, who may do all that is done to a record."""
    return desk.enter("lea")


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A command line on an empty folder."""
    return CommandLine(tmp_path / "registre", capsys, monkeypatch)
