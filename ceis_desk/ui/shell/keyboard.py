"""The keys in force on this desk, live: what a key asks for, what buttons and help say, the shortcuts of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.kit.french import french_keys
from ceis_desk.ui.kit.nav import NavButton
from ceis_desk.ui.kit.search_field import SearchField
from ceis_desk.ui.shell.digit_row import DigitRow
from ceis_desk.ui.shell.keys import KeyLine, chosen_keys, command_of, in_place, key_lines, twins

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_REPEATED = frozenset({"undo", "redo", "next-area", "previous-area"})


class Keyboard(QObject):
    """Which key does what, and whether a digit or a letter alone does anything (`single`); it follows the settings."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.single = True
        self._keys = chosen_keys({})
        self._followers: list[tuple[QObject, Callable[[], None]]] = []

    def take(self, choices: Mapping[str, str], *, single: bool) -> None:
        """Put the keys chosen for this desk in force, at once and everywhere."""
        keys = chosen_keys(choices)
        if (keys, single) == (self._keys, self.single):
            return
        self._keys, self.single = keys, single
        self._followers = [one for one in self._followers if isValid(one[0])]
        for _widget, write in self._followers:
            write()
        self.changed.emit()

    def keys(self) -> Mapping[str, str]:
        """The key of each command, in Qt's portable spelling."""
        return self._keys

    def cap(self, code: str) -> str:
        """The key of a command as a French keyboard bears it."""
        return french_keys(self._keys[code])

    def caps(self) -> dict[str, str]:
        """The key of each command, in French."""
        return {code: french_keys(sequence) for code, sequence in self._keys.items()}

    def asked(self, event: QKeyEvent, place: str) -> str:
        """The command of that page which the key asks for, empty when it is none or is only held down."""
        if event.isAutoRepeat():
            return ""
        pressed = pressed_keys(event)
        return next((one.code for one in in_place(place) if pressed in twins(self._keys[one.code])), "")

    def follow(self, widget: QObject, write: Callable[[], None]) -> None:
        """Call `write` now, and whenever the keys change, for as long as the widget lives."""
        self._followers = [one for one in self._followers if isValid(one[0])]
        self._followers.append((widget, write))
        write()

    def show_on(self, widget: Button | NavButton | SearchField, code: str) -> None:
        """Keep the key in force on what does the same."""
        self.follow(widget, lambda: widget.set_key(self.cap(code)))

    def shortcut(self, page: QWidget, code: str, act: Callable[[], object]) -> QShortcut:
        """Call `act` when the key of a command is pressed in a page."""
        made = QShortcut(page)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)
        self.follow(made, lambda: made.setKeys([QKeySequence(twin) for twin in twins(self._keys[code])]))
        return made

    def line(self, code: str, what: str = "") -> KeyLine:
        """One command in the help, with other words where a page says more."""
        return KeyLine(self.cap(code), what or command_of(code).words)

    def lines(self, place: str = "") -> tuple[KeyLine, ...]:
        """The commands of a page, or of the whole program, for the help."""
        return key_lines(self._keys, place)


def pressed_keys(event: QKeyEvent) -> str:
    """A key pressed, in Qt's portable spelling: the keypad is no other keyboard, and Maj Tab is Tab."""
    key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE)


class GlobalKeys(QObject):
    """The shortcuts of the window: `asked` gives the code of the command."""

    asked = Signal(str)

    def __init__(self, window: QWidget, keyboard: Keyboard) -> None:
        super().__init__(window)
        self._window, self._keyboard = window, keyboard
        self._shortcuts: list[QShortcut] = []
        self._sequences: set[str] = set()
        self._row = DigitRow(window, self._takes, self._act)
        keyboard.changed.connect(self._bind)
        self._bind()

    def owns(self, sequence: QKeySequence) -> bool:
        """Whether a key is one of the program's: a field must not keep it for itself."""
        return sequence.toString(_PORTABLE) in self._sequences

    def _takes(self, sequence: str) -> bool:
        """Whether a command has this key: a place of the row of digits means it then, whatever it writes."""
        keys = self._keyboard.keys()
        return any(keys[one.code] == sequence for one in in_place(""))

    def _act(self, sequence: str) -> None:
        keys = self._keyboard.keys()
        code = next((one.code for one in in_place("") if keys[one.code] == sequence), "")
        if code:
            self.asked.emit(code)

    def _bind(self) -> None:
        """Put the keys in force, in place of those before."""
        for former in self._shortcuts:
            former.setEnabled(False)
            former.deleteLater()
        keys = self._keyboard.keys()
        own = {command.code: keys[command.code] for command in in_place("")}
        self._shortcuts = [self._shortcut(code, sequence) for code, sequence in own.items()]
        self._sequences = {twin for sequence in own.values() for twin in twins(sequence)}

    def _shortcut(self, code: str, sequence: str) -> QShortcut:
        shortcut = QShortcut(self._window)
        shortcut.setKeys([QKeySequence(twin) for twin in twins(sequence)])
        shortcut.setAutoRepeat(code in _REPEATED)
        shortcut.activated.connect(lambda: self.asked.emit(code))
        return shortcut
