"""Activities as La Coop codes them: the columns of its interface, one line an individual help or a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.platforms.digital.coop import Autonomy, Material, Place, ProcedureTheme, Redirection, Status, Theme
from ceis_desk.statistics.export import harmless
from ceis_desk.statistics.model import AgeBand

COOP_HEADS = (
    "type",
    "date",
    "duree",
    "accompagnements",
    "type_lieu",
    "autonomie",
    "oriente_vers_structure",
    "structure_de_redirection",
    "materiel",
    "thematiques",
    "precisions_demarche",
    "titre_atelier",
    "niveau_atelier",
    "Genre",
    "Tranche d’âge",
    "Statut",
)
"""Names of the attributes of an activity in La Coop’s interface, then those of its table of beneficiaries."""

_AGES = {
    AgeBand.UNDER_12: "moins_de_douze",
    AgeBand.FROM_12: "douze_dix_huit",
    AgeBand.FROM_18: "dix_huit_vingt_quatre",
    AgeBand.FROM_25: "vingt_cinq_trente_neuf",
    AgeBand.FROM_40: "quarante_cinquante_neuf",
    AgeBand.FROM_60: "soixante_soixante_neuf",
    AgeBand.FROM_70: "soixante_dix_plus",
    AgeBand.UNKNOWN: "non_communique",
}
_SEXES = {"female": "feminin", "male": "masculin"}
_LEVELS = frozenset({"debutant", "intermediaire", "avance"})
_NOT_SAID = "non_communique"


@dataclass(frozen=True)
class Activity:
    """One individual help, with what is known of the person at that day and nothing that names her."""

    at: dt.datetime
    minutes: int
    themes: tuple[Theme, ...]
    procedures: tuple[ProcedureTheme, ...]
    material: Material
    place: Place
    autonomy: Autonomy
    referral: Redirection
    band: AgeBand
    sex: str
    status: Status


@dataclass(frozen=True)
class Collective:
    """One collective session of the digital platform, how many came, and its theme when it is one of La Coop’s."""

    at: dt.datetime
    minutes: int
    title: str
    present: int
    level: str = ""
    theme: Theme | None = None


def coop_row(one: Activity) -> tuple[str, ...]:
    """The line of a help: what it was about is said by its themes, one about procedures by theirs too."""
    themes = (*(theme.value for theme in one.themes), *(theme.value for theme in one.procedures))
    return (
        "individuel",
        one.at.isoformat(timespec="minutes"),
        str(one.minutes),
        "1",
        one.place.value,
        one.autonomy.value,
        "true" if one.referral is not Redirection.NOWHERE else "false",
        one.referral.value,
        one.material.value,
        ",".join(themes),
        "",
        "",
        "",
        _SEXES.get(one.sex, _NOT_SAID),
        _AGES[one.band],
        one.status.value or _NOT_SAID,
    )


def session_row(one: Collective) -> tuple[str, ...]:
    """The line of a session, whose title is somebody’s own words: a spreadsheet must not take it for a formula."""
    return (
        "collectif",
        one.at.isoformat(timespec="minutes"),
        str(one.minutes),
        str(one.present),
        Place.HERE.value,
        *("",) * 4,
        one.theme.value if one.theme else "",
        "",
        harmless(one.title),
        one.level if one.level in _LEVELS else "",
        *("",) * 3,
    )
