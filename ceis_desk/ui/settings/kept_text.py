"""A field that applies at once: what is typed is given when the cursor leaves it, or at Entrée."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ceis_desk.ui.kit.drafts import Part
from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.theme import Theme


class KeptText(TextField):
    """`given` says other words than those kept, once; Échap is not needed, the message offers Annuler."""

    given = Signal(str)

    def __init__(self, theme: Theme, *, placeholder: str = "") -> None:
        super().__init__(theme, placeholder=placeholder)
        self._kept = ""
        self.editingFinished.connect(self._give)

    def show_words(self, words: str) -> None:
        """What is kept; words typed over it and not yet given stay."""
        if self.text() == self._kept or not (self.hasFocus() or self.isModified()):
            self.setText(words)
        self._kept = words

    def draft_part(self) -> Part:
        """What is typed and not given yet is its draft; put back, it is given like any other when the cursor leaves."""

        def put(words: str) -> None:
            self.setText(words)
            self.setModified(True)

        return Part(lambda: "" if self.text() == self._kept else self.text(), put, (self.textChanged, self.given))

    def _give(self) -> None:
        words = self.text().strip()
        if words != self._kept:
            self._kept = words
            self._forget_typing()
            self.given.emit(words)

    def _forget_typing(self) -> None:
        """Given is no draft any more, and Ctrl Z takes back what was given, not the letters that led to it."""
        at = self.cursorPosition()
        self.setText(self.text())
        self.setCursorPosition(at)
