"""The words of a case: the household, where it stands, who follows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.dates import MONTHS, write_day
from ceis_desk.platforms.budget.model import BudgetCase, CaseKind, Pause, Step, StepMark
from ceis_desk.platforms.budget.questions import CaseView
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.people.rows import name_parts
from ceis_desk.ui.platforms.budget.case.step_line import NOW, PAUSED, REACHED, TO_COME, StepLook

_KIND_TONES: Mapping[CaseKind, str] = {
    CaseKind.PREVENTIVE: "success",
    CaseKind.CURATIVE: "violet",
    CaseKind.PROJECT: "blue",
}
_PAUSE_TONES = {Pause.SUSPENDED: "warn", Pause.ABANDONED: "neutral", Pause.REFERRED: "blue"}


def kind_chip(kind: CaseKind, show: Discretion) -> ChipLook:
    """Why the household is helped; on a discreet screen its colour tells nothing either."""
    if show.on:
        return ChipLook(show.motif(kind.label))
    return ChipLook(kind.label, _KIND_TONES[kind], "pig")


def pause_chip(pause: Pause) -> ChipLook:
    """What stops the case."""
    return ChipLook(pause.label, _PAUSE_TONES[pause], "player-pause")


def family_and_first(view: CaseView) -> tuple[str, str]:
    """Of the person in whose name the case stands."""
    if view.persons and view.persons[0].id == view.case.person_id:
        return view.persons[0].used_name, view.persons[0].first_name
    return name_parts(view.case.members[0].name) if view.case.members else ("", "")


def title_of(view: CaseView, show: Discretion) -> str:
    """« Dossier budget, foyer DUPUY »."""
    family = family_and_first(view)[0]
    return f"Dossier budget, foyer {show.name('', family, '')}" if family else "Dossier budget"


def short_title_of(view: CaseView, show: Discretion) -> str:
    """« Foyer DUPUY », where there is little room."""
    family = family_and_first(view)[0]
    return f"Foyer {show.name('', family, '')}" if family else "Dossier budget"


def badge_of(view: CaseView) -> str:
    """The two letters of the disc."""
    return initials(*family_and_first(view))


def members_line(view: CaseView, show: Discretion) -> str:
    """« Mme DUPUY Laure, M. DUPUY Yves, 1 enfant »."""
    known = {person.id: person for person in view.persons}
    said = []
    for member in view.case.members:
        if not member.adult:
            continue
        person = known.get(member.person_id) if member.person_id else None
        if person is not None:
            said.append(show.name(person.civility, person.used_name, person.first_name))
        else:
            said.append(show.name("", *name_parts(member.name)))
    children = sum(not member.adult for member in view.case.members)
    if children:
        said.append(f"{children} enfant{'s' if children > 1 else ''}")
    return ", ".join(said)


def care_line(view: CaseView) -> str:
    """« orientation : la CAF · suivi par Claire Fabre »."""
    followed = f"suivi par {view.referent_name}" if view.referent_name else "sans référente"
    return f"orientation\u00a0: {view.case.source.label} · {followed}"


def next_step(step: Step) -> Step | None:
    """The step that comes next; None once it is closed, and before the closing, which asks for a reason."""
    steps = list(Step)
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) - 1 else None


def state_chips(view: CaseView, show: Discretion) -> tuple[ChipLook, ...]:
    """Kind, confidentiality, and what stops the case."""
    chips = [kind_chip(view.case.kind, show), ChipLook("confidentiel", "warn", "shield-lock")]
    if view.pause is not Pause.NONE:
        chips.append(pause_chip(view.pause))
    if not view.writable and view.case.separated_on is not None:
        words = f"séparé le {write_day(view.case.separated_on)}"
        chips.append(ChipLook(words, "neutral", "arrows-split", outlined=True))
    return tuple(chips)


def step_looks(view: CaseView, today: dt.date) -> tuple[StepLook, ...]:
    """Every step with its date; a step that was jumped over is reached without one."""
    reached = {mark.step: mark.day for mark in _still_valid(view.case.marks) if mark.step is not None}
    at_now = list(Step).index(view.step)
    looks = []
    for at, step in enumerate(Step):
        day = reached.get(step)
        if step is view.step:
            state = REACHED if step is Step.CLOSED else PAUSED if view.pause is not Pause.NONE else NOW
            looks.append(StepLook(step.label, _now_words(view, day, today), state))
        elif at < at_now:
            looks.append(StepLook(step.label, short(day, today) if day else "", REACHED))
        else:
            looks.append(StepLook(step.label, "", TO_COME))
    return tuple(looks)


def _now_words(view: CaseView, day: dt.date | None, today: dt.date) -> str:
    if view.step is Step.CLOSED:
        said = [short(day, today) if day else "", view.case.closure.label if view.case.closure else ""]
        return ", ".join(part for part in said if part)
    if view.pause is not Pause.NONE:
        since = [mark.day for mark in view.case.marks if mark.step is None]
        return f"{view.pause.label} depuis le {short(since[-1], today)}" if since else view.pause.label
    return f"depuis le {short(day, today)}" if day else ""


def _still_valid(marks: Sequence[StepMark]) -> Sequence[StepMark]:
    """A case opened again goes back to an earlier step: what was reached beyond it no longer counts."""
    order, kept = list(Step), list[StepMark]()
    for mark in marks:
        if mark.step is not None:
            now = order.index(mark.step)
            kept = [one for one in kept if one.step is None or order.index(one.step) <= now]
        kept.append(mark)
    return kept


def history(case: BudgetCase, today: dt.date, show: Discretion) -> tuple[tuple[str, str], ...]:
    """Every mark of the case in words, latest first: when, and what happened with its reason."""
    said = []
    for mark in reversed(case.marks):
        if mark.step is not None:
            words = mark.step.label
        else:
            words = f"En pause\u00a0: {mark.pause.label}" if mark.pause is not Pause.NONE else "Reprise"
        said.append((spoken_day(mark.day, today), f"{words}, {show.detail(mark.reason)}" if mark.reason else words))
    return tuple(said)


def short(day: dt.date, today: dt.date) -> str:
    """« 01/02 », with its year when it is another one."""
    return f"{day:%d/%m}" if day.year == today.year else write_day(day)


def spoken_day(day: dt.date, today: dt.date) -> str:
    """« 24 juin », with its year when it is another one."""
    number = "1er" if day.day == 1 else str(day.day)
    year = "" if day.year == today.year else f" {day.year}"
    return f"{number} {MONTHS[day.month - 1]}{year}"
