"""Self-assessment on the CEIS's own scale: what a person says of herself at entry, later and at exit, all optional.

The wording is free, hence the site's; licensed questionnaires are not shipped (profession, part G). Only paired change
is counted: the same person, the same statement, the same form of answer, twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.dates import add_months
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Lane, Needs, Question

MOST_STATEMENTS, LONGEST_STATEMENT = 12, 120
AGAIN_MONTHS = (3, 6)
"""Months after the entry between which the same scale is answered again (profession, part G)."""
_CODE = re.compile("[a-z][a-z0-9_]{0,39}")


class ScaleForm(StrEnum):
    """How she answers: by one of four faces, or by a number."""

    FACES = "faces"
    NUMBERS = "numbers"

    @property
    def top(self) -> int:
        """The highest mark, the lowest being 0."""
        return {"faces": 3, "numbers": 10}[self.value]

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"faces": "quatre visages", "numbers": "de 0 à 10"}[self.value]


class AssessmentMoment(StrEnum):
    """When she answers."""

    ENTRY = "entry"
    LATER = "later"
    EXIT = "exit"

    @property
    def label(self) -> str:
        """The words shown to the professional."""
        return {"entry": "à l’entrée", "later": "après 3 à 6 mois", "exit": "à la sortie"}[self.value]


@dataclass(frozen=True)
class Statement:
    """A sentence of the scale: its code for ever, its words of now."""

    code: str
    text: str


@dataclass(frozen=True)
class OwnScale:
    """The scale of the CEIS; `clock` is that of the setting, 0 while it is the one shipped."""

    form: ScaleForm
    statements: tuple[Statement, ...]
    clock: int = 0


DEFAULT_SCALE = OwnScale(
    ScaleForm.FACES,
    (
        Statement("confidence", "J’ai confiance en moi."),
        Statement("self_image", "J’ai une bonne image de moi."),
        Statement("hope", "Je crois que je vais y arriver."),
        Statement("place", "J’ai ma place dans la ville."),
        Statement("autonomy", "Je fais mes démarches sans aide."),
        Statement("budget", "Je comprends mon budget."),
        Statement("links", "J’ai des personnes à qui parler."),
        Statement("whom", "Je sais à qui m’adresser."),
    ),
)


@dataclass(frozen=True)
class Answer:
    """Her mark for a statement, None when she skipped it."""

    code: str
    value: int | None


@dataclass(frozen=True)
class SelfAssessment:
    """Her answers of one day."""

    id: Id
    clock: int
    person_id: Id
    day: dt.date
    moment: AssessmentMoment
    form: ScaleForm
    answers: tuple[Answer, ...]
    author_id: Id
    author_name: str = ""


@dataclass(frozen=True)
class RecordSelfAssessment(Gesture):
    """Write her answers of a day, on the scale of now; or correct those of `assessment_id`, in the form they have."""

    person_id: Id
    day: dt.date
    moment: AssessmentMoment
    form: ScaleForm
    answers: tuple[Answer, ...]
    assessment_id: Id | None = None
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class WithdrawSelfAssessment(Gesture):
    """Take answers back, or put them back."""

    assessment_id: Id
    clock: int
    withdrawn: bool = True
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.WRITE),)


@dataclass(frozen=True)
class SetOwnScale(Gesture):
    """Change the form or the wording of the scale; a code keeps its answers of before. Raises Refusal."""

    scale: OwnScale
    clock: int | None = None
    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.WRITE),)


@dataclass(frozen=True)
class ReadOwnScale(Question[OwnScale]):
    """The scale of now, for those who ask and those who set it."""

    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.READ), (Thing.ACCOUNTS, Level.READ))


@dataclass(frozen=True)
class ReadSelfAssessments(Question[tuple[SelfAssessment, ...]]):
    """What a person said of herself, oldest first."""

    person_id: Id
    needs: ClassVar[Needs] = ((Thing.SITUATION, Level.READ),)


@dataclass(frozen=True)
class Pair:
    """Two marks of one person for a statement, before and after."""

    before: int
    after: int


@dataclass(frozen=True)
class PairedChange:
    """How marks changed for a statement: counts, None where they are hidden; nobody is named.

    `before` and `after` count the marks from 0 to the top. `mean` is the mean change in hundredths of a mark, None
    when a count is hidden: it would give the count back.
    """

    code: str
    text: str
    form: ScaleForm
    paired: int | None
    lower: int | None
    same: int | None
    higher: int | None
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]
    mean: int | None


@dataclass(frozen=True)
class ReadPairedChange(Question[tuple[PairedChange, ...]]):
    """The change of those who answered at entry, and again later or at exit in the months of this period."""

    first: dt.date
    last: dt.date
    needs: ClassVar[Needs] = ((Thing.SEALED_FIGURES, Level.READ),)
    lane: ClassVar[Lane] = Lane.FIGURES


def asked_again(assessments: Iterable[SelfAssessment]) -> tuple[dt.date, dt.date] | None:
    """Between which days the scale is to be proposed again: 3 to 6 months after the latest entry.

    None when nobody answered at entry, or when she answered since.
    """
    by_day = sorted(assessments, key=lambda one: one.day)
    if not by_day or by_day[-1].moment is not AssessmentMoment.ENTRY:
        return None
    first, last = (add_months(by_day[-1].day, months) for months in AGAIN_MONTHS)
    return first, last


def check_scale(scale: OwnScale) -> None:
    """Raise Refusal unless a scale has a few sentences, each with its own code and words."""
    codes = [one.code for one in scale.statements]
    if not 1 <= len(codes) <= MOST_STATEMENTS or len(set(codes)) != len(codes):
        raise Refusal(f"L’échelle a de 1 à {MOST_STATEMENTS} phrases, chacune une fois. Rien n’a changé.")
    for one in scale.statements:
        if not _CODE.fullmatch(one.code) or not 1 <= len(one.text.strip()) <= LONGEST_STATEMENT:
            raise Refusal(f"Une phrase tient en {LONGEST_STATEMENT} signes. Rien n’a changé\u00a0: corrigez-la.")


def check_answers(answers: Iterable[Answer], form: ScaleForm, known: Iterable[str]) -> None:
    """Raise Refusal unless each mark is one of the form, and answers a sentence of the scale once."""
    listed = tuple(answers)
    codes = [one.code for one in listed]
    if len(set(codes)) != len(codes) or not set(codes) <= set(known):
        raise Refusal("Cette échelle a changé entre-temps. Rien n’a été enregistré\u00a0: relisez-la.")
    if any(one.value is not None and not 0 <= one.value <= form.top for one in listed):
        raise Refusal(f"Une réponse va de 0 à {form.top}. Rien n’a été enregistré\u00a0: corrigez-la.")
    if all(one.value is None for one in listed):
        raise Refusal("Aucune réponse n’est donnée. Rien n’a été enregistré.")
