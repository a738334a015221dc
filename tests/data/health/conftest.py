"""The health team in a new store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.health.files import Clinic, staff
from tests.scenarios.agents import new_day


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    with new_day(tmp_path / "registre") as day:
        yield staff(day)
