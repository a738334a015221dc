"""Waits for the key that a command is to have: whatever is pressed is caught before anyone else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ceis_desk.ui.kit.painting import CENTRE, rounded, smooth_painter, words_at
from ceis_desk.ui.kit.theme import Theme

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_LEAVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
INVITATION = "Appuyez sur la nouvelle touche"


class KeyCatcher(QWidget):
    """`caught` gives Qt's portable spelling; Tab and Échap go on as everywhere."""

    caught = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = INVITATION
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(INVITATION)

    def show_words(self, words: str) -> None:
        """What was caught, in French."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and (event.key() not in _LEAVES or event.modifiers() & _HELD):
            if event.type() == QEvent.Type.ShortcutOverride:
                # Accepted, the key comes here instead of doing what it does elsewhere.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._catch(event)
                return True
        return super().event(event)

    def _catch(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIERS or event.isAutoRepeat():
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sequence = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
        self.caught.emit(sequence)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, here = self._theme, self.hasFocus()
        with smooth_painter(self) as painter:
            edge = theme.color("primary" if here else "strong")
            rounded(painter, self.rect(), 8, fill=theme.color("surface2"), edge=edge, width=2 if here else 1)
            room = QRect(self.rect())
            words_at(painter, room, self._words, theme.font(17, 600), theme.color("ink"), CENTRE)
