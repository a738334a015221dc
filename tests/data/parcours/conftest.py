"""The team that tests of the parcours begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.parcours.team import Team, new_team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Léa, social worker, and her colleagues of one desk."""
    with new_team(tmp_path / "registre") as made:
        yield made
