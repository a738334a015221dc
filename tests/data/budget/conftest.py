"""The office that tests of cases begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.budget.crossed_desks import Crossed, crossed_desks
from tests.data.budget.households import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Claire and Nadia, counsellors of one desk."""
    with new_office(tmp_path / "registre") as made:
        yield made


@pytest.fixture
def crossed(tmp_path: Path) -> Iterator[Crossed]:
    """Two desks that wrote one debt at once."""
    with crossed_desks(tmp_path) as made:
        yield made
