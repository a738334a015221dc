"""Which keys a command may have: never one that writes, never one that serves on the same screen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ceis_desk.ui.kit.french import french_keys
from ceis_desk.ui.shell.keys import COMMANDS, PEOPLE, RECEPTION, Command, command_of, twins

_PREVIEW, _SETTINGS = ("preview",), ("settings",)
# Keys that nobody changes: those of every program, those of a document, those of a list, those kept for what comes.
FIXED: tuple[Command, ...] = (
    Command("select-all", "tout choisir", "Ctrl+A"),
    Command("copy", "copier", "Ctrl+C"),
    Command("cut", "couper", "Ctrl+X"),
    Command("paste", "coller", "Ctrl+V"),
    Command("save", "enregistrer", "Ctrl+S", places=_PREVIEW),
    Command("folder", "ouvrir le dossier des fichiers", "Ctrl+O", places=_PREVIEW),
    Command("up", "monter une ligne", "Alt+Up", places=_SETTINGS),
    Command("down", "descendre une ligne", "Alt+Down", places=_SETTINGS),
    *(
        Command(f"digit-{sign}", "choisir par un chiffre", f"Alt+{sign}", places=(RECEPTION, PEOPLE))
        for sign in "0123456789-Ç"  # the last two are the 6 and the 9 of AZERTY
    ),
)
# A field writes with these before its page hears of them; the program's own keys are taken from it.
_OF_FIELDS = frozenset({"Ctrl+D", "Ctrl+E", "Ctrl+H", "Ctrl+K", "Ctrl+U", "Ctrl+Y", "Ctrl+Z"})
_ARROWS = frozenset({"Up", "Down", "Left", "Right"})
_KEPT = _ARROWS | {"Esc", "Tab", "Backtab", "Return", "Enter", "Space", "Backspace", "Del"}
_FUNCTION = re.compile(r"(?:Shift\+)?F(?:[1-9]|1[0-2])")


def refused_key(sequence: str, code: str, keys: Mapping[str, str]) -> str:
    """Why the command `code` may not have this key (Qt's portable spelling), empty when it may."""
    command = command_of(code)
    if sequence == command.default and not _taken_by(sequence, command, keys):
        return ""
    shown = french_keys(sequence)
    if "Ctrl+" in sequence and "Alt+" in sequence:
        return "Ctrl et Alt ensemble écrivent des signes comme @ ou €. Choisissez une autre touche."
    last = sequence.rpartition("+")[2]
    is_free_arrow = last in _ARROWS and sequence == f"Alt+{last}"
    if (last in _KEPT and sequence != "Ctrl+Return" and not is_free_arrow) or sequence in ("PgUp", "PgDown"):
        return f"{shown} sert déjà à se déplacer. Choisissez une autre touche."
    if words := _taken_by(sequence, command, keys):
        return f"{shown} sert déjà à «\u00a0{words}\u00a0». Choisissez une autre touche."
    if command.places and sequence in _OF_FIELDS:
        return f"{shown} sert déjà à corriger ce qui est écrit dans un champ. Choisissez une autre touche."
    if not sequence.startswith(("Ctrl+", "Alt+")) and not _FUNCTION.fullmatch(sequence):
        return f"{shown} écrit dans les champs. Choisissez F1 à F12, ou Ctrl ou Alt avec une lettre."
    return ""


def _taken_by(sequence: str, command: Command, keys: Mapping[str, str]) -> str:
    """The words of another command of the same screen which has this key, empty when there is none."""
    wanted = set(twins(sequence))
    rivals = [(other.words, keys[other.code], other) for other in COMMANDS if other.code != command.code]
    rivals += [(other.words, other.default, other) for other in FIXED]
    return next((words for words, key, other in rivals if other.meets(command) and wanted & set(twins(key))), "")
