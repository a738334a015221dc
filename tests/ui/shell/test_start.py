"""Starting: one window for one folder, and nothing heavy before the first paint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from ceis_desk.ui.shell.single import FirstStart, raise_first, server_name

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"sqlalchemy", "sqlcipher3", "reportlab", "cryptography", "argon2", "pikepdf", "pypdfium2", "phonenumbers",
         "rapidfuzz", "openpyxl", "python_calamine", "holidays"}  # fmt: skip
CODE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ceis_desk.ui.shell.program import run_program
from tests.ui.shell.fake_door import FakeDoor, FakePress

seen = []

def make_door():
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    seen.append(window.opening._is_painted)
    print(*{name.partition(".")[0] for name in sys.modules})
    return FakeDoor()

from PySide6.QtCore import QTimer
app = QApplication([])
def quit_when_open():
    for window in app.topLevelWidgets():
        if window.isVisible() and window.windowTitle() == "CEIS Desk — Ouverture":
            window.close()
watch = QTimer()
watch.timeout.connect(quit_when_open)
watch.start(20)
code = run_program(Path(sys.argv[1]), Path("resources"), make_door, FakePress)
assert seen == [True], seen
raise SystemExit(code)
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "store")],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_a_second_start_raises_the_first_window_and_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    assert not raise_first(tmp_path)
    first = FirstStart(tmp_path)
    called: list[bool] = []
    first.called.connect(lambda: called.append(True))
    second = "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; QCoreApplication([])\n"
    second += "from ceis_desk.ui.shell.single import raise_first; print(raise_first(Path(sys.argv[1])))"
    with subprocess.Popen(
        [sys.executable, "-c", second, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        qtbot.waitUntil(lambda: called == [True], timeout=20_000)
        said, _ = other.communicate(timeout=20)
    assert said.strip() == "True"
    first.close()
    assert not raise_first(tmp_path)


def test_another_folder_is_another_window_and_its_name_tells_nothing(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert "a" not in server_name(tmp_path / "jean-dupont").split("-")
    assert "dupont" not in server_name(tmp_path / "jean-dupont")
