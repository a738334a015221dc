"""The sections of the settings: what they are called, and what an account may do there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.questions import StaffMember
from ceis_desk.access.rights import permits
from ceis_desk.core.store import Needs

_ADMIN: Needs = ((Thing.ACCOUNTS, Level.WRITE),)


class Reach(Enum):
    """How far an account goes in a section."""

    WRITE = "write"
    READ = "read"
    LOCKED = "locked"


@dataclass(frozen=True)
class Section:
    """One line of the list; `writes` and `reads` are the rights that it asks for."""

    code: str
    words: str
    icon: str
    sentence: str
    writes: Needs = ()
    reads: Needs = ()

    def reach(self, roles: Iterable[Role]) -> Reach:
        """How far these roles go."""
        held = tuple(roles)
        if permits(held, self.writes):
            return Reach.WRITE
        return Reach.READ if permits(held, self.reads) else Reach.LOCKED


SECTIONS: tuple[Section, ...] = (
    Section(
        "structure",
        "Structure",
        "building-community",
        "Ce que disent les impressions, et les moyens déclarés au rapport du mois.",
        _ADMIN,
    ),
    Section(
        "documents",
        "Coordonnées",
        "map-pin",
        "Où est le lieu, comment y venir, comment le joindre\u00a0: ce que disent les documents.",
        _ADMIN,
    ),
    Section("desk", "Ce poste", "device-desktop", "Ce qui ne vaut que pour ce poste.", _ADMIN),
    Section(
        "accounts",
        "Comptes et rôles",
        "users",
        "Comptes et rôles. Administrer ne donne le droit de lire aucune fiche.",
        _ADMIN,
    ),
    Section("password", "Mon mot de passe", "key", "Vous seul·e le connaissez. Le changer ne perd rien."),
    Section(
        "motifs",
        "Motifs et accueil",
        "layout-grid",
        "Les motifs et leurs chiffres, les seuils d’attente, la liste des quartiers prioritaires.",
        _ADMIN,
    ),
    Section(
        "budget",
        "Fiche budget",
        "pig",
        "Ce que le CCAS choisit du reste à vivre, et les barèmes.",
        _ADMIN,
    ),
    Section(
        "prevention",
        "Prévention",
        "stethoscope",
        "Les thèmes de prévention proposés à l’équipe santé.",
        _ADMIN,
    ),
    Section(
        "parcours",
        "Parcours",
        "route",
        "Les freins que le site ajoute, les phrases de l’auto-évaluation.",
        _ADMIN,
        ((Thing.SITUATION, Level.READ), (Thing.ACCOUNTS, Level.READ)),
    ),
    Section(
        "templates",
        "Modèles",
        "mail",
        "Les courriers et les débuts de note proposés dans un dossier.",
        _ADMIN,
    ),
    Section("hours", "Horaires, absences", "clock", "Quand le lieu ouvre, qui est absent, les consignes.", _ADMIN),
    Section(
        "agenda",
        "Agenda",
        "calendar-event",
        "Les types de rendez-vous, les salles, le temps entre deux, les vacances scolaires.",
        _ADMIN,
    ),
    Section(
        "digital",
        "Espace numérique",
        "device-laptop",
        "Les ordinateurs en libre accès, et combien de temps chacun est prêté.",
        _ADMIN,
    ),
    Section(
        "employment",
        "Emploi, places",
        "briefcase",
        "Les métiers du chantier, les EHPAD, leurs places, la limite d’un emploi durable.",
        _ADMIN,
    ),
    Section(
        "exchange", "Postes et échanges", "device-usb", "Ce que les postes du site s’envoient, et comment les relier."
    ),
    Section("display", "Affichage, texte", "typography", "Taille du texte et couleurs de ce poste."),
    Section(
        "keys",
        "Touches",
        "keyboard",
        "Les touches du programme et des pages. Entrée, Échap, Tab et les flèches ne changent pas.",
    ),
    Section(
        "import",
        "Reprendre un tableur",
        "upload",
        "Un cahier d’accueil ou une liste de personnes, depuis un tableur.",
        ((Thing.IMPORT, Level.WRITE),),
        ((Thing.IMPORT, Level.WRITE),),
    ),
    Section("journal", "Journal des accès", "history", "Qui a ouvert, imprimé, réuni quoi. Jamais un contenu."),
    Section(
        "recovery",
        "Clé de secours",
        "shield-lock",
        "Elle seule rouvre les données si tout le reste est perdu.",
        _ADMIN,
        ((Thing.ACCOUNTS, Level.READ),),
    ),
    Section(
        "backups",
        "Sauvegardes",
        "shield-check",
        "Faites d’elles-mêmes, relues en entier, gardées ici et à une seconde place.",
        _ADMIN,
        ((Thing.ACCOUNTS, Level.READ),),
    ),
    Section("about", "À propos", "info-circle", "Ce programme, ses sources, et où sont vos données."),
)


def section_of(code: str) -> Section:
    """The section called `code`; raises KeyError."""
    return {section.code: section for section in SECTIONS}[code]


def whom_to_ask(staff: Iterable[StaffMember], role: Role = Role.ADMIN) -> str:
    """« Demandez à Hélène Costa (administration). »; the role alone while nobody holds it."""
    names = [one.name for one in staff if role in one.roles]
    word = role.label.lower()
    if not names:
        return f"Demandez à l’{word}." if word[0] in "aeiou" else f"Demandez à la {word}."
    return f"Demandez à {' ou '.join(names)} ({word})."


def locked_words(code: str, staff: Iterable[StaffMember]) -> str:
    """Why a section is locked, and whom to ask."""
    if code == "import":
        role, why = Role.DIRECTOR, "Reprendre un tableur revient à la direction et à l’administration."
    elif code == "parcours":
        role, why = Role.ADMIN, "Ces listes se lisent par ceux qui suivent des parcours."
    elif code == "backups":
        role, why = Role.ADMIN, "Les sauvegardes se font d’elles-mêmes. Les reprendre revient à l’administration."
    else:
        role, why = Role.ADMIN, "La clé de secours revient à l’administration."
    return f"{why} {whom_to_ask(staff, role)}"
