"""The words under the figures: each counted thing as the reports print it, and nothing else explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """A word of the reports and what it counts."""

    term: str
    text: str


VISIT = Definition("Passage", "Une venue, un appel ou un message reçu à l’accueil, anonyme ou non.")
ANONYMOUS_VISIT = Definition(
    "Passage anonyme", "Un passage sans personne identifiée. Il ne compte jamais comme participant."
)
PARTICIPANT = Definition(
    "Participant",
    "Une personne identifiée qui a, dans la période, au moins un passage, un rendez-vous honoré ou une présence "
    "à un atelier. Comptée une fois.",
)
NEW_PERSON = Definition("Nouvelle personne", "Un participant dont le tout premier fait connu est dans la période.")
MOTIF = Definition("Motif", "Un passage compte une fois dans chacun de ses motifs.")
PLATFORM = Definition(
    "Plateforme",
    "Un passage compte une fois dans chaque plateforme de ses motifs, celle de ce jour-là.",
)
AGE_AND_DISTRICT = Definition("Âge et quartier", "Ceux de la personne à la date de son premier fait de la période.")
SEX = Definition("Sexe", "Tel que noté au premier fait de la personne dans la période.")
JOB_SEEKERS = Definition(
    "Recherche d’emploi", "Personnes notées ainsi lors d’au moins un de leurs faits de la période."
)
SINGLE_PARENTS = Definition(
    "Parents seuls avec enfants", "Notés ainsi lors d’au moins un de leurs faits de la période."
)
ISOLATED_SENIORS = Definition("Seniors isolés", "60 ans et plus, et vivant seuls ou voyant rarement quelqu’un.")
WAITING = Definition(
    "Attente",
    "De l’arrivée à l’appel, ou à l’entretien s’il n’y a pas eu d’appel, en minutes entières. Qui est parti sans "
    "être appelé n’a pas d’attente.",
)
NO_SHOW = Definition("Absences", "Absences sans prévenir, sur les rendez-vous honorés ou manqués.")

DEFINITIONS = (
    VISIT,
    ANONYMOUS_VISIT,
    PARTICIPANT,
    NEW_PERSON,
    MOTIF,
    PLATFORM,
    AGE_AND_DISTRICT,
    JOB_SEEKERS,
    SINGLE_PARENTS,
    ISOLATED_SENIORS,
    WAITING,
    NO_SHOW,
)
"""In the order of the page « Définitions »; what a report does not show is left out by it."""
