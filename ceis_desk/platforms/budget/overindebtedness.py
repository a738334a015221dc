"""The overindebtedness file of a household: its stages, what was decided, and the legal clocks that follow from it.

Every deadline is computed in calendar days from the day typed and shown as « à vérifier »: the letter received says
the day that counts (profession, A7).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.schedules import month_after

LONGEST_MORATORIUM = 24
"""Months of a suspension of what is due (art. L.733-1)."""
_REFERENCE_DIGITS = 12
_ATTESTATION_WORKING_DAYS = 2
_DECISION_MONTHS = 3
_APPEAL_DAYS = 15
_CONTEST_DAYS = 30
_FICP_YEARS, _FICP_RECOVERY_YEARS = 7, 5
_MORATORIUM_NOTICE_MONTHS = 3
_SATURDAY = 5


class Stage(StrEnum):
    """How far a file has come, in the order of the procedure."""

    PREPARATION = "preparation"
    FILED = "filed"
    ADMISSIBILITY = "admissibility"
    ORIENTATION = "orientation"
    MEASURES = "measures"
    REPAYMENTS = "repayments"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The words of the line of stages."""
        return {
            "preparation": "Constitution",
            "filed": "Dépôt",
            "admissibility": "Recevabilité",
            "orientation": "Orientation",
            "measures": "Mesures",
            "repayments": "Début des remboursements",
            "ended": "Fin de la procédure",
        }[self.value]


class Orientation(StrEnum):
    """Which way the commission takes (profession, A7, stage 4)."""

    NONE = ""
    AGREED_PLAN = "agreed_plan"
    IMPOSED_MEASURES = "imposed_measures"
    RECOVERY = "recovery"
    RECOVERY_WITH_SALE = "recovery_with_sale"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "": "",
            "agreed_plan": "plan conventionnel",
            "imposed_measures": "mesures imposées",
            "recovery": "rétablissement personnel sans liquidation",
            "recovery_with_sale": "rétablissement personnel avec liquidation",
        }[self.value]


class Decision(StrEnum):
    """How the procedure ended, or which measures it gave (profession, A7)."""

    NONE = ""
    INADMISSIBLE = "inadmissible"
    AGREED_PLAN = "agreed_plan"
    RESCHEDULING = "rescheduling"
    MORATORIUM = "moratorium"
    PARTIAL_ERASURE = "partial_erasure"
    RECOVERY = "recovery"
    RECOVERY_WITH_SALE = "recovery_with_sale"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        """The words shown to the counsellor."""
        return {
            "": "",
            "inadmissible": "dossier irrecevable",
            "agreed_plan": "plan conventionnel",
            "rescheduling": "mesures imposées, rééchelonnement",
            "moratorium": "moratoire",
            "partial_erasure": "effacement partiel",
            "recovery": "rétablissement personnel sans liquidation",
            "recovery_with_sale": "rétablissement personnel avec liquidation",
            "lapsed": "caducité",
            "given_up": "désistement",
        }[self.value]

    @property
    def recovers(self) -> bool:
        """Whether debts are wiped by a personal recovery."""
        return self in (Decision.RECOVERY, Decision.RECOVERY_WITH_SALE)

    @property
    def is_measure(self) -> bool:
        """Whether it may be contested within thirty days."""
        return self.recovers or self in (Decision.RESCHEDULING, Decision.MORATORIUM, Decision.PARTIAL_ERASURE)


@dataclass(frozen=True)
class Overindebtedness:
    """One file at the Banque de France; a day is None until it came. Days of decisions are those of their notification.

    `reference` is the twelve digits of the file, `companion` says that the CCAS is declared as the one who helps and
    receives copies, `months` is how long the measures last, `repays_from` their first instalment.
    """

    id: Id
    clock: int
    started_on: dt.date
    reference: str = ""
    redeposit: bool = False
    companion: bool = False
    co_debtor: str = ""
    filed_on: dt.date | None = None
    attested_on: dt.date | None = None
    admissibility_on: dt.date | None = None
    admissible: bool = True
    orientation: Orientation = Orientation.NONE
    orientation_on: dt.date | None = None
    decision: Decision = Decision.NONE
    decision_on: dt.date | None = None
    months: int = 0
    repays_from: dt.date | None = None
    ended_on: dt.date | None = None
    remark: str = ""


class ClockKind(StrEnum):
    """What a deadline is about."""

    ATTESTATION = "attestation"
    ADMISSIBILITY = "admissibility"
    APPEAL = "appeal"
    CONTEST = "contest"
    FILE_AGAIN = "file_again"
    FICP_END = "ficp_end"

    @property
    def label(self) -> str:
        """The words before the day: « Contester avant le »."""
        return {
            "attestation": "Attestation de dépôt attendue le",
            "admissibility": "Décision de recevabilité attendue le",
            "appeal": "Recours avant le",
            "contest": "Contester avant le",
            "file_again": "Fin du moratoire\u00a0: redéposer avant le",
            "ficp_end": "Fin du fichage FICP le",
        }[self.value]


