"""The office that the tests of the agenda work in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.agenda.office import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Claire and Nadia (budget), Marc (digital), Sofiane (reception), Hélène (direction and administration)."""
    with new_office(tmp_path / "registre") as made:
        yield made
