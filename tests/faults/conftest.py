"""The failing disk, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk import WHY_NOT, build, can_fail


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes a disk fail or remember; tests that need it say why they are skipped."""
    if not can_fail():
        pytest.skip(WHY_NOT)
    return build(tmp_path_factory.mktemp("disque"))
