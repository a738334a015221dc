"""The keys of « Agenda » as the help shows them."""

from __future__ import annotations

from ceis_desk.ui.reception.keys import digit_cap
from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine


def key_lines(keyboard: Keyboard) -> tuple[KeyLine, ...]:
    """The keys in force, and those that nobody changes."""
    return (
        KeyLine("Flèches", "aller d’une case à l’autre"),
        KeyLine("Entrée", "recevoir, terminer, réserver\u00a0: ce que dit le bouton de la case choisie"),
        keyboard.line("find-slot"),
        keyboard.line("new-in-agenda"),
        KeyLine(digit_cap("D", keyboard), "déplacer\u00a0: les flèches portent la case, Entrée la pose, Échap renonce"),
        KeyLine("Suppr", "annuler le rendez-vous\u00a0; dans la liste d’attente, la personne n’attend plus"),
        keyboard.line("print", "imprimer les jours affichés, la carte du rendez-vous choisi, les rappels"),
        keyboard.line("span-before"),
        keyboard.line("span-after"),
        KeyLine("Début", "aujourd’hui"),
    )
