"""What PySide6 does behind an import or a question, and that the window does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMPORTED_AFTERWARDS = """
import linecache
from ceis_desk.ui.plain_import import restore_import
restore_import()
linecache.clearcache()
import ceis_desk.ui.shell.program
print(len(linecache.cache))
"""
LOADED_BY_A_VIEWPORT = """
from pathlib import Path
from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication, QLabel
from ceis_desk.ui.kit.layout import Scroll
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.kit.theme import Theme
app = QApplication([])
view = Scroll(QLabel("une page")) if {scroll} else RowList(Theme(Path("resources")), "une liste")
view.viewport()
print(sum("QWizard" in name for name in vars(QtWidgets)))
"""


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_source_is_read_nor_kept_for_what_is_imported_after_qt() -> None:
    assert printed(IMPORTED_AFTERWARDS) == "0"


@pytest.mark.parametrize("scroll", [True, False])
def test_asking_for_a_viewport_loads_no_other_class_of_widgets(scroll: bool) -> None:
    assert printed(LOADED_BY_A_VIEWPORT.format(scroll=scroll)) == "0"
