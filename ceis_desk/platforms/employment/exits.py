"""What an exit counts as, the rates with their numerator and denominator, and the rule as it is printed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.platforms.employment.model import Contract, Ending
from ceis_desk.platforms.employment.places import Boundary


class ExitClass(StrEnum):
    """The classes of the inclusion through work; the first three are the « sorties dynamiques »."""

    DURABLE = "durable"
    TRANSITION = "transition"
    POSITIVE = "positive"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words shown to the agent."""
        return {
            "durable": "Emploi durable",
            "transition": "Emploi de transition",
            "positive": "Sortie positive",
            "other": "Autre sortie",
        }[self.value]


DYNAMIC = (ExitClass.DURABLE, ExitClass.TRANSITION, ExitClass.POSITIVE)
_CLASSES: Mapping[Ending, ExitClass] = {
    Ending.CDI: ExitClass.DURABLE,
    Ending.CIVIL_SERVICE: ExitClass.DURABLE,
    Ending.BUSINESS: ExitClass.DURABLE,
    Ending.AIDED: ExitClass.TRANSITION,
    Ending.TRAINING: ExitClass.POSITIVE,
    Ending.OTHER_SIAE: ExitClass.POSITIVE,
}


@dataclass(frozen=True)
class ExitFigures:
    """Leavers between two days: `left` is all of them, `counted` the denominator of every rate.

    `excluded` counts those left out of the rates by reason, empty for whoever may not read it; `unsaid` are contracts
    over whose exit nobody told.
    """

    left: int
    counted: int
    by_class: Mapping[ExitClass, int]
    excluded: Mapping[str, int]
    unsaid: int
    rule: str

    @property
    def dynamic(self) -> int:
        """The « sorties dynamiques »: durable, transition and positive together."""
        return sum(self.by_class[one] for one in DYNAMIC)


def classify(ending: Ending, months: int, boundary: Boundary) -> ExitClass:
    """The class of an exit; `months` is the length of a fixed-term contract, 0 when it is not known."""
    if ending is Ending.FIXED_TERM:
        return ExitClass.DURABLE if boundary.lasts(months) else ExitClass.TRANSITION
    return _CLASSES.get(ending, ExitClass.OTHER)


def count_exits(
    contracts: Iterable[Contract], first: dt.date, last: dt.date, boundary: Boundary, *, reasons: bool = True
) -> ExitFigures:
    """The exits between two days, both included; a contract that another one renews is no exit.

    `reasons` says whether the reasons of those left out are read.
    """
    held = tuple(contracts)
    renewed = {one.renews_id for one in held if one.renews_id is not None}
    over = [one for one in held if one.end is not None and first <= one.end <= last and one.id not in renewed]
    said = [one for one in over if one.ending is not Ending.OPEN]
    kept = [one for one in said if one.counted]
    classes = Counter(classify(one.ending, one.ending_months, boundary) for one in kept)
    return ExitFigures(
        left=len(said),
        counted=len(kept),
        by_class={one: classes[one] for one in ExitClass},
        excluded=Counter(one.reason for one in said if not one.counted),
        unsaid=len(over) - len(said),
        rule=rule_words(boundary, reasons=reasons),
    )


def rule_words(boundary: Boundary, *, reasons: bool = True) -> str:
    """The rule as every page that shows a rate prints it; without `reasons` it promises none, to whoever reads none."""
    months = f"{boundary.months} mois"
    lasting = f"de {months} ou plus" if boundary.reached else f"de plus de {months}"
    shorter = f"de moins de {months}" if boundary.reached else f"de {months} ou moins"
    return (
        f"Emploi durable\u00a0: CDI, CDD ou intérim {lasting}, fonction publique, création d’entreprise. "
        f"Emploi de transition\u00a0: CDD ou intérim {shorter}, contrat aidé chez un employeur de droit commun. "
        "Sortie positive\u00a0: formation, embauche dans une autre structure d’insertion. "
        "Les trois ensemble sont les sorties dynamiques. Taux\u00a0: sorties de la classe sur sorties comptées\u00a0; "
        f"celles exclues du calcul sont dites à part{' avec leur motif' if reasons else ''}, "
        "un contrat renouvelé n’est pas une sortie. "
        f"La limite de {months} est un réglage, à vérifier auprès du financeur."
    )