@dataclass(frozen=True)
class Deadline:
    """A legal clock: its day, where the rule comes from, whether it is past; never certain (« à vérifier »)."""

    kind: ClockKind
    on: dt.date
    source: str
    past: bool


def stage_of(file: Overindebtedness, today: dt.date | None = None) -> Stage:
    """The last stage that the file has reached; what is dated after `today` (the first instalment) is only planned."""
    reached = (
        (file.ended_on, Stage.ENDED),
        (file.repays_from, Stage.REPAYMENTS),
        (file.decision_on, Stage.MEASURES),
        (file.orientation_on, Stage.ORIENTATION),
        (file.admissibility_on, Stage.ADMISSIBILITY),
        (file.filed_on, Stage.FILED),
    )
    return next((stage for day, stage in reached if day and (today is None or day <= today)), Stage.PREPARATION)


def deadlines(file: Overindebtedness, today: dt.date) -> tuple[Deadline, ...]:
    """The clocks that run for this file, soonest first; those already past are said so, not left out."""
    found = sorted(_clocks(file), key=lambda clock: (clock[1], clock[0]))
    return tuple(Deadline(kind, on, source, on < today) for kind, on, source in found)


def check_file(file: Overindebtedness) -> None:
    """Raise Refusal when days contradict one another, or the reference is not one."""
    if file.reference and not (file.reference.isdecimal() and len(file.reference) == _REFERENCE_DIGITS):
        raise Refusal(
            f"Une référence de la Banque de France a {_REFERENCE_DIGITS} chiffres. "
            "Rien n’a changé\u00a0: recopiez celle de la lettre."
        )
    days = (file.started_on, file.filed_on, file.admissibility_on, file.orientation_on, file.decision_on, file.ended_on)
    told = [day for day in days if day is not None]
    if told != sorted(told):
        raise Refusal("Une étape est datée d’avant la précédente. Rien n’a changé\u00a0: relisez les dates.")
    if file.decision is not Decision.NONE and file.decision_on is None:
        raise Refusal("Une décision a un jour, celui de sa notification. Rien n’a changé\u00a0: donnez-le.")
    most = LONGEST_MORATORIUM if file.decision is Decision.MORATORIUM else None
    if file.months < 0 or (most is not None and file.months > most):
        raise Refusal(f"Un moratoire dure {LONGEST_MORATORIUM} mois au plus. Rien n’a changé\u00a0: relisez la lettre.")


def _clocks(file: Overindebtedness) -> list[tuple[ClockKind, dt.date, str]]:
    found = []
    if file.filed_on is not None and file.attested_on is None and file.admissibility_on is None:
        expected = _working_days_after(file.filed_on, _ATTESTATION_WORKING_DAYS)
        found.append((ClockKind.ATTESTATION, expected, "deux jours ouvrés après le dépôt"))
    if file.filed_on is not None and file.admissibility_on is None:
        expected = month_after(file.filed_on, _DECISION_MONTHS)
        found.append((ClockKind.ADMISSIBILITY, expected, "trois mois après le dépôt"))
    if file.admissibility_on is not None and file.decision_on is None:
        last = file.admissibility_on + dt.timedelta(days=_APPEAL_DAYS)
        found.append((ClockKind.APPEAL, last, "quinze jours après la notification"))
    if file.decision_on is not None and file.decision.is_measure:
        last = file.decision_on + dt.timedelta(days=_CONTEST_DAYS)
        found.append((ClockKind.CONTEST, last, "trente jours après la notification, art. L.733-10"))
    return [*found, *_long_clocks(file)]


def _long_clocks(file: Overindebtedness) -> list[tuple[ClockKind, dt.date, str]]:
    if file.decision_on is None or file.ended_on is not None:
        return []
    found = []
    starts = file.repays_from or file.decision_on
    if file.decision is Decision.MORATORIUM and file.months:
        notice = month_after(starts, file.months - _MORATORIUM_NOTICE_MONTHS)
        found.append((ClockKind.FILE_AGAIN, notice, "trois mois avant la fin du moratoire"))
    if file.decision.recovers:
        found.append((ClockKind.FICP_END, month_after(file.decision_on, 12 * _FICP_RECOVERY_YEARS), "cinq ans"))
    elif file.decision.is_measure or file.decision is Decision.AGREED_PLAN:
        source = "sept ans, cinq sans incident de paiement"
        found.append((ClockKind.FICP_END, month_after(starts, 12 * _FICP_YEARS), source))
    return found


def _working_days_after(day: dt.date, count: int) -> dt.date:
    """Saturdays and Sundays are not counted; public holidays are left to whoever reads « à vérifier »."""
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
