"""An overindebtedness file in words: its stages with what is known of each, and its clocks, always to check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ceis_desk.core.dates import MONTHS, write_day
from ceis_desk.platforms.budget.overindebtedness import (
    ClockKind,
    Deadline,
    Decision,
    Overindebtedness,
    Stage,
)
from ceis_desk.ui.platforms.budget.case.timeline import DONE, NOW, TO_COME, StageLook
from ceis_desk.ui.platforms.budget.case.words import short

LETTER_COUNTS = "La lettre reçue fait foi."
_FAR_DAYS = 120
"""A clock that far is said under the stages, not as a deadline: the end of a listing in seven years presses nobody."""


def stage_looks(file: Overindebtedness, today: dt.date) -> tuple[StageLook, ...]:
    """The stages of the procedure; the one under way is the last whose day has come."""
    days = _days(file)
    order = [stage for stage in Stage if stage is not Stage.ENDED or file.ended_on is not None]
    came = [at for at, stage in enumerate(order) if (day := days[stage]) is not None and day <= today]
    reached = came[-1] if came else 0
    looks = []
    for at, stage in enumerate(order):
        state = NOW if at == reached and stage is not Stage.ENDED else DONE if at <= reached else TO_COME
        looks.append(StageLook(stage.label, _under(file, stage, today), state))
    return tuple(looks)


def _days(file: Overindebtedness) -> Mapping[Stage, dt.date | None]:
    """The day of each stage, None until it is known."""
    return {
        Stage.PREPARATION: file.started_on,
        Stage.FILED: file.filed_on,
        Stage.ADMISSIBILITY: file.admissibility_on,
        Stage.ORIENTATION: file.orientation_on,
        Stage.MEASURES: file.decision_on,
        Stage.REPAYMENTS: file.repays_from,
        Stage.ENDED: file.ended_on,
    }


def _under(file: Overindebtedness, stage: Stage, today: dt.date) -> str:
    day = _days(file)[stage]
    if day is not None and day > today:
        year = "" if day.year == today.year else f" {day.year}"
        return f"prévu en {MONTHS[day.month - 1]}{year}"
    said = [short(day, today) if day else ""]
    if stage is Stage.FILED and file.attested_on:
        said.append(f"attestation le {short(file.attested_on, today)}")
    elif stage is Stage.ADMISSIBILITY and day:
        said.insert(0, "recevable" if file.admissible else "irrecevable")
    elif stage is Stage.ORIENTATION:
        said.insert(0, file.orientation.label)
    elif stage is Stage.MEASURES and file.decision is not Decision.NONE:
        said.insert(0, file.decision.label)
        said.append(f"{file.months} mois" if file.months else "")
    return ", ".join(part for part in said if part)


def pressing(deadlines: tuple[Deadline, ...], today: dt.date) -> tuple[Deadline, ...]:
    """The clocks that ask for something now: near ones, and those that have just passed."""
    return tuple(one for one in deadlines if abs((one.on - today).days) <= _FAR_DAYS)


def far(deadlines: tuple[Deadline, ...], today: dt.date) -> tuple[str, ...]:
    """The distant ones, each as one line."""
    return tuple(
        f"{one.kind.label} {write_day(one.on)}, à vérifier" for one in deadlines if (one.on - today).days > _FAR_DAYS
    )


def past_words(files: Sequence[Overindebtedness]) -> tuple[str, ...]:
    """The files before this one, each as one line."""
    return tuple(
        ", ".join(
            part
            for part in (
                f"Dossier précédent\u00a0: {write_day(file.filed_on or file.started_on)}",
                file.decision.label,
                f"terminé le {write_day(file.ended_on)}" if file.ended_on else "",
            )
            if part
        )
        for file in files
    )


def head_of(deadline: Deadline) -> str:
    """« Contester avant le 05/07/2019 »."""
    return f"{deadline.kind.label} {write_day(deadline.on)}"


def left_of(deadline: Deadline, today: dt.date) -> str:
    """« reste 17 jours », « c’est aujourd’hui », « Délai passé depuis 3 jours »."""
    days = (deadline.on - today).days
    if days == 0:
        return "c’est aujourd’hui"
    if days > 0:
        return f"reste {days} jour{'s' if days > 1 else ''}"
    waited = deadline.kind in (ClockKind.ATTESTATION, ClockKind.ADMISSIBILITY)
    since = f"depuis {-days} jour{'s' if days < -1 else ''}"
    return f"Attendu {since}" if waited else f"Délai passé {since}"
