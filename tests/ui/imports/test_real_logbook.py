from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Founding, Opened
from ceis_desk.core.clock import wall_clock
from ceis_desk.data.door import LocalDoor
from ceis_desk.data.keys.envelope import Argon
from ceis_desk.ui.imports import build
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard

LOGBOOK = Path(__file__).parents[3].parent / "shared" / "data" / "logbooks" / "cahier_accueil_2018-2019.csv"
LINES = 601
pytestmark = pytest.mark.skipif(not LOGBOOK.exists(), reason="no ../shared/data/logbooks on this machine")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    door = LocalDoor(tmp_path / "store", wall_clock, Argon(memory_kib=64, passes=1, lanes=1))
    answers = Founding("CCAS de Montpellier", "CEIS", "Poste 1", "claire", "Claire Fabre", "Un long mot de passe 42")
    yield door.found(answers).result(timeout=60).opened
    door.close()


def test_a_real_logbook_is_imported_from_the_window_and_a_second_time_adds_nothing(
    theme: Theme, to_front: Callable[[QWidget], None], opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    start = tmp_path / "cahier.csv"
    with LOGBOOK.open("rb") as book:
        start.write_bytes(b"".join(islice(book, LINES)))
    link = StoreLink(opened.store)
    pilot = build(theme=theme, link=link, keyboard=Keyboard(), actor=opened.actor, clock=wall_clock)
    to_front(pilot.page)
    pilot.open_file(start)
    qtbot.waitUntil(lambda: pilot.page.said.text() == "600\u00a0lignes à reprendre.", timeout=30_000)
    pilot.page.start.click()
    qtbot.waitUntil(lambda: not pilot.page.is_running(), timeout=30_000)
    assert pilot.page.said.text().startswith("Reprise terminée\u00a0: 600\u00a0passages repris")
    pilot.open_file(start)
    qtbot.waitUntil(lambda: pilot.page.said.text() == "Ce fichier n’apporte rien de nouveau.", timeout=30_000)
    link.close()
