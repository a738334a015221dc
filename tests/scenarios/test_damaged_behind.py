"""A page damaged where no first page looks: found behind the window, which turns back, and nothing was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.data.demo import PASSWORD, RECEPTION_LOGIN
from ceis_desk.data.opening import STORE_FILE
from tests.data.backup.safe_desks import files_of
from tests.scenarios.windows import ENTER, Seat, demo_copy, seated, words_of

PAGE = 4096


def spoil(path: Path, share: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * share) // PAGE * PAGE + 1000] ^= 1
    path.write_bytes(content)


def told(seat: Seat) -> bool:
    return any("Une partie du fichier des données est abîmée." in words for _, words in words_of())


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.98])
def test_a_damaged_page_ends_on_the_screen_of_the_damaged_store(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")
    spoil(folder / STORE_FILE, share)
    before = files_of(folder)
    with seated(qapp, qtbot, folder) as seat:
        seat.until(lambda: seat.program.window.screen_shown() is seat.program.desk.entry.lock)
        seat.choose(RECEPTION_LOGIN)
        seat.write(PASSWORD)
        seat.strike(ENTER)
        seat.until(lambda: told(seat), "the damage is never told")
        assert seat.program.desk.session is None
        assert any("Rien n’a été écrit ni effacé dans ce dossier." in words for _, words in words_of())
        assert {name: content for name, content in files_of(folder).items() if name in before} == before
        assert not any(name.startswith(f"{STORE_FILE}-") for name in files_of(folder))
