"""Keeps the exchange going by itself while somebody is in: one job at a time, and never a word over the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.exchange.exchanger import Exchanger
from ceis_desk.exchange.model import Exported, Imported, Progress
from ceis_desk.ui.kit.link import Answers

T = TypeVar("T")
TICK_MS = 2000
NOTICE_MS = 4000
_KEPT = 30


@dataclass(frozen=True)
class Run:
    """One exchange of this session: when it ended, what it brought, the key or folder it went to when by hand."""

    at: dt.datetime
    imported: Imported | None
    exported: Exported | None = None
    place: str = ""


class _Told(QObject):
    """What the exchanger's own thread emits on: without parent, it lives as long as a job may still tell."""

    progress = Signal(object)


class ExchangeKeeper(QObject):
    """`moved` when running, progress or trouble changes; `ended` with the Run, or None when it was refused.

    `trouble` is why the exchange with the folder does not go, `key_trouble` why the last key was refused.
    """

    moved = Signal()
    ended = Signal(object)

    def __init__(self, exchange: Exchanger, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.exchange, self._clock = exchange, clock
        self._answers = Answers(self)
        self._told = _Told()
        self._told.progress.connect(self._progress)
        self._folder, self._awake = False, False
        self.running, self.by_hand = False, False
        self._next: Callable[[], None] | None = None
        self.progress: Progress | None = None
        self.trouble = self.key_trouble = ""
        self.runs: tuple[Run, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._noticing = False
        self._ear = QTimer(self)
        self._ear.setInterval(NOTICE_MS)
        self._ear.timeout.connect(self._notice)
        QGuiApplication.instance().applicationStateChanged.connect(self._looked_at)  # type: ignore[union-attr]  # there is one

    # -- by itself

    def wake(self, read: Callable[[], None]) -> None:
        """Somebody came in: `read` says with which folder."""
        self._awake = True
        self._turn()
        self._ear.start()
        self._notice()
        read()

    def rest(self) -> None:
        """The keys are dropped, or the program ends: nothing is begun any more."""
        self._awake = False
        self._ear.stop()
        self._turn()

    def keep(self, folder: Path | None) -> None:
        """Which folder is chosen: without one nothing goes by itself."""
        self._folder = folder is not None
        self._turn()

    def last(self, then: Callable[[], None]) -> None:
        """One last exchange before the program closes, so that what was just written leaves; `then` in any case."""
        if self._awake and self._folder:
            self._answers.when(self.exchange.exchange_now(), lambda _done: then(), lambda _refusal: then())
        else:
            then()

    def _turn(self) -> None:
        wanted = self._awake and self._folder
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted:
            self._timer.stop()

    def _notice(self) -> None:
        """See whether another program has written to the file: a command in a terminal tells nobody here."""
        if self._noticing:
            return

        def noticed(_: object) -> None:
            self._noticing = False

        self._noticing = True
        self._answers.when(self.exchange.notice(), noticed, noticed)

    def _looked_at(self, state: Qt.ApplicationState) -> None:
        if self._awake and state is Qt.ApplicationState.ApplicationActive:
            self._notice()

    def _tick(self) -> None:
        if not self.running:
            self._exchange()

    def _exchange(self) -> None:
        self._run(
            self.exchange.exchange_now(self._told.progress.emit),
            lambda imported: self._end(Run(self._clock(), imported)),
        )

    # -- by hand

    def now(self) -> None:
        """Exchange with the folder as soon as what is under way has ended."""
        self._by_hand(self._exchange)

    def carry(self, place: Path) -> None:
        """Take in what a key brings, then write this desk's file on it."""
        name = place.name or str(place)

        def taken(imported: Imported) -> None:
            self._run(
                self.exchange.export(place),
                lambda exported: self._end(Run(self._clock(), imported, exported, name)),
                self._key_refused,
            )

        def begin() -> None:
            self.key_trouble = ""
            self._run(self.exchange.take_in(place, self._told.progress.emit), taken, self._key_refused)

        self._by_hand(begin)

    def stop(self) -> None:
        """End the import under way after the file being read."""
        self.exchange.stop()

    def _by_hand(self, begin: Callable[[], None]) -> None:
        self.by_hand = True
        if self.running:
            self._next = begin
            self.moved.emit()
        else:
            begin()

    # -- what comes back

    def _run(self, job: Future[T], then: Callable[[T], None], refused: Callable[[Refusal], None] | None = None) -> None:
        self.running = True
        self.moved.emit()
        self._answers.when(job, then, refused or self._refused)

    def _progress(self, progress: Progress) -> None:
        if self.running:
            self.progress = progress
            self.moved.emit()

    def _end(self, run: Run) -> None:
        imported, exported = run.imported, run.exported
        self._ease(self.trouble if run.place else "")
        if run.place or (imported is not None and imported.changes) or (exported is not None and exported.path):
            self.runs = (run, *self.runs)[:_KEPT]
        self.ended.emit(run)
        self._go_on()

    def _refused(self, refusal: Refusal) -> None:
        self._ease(refusal.sentence)
        self.ended.emit(None)
        self._go_on()

    def _key_refused(self, refusal: Refusal) -> None:
        self.key_trouble = refusal.sentence
        self._ease(self.trouble)
        self.ended.emit(None)
        self._go_on()

    def _ease(self, trouble: str) -> None:
        self.running, self.by_hand = False, self._next is not None
        self.progress, self.trouble = None, trouble
        self.moved.emit()

    def _go_on(self) -> None:
        begin, self._next = self._next, None
        if begin is not None:
            begin()
