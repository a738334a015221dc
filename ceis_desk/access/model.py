"""Accounts, roles and the rows of the table of rights, each with the French words that the agent reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.ids import Id


class Role(StrEnum):
    """What an account does at the CEIS; an account may hold several."""

    RECEPTION = "reception"
    BUDGET = "budget"
    SOCIAL = "social"
    EMPLOYMENT = "employment"
    DIGITAL = "digital"
    HEALTH = "health"
    DIRECTOR = "director"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The word shown to the agent."""
        return _ROLES[self.value]


_ROLES = {
    "reception": "Accueil",
    "budget": "Budget",
    "social": "Social",
    "employment": "Emploi",
    "digital": "Numérique",
    "health": "Santé",
    "director": "Direction",
    "admin": "Administration",
}


class Level(StrEnum):
    """What a cell of the table of rights grants, from nothing to everything."""

    NONE = "none"
    PROPOSE = "propose"
    DEPOSIT = "deposit"
    MOTIFS = "motifs"
    DOMAIN = "domain"
    OWN = "own"
    READ = "read"
    GROUP = "group"
    CARRY_OUT = "carry_out"
    DECIDE = "decide"
    WRITE = "write"

    @property
    def label(self) -> str:
        """The words shown in « Qui voit quoi »."""
        return _LEVELS[self.value]


_LEVELS = {
    "none": "réservé",
    "propose": "propose",
    "deposit": "dépose",
    "motifs": "ses motifs",
    "domain": "son domaine",
    "own": "les siens",
    "read": "lit",
    "group": "équipe",
    "carry_out": "exécute",
    "decide": "décide",
    "write": "écrit",
}


class Thing(StrEnum):
    """The rows of the table of rights."""

    IDENTITY = "identity"
    SITUATION = "situation"
    VISITS = "visits"
    PRECISION = "precision"
    IMPORTED_COMMENT = "imported_comment"
    APPOINTMENTS = "appointments"
    APPOINTMENT_SUBJECT = "appointment_subject"
    SESSIONS = "sessions"
    PARCOURS = "parcours"
    RESTRICTED_FREINS = "restricted_freins"
    GROUP_NOTES = "group_notes"
    PRIVATE_NOTES = "private_notes"
    BUDGET_CASES = "budget_cases"
    HEALTH_FACTS = "health_facts"
    DOCUMENTS = "documents"
    CONTRACTS = "contracts"
    PARTNERS = "partners"
    FIGURES = "figures"
    SEALED_FIGURES = "sealed_figures"
    LISTS = "lists"
    MERGE = "merge"
    CLOSE_MONTH = "close_month"
    ERASE = "erase"
    EXPORT_PERSON = "export_person"
    EXPORT_LISTS = "export_lists"
    IMPORT = "import"
    ACCOUNTS = "accounts"
    JOURNAL = "journal"

    @property
    def label(self) -> str:
        """The line as « Qui voit quoi » prints it."""
        return _THINGS[self.value]


_THINGS = {
    "identity": "Identité, contact, foyer",
    "situation": "Travail, logement, ressources, ses mots",
    "visits": "Passages, file, motifs",
    "precision": "Précision sous un motif",
    "imported_comment": "Commentaire repris d’un cahier",
    "appointments": "Rendez-vous\u00a0: quand, avec qui",
    "appointment_subject": "Rendez-vous\u00a0: objet",
    "sessions": "Ateliers, inscriptions, émargement",
    "parcours": "Parcours, objectifs",
    "restricted_freins": "Violences, justice, contact discret",
    "group_notes": "Notes d’équipe",
    "private_notes": "Notes pour soi",
    "budget_cases": "Fiche budget, dettes",
    "health_facts": "Faits de santé",
    "documents": "Documents",
    "contracts": "Contrats, places",
    "partners": "Partenaires, projets",
    "figures": "Chiffres de l’accueil",
    "sealed_figures": "Chiffres budget, santé, freins, sorties",
    "lists": "Listes derrière un chiffre",
    "merge": "Réunir deux fiches",
    "close_month": "Clore un mois",
    "erase": "Effacer, anonymiser",
    "export_person": "Copie des données d’une personne",
    "export_lists": "Export de listes nominatives",
    "import": "Reprise d’un tableur",
    "accounts": "Comptes, postes, sauvegardes",
    "journal": "Journal des accès",
}


class Group(StrEnum):
    """A team that shares keys: what it owns is sealed and no other account can open it."""

    BUDGET = "budget"
    SOCIAL = "social"
    HEALTH = "health"
    FIGURES = "figures"
    PROFESSIONALS = "professionals"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "budget": "équipe budget",
            "social": "équipe sociale",
            "health": "équipe santé",
            "figures": "chiffres réservés",
            "professionals": "professionnels",
        }[self.value]


@dataclass(frozen=True)
class Account:
    """One person who signs in; a closed account keeps its past acts.

    `to_check` says that something of it was written otherwise than by the administration, and counts for nothing.
    """

    id: Id
    login: str
    name: str
    roles: frozenset[Role]
    closed_on: dt.date | None = None
    to_check: bool = False


@dataclass(frozen=True)
class Actor:
    """Who acts, with which roles, from which desk."""

    account_id: Id
    name: str
    roles: frozenset[Role]
    desk_id: Id
