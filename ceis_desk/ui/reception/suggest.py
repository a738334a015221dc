"""A field to write freely in, that offers the words already used here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ceis_desk.ui.kit.fields import TextField
from ceis_desk.ui.kit.offer import Offer
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.reception.keys import is_enter


class SuggestField(TextField):
    """Typing narrows the words offered, ↓ shows them all; anything else may be written."""

    def __init__(self, theme: Theme, *, placeholder: str = "", words: Sequence[str] = (), longest: int = 120) -> None:
        super().__init__(theme, placeholder=placeholder)
        self.setMaxLength(longest)
        self._words = QStringListModel(list(words), self)
        self._offer = Offer(self._words, self)
        self.setCompleter(self._offer)

    def set_words(self, words: Sequence[str]) -> None:
        """Offer other words."""
        self._words.setStringList(list(words))

    def words(self) -> list[str]:
        """The words offered."""
        return self._words.stringList()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.words():
            self._offer.dress()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.words():
            self._offer.setCompletionPrefix("")
            self._offer.complete()
        elif is_enter(event):
            event.ignore()  # Entrée records, wherever the cursor is in the card
        else:
            super().keyPressEvent(event)
