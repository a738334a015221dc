"""The keys of « Personnes » as the help shows them."""

from __future__ import annotations

from ceis_desk.ui.shell.keyboard import Keyboard
from ceis_desk.ui.shell.keys import KeyLine

_BACK = KeyLine("Échap", "revenir")


def key_lines(shown: str, keyboard: Keyboard, *, with_way: bool = False) -> tuple[KeyLine, ...]:
    """The keys of what shows: those in force, and those that nobody changes; `with_way` adds the parcours’."""
    line = keyboard.line
    if shown == "home":
        return (line("search"), KeyLine("↑ ↓ puis Entrée", "choisir, ouvrir la fiche"), line("new-person"))
    if shown == "record":
        parts = (line("next-part"), line("previous-part"))
        moved = KeyLine("Alt ↑, Alt ↓", "monter ou descendre un objectif, une étape, une action")
        way = (line("way-act"), moved, line("closer"), line("wider")) if with_way else ()
        printed = "imprimer une carte pour chaque rendez-vous à venir"
        cards = line("print", f"fiche parcours simplifiée\u00a0; ailleurs, {printed}" if with_way else printed)
        return (
            KeyLine("Entrée", "enregistrer son arrivée"), line("find-slot"), *parts, *way, cards, line("new-person"),
            _BACK,
        )  # fmt: skip
    return (
        KeyLine("Entrée", "champ suivant, puis créer la fiche\u00a0; ouvrir la fiche existante s’il y a un doute"),
        line("validate", "créer ou enregistrer tout de suite"),
        line("new-person", "ce n’est pas la même personne\u00a0: créer"),
        KeyLine("Échap", "revenir, le brouillon est gardé"),
    )
