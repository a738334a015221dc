"""What the palette can do: a declared list, with the keys in force."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.access.model import Actor, Level, Thing
from ceis_desk.access.rights import may
from ceis_desk.ui.shell.pages import PAGES
from ceis_desk.ui.shell.palette_rows import Action


def actions(actor: Actor, keys: Mapping[str, str], undo: str, *, discreet: bool, dark: bool) -> tuple[Action, ...]:
    """The actions of an account; `undo` is the sentence of what Ctrl Z takes back, names already hidden if need be."""
    return (
        *(_undo(undo, keys) if undo else ()),
        *_reception(actor, keys),
        *_groups(actor),
        *_way_figures(actor, keys),
        Action("print", "Imprimer ce qui est à l’écran", "Liste du jour, fiche ou rapport", "printer", keys["print"],
               "imprimer la liste du jour rendez-vous pdf papier"),
        Action("discreet", "Afficher les noms" if discreet else "Afficher l’écran discret",
               "Montre de nouveau les noms" if discreet else "Masque tous les noms d’un coup",
               "eye" if discreet else "eye-off", keys["discreet"], "discret masquer cacher"),
        *_pages(actor, keys),
        Action("lock", "Verrouiller", "Un collègue peut prendre la place", "lock", keys["lock"],
               "fermer session changer"),
        Action("theme", "Passer au thème clair" if dark else "Passer au thème sombre", "Pour ce poste",
               "device-desktop", also="theme sombre clair nuit couleurs"),
        Action("larger", "Agrandir le texte", "De 100 à 200 %", "zoom-in", keys["larger"], "taille du texte"),
        Action("smaller", "Réduire le texte", "De 200 à 100 %", "zoom-out", keys["smaller"], "taille du texte"),
        Action("help", "Aide et touches du clavier", "Les touches de cet écran", "keyboard", keys["help"],
               "raccourcis aide"),
    )  # fmt: skip


def _undo(said: str, keys: Mapping[str, str]) -> tuple[Action, ...]:
    return (Action("undo", f"Annuler\u00a0: {said}", "Le dernier geste", "arrow-back-up", keys["undo"]),)


def _reception(actor: Actor, keys: Mapping[str, str]) -> tuple[Action, ...]:
    found: list[Action] = []
    if may(actor.roles, Thing.VISITS, Level.WRITE):
        found.append(
            Action("anonymous", "Passage anonyme", "Sans nom ni fiche", "walk", keys["anonymous"], "arrivée sans nom")
        )
    if may(actor.roles, Thing.IDENTITY, Level.WRITE):
        found.append(
            Action(
                "new-person", "Nouvelle personne", "Ouvrir une fiche", "user-plus", keys["new-person"], "créer fiche"
            )
        )
    if may(actor.roles, Thing.APPOINTMENTS, Level.WRITE):
        found.append(
            Action(
                "find-slot",
                "Trouver un créneau",
                "Donner un rendez-vous",
                "calendar-event",
                keys["find-slot"],
                "rdv rendez vous agenda réserver",
            )
        )
    return tuple(found)


def _groups(actor: Actor) -> tuple[Action, ...]:
    if not may(actor.roles, Thing.CONTRACTS, Level.READ):
        return ()
    also = "unis veis unisveis unisvers groupe communauté anciens cohorte émargement"
    return (Action("employment-group", "Unis’Vers, le groupe", "Séances, membres, anciens", "users-group", also=also),)


def _way_figures(actor: Actor, keys: Mapping[str, str]) -> tuple[Action, ...]:
    if not may(actor.roles, Thing.SEALED_FIGURES, Level.READ):
        return ()
    also = (
        "auto-évaluation confiance image de soi espoir insertion place dans la ville autonomie indicateur résultats "
        "transformés levée"
    )
    return (
        Action("way-figures", "Freins et évolution", "Repérés, levés, ce que les personnes disent d’elles",
               "trending-up", keys["way-figures"], also),
    )  # fmt: skip


def _pages(actor: Actor, keys: Mapping[str, str]) -> tuple[Action, ...]:
    return tuple(
        Action(
            f"page:{page.code}",
            page.words if page.within else f"Aller à {page.words}",
            page.what if page.open_to(actor) else "Réservé",
            page.icon if page.open_to(actor) else "lock",
            keys.get(f"page-{page.code}", ""),
            page.also,
        )
        for page in PAGES
    )
