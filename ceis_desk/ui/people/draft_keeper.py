"""The draft of a record being written, and the one that was set aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ceis_desk.access.gestures import KeepDraft
from ceis_desk.access.questions import ReadDraft
from ceis_desk.ui.kit.drafts import DraftKeeper
from ceis_desk.ui.kit.link import StoreLink
from ceis_desk.ui.people.drafts import OTHER, Draft, read_draft, write_draft


class RecordDrafts(DraftKeeper):
    """`draft` gives what is typed now and `kind` its name; another draft may wait aside."""

    other_changed = Signal()

    def __init__(
        self, link: StoreLink, draft: Callable[[], Draft], kind: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(link, lambda: write_draft(draft()), kind, parent)
        self.other = Draft()

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
