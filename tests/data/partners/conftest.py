"""The office that the tests of partners work in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from tests.data.agenda.office import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Léa (social worker), Claire (budget), Sofiane (reception), Hélène (direction and administration)."""
    with new_office(tmp_path / "registre") as made:
        made.desk.add("lea", "Léa Bastide", Role.SOCIAL)
        # A professional of the team hands its keys on when she comes in.
        made.id("claire")
        yield made
