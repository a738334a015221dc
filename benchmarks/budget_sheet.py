"""A key in a cell of the budget sheet, up to everything it changes painted, beside a key in a bare field.

`python -m benchmarks.budget_sheet [--rounds 200] [--lines 40]`. Each round strikes, in turn: a digit in a QLineEdit
that stands alone in a window; the same digit in a cell of a sheet of so many lines, with its totals, figures, gauge,
waterfall, levers and checks written again; and that cell left, up to the gesture handed to the store. Both windows are
painted within the round. In processor time, on Qt's offscreen platform: no compositor, no screen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path as FilePath
from typing import Any

from benchmarks._budgets import Budget, compare
from benchmarks.timing import Path, interleaved, show

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change, Gesture, Listener, Question
from ceis_desk.platforms.budget.ratios import Divisor, Home
from ceis_desk.platforms.budget.scales import Scales
from ceis_desk.platforms.budget.seizure import RsaHousehold
from ceis_desk.platforms.budget.sheet import Household, LineGroup, Sheet, SheetLine, Thresholds
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet
from ceis_desk.platforms.budget.sheet_questions import Folder, ReadSheets
from ceis_desk.platforms.budget.sheet_settings import read_budget_settings
from ceis_desk.platforms.budget.usual_lines import USUAL_LINES
from ceis_desk.ui.kit.discreet import Discreet
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.platforms.budget.sheet import build
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.shell.keyboard import Keyboard

RESOURCES = FilePath(__file__).resolve().parents[1] / "resources"
BARE, KEY, LEFT = (
    "a key in a bare QLineEdit",
    "a key in a cell, all it changes painted",
    "the cell left, given to the store",
)
BUDGET = Budget(25, 15)
DAY = dt.date(2026, 6, 18)
FRAME_MS = 16.7
DIGITS = "1234567"


class _Answers:
    """A store that has one case and keeps nothing: what is measured is the window."""

    def __init__(self, folder: Folder) -> None:
        self._folder, self._clock = folder, 1

    def do(self, gesture: Gesture) -> Future[Change]:
        self._clock += isinstance(gesture, ChangeSheet)
        return _done(Change(facts={"clock": self._clock}))

    def ask(self, question: Question[Any]) -> Future[Any]:
        return _done(self._folder if isinstance(question, ReadSheets) else "")

    def cancel(self, future: Future[Any]) -> None:
        future.cancel()

    def listen(self, _listener: Listener) -> Callable[[], None]:
        return lambda: None


def main() -> None:
    """Print the table, the ratio and what is left of a frame."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--lines", type=int, default=40)
    chosen = options.parse_args()
    app = QApplication.instance() or QApplication(["benchmark"])
    theme = Theme(RESOURCES)
    theme.install(app)  # type: ignore[arg-type]  # a QApplication of this process
    pilot, link = open_sheet(theme, chosen.lines)
    theme.dress(pilot.page)
    bare = QLineEdit()
    bare.resize(120, 36)
    for window in (bare, pilot.page):
        window.show()
        QApplication.processEvents()
    cell = pilot.page.rows()[0].cell
    paths: dict[str, Path | Sequence[Path]] = {
        BARE: [strike(bare, digit) for digit in DIGITS],
        KEY: [strike(cell, digit) for digit in DIGITS],
        LEFT: lambda: leave(cell),
    }
    times = interleaved(paths, rounds=chosen.rounds, warm=20)
    show(f"A key in a sheet of {chosen.lines} lines", times, BARE)
    print()
    compare("a key in a cell / a key in a bare field", times[KEY].median / times[BARE].median, BUDGET)
    share = times[KEY].median / FRAME_MS
    print(f"  a key takes {share:.0%} of a frame of {FRAME_MS} ms, {times[KEY].tail():.1f} ms at p99")
    link.close()
    pilot.page.close()


def open_sheet(theme: Theme, count: int) -> tuple[SheetPilot, StoreLink]:
    """The page of a sheet of so many usual lines."""
    link = StoreLink(_Answers(folder_of(count)))
    pilot = build(
        theme=theme,
        link=link,
        discreet=Discreet(),
        keyboard=Keyboard(),
        clock=lambda: dt.datetime.combine(DAY, dt.time(11, 7)),
    )
    pilot.page.resize(1162, 700)
    pilot.open_sheet(link.store.ask(ReadSheets(new_id())).result().case_id)
    for _ in range(5):
        QApplication.processEvents()
    return pilot, link


def folder_of(count: int) -> Folder:
    """A case of one sheet."""
    lines = tuple(
        SheetLine(one.group, one.label, one.code, _amount(one.group, rank), periodicity=one.periodicity)
        for rank, one in enumerate(USUAL_LINES[:count])
    )
    household = Household(Home((35, 9, 6), children=2), RsaHousehold(couple=False, children=2), 2)
    case = new_id()
    sheet = Sheet(new_id(), 1, case, DAY, 1, household, Divisor.PERSONS, Thresholds(700, 1_000), lines)
    settings = read_budget_settings({}, Scales((), ()))
    return Folder(case, new_id(), "Mme", "Benali", "Samira", (), (sheet,), settings)


def _amount(group: LineGroup, rank: int) -> int:
    """Cents of a household that gets by: a deficit would have its own sentence at each key."""
    return 20_000 if group is LineGroup.RESOURCES else 1_000 + rank


def strike(field: QWidget, digit: str) -> Callable[[], None]:
    """One key, and everything painted that it changed."""

    def act() -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, ord(digit), Qt.KeyboardModifier.NoModifier, digit)
        QApplication.sendEvent(field, event)
        QApplication.processEvents()

    return act


def leave(cell: QLineEdit) -> None:
    """Entrée: the amount is given, and the cursor comes back for the next round."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Up):
        now = QApplication.focusWidget() or cell
        QApplication.sendEvent(now, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    cell.setFocus()
    cell.selectAll()
    QApplication.processEvents()


def _done(answer: object) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(answer)
    return future


if __name__ == "__main__":
    main()
