"""The example parcours as they are told: who opened them, what was decided, what holds the person back, her words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceis_desk.parcours.model import ExitOutcome, FreinLevel, FreinMoment, ItemState
from ceis_desk.parcours.own_words import Aspect

ENTRY, REVIEW, EXIT = FreinMoment.ENTRY, FreinMoment.REVIEW, FreinMoment.EXIT
_WATCH, _BLOCKING, _LIFTED = FreinLevel.WATCH, FreinLevel.BLOCKING, FreinLevel.LIFTED
_PLANNED, _DOING, _DONE, _WAITING = ItemState.PLANNED, ItemState.DOING, ItemState.DONE, ItemState.WAITING


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@dataclass(frozen=True)
class Goal:
    """An objective, or a step of one: when it was set, where it stands since when, what it lifts."""

    title: str
    since: dt.date
    state: ItemState = _PLANNED
    on: dt.date | None = None
    platform: str = ""
    frein: str = ""
    parts: int = 0
    done: int = 0
    due: dt.date | None = None
    login: str = ""
    steps: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Told:
    """A reading of a frein."""

    code: str
    day: dt.date
    moment: FreinMoment
    level: FreinLevel


@dataclass(frozen=True)
class Way:
    """One example parcours; `follows` are the referents after the first: login, day, main or not."""

    code: str
    login: str
    since: dt.date
    source: str
    follows: tuple[tuple[str, dt.date, bool], ...] = ()
    freins: tuple[Told, ...] = ()
    goals: tuple[Goal, ...] = ()
    words: tuple[tuple[Aspect, dt.date, str], ...] = ()
    marks: tuple[tuple[dt.date, tuple[int | None, ...]], ...] = ()
    suspended: tuple[dt.date, str] | None = None
    ended: tuple[dt.date, ExitOutcome, str] | None = None


_BENALI = Way(
    code="benali",
    login="lea",
    since=_day("2019-02-04"),
    source="Venue d’elle-même",
    follows=(("claire", _day("2019-03-18"), True), ("marc", _day("2019-03-05"), False)),
    freins=(
        Told("childcare", _day("2019-02-04"), ENTRY, _BLOCKING),
        Told("rights", _day("2019-02-04"), ENTRY, _BLOCKING),
        Told("money", _day("2019-02-04"), ENTRY, _BLOCKING),
        Told("mobility", _day("2019-02-04"), ENTRY, _WATCH),
        Told("confidence", _day("2019-02-07"), ENTRY, _WATCH),
        Told("childcare", _day("2019-05-14"), REVIEW, _LIFTED),
        Told("rights", _day("2019-06-04"), REVIEW, _LIFTED),
        Told("money", _day("2019-06-11"), REVIEW, _WATCH),
    ),
    goals=(
        Goal(
            "Garde des enfants",
            _day("2019-02-04"),
            _DONE,
            _day("2019-05-14"),
            frein="childcare",
            steps=(
                Goal("Dossier de cantine et d’étude", _day("2019-02-19"), _DONE, _day("2019-03-12")),
                Goal("Place au centre de loisirs le mercredi", _day("2019-03-12"), _DONE, _day("2019-05-14")),
            ),
        ),
        Goal(
            "Droits CAF à jour",
            _day("2019-02-07"),
            _DONE,
            _day("2019-06-04"),
            "digital",
            "rights",
            steps=(
                Goal("Créer son compte en ligne", _day("2019-02-12"), _DONE, _day("2019-02-19"), login="marc"),
                Goal("Déclaration trimestrielle", _day("2019-05-14"), _DONE, _day("2019-06-04"), login="marc"),
            ),
        ),
        Goal(
            "Dette de loyer",
            _day("2019-03-18"),
            _DOING,
            _day("2019-03-18"),
            "budget",
            "money",
            parts=5,
            done=3,
            login="claire",
            steps=(Goal("Bilan à 6 mois", _day("2019-06-11"), due=_day("2019-08-20"), platform="budget"),),
        ),
        Goal(
            "Retour à l’emploi",
            _day("2019-03-05"),
            _DOING,
            _day("2019-03-07"),
            "employment",
            login="marc",
            steps=(
                Goal("Groupe Unis’Vers de printemps", _day("2019-03-05"), _DONE, _day("2019-05-28"), "employment"),
                Goal("CV, aide à domicile", _day("2019-06-04"), due=_day("2019-06-25"), platform="employment"),
            ),
        ),
        Goal("Permis de conduire", _day("2019-05-28"), frein="mobility", platform="employment"),
    ),
    words=(
        (Aspect.STRENGTHS, _day("2019-02-12"), "Je suis patiente et je tiens ce que je promets."),
        (Aspect.FRAGILITIES, _day("2019-02-12"), "Le téléphone avec les administrations me fait peur."),
        (Aspect.MOTIVATIONS, _day("2019-03-05"), "Travailler auprès des personnes âgées, pour mes enfants aussi."),
        (Aspect.NEEDS, _day("2019-03-05"), "Des horaires qui vont avec l’école."),
        (Aspect.FEARS, _day("2019-02-12"), "Perdre le logement avant d’avoir un salaire."),
    ),
    marks=((_day("2019-02-12"), (1, 1, 2, 1, 0, 0, 2, 0)), (_day("2019-06-04"), (2, 2, 2, 2, 2, 1, 2, 3))),
)
_LOPEZ = Way(
    code="lopez",
    login="lea",
    since=_day("2018-11-06"),
    source="Adressée par l’école",
    freins=(
        Told("housing", _day("2018-11-06"), ENTRY, _BLOCKING),
        Told("paperwork", _day("2018-11-06"), ENTRY, _WATCH),
    ),
    goals=(
        Goal("Un logement plus grand", _day("2018-11-06"), _WAITING, _day("2019-01-15"), frein="housing"),
        Goal("Dossier CAF complet", _day("2019-01-15"), _DOING, _day("2019-01-15"), "digital", "paperwork"),
    ),
    words=((Aspect.NEEDS, _day("2018-11-06"), "Une chambre pour chacune de mes filles."),),
    suspended=(_day("2019-03-04"), "Absente trois mois auprès de sa mère"),
)
_DIALLO = Way(
    code="diallo",
    login="marc",
    since=_day("2019-05-14"),
    source="Mission locale",
    freins=(
        Told("language", _day("2019-05-14"), ENTRY, _WATCH),
        Told("mobility", _day("2019-05-14"), ENTRY, _BLOCKING),
    ),
    goals=(
        Goal(
            "Un contrat au chantier d’insertion",
            _day("2019-05-14"),
            _DOING,
            _day("2019-06-03"),
            "employment",
            login="marc",
            steps=(Goal("Refaire le CV", _day("2019-06-03"), due=_day("2019-06-28"), platform="employment"),),
        ),
        Goal("Abonnement de tramway", _day("2019-06-03"), frein="mobility"),
    ),
    words=((Aspect.STRENGTHS, _day("2019-05-14"), "Je sais tout réparer, on me le dit."),),
)
_ROSSI = Way(
    code="rossi",
    login="lea",
    since=_day("2018-12-03"),
    source="Venue d’elle-même",
    follows=(("marc", _day("2019-02-01"), True),),
    freins=(
        Told("digital", _day("2018-12-03"), ENTRY, _BLOCKING),
        Told("digital", _day("2019-04-29"), REVIEW, _WATCH),
        Told("digital", _day("2019-05-27"), EXIT, _LIFTED),
    ),
    goals=(
        Goal("Ses démarches seule", _day("2018-12-03"), _DONE, _day("2019-05-27"), "digital", "digital", login="marc"),
        Goal("Un emploi près de chez elle", _day("2019-02-01"), _DONE, _day("2019-04-29"), "employment"),
    ),
    ended=(_day("2019-05-27"), ExitOutcome.REACHED, "En poste depuis avril"),
)
WAYS: tuple[Way, ...] = (_BENALI, _LOPEZ, _DIALLO, _ROSSI)
