"""The keys of the whole program: each command, its words, its key, and the key that the desk chose instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.french import french_keys


@dataclass(frozen=True)
class Command:
    """One thing that a key asks for anywhere; `anywhere` means on the locked screen and over a sheet too."""

    code: str
    words: str
    default: str
    anywhere: bool = False


@dataclass(frozen=True)
class KeyLine:
    """One line of the help: the key in French, and what it does."""

    keys: str
    what: str


COMMANDS: tuple[Command, ...] = (
    Command("palette", "chercher une personne, un rendez-vous, une action", "Ctrl+K"),
    Command("discreet", "écran discret (tenir pour regarder un instant)", "F9", anywhere=True),
    Command("lock", "verrouiller", "F12", anywhere=True),
    Command("lock-twin", "verrouiller", "Ctrl+L", anywhere=True),
    Command("undo", "annuler", "Ctrl+Z"),
    Command("redo", "refaire", "Ctrl+Y"),
    Command("print", "imprimer ce qui est à l’écran", "Ctrl+P"),
    Command("back", "page précédente", "Alt+Left"),
    Command("forward", "page suivante", "Alt+Right"),
    Command("next-area", "zone suivante", "F6"),
    Command("previous-area", "zone précédente", "Shift+F6"),
    Command("larger", "agrandir le texte", "Ctrl++", anywhere=True),
    Command("smaller", "réduire le texte", "Ctrl+-", anywhere=True),
    Command("plain-size", "taille de texte normale", "Ctrl+0", anywhere=True),
    Command("help", "aide et touches de cet écran", "F1", anywhere=True),
    Command("page-reception", "aller à Accueil", "Ctrl+1"),
    Command("page-people", "aller à Personnes", "Ctrl+2"),
    Command("page-statistics", "aller à Statistiques", "Ctrl+7"),
    Command("page-exchange", "aller à Échanges", "Ctrl+8"),
)

# What the row of digits writes on AZERTY without Maj. The sixth writes « - », which already makes the text smaller.
_AZERTY = {"0": "À", "1": "&", "2": "É", "3": '"', "4": "'", "5": "(", "7": "È", "8": "_"}


def chosen_keys(choices: Mapping[str, str]) -> dict[str, str]:
    """The key of each command in Qt's portable spelling: the desk's own where it is one, else the default."""
    return {command.code: _valid(choices.get(command.code)) or command.default for command in COMMANDS}


def twins(sequence: str) -> tuple[str, ...]:
    """The sequence and what the same keys give on other keyboards: « Ctrl+1 » is « Ctrl+& » on AZERTY."""
    stem, _, last = sequence.rpartition("+")
    if sequence == "Ctrl++":
        return sequence, "Ctrl+="
    if stem == "Ctrl" and last in _AZERTY:
        return sequence, f"Ctrl+{_AZERTY[last]}"
    return (sequence,)


def key_lines(choices: Mapping[str, str]) -> tuple[KeyLine, ...]:
    """The keys of the whole program for the help, two keys of one command on one line."""
    keys = chosen_keys(choices)
    lines: dict[str, list[str]] = {}
    for command in COMMANDS:
        lines.setdefault(command.words, []).append(french_keys(keys[command.code]))
    return tuple(KeyLine(" ou ".join(shown), words) for words, shown in lines.items())


def _valid(sequence: str | None) -> str:
    if not sequence:
        return ""
    return QKeySequence(sequence, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.PortableText
    )


class GlobalKeys(QObject):
    """The shortcuts of the window: `asked` gives the code of the command."""

    asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shortcuts: list[QShortcut] = []
        self._sequences: set[str] = set()
        self.shown: dict[str, str] = {}

    def bind(self, choices: Mapping[str, str]) -> None:
        """Put the keys in force, in place of those before."""
        for former in self._shortcuts:
            former.setEnabled(False)
            former.deleteLater()
        keys = chosen_keys(choices)
        self.shown = {code: french_keys(sequence) for code, sequence in keys.items()}
        self._shortcuts = [self._shortcut(code, sequence) for code, sequence in keys.items()]
        self._sequences = {twin for sequence in keys.values() for twin in twins(sequence)}

    def owns(self, sequence: QKeySequence) -> bool:
        """Whether a key is one of the program's: a field must not keep it for itself."""
        return sequence.toString(QKeySequence.SequenceFormat.PortableText) in self._sequences

    def _shortcut(self, code: str, sequence: str) -> QShortcut:
        shortcut = QShortcut(self._window)
        shortcut.setKeys([QKeySequence(twin) for twin in twins(sequence)])
        shortcut.setAutoRepeat(code in {"undo", "redo", "next-area", "previous-area"})
        shortcut.activated.connect(lambda: self.asked.emit(code))
        return shortcut
