"""Starting: one window for one folder, and nothing heavy before the first paint."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from ceis_desk.app import asks_window
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.single import FirstStart, server_name
from ceis_desk.ui.shell.window import Window
from tests.ui.shell.conftest import Start

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"sqlalchemy", "sqlcipher3", "reportlab", "cryptography", "argon2", "pikepdf", "pypdfium2", "phonenumbers",
         "rapidfuzz", "openpyxl", "python_calamine", "holidays"}  # fmt: skip
CODE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from ceis_desk.core.clock import wall_clock
from ceis_desk.ui.shell.program import Outside, run_program
from tests.ui.shell.fake_door import FakeDoor, FakePress

painted, seen = set(), []

class Watch(QObject):
    def eventFilter(self, widget, event):
        if event.type() == QEvent.Type.Paint:
            painted.add(type(widget).__name__)
        return False

def look():
    seen.append("look after " + " ".join(sorted(painted & {"OpeningPage", "LockPage"})))
    print(*{name.partition(".")[0] for name in sys.modules})
    return FakeDoor().threshold

def make_door():
    seen.append("door after " + " ".join(sorted(painted & {"OpeningPage", "LockPage"})))
    print(*{name.partition(".")[0] for name in sys.modules})
    print("documents left" if Path(sys.argv[1], "print").exists() else "swept")
    return FakeDoor()

app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
def quit_when_open():
    for window in app.topLevelWidgets():
        if window.isVisible() and window.windowTitle() == "CEIS Desk — Ouverture" and seen[-1].startswith("door"):
            window.close()
timer = QTimer()
timer.timeout.connect(quit_when_open)
timer.start(20)
outside = Outside(look, wall_clock) if sys.argv[2] == "outside" else None
code = run_program(Path(sys.argv[1]), Path("resources"), make_door, FakePress, outside)
print("", *seen, sep="\\n")
raise SystemExit(code)
"""


@pytest.mark.parametrize(
    ("way", "made", "order"),
    [
        ("door alone", False, ["door after OpeningPage"]),
        ("outside", True, ["look after OpeningPage", "door after LockPage OpeningPage"]),
        ("outside", False, ["look after ", "door after LockPage"]),
    ],
)
def test_nothing_heavy_is_loaded_before_the_first_paint_nor_the_door_before_the_first_question(
    tmp_path: Path, way: str, made: bool, order: list[str]
) -> None:
    if made:
        (tmp_path / "store").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "store"), way],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()
    assert done.stdout.splitlines()[-len(order) :] == order


def test_documents_that_a_killed_program_left_are_gone_before_the_door_opens(tmp_path: Path) -> None:
    left = tmp_path / "print" / "apercu-1"
    left.mkdir(parents=True)
    (left / "liste-du-jour.pdf").write_bytes(b"%PDF")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path), "door alone"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines().count("swept")) == (0, 1), done.stderr


def test_a_second_start_raises_the_first_window_and_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstStart(tmp_path)
    assert first.is_first()
    called: list[bool] = []
    first.called.connect(lambda: called.append(True))
    second = "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; QCoreApplication([])\n"
    second += "from ceis_desk.ui.shell.single import FirstStart, raise_first; folder = Path(sys.argv[1])\n"
    second += "print('first' if FirstStart(folder).is_first() else 'after', flush=True); print(raise_first(folder))"
    with subprocess.Popen(
        [sys.executable, "-c", second, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "after\n"
        # It waits for a first window that is still being started.
        first.listen()
        qtbot.waitUntil(lambda: called == [True], timeout=20_000)
        said, _ = other.communicate(timeout=20)
    assert said.strip() == "True"
    first.close()
    assert FirstStart(tmp_path).is_first()


def test_a_call_left_where_somebody_else_may_write_is_not_heard(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"{server_name(tmp_path)}.calls").symlink_to(elsewhere)
    first = FirstStart(tmp_path)
    called: list[bool] = []
    first.called.connect(lambda: called.append(True))
    (elsewhere / "1").touch()
    first.listen()
    for _ in range(3):
        QCoreApplication.processEvents()
    assert called == []
    assert (elsewhere / "1").exists()
    first.close()


def test_a_folder_of_calls_that_is_tidied_away_stops_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = FirstStart(tmp_path)
    first.listen()
    with qtbot.waitSignal(first._watcher.directoryChanged):  # type: ignore[union-attr]  # it listens
        (tmp_path / f"{server_name(tmp_path)}.calls").rmdir()
    first.close()
    assert FirstStart(tmp_path).is_first()


def test_a_call_left_before_the_first_window_listens_is_heard(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ear = tmp_path / f"{server_name(tmp_path)}.calls"
    ear.mkdir(mode=0o700)
    (ear / "1").touch()
    first = FirstStart(tmp_path)
    with qtbot.waitSignal(first.called):
        first.listen()
    assert list(ear.iterdir()) == []
    first.close()
    assert not ear.exists()


def test_another_folder_is_another_window_and_its_name_tells_nothing(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert "a" not in server_name(tmp_path / "jean-dupont").split("-")
    assert "dupont" not in server_name(tmp_path / "jean-dupont")


def test_a_window_comes_back_as_it_was_and_takes_the_whole_screen_the_first_time(qtbot: QtBot) -> None:
    theme = Theme(ROOT / "resources")
    first, again, lost = Window(theme), Window(theme), Window(theme)
    for window in (first, again, lost):
        qtbot.addWidget(window)
    first.take_place("")
    assert first.isMaximized()
    first.setWindowState(Qt.WindowState.WindowNoState)
    first.resize(790, 560)
    again.take_place(first.place())
    assert not again.isMaximized()
    assert (again.width(), again.height()) == (790, 560)
    lost.take_place("n’importe quoi")
    assert lost.isMaximized()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ([], (True, None)),
        (["open"], (True, None)),
        (["--store", "d"], (True, "d")),
        (["--store", "d", "open"], (True, "d")),
        (["--store", "-d"], (False, None)),
        (["--store"], (False, None)),
        (["demo"], (False, None)),
        (["--help"], (False, None)),
    ],
)
def test_only_what_plainly_asks_for_the_window_spares_the_commands(
    words: list[str], answer: tuple[bool, str | None]
) -> None:
    assert asks_window(words) == answer


@pytest.mark.parametrize(("login", "reads"), [("sofiane", True), ("helene", False)])
def test_the_page_of_records_is_imported_behind_whoever_may_open_it(start: Start, login: str, *, reads: bool) -> None:
    hands = start()
    hands.open_as(login)
    assert hands.program._later.isActive() is reads
