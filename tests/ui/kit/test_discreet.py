"""What follows the discreet screen goes when it does."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ceis_desk.ui.kit.discreet import Discreet

UI = Path(__file__).resolve().parents[3] / "ceis_desk" / "ui"
# The switches that outlive every page: a closure given to one of them keeps whatever it knows for ever.
SHARED = re.compile(r"\b_?(?:discreet|theme|watch)\.(?:changed|seen)\.connect\((?:lambda\b|partial\b)")


class Follower:
    """Counts the switches that it heard."""

    heard = 0

    def hear(self) -> None:
        self.heard += 1


def test_a_view_follows_the_switch_as_long_as_it_lives_then_is_forgotten(qtbot: QtBot) -> None:
    discreet, view, follower = Discreet(), QObject(), Follower()
    discreet.follow(view, follower.hear)
    discreet.set_on(True)
    assert follower.heard == 1
    delete(view)
    discreet.set_on(False)
    assert follower.heard == 1
    seen = weakref.ref(follower)
    del follower
    gc.collect()
    assert seen() is None


def test_no_closure_is_given_for_ever_to_a_switch_shared_by_all_pages() -> None:
    kept = [
        f"{path.relative_to(UI)}: {found.group()}"
        for path in UI.rglob("*.py")
        for found in SHARED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert kept == []
