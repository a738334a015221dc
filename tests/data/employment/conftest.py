"""The employment team at work on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.core.clock import stopped_at
from tests.data.employment.team import DAY, Team
from tests.scenarios.desks import new_desk


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A store on 18 June 2019, with an employment worker."""
    with new_desk(tmp_path / "registre", stopped_at(DAY)) as desk:
        yield Team(desk)
