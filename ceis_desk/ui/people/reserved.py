"""What a record keeps for others: what it is, who may read it, whom to ask; never what or how much is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.questions import StaffMember
from ceis_desk.access.rights import may


@dataclass(frozen=True)
class Reserved:
    """One reserved part; an empty `roles` means that no one can be named."""

    code: str
    label: str
    icon: str
    what: str
    readers: str
    ask: str
    roles: tuple[Role, ...]
    needs: tuple[Thing, Level]


BUDGET_TAB, WAY_TAB = "budget", "parcours"
RESERVED = (
    Reserved(
        WAY_TAB,
        "Parcours",
        "route",
        "Les objectifs et les étapes décidés avec la personne.",
        "professionnels qui la suivent",
        "Demandez à la personne qui la suit",
        (Role.SOCIAL, Role.EMPLOYMENT),
        (Thing.PARCOURS, Level.READ),
    ),
    Reserved(
        "notes",
        "Notes",
        "notes",
        "Les notes des entretiens.",
        "leurs auteurs et leur équipe",
        "Demandez à la personne qui l’a reçue",
        (),
        (Thing.GROUP_NOTES, Level.GROUP),
    ),
    Reserved(
        BUDGET_TAB,
        "Budget",
        "pig",
        "La fiche budget et les courriers qui s’y rattachent.",
        "conseillères budget",
        "Demandez à l’équipe budget",
        (Role.BUDGET,),
        (Thing.BUDGET_CASES, Level.READ),
    ),
    Reserved(
        "documents",
        "Documents",
        "file-text",
        "Les documents confiés par la personne.",
        "l’équipe à qui ils ont été remis",
        "Demandez à l’équipe concernée",
        (),
        (Thing.DOCUMENTS, Level.GROUP),
    ),
)
IN_CASE = "Ce que garde l’équipe budget est dans le dossier budget de la personne."
TO_CASE = "Ouvrir le dossier budget"


def is_locked(part: Reserved, roles: Iterable[Role]) -> bool:
    """Whether the account may not read it."""
    return not may(roles, *part.needs)


def whom_to_ask(part: Reserved, staff: Iterable[StaffMember]) -> str:
    """« Demandez à Claire Fabre » when someone has the role, else the team."""
    named = [one.name for role in part.roles for one in staff if role in one.roles]
    return f"Demandez à {named[0]}" if named else part.ask
