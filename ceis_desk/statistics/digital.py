"""The figures of the digital space: what they count, in which words, and the question that asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.platforms.digital.coop import Autonomy, Material, Status, Theme
from ceis_desk.platforms.digital.model import ProcedureState
from ceis_desk.statistics.definitions import Definition
from ceis_desk.statistics.masking import MASKED, hidden_in_line, is_small
from ceis_desk.statistics.model import AgeBand, Period, Qpv

HELP = Definition(
    "Aide numérique", "Une fiche d’aide individuelle enregistrée\u00a0; celles de personnes non nommées en sont."
)
HELPED = Definition(
    "Personne aidée", "Une personne identifiée qui a au moins une aide dans la période. Comptée une fois."
)
THEME = Definition("Thème", "Une aide compte une fois dans chacun de ses thèmes (liste de La Coop).")
DURATION = Definition("Durée d’aide", "Les minutes notées sur la fiche, dans les tranches de La Coop.")
AGE = Definition("Âge, sexe, statut", "Ceux de la personne au jour de chaque aide\u00a0; une aide compte une fois.")
PROCEDURE = Definition("Démarche terminée", "Une démarche suivie qui a abouti, été refusée ou abandonnée ce jour-là.")
POST_USE = Definition(
    "Accès libre", "Une fois où quelqu’un s’est installé à un poste, nommé ou non\u00a0; ni l’attente, ni les pannes."
)
DIGITAL_DEFINITIONS = (HELP, HELPED, THEME, DURATION, AGE, PROCEDURE, POST_USE)

DURATION_RANGES = ((30, "Moins de 30 min"), (60, "30 min à 1 h"), (120, "1 h à 2 h"))
LONGEST_RANGE = "2 h et plus"
"""Each range ends before its minutes; what is longer is of the last one (tables of La Coop)."""

HEADS = ("rubrique", "ligne", "nombre")
_SEXES = {"female": "femmes", "male": "hommes", "unknown": "non renseigné"}


@dataclass(frozen=True)
class DigitalFigures:
    """Counts of one period; every code of each list is there, nought included."""

    period: Period
    helps: int
    anonymous: int
    helped: int
    minutes: int
    by_theme: Mapping[Theme, int]
    by_duration: Mapping[str, int]
    by_autonomy: Mapping[Autonomy, int]
    by_material: Mapping[Material, int]
    by_age_band: Mapping[AgeBand, int]
    by_sex: Mapping[str, int]
    by_status: Mapping[Status, int]
    by_qpv: Mapping[Qpv, int]
    ended: Mapping[ProcedureState, int]
    uses: int
    uses_anonymous: int
    uses_helped: int


@dataclass(frozen=True)
class DigitalPeriod(Question[DigitalFigures]):
    """The figures of two local dates and the days between; raises Refusal when the last is before the first."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.PARCOURS, Level.READ), (Thing.SEALED_FIGURES, Level.READ))
    lane: ClassVar[Lane] = Lane.FIGURES


def range_of(minutes: int) -> str:
    """The range of a duration."""
    return next((words for end, words in DURATION_RANGES if minutes < end), LONGEST_RANGE)


def duration_ranges() -> tuple[str, ...]:
    """Every range, shortest first."""
    return (*(words for _, words in DURATION_RANGES), LONGEST_RANGE)


def figure_rows(figures: DigitalFigures) -> list[tuple[str, str, str]]:
    """The lines of the table under `HEADS`; it may be shared: counts of 1 to 4 and what tells them are hidden."""
    themes = {theme.label: count for theme, count in figures.by_theme.items()}
    named = figures.helps - figures.anonymous
    return [
        ("Ensemble", "aides", _written(figures.helps)),
        *_line("Ensemble", {"aides à des personnes identifiées": named, "aides sans nom": figures.anonymous}),
        ("Ensemble", "personnes aidées", _written(figures.helped)),
        # A help may bear several themes: they have no total that would tell a hidden one.
        *(("Thème", label, _written(count)) for label, count in themes.items()),
        *_line("Durée", figures.by_duration),
        *_line("Autonomie", {one.label: count for one, count in figures.by_autonomy.items()}),
        *_line("Matériel", {one.label: count for one, count in figures.by_material.items()}),
        *_line("Âge", {one.label: count for one, count in figures.by_age_band.items()}),
        *_line("Sexe", {_SEXES[code]: count for code, count in figures.by_sex.items()}),
        *_line("Statut", {one.label: count for one, count in figures.by_status.items()}),
        *_line("Quartier prioritaire", {one.label: count for one, count in figures.by_qpv.items()}),
        *_line("Démarches terminées", {one.label: count for one, count in figures.ended.items()}),
        ("Accès libre", "postes occupés", _written(figures.uses)),
        *_line(
            "Accès libre",
            {
                "par des personnes identifiées": figures.uses - figures.uses_anonymous,
                "sans nom": figures.uses_anonymous,
            },
        ),
        *_line("Accès libre", {"avec une aide": figures.uses_helped, "seul·e": figures.uses - figures.uses_helped}),
    ]


def _line(part: str, counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    hidden = hidden_in_line(list(counts.values()))
    return [
        (part, label, MASKED if place in hidden else str(count)) for place, (label, count) in enumerate(counts.items())
    ]


def _written(count: int) -> str:
    return MASKED if is_small(count) else str(count)
