"""Keeps the draft of the form half a second after the last key, and the one that was set aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.people.drafts import OTHER, Draft, read_draft, write_draft

_KEEP_MS = 500


class DraftKeeper(QObject):
    """`draft` gives what is typed now and `kind` its name; `kept` says whether the store holds it."""

    kept = Signal(bool)
    other_changed = Signal()

    def __init__(
        self, link: StoreLink, draft: Callable[[], Draft], kind: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._draft, self._kind = link, draft, kind
        self.other = Draft()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(_KEEP_MS)
        self.timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed."""
        self.kept.emit(False)
        self.timer.start()

    def flush(self) -> None:
        """Keep at once what waits for the timer."""
        if self.timer.isActive():
            self.timer.stop()
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now; an empty form forgets its draft."""
        text = write_draft(self._draft())
        self._link.do(KeepDraft(self._kind(), text), lambda _change: self.kept.emit(bool(text)))

    def forget(self) -> None:
        """The record is kept: its draft is no longer needed."""
        self.timer.stop()
        self._link.do(KeepDraft(self._kind(), ""))

    def set_aside(self, draft: Draft) -> None:
        """Keep another draft than the one in the form, to be taken back with one button."""
        self.other = draft
        self._link.do(KeepDraft(OTHER, write_draft(draft)))
        self.other_changed.emit()

    def recall(self) -> None:
        """Find the draft set aside before the program last stopped."""
        self._link.ask(ReadDraft(OTHER), self._recalled, key="other-draft")

    def _recalled(self, text: str) -> None:
        if self.other.empty:
            self.other = read_draft(text)
            self.other_changed.emit()
