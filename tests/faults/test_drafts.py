"""What was being typed anywhere is found again where it was, after a kill in the real window."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ceis_desk.data.schema import local
from tests.faults.disk import ROOT
from tests.faults.typing_places import PLACES, typed_in, words_of
from tests.scenarios.windows import ESCAPE, Seat, demo_copy, seated

LOGINS = ("accueil", "admin")


def type_and_kill(folder: Path, login: str) -> None:
    """Type in every place of this account, in a window of its own, and kill the process without a word."""
    screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    here = {"QT_QPA_PLATFORM": "xcb" if screen else "offscreen", "PYTHONPATH": str(ROOT)}
    line = [*screen, sys.executable, "-m", "tests.faults.typing_places", str(folder), login]
    with subprocess.Popen(
        line, env={**os.environ, **here}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said = child.stdout.readline()
        assert said, child.stderr.read()
        os.kill(int(said), signal.SIGKILL)
        child.communicate(timeout=60)


@pytest.fixture(scope="module", params=LOGINS)
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    login: str = request.param
    folder = demo_copy(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("saisie") / "registre")
    type_and_kill(folder, login)
    return folder, login


@pytest.fixture
def again(killed: tuple[Path, str], qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[Seat, str]]:
    folder, login = killed
    with seated(qapp, qtbot, folder) as seat:
        yield seat, login


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")
def test_each_text_is_found_again_after_a_kill(again: tuple[Seat, str]) -> None:
    seat, login = again
    seat.open_as(login)
    # An arrival opened from a record clears the search, which is found again too: it comes last.
    for name, one in sorted(PLACES.items(), key=lambda place: place[0] == "arrival"):
        if one.login != login:
            continue
        field = one.find(seat)
        seat.quiet()
        seat.until(lambda: words_of(field) == typed_in(name), f"{name}: {words_of(field)!r}")  # noqa: B023 asked at once
        assert one.says in seat.words()
        while seat.program.window.sheets():
            seat.strike(ESCAPE)
            seat.settle()


def test_a_lock_right_after_the_last_key_keeps_the_text(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        seat.open_as("accueil")
        PLACES["message"].find(seat)
        seat.quiet()
        seat.write("un mot")
        seat.strike(Qt.Key.Key_F12)
        seat.until(lambda: seat.program.desk.session is None)
        file = seat.door._file
        assert file is not None
        kinds = file.writer.run(lambda one: one.execute(select(local.draft.c.kind)).scalars().all()).result()
        # The counsellors of the example have drafts of their own: notes.
        assert [kind.partition(":")[0] for kind in kinds if not kind.startswith("note:")] == ["message"]
