"""Desks of one site, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.exchange.pcs import Pc, Prepared, Wall, desks, prepare_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, ...]:
    """Five desks of one site that have all exchanged."""
    return prepare_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock of the PCs; files are written without waiting for the disk."""
    monkeypatch.setattr("ceis_desk.data.write.next_clock", Wall.next_clock)
    monkeypatch.setattr("os.fsync", lambda _: None)
    return Wall()


@pytest.fixture
def three(site: tuple[Prepared, ...], wall: Wall, tmp_path: Path) -> Iterator[list[Pc]]:
    """Three desks of the site, each on its own copy; the two others of the site are silent."""
    with desks(site, 3, tmp_path, wall) as pcs:
        yield pcs
