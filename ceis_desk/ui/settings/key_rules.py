"""Which keys a command may have: never one that writes, never one that another command or a page already uses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ceis_desk.ui.kit.french import french_keys
from ceis_desk.ui.shell.keys import COMMANDS, twins

# Keys that pages and fields use for themselves, with what they do there.
OF_PAGES: Mapping[str, str] = {
    "F2": "rechercher",
    "F3": "passage anonyme",
    "F4": "derniers passages",
    "F7": "aujourd’hui",
    "F8": "appeler",
    "Shift+F8": "remettre en attente",
    "Ctrl+N": "nouvelle personne",
    "Ctrl+Return": "ouvrir le dossier",
    "Ctrl+M": "note",
    "Ctrl+R": "rendez-vous",
    "Ctrl+F": "chercher dans la page",
    "Ctrl+S": "enregistrer",
    "Ctrl+O": "ouvrir le dossier des fichiers",
    "Ctrl+A": "tout choisir",
    "Ctrl+C": "copier",
    "Ctrl+X": "couper",
    "Ctrl+V": "coller",
    "Alt+Up": "monter une ligne",
    "Alt+Down": "descendre une ligne",
}
_ARROWS = frozenset({"Up", "Down", "Left", "Right"})
_KEPT = _ARROWS | {"Esc", "Tab", "Backtab", "Return", "Enter", "Space", "Backspace", "Del"}
_FUNCTION = re.compile(r"(?:Shift\+)?F(?:[1-9]|1[0-2])")


def refused_key(sequence: str, code: str, keys: Mapping[str, str]) -> str:
    """Why the command `code` may not have this key (Qt's portable spelling), empty when it may."""
    shown = french_keys(sequence)
    if "Ctrl+" in sequence and "Alt+" in sequence:
        return "Ctrl et Alt ensemble écrivent des signes comme @ ou €. Choisissez une autre touche."
    last = sequence.rpartition("+")[2]
    is_free_arrow = last in _ARROWS and sequence == f"Alt+{last}"
    if last in _KEPT and sequence not in OF_PAGES and not is_free_arrow:
        return f"{shown} sert déjà à se déplacer. Choisissez une autre touche."
    for other in COMMANDS:
        if other.code != code and set(twins(sequence)) & set(twins(keys[other.code])):
            return f"{shown} sert déjà à «\u00a0{other.words}\u00a0». Choisissez une autre touche."
    if sequence in OF_PAGES:
        return f"{shown} sert déjà à «\u00a0{OF_PAGES[sequence]}\u00a0» dans les pages. Choisissez une autre touche."
    if not sequence.startswith(("Ctrl+", "Alt+")) and not _FUNCTION.fullmatch(sequence):
        return f"{shown} écrit dans les champs. Choisissez F1 à F12, ou Ctrl ou Alt avec une lettre."
    return ""
