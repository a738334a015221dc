"""Projects and their things as rows; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ceis_desk.access.masking import Discretion, initials
from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day, write_hour, write_long_day
from ceis_desk.partners.projects import (
    Part,
    PartKind,
    PartState,
    ProjectKind,
    ProjectLine,
    ProjectState,
    money_of,
)
from ceis_desk.statistics.sentences import plural
from ceis_desk.ui.kit.chip import ChipLook
from ceis_desk.ui.kit.rows import RowLook

ICONS = {ProjectKind.CITIZEN: "users", ProjectKind.GROUP: "users-group", ProjectKind.USE: "bulb"}
_TONES = {
    ProjectState.IDEA: ("neutral", "bulb"),
    ProjectState.PREPARED: ("warn", "clock"),
    ProjectState.RUNNING: ("primary", "player-play"),
    ProjectState.DONE: ("success", "check"),
    ProjectState.DROPPED: ("neutral", "x"),
}
_PART_TONES = {
    PartState.PLANNED: ("neutral", "clock"),
    PartState.DONE: ("success", "check"),
    PartState.ASKED: ("warn", "clock"),
    PartState.GRANTED: ("success", "check"),
    PartState.REFUSED: ("neutral", "x"),
    PartState.HEARD: ("neutral", "message"),
    PartState.KEPT: ("success", "check"),
    PartState.ADOPTED: ("success", "check"),
}
_PART_ICONS = {
    PartKind.PARTNER: "building-community",
    PartKind.STEP: "flag",
    PartKind.FUNDING: "cash",
    PartKind.TEST: "clipboard-text",
    PartKind.FEEDBACK: "message",
    PartKind.DECISION: "signature",
}


def state_chip(state: ProjectState) -> ChipLook:
    """Where a project stands."""
    tone, icon = _TONES[state]
    return ChipLook(state.label, tone, icon)


def project_row(line: ProjectLine) -> RowLook:
    """« Jardin partagé · projet de citoyens · 5 personnes, 3 étapes sur 6 · en cours »."""
    project = line.project
    done = (
        f"{line.steps_done}\u00a0étape{'s' if line.steps_done > 1 else ''} sur\u00a0{line.steps}" if line.steps else ""
    )
    parts = (
        project.kind.label,
        project.topic.label,
        plural(line.people, "personne", "personnes") if line.people else "",
        done,
        f"prochaine le {write_day(line.next_on)}" if line.next_on else "",
    )
    return RowLook(
        project.title,
        subtitle=", ".join(part for part in parts if part),
        icon=ICONS[project.kind],
        icon_tone="primary" if project.state.open else "neutral",
        icon_boxed=True,
        chips=(state_chip(project.state),),
        amount=write_amount(line.granted) if line.granted else "",
        quiet=not project.state.open,
    )


def part_row(part: Part, show: Discretion, today: dt.date) -> RowLook:
    """A thing of a project: a person by her name, anything else by its words, its day, its state."""
    if part.kind.of_person:
        carrier = (ChipLook("porte le projet", "primary", "flag"),) if part.kind is PartKind.CARRIER else ()
        if part.hidden:
            return RowLook("Une personne", subtitle="Son nom est réservé.", icon="lock", chips=carrier, compact=True)
        if not (part.used_name or part.first_name):
            return RowLook("Une personne", subtitle="Sa fiche est effacée ou sans nom.", icon="user-off", compact=True)
        return RowLook(
            show.name(part.civility, part.used_name, part.first_name),
            initials=initials(part.used_name, part.first_name),
            person=str(part.person_id),
            chips=carrier,
            compact=True,
        )
    chips = []
    if part.state is not PartState.NONE:
        tone, icon = _PART_TONES[part.state]
        late = part.state is PartState.PLANNED and part.day is not None and part.day < today
        words = f"{part.state.label}, jour passé" if late else part.state.label
        chips.append(ChipLook(words, "warn" if late else tone, "alert-triangle" if late else icon))
    day = f"le {write_day(part.day)}" if part.day else ""
    title = part.partner_name if part.kind is PartKind.PARTNER else part.words
    with_whom = part.partner_name if part.kind is not PartKind.PARTNER else part.words
    return RowLook(
        title,
        subtitle=", ".join(words for words in (day, with_whom, tried_words(part, today)) if words),
        icon=_PART_ICONS[part.kind],
        chips=tuple(chips),
        amount=write_amount(part.cents) if part.cents is not None else "",
        compact=True,
    )


def tried_words(part: Part, today: dt.date) -> str:
    """« séance « Premiers clics » du 14/05/2019, 6 présents »; nobody is counted before its day."""
    if part.session_id is None:
        return ""
    session = part.session
    if session is None:
        return "sa séance n’est plus dans Ateliers"
    words = f"séance «\u00a0{session.title}\u00a0»"
    day = session.starts_at.date()
    if day != part.day:
        words += f" du {write_day(day)}"
    return words if day > today else f"{words}, {plural(session.present, 'présent', 'présents')}"


def session_words(starts_at: dt.datetime, title: str) -> str:
    """« mardi 14 mai 2019 à 14:00, Premiers clics »."""
    return f"{write_long_day(starts_at.date())} à {write_hour(starts_at.time())}, {title}"


def money_words(parts: Sequence[Part]) -> str:
    """What is granted, and what is still asked."""
    money = money_of(parts)
    said = [f"{write_amount(money.granted)} accordés"] if money.granted else []
    if money.asked:
        said.append(f"{write_amount(money.asked)} demandés")
    return ", ".join(said)
