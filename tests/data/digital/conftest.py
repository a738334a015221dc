"""The office that the tests of the digital space work in, with three posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.platforms.digital.model import Post
from ceis_desk.platforms.digital.posts import SETTING, as_setting
from tests.data.agenda.office import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Claire and Nadia (budget), Marc (digital), Sofiane (reception), Hélène (direction and administration)."""
    with new_office(tmp_path / "registre") as made:
        made.set(SETTING, as_setting(Post(str(number), f"Poste {number}") for number in range(1, 4)))
        yield made
