"""The detectors of conftest.py, seen catching what they are for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUILTY_AND_CLEAN = """
import logging, sys, threading
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QLineEdit, QWidget
from tests.typing_help import type_text

KEPT = []

def test_clean_window(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    QTimer(field).start(5000)
    type_text(field, "Éloïse Lefèvre, 12 € « à l’œil »")
    assert field.text() == "Éloïse Lefèvre, 12 € « à l’œil »"

def test_clean_log(caplog):
    logging.getLogger("desk").warning("expected")
    assert "expected" in caplog.text

def test_guilty_window(qtbot):
    KEPT.append(QWidget())
    KEPT[-1].show()

def test_guilty_timer(qtbot):
    KEPT.append(QTimer())
    KEPT[-1].start(5000)

def test_guilty_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)

def test_guilty_qt_message(qtbot):
    qWarning("unexpected")

def test_guilty_thread():
    KEPT.append(threading.Event())
    threading.Thread(target=KEPT[-1].wait, args=(10,), daemon=True).start()

def test_guilty_log():
    logging.getLogger("desk").warning("unexpected")

def test_guilty_hook():
    sys.excepthook = print

def test_guilty_file():
    open(sys.executable, "rb")
"""


def test_the_guilty_test_fails_and_the_next_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(GUILTY_AND_CLEAN, encoding="utf-8")
    options = ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", "-p", "no:cacheprovider", "-rA", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(test_\w+)", done.stdout, re.MULTILINE))
    written = set(re.findall(r"def (test_\w+)", GUILTY_AND_CLEAN))
    assert failed == {name for name in written if name.startswith("test_guilty")}, done.stdout
