"""Keeps a sheet as it is typed: shown at once, written at each cell, one writing at a time, nothing lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ceis_desk.access.questions import ReadDraft
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.store import Change
from ceis_desk.platforms.budget.cells import rebased, with_line, with_typed
from ceis_desk.platforms.budget.sheet import Sheet
from ceis_desk.platforms.budget.sheet_gestures import ChangeSheet
from ceis_desk.ui.kit.drafts import FOUND_AGAIN, DraftKeeper
from ceis_desk.ui.kit.link import StoreLink

DRAFT = "budget-cell"


class SheetKeeper(QObject):
    """`shown` when every line may have changed, `kept` once the store holds what shows, `stale` to read it again.

    `sheet` is what shows; the store may still wait for its last cell.
    """

    shown = Signal()
    kept = Signal()
    stale = Signal()

    def __init__(self, link: StoreLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.sheet: Sheet | None = None
        self._held: Sheet | None = None
        self._sending = False
        self._again = ""
        self._typing: int | None = None
        self._waiting: list[Callable[[Sheet], None]] = []
        self._drafted = False
        self._drafts = DraftKeeper(link, self._draft, lambda: DRAFT, self)
        self._drafts.kept.connect(self._note_draft)

    @property
    def busy(self) -> bool:
        """Whether a writing is under way: what is heard of the case meanwhile is our own."""
        return self._sending

    def when_kept(self, then: Callable[[Sheet], None]) -> None:
        """Call `then` with the sheet as the store holds it, once what was typed is there."""
        self._waiting.append(then)
        self.give()
        self._serve()

    def take(self, sheet: Sheet | None) -> None:
        """Show what the store holds; what was typed since and is not there yet is put back in it."""
        ours, held = self.sheet, self._held
        same = ours is not None and sheet is not None and ours.id == sheet.id
        self._held = self.sheet = sheet
        if sheet is None or sheet.frozen or not same:
            self._typing = None
        elif ours is not None and held is not None and ours.lines != held.lines:
            self.sheet = rebased(ours, held, sheet)
        self.shown.emit()
        if self._typing is None:
            self._send("")
        if sheet is not None and not same and not sheet.frozen:
            self._link.ask(ReadDraft(DRAFT), self._find_again, lambda _refusal: None)

    def type_at(self, at: int, text: str) -> None:
        """A key in a cell: the sheet follows, the store waits for the cell."""
        if self.sheet is not None and at < len(self.sheet.lines):
            self.sheet = with_line(self.sheet, at, with_typed(self.sheet.lines[at], text))
            self._typing = at
            self._drafts.touch()

    def give(self) -> None:
        """A cell is left: what it holds is written."""
        self._typing = None
        self._send("")

    def change(self, sheet: Sheet, done: str = "") -> None:
        """Another sheet as a whole (a line added, removed, another rhythm): shown and written at once."""
        self.sheet = sheet
        self.shown.emit()
        self._send(done)

    def _send(self, done: str) -> None:
        sheet, held = self.sheet, self._held
        if sheet is None or held is None or replace(sheet, clock=held.clock) == held:
            self._forget_draft()
            return
        if self._sending:
            self._again = done or self._again
            return
        self._sending = True
        sent = replace(sheet, clock=held.clock)
        self._link.do(ChangeSheet(sent, done), lambda change: self._written(sent, change), self._refused)

    def _written(self, sent: Sheet, change: Change) -> None:
        if not isValid(self):
            # The window closed on its last cell: that cell is written, nobody waits for the answer.
            return
        self._sending = False
        clock = change.facts["clock"]
        if isinstance(clock, int) and self._held is not None and self._held.id == sent.id:
            self._held = replace(sent, clock=clock)
        if self._typing is None:
            again, self._again = self._again, ""
            self._send(again)
        if not self._sending:
            self.kept.emit()
            self._serve()

    def _refused(self, refusal: Refusal) -> None:
        if not isValid(self):
            return
        self._sending = False
        self._again = ""
        self._waiting.clear()
        # Somebody else wrote the sheet: it is read again, and what was typed here is put back in it.
        if not isinstance(refusal, Outdated):
            self._link.refused.emit(refusal.sentence)
            self.sheet = self._held
        self.stale.emit()

    def _serve(self) -> None:
        if self._sending or self._held is None:
            return
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(self._held)

    # What was being typed when everything stopped

    def _draft(self) -> str:
        sheet, at = self.sheet, self._typing
        if sheet is None or at is None or at >= len(sheet.lines):
            return ""
        line = sheet.lines[at]
        text = line.typed or ("" if line.cents is None else f"{line.cents}/100")
        return json.dumps({"sheet": sheet.id.hex, "at": at, "label": line.label, "text": text}, ensure_ascii=False)

    def _find_again(self, words: str) -> None:
        sheet = self.sheet
        if not words or sheet is None or self._typing is not None:
            return
        found = json.loads(words)
        at = found["at"]
        if found["sheet"] != sheet.id.hex or at >= len(sheet.lines) or sheet.lines[at].label != found["label"]:
            return
        line = with_typed(sheet.lines[at], found["text"])
        if line != sheet.lines[at]:
            self._link.done.emit(Change(said=FOUND_AGAIN))
            self.change(with_line(sheet, at, line))
        self._drafts.forget()

    def _note_draft(self, there: bool) -> None:
        self._drafted = self._drafted or there

    def _forget_draft(self) -> None:
        """What was being typed is written: its draft is no longer needed, where there is one."""
        self._drafts.timer.stop()
        if self._drafted:
            self._drafted = False
            self._drafts.forget()
