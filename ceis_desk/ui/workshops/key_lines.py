"""The keys of « Ateliers » as the help shows them."""

from __future__ import annotations

from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine


def key_lines(keyboard: Keyboard) -> tuple[KeyLine, ...]:
    """The keys in force, and those that nobody changes."""
    return (
        KeyLine("↑ ↓", "une autre séance, une autre personne"),
        KeyLine("Espace", "présent"),
        KeyLine(digit_cap("E", keyboard), "excusé"),
        KeyLine(digit_cap("A", keyboard), "absent"),
        KeyLine(digit_cap("X", keyboard), "désinscrire"),
        KeyLine("Suppr", "ni l’un ni l’autre\u00a0; dans la liste d’attente, la personne n’attend plus"),
        keyboard.line("add-person"),
        keyboard.line("close-session"),
        keyboard.line("new-session"),
        keyboard.line("print", "imprimer la feuille d’émargement"),
        keyboard.line("attest"),
        keyboard.line("span-before", "semaine d’avant"),
        keyboard.line("span-after", "semaine d’après"),
    )
