"""What the palette offers for what is typed: appointments of the day, persons, needs, actions; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.core.dates import age_from_year, age_on, write_hour
from ceis_desk.core.folding import singular, tokens
from ceis_desk.core.phones import write_phone
from ceis_desk.partners.model import PartnerLine
from ceis_desk.partners.needs import NEEDS, SHORTEST, Need, answers, needs_named
from ceis_desk.people.model import PersonHit
from ceis_desk.reception.model import Motif
from ceis_desk.ui.kit.rows import RowLook

Rows = list[tuple[str, RowLook]]
_APPOINTMENT_WORDS = "rdv rendez vous aujourd hui"
_NOT_NAMES = frozenset(tokens(_APPOINTMENT_WORDS)) | {"rendezvous"}
_MOST, _MOST_NEEDS = 4, 5


@dataclass(frozen=True)
class Action:
    """One thing the palette does; `also` are words that find it besides its own."""

    code: str
    title: str
    what: str
    icon: str
    key: str = ""
    also: str = ""


def found(typed: Sequence[str], text: str) -> bool:
    """Whether each typed word, or its singular, begins a word of `text`; order, case and accents do not count."""
    words = tokens(text)
    return all(any(word.startswith((part, singular(part))) for word in words) for part in typed)


def name_part(text: str) -> str:
    """What is left of the text to search persons with, once « rdv » is taken out."""
    return " ".join(word for word in text.split() if not set(tokens(word)) <= _NOT_NAMES)


def action_rows(actions: Iterable[Action], text: str) -> Rows:
    """The actions that answer, or all of them for an empty text."""
    typed = tokens(text)
    rows = [
        (
            f"action:{action.code}",
            RowLook(
                action.title,
                action.what,
                icon=action.icon,
                icon_boxed=True,
                key=action.key,
                key_always=True,
            ),
        )
        for action in actions
        if found(typed, f"{action.title} {action.what} {action.also}")
    ]
    return [_heading("Actions"), *rows] if rows else []


def appointment_rows(lines: Iterable[DayAppointment], text: str, show: Discretion) -> Rows:
    """Today's open appointments that answer; neither subject nor platform is said."""
    typed = tokens(text)
    if not typed:
        return []
    rows: Rows = []
    for line in lines:
        words = f"{line.used_name} {line.first_name} {line.title} {line.with_name} {_APPOINTMENT_WORDS}"
        if line.person_id is None or line.outcome is not Outcome.OPEN or not found(typed, words):
            continue
        name = show.name(line.civility, line.used_name, line.first_name)
        where = ", ".join(part for part in (f"avec {line.with_name}" if line.with_name else "", line.room) if part)
        look = RowLook(
            f"{name}, aujourd’hui {write_hour(line.at.time())}",
            where,
            icon="calendar-event",
            icon_tone="blue",
            icon_boxed=True,
            key="Entrée",
        )
        rows.append((f"appointment:{line.person_id}", look))
    return [_heading("Rendez-vous"), *rows[:_MOST]] if rows else []


def person_rows(hits: Iterable[PersonHit], show: Discretion, today: dt.date) -> Rows:
    """The persons found, as many as fit."""
    rows: Rows = [(f"person:{hit.id}", _person(hit, show, today)) for hit in hits]
    return [_heading("Personnes"), *rows[:_MOST]] if rows else []


def partner_rows(lines: Iterable[PartnerLine]) -> Rows:
    """The structures of the directory found, as many as fit, with the former name that was typed."""
    rows: Rows = [(f"partner:{line.id}", _partner(line)) for line in lines]
    return [_heading("Partenaires"), *rows[:_MOST]] if rows else []


def need_rows(motifs: Sequence[Motif], text: str, notes: frozenset[str], *, directory: bool) -> Rows:
    """Where the words of a need lead: the frein on the record that is open, the motif of a visit, the directory.

    `notes` are the freins that the account may write there, whatever is written of them already.
    """
    typed = tokens(text)
    if not any(len(word) >= SHORTEST for word in typed):
        return []
    found_needs = [need for need in NEEDS if answers(need, typed)]
    rows = [row for need in found_needs for row in _of_need(need, notes, directory=directory)]
    rows += [_motif(motif) for motif in motifs if _names(motif, typed)]
    return [_heading("Besoins, freins, motifs"), *rows[:_MOST_NEEDS]] if rows else []


def _of_need(need: Need, notes: frozenset[str], *, directory: bool) -> Iterable[tuple[str, RowLook]]:
    if need.code in notes:
        yield (
            f"frein:{need.code}",
            _led(
                f"Noter le frein «\u00a0{need.label}\u00a0»", "Sur la fiche ouverte\u00a0: son niveau", "alert-circle"
            ),
        )
    if directory:
        yield f"need:{need.code}", _led(f"{need.label}\u00a0: les partenaires", "Dans l’annuaire", "building-community")


def _names(motif: Motif, typed: Sequence[str]) -> bool:
    label = f"{motif.label} {' '.join(motif.precisions)}"
    return found(typed, label) or any(answers(need, typed) for need in needs_named(motif.label))


def _motif(motif: Motif) -> tuple[str, RowLook]:
    return f"motif:{motif.id}", _led(
        f"Motif «\u00a0{motif.label}\u00a0»", "Enregistrer une arrivée, à l’accueil", motif.icon
    )


def _led(title: str, detail: str, icon: str) -> RowLook:
    return RowLook(title, detail, icon=icon, icon_tone="violet", icon_boxed=True, key="Entrée")


def _partner(line: PartnerLine) -> RowLook:
    known = f"connu aussi comme «\u00a0{line.matched}\u00a0»" if line.matched else ""
    detail = " · ".join(part for part in (line.kind.label, line.commune, known) if part)
    return RowLook(line.name, detail, icon="building-community", icon_tone="primary", icon_boxed=True, key="Entrée")


def _person(hit: PersonHit, show: Discretion, today: dt.date) -> RowLook:
    name = show.name(hit.civility.value, hit.used_name or hit.birth_name, hit.first_name)
    years = _age(hit, today)
    aged = f", {years} ans" if years is not None and not show.on else ""
    detail = " · ".join(part for part in (hit.district, write_phone(hit.phone) if hit.phone else "") if part)
    return RowLook(
        f"{name}{aged}",
        show.detail(detail),
        icon="user",
        icon_tone="primary",
        icon_boxed=True,
        key="Entrée",
    )


def _age(hit: PersonHit, today: dt.date) -> int | None:
    if hit.birth_date is not None:
        return age_on(hit.birth_date, today)
    return age_from_year(hit.birth_year, today) if hit.birth_year else None


def _heading(words: str) -> tuple[str, RowLook]:
    return f"heading:{words}", RowLook(words, heading=True)
