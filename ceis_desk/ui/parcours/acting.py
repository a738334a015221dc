"""What may be done to a parcours where it stands, by whom: the list that Ctrl D opens, a digit each."""

from __future__ import annotations

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.rights import may
from ceis_desk.parcours.model import ItemKind, Parcours, ParcoursState, WayOfPerson
from ceis_desk.ui.forms.choice_sheet import Choice

FOLLOW = "follow"
_OBJECTIVE: Choice = ("objective", "Objectif", "Ce que la personne veut atteindre.", "flag")
_STEP: Choice = ("step", "Étape ou action", "Qui fait quoi, avec qui, avant quand.", "list-check")
_FREIN: Choice = ("frein", "Frein", "Le niveau vu à l’entrée, au bilan ou à la sortie.", "alert-circle")
_RESTRICTED: Choice = (
    "restricted",
    "Violences, justice",
    "Scellé\u00a0: lu par vous et les référents nommés, eux seuls.",
    "shield-lock",
)
_FOLLOW: Choice = (FOLLOW, "Suivi", "Référent, relais, suspension, fin du parcours.", "user-check")
_OPEN: Choice = ("open", "Ouvrir un parcours", "Vous en êtes le premier référent ou la première référente.", "route")
_REOPEN: Choice = (
    "reopen",
    "Reprendre le dernier parcours",
    "Il garde ses objectifs, ses freins, ses dates.",
    "history",
)
_REFERENT: Choice = ("referent", "Nommer un référent", "Une personne de plus suit ce parcours.", "user-plus")
_HAND_OVER: Choice = ("hand-over", "Passer le relais", "Le suivi principal change de mains ce jour-là.", "arrow-right")
_SUSPEND: Choice = ("suspend", "Suspendre", "Le parcours attend, avec sa raison.", "player-pause")
_RESUME: Choice = ("resume", "Reprendre", "Le parcours est de nouveau en cours.", "player-play")
_END: Choice = ("end", "Terminer", "Avec le jour, l’issue et la raison.", "check")
_TWIN: Choice = (
    "twin",
    "Terminer l’autre parcours",
    "Une personne en a un seul en cours ; ses écrits restent.",
    "alert-triangle",
)
_WITHDRAW: Choice = ("withdraw", "Retirer ce parcours", "Ouvert par erreur\u00a0: rien n’y est encore écrit.", "trash")


def choices(way: WayOfPerson, roles: frozenset[Role]) -> tuple[Choice, ...]:
    """What may be done now; nothing for whoever may only read."""
    if not may(roles, Thing.PARCOURS, Level.WRITE):
        return ()
    current = way.current
    if current is None:
        return (_OPEN, _REOPEN) if way.past else (_OPEN,)
    seals = may(roles, Thing.RESTRICTED_FREINS, Level.OWN)
    aimed = any(item.kind is ItemKind.OBJECTIVE for item in current.items)
    return (
        _OBJECTIVE,
        *((_STEP,) if aimed else ()),
        _FREIN,
        *((_RESTRICTED,) if seals else ()),
        _FOLLOW,
        *((_TWIN,) if way.twins else ()),
    )


def following(current: Parcours) -> tuple[Choice, ...]:
    """What may be done to its follow-up."""
    bare = not (current.items or current.freins)
    pause = _RESUME if current.state is ParcoursState.SUSPENDED else _SUSPEND
    return (_REFERENT, _HAND_OVER, pause, _END, *((_WITHDRAW,) if bare else ()))
