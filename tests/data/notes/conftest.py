"""The office that tests of notes begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.budget.households import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Claire and Nadia, counsellors of one desk."""
    with new_office(tmp_path / "registre") as made:
        yield made
