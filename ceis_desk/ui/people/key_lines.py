"""The keys of « Personnes » as the help shows them."""

from __future__ import annotations

from ceis_desk.ui.shell.keys import KeyLine

_NEW = KeyLine("Ctrl N", "nouvelle personne")
_BACK = KeyLine("Échap", "revenir")
_LINES = {
    "home": (
        KeyLine("F2", "chercher une personne"),
        KeyLine("↑ ↓ puis Entrée", "choisir, ouvrir la fiche"),
        _NEW,
    ),
    "record": (
        KeyLine("Entrée", "enregistrer son arrivée"),
        KeyLine("Ctrl Tab", "partie suivante de la fiche"),
        _NEW,
        _BACK,
    ),
    "form": (
        KeyLine("Entrée", "champ suivant, puis créer la fiche\u00a0; ouvrir la fiche existante s’il y a un doute"),
        KeyLine("Ctrl Entrée", "créer ou enregistrer tout de suite"),
        KeyLine("Ctrl N", "ce n’est pas la même personne\u00a0: créer"),
        KeyLine("Échap", "revenir, le brouillon est gardé"),
    ),
}


def key_lines(shown: str) -> tuple[KeyLine, ...]:
    """The keys of what shows."""
    return _LINES[shown]
