"""The keys of the sheet: said where the eye ends, under the last line, and in the help."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ceis_desk.ui.kit.flow import Flow
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.text import KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import SHEET, KeyLine

_OWN = (("Tab", "case suivante"), ("+ − × ÷", "calculer dans la case"), ("Suppr", "retirer la ligne"))
_COMMANDS = (("add-line", "ajouter une ligne"), ("details", "détails"), ("periodicity", "périodicité"))


def key_lines(keyboard: Keyboard) -> tuple[KeyLine, ...]:
    """The keys in force, and those that nobody changes, for the help."""
    return (
        KeyLine("Entrée, ↓ ou Tab", "ligne suivante"),
        KeyLine("Maj Entrée ou ↑", "ligne précédente"),
        KeyLine("+ − × ÷", "calculer dans la case"),
        KeyLine("Suppr", "retirer la ligne"),
        KeyLine("Échap", "revenir au dossier"),
        *keyboard.lines(SHEET),
        keyboard.line("print", "imprimer à signer\u00a0: la version ne change plus ensuite"),
    )


class KeyHints(QWidget):
    """Key caps that follow the keys in force."""

    def __init__(self, theme: Theme, keyboard: Keyboard) -> None:
        super().__init__()
        pairs = [_pair(KeyCap(theme, key), what) for key, what in _OWN]
        for code, what in _COMMANDS:
            cap = KeyCap(theme, "")
            keyboard.follow(cap, lambda cap=cap, code=code: _write(cap, keyboard.cap(code)))  # type: ignore[misc]  # bound now
            pairs.append(_pair(cap, what))
        self.setLayout(Flow(*pairs, gap=10))
        self.setAccessibleName("Touches de la fiche")


def _pair(cap: KeyCap, what: str) -> QWidget:
    both = QWidget()
    both.setLayout(row(cap, Text(what, "hint", "ink2"), gap=6))
    return both


def _write(cap: KeyCap, key: str) -> None:
    cap.setText(key)
    cap.updateGeometry()
