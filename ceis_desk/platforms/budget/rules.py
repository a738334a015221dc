"""The steps of a case and its household: what may follow what; the day, the reason and who acts are arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.notes.model import Note
from ceis_desk.platforms.budget.model import BudgetCase, ClosureReason, Member, Pause, Step, StepMark

_ORDER = tuple(Step)
_NO_REASON = "Dites pourquoi en quelques mots. Rien n’a changé\u00a0: la raison reste dans le dossier."
_CLOSED = "Ce dossier est clos. Rien n’a changé\u00a0: rouvrez-le d’abord, avec la raison."
CLOSED = "Ce dossier est clos\u00a0: rouvrez-le pour y écrire. Rien n’a été enregistré, ce qui est tapé reste."
_OPEN = "Ce dossier n’est pas clos. Rien n’a changé."
_STOPPED = "Ce dossier est arrêté ({}). Rien n’a changé\u00a0: reprenez-le d’abord."
_BEFORE = "Ce jour est avant la dernière étape du dossier. Rien n’a changé\u00a0: corrigez la date."
SEPARATED = (
    "Ce dossier commun est fermé depuis la séparation. Rien n’a été écrit\u00a0: "
    "chacun a son dossier, ouvrez celui de la personne reçue."
)


def step_of(marks: Sequence[StepMark]) -> Step:
    """Where the case stands: the last step reached."""
    return next((mark.step for mark in reversed(marks) if mark.step is not None), Step.FIRST_CONTACT)


def pause_of(marks: Sequence[StepMark]) -> Pause:
    """What stops it now; a step reached or a closure ends a pause."""
    last = marks[-1] if marks else None
    return last.pause if last is not None and last.step is None else Pause.NONE


@dataclass(frozen=True)
class InterviewAct:
    """An interview that was ended as one: its day, who held it, the note signed with it when there was one."""

    day: dt.date
    author_id: Id
    note_id: Id | None


def held(acts: Sequence[InterviewAct], notes: Iterable[Note]) -> int:
    """How many interviews: those ended as such, however short, and the notes that lasted some minutes by themselves.

    A note signed before the interview was ended, that day by the same author, is of that interview.
    """
    ended = {act.note_id for act in acts}
    that_day = {(act.day, act.author_id) for act in acts if act.note_id is None}
    alone = (note for note in notes if note.minutes > 0 and note.id not in ended)
    return len(acts) + sum((note.day, note.author_id) not in that_day for note in alone)


def began(day: dt.date, by_id: Id) -> tuple[StepMark, ...]:
    """The marks of a case just opened."""
    return (StepMark(day, by_id, Step.FIRST_CONTACT),)


def reached(case: BudgetCase, step: Step, day: dt.date, by_id: Id, reason: str = "") -> BudgetCase:
    """The case one step further: never back, never two at once, not while it is stopped; raises Refusal."""
    _require_running(case, day)
    now = step_of(case.marks)
    following = _ORDER[_ORDER.index(now) + 1]
    if step is Step.CLOSED:
        raise Refusal(
            "Une clôture dit comment le dossier finit. Rien n’a changé\u00a0: choisissez «\u00a0Clore\u00a0»."
        )
    if step is not following:
        raise Refusal(
            f"Après «\u00a0{now.label}\u00a0» vient «\u00a0{following.label}\u00a0». Rien n’a changé\u00a0: "
            "les étapes se suivent, et une erreur s’annule."
        )
    return _marked(case, StepMark(day, by_id, step, reason=reason.strip()))


def paused(case: BudgetCase, pause: Pause, day: dt.date, by_id: Id, reason: str) -> BudgetCase:
    """The case stopped beside its steps, with the reason, or taken up again (NONE); raises Refusal."""
    if step_of(case.marks) is Step.CLOSED:
        raise Refusal(_CLOSED)
    if pause is pause_of(case.marks):
        already = f"déjà {pause.label}" if pause is not Pause.NONE else "en cours"
        raise Refusal(f"Ce dossier est {already}. Rien n’a changé.")
    if pause is not Pause.NONE and not reason.strip():
        raise Refusal(_NO_REASON)
    _require_after(case, day)
    return _marked(case, StepMark(day, by_id, None, pause, reason.strip()))


def closed(case: BudgetCase, closure: ClosureReason, day: dt.date, by_id: Id, reason: str = "") -> BudgetCase:
    """The case closed from whatever step, stopped or not, with the way it ends; raises Refusal."""
    if step_of(case.marks) is Step.CLOSED:
        raise Refusal(_CLOSED)
    _require_after(case, day)
    return replace(_marked(case, StepMark(day, by_id, Step.CLOSED, reason=reason.strip())), closure=closure)


def reopened(case: BudgetCase, day: dt.date, by_id: Id, reason: str) -> BudgetCase:
    """The case open again at the step where it stood, with the reason; raises Refusal."""
    if step_of(case.marks) is not Step.CLOSED:
        raise Refusal(_OPEN)
    if not reason.strip():
        raise Refusal(_NO_REASON)
    _require_after(case, day)
    before = [mark for mark in case.marks if mark.step is not Step.CLOSED]
    return replace(_marked(case, StepMark(day, by_id, step_of(before), reason=reason.strip())), closure=None)


def separated(
    case: BudgetCase, first: Sequence[Member], second: Sequence[Member], day: dt.date
) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """The two households of a couple that parts, each begun by its adult, who has a record; raises Refusal."""
    require_writable(case)
    if step_of(case.marks) is Step.CLOSED:
        raise Refusal(_CLOSED)
    _require_after(case, day)
    for side, other in ((first, second), (second, first)):
        with_other = bool(other) and other[0].person_id in {member.person_id for member in side}
        if not side or not side[0].adult or side[0].person_id is None or with_other:
            raise Refusal(
                "Chacun des deux dossiers commence par l’adulte dont il est, qui a une fiche, sans l’autre. "
                "Rien n’a changé\u00a0: créez sa fiche si elle manque, puis recommencez."
            )
    known = {member.person_id for member in case.members if member.adult}
    if first[0].person_id == second[0].person_id or not {first[0].person_id, second[0].person_id} <= known:
        raise Refusal("Les deux adultes sont ceux du dossier commun. Rien n’a changé\u00a0: relisez le foyer.")
    return tuple(first), tuple(second)


def is_open(case: BudgetCase) -> bool:
    """Whether something new may be written in the case."""
    return case.separated_on is None and step_of(case.marks) is not Step.CLOSED


def require_open(case: BudgetCase) -> None:
    """Raise Refusal when nothing new is written in the case: it is closed, or a separation closed it."""
    require_writable(case)
    if step_of(case.marks) is Step.CLOSED:
        raise Refusal(CLOSED)


def require_writable(case: BudgetCase) -> None:
    """Raise Refusal when a separation closed the case to writing."""
    if case.separated_on is not None:
        raise Refusal(SEPARATED)


def check_members(person_id: Id, members: Iterable[Member]) -> tuple[Member, ...]:
    """The household of a case, the person of its name first and once; raises Refusal."""
    known = tuple(members)
    if not known or known[0].person_id != person_id or not known[0].adult:
        raise Refusal("Un dossier commence par la personne à son nom. Rien n’a changé\u00a0: relisez le foyer.")
    ids = [member.person_id for member in known if member.person_id is not None]
    if len(ids) != len(set(ids)):
        raise Refusal("Une personne est deux fois dans ce foyer. Rien n’a changé\u00a0: retirez-la une fois.")
    for member in known:
        if not 0 < member.custody_percent <= 100:  # noqa: PLR2004 a percentage
            raise Refusal("Une garde va de 1 à 100 %. Rien n’a changé\u00a0: corrigez la part de garde.")
    return known


def _require_running(case: BudgetCase, day: dt.date) -> None:
    if step_of(case.marks) is Step.CLOSED:
        raise Refusal(_CLOSED)
    pause = pause_of(case.marks)
    if pause is not Pause.NONE:
        raise Refusal(_STOPPED.format(pause.label))
    _require_after(case, day)


def _require_after(case: BudgetCase, day: dt.date) -> None:
    if case.marks and day < case.marks[-1].day:
        raise Refusal(_BEFORE)


def _marked(case: BudgetCase, mark: StepMark) -> BudgetCase:
    require_writable(case)
    return replace(case, marks=(*case.marks, mark))
