"""Rules of the helps and of the procedures: what may be recorded, what is to be seen again, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.nir import refuse_nir
from ceis_desk.platforms.digital.coop import Theme
from ceis_desk.platforms.digital.model import LONGEST_HELP, LONGEST_WORDS, Help, Procedure, ProcedureState

NO_THEME = "Choisissez au moins un thème\u00a0: la fiche d’aide est gardée en brouillon."
NO_PROCEDURE = "Dites de quelle démarche il s’agit\u00a0: la fiche d’aide est gardée en brouillon."
NO_MINUTES = f"Une aide dure de 1 à {LONGEST_HELP} minutes\u00a0: la fiche d’aide est gardée en brouillon."
NO_AGE = "Cet âge n’est pas possible\u00a0: la fiche d’aide est gardée en brouillon."
SECRET = "Un mot de passe ou un code ne se garde pas ici. Retirez-le, le reste de la saisie est gardé."  # noqa: S105 the sentence that refuses one
NO_LABEL = "Dites de quelle démarche il s’agit. Rien n’a été enregistré\u00a0: écrivez quelques mots."
TOO_LONG = f"Le nom d’une démarche tient en {LONGEST_WORDS} signes. Rien n’a été enregistré\u00a0: raccourcissez-le."
_OLDEST = 120
_SOON = 7
# « mot de passe », « mdp », « code : 1234 »: what opens somebody’s account is never kept, nor anything near it.
_SECRET = re.compile(
    r"\b(mot de passe|mots de passe|mdp|password|passwd|code (?:secret|pin|d[’' ]acces))\b"
    r"|\b(?:code|mp|pwd)\s*[:=]"
)


def check_help(one: Help) -> None:
    """Raise Refusal when a help cannot be counted as it is."""
    if not one.themes:
        raise Refusal(NO_THEME)
    if Theme.PROCEDURES in one.themes and not one.procedures:
        raise Refusal(NO_PROCEDURE)
    if not 0 < one.minutes <= LONGEST_HELP:
        raise Refusal(NO_MINUTES)
    if one.age is not None and not 0 <= one.age <= _OLDEST:
        raise Refusal(NO_AGE)


def check_words(words: str) -> None:
    """Raise Refusal when a need or a label holds a social-security number, or what opens an account."""
    refuse_nir(words)
    if _SECRET.search(fold(words)):
        raise Refusal(SECRET)
    if len(words) > LONGEST_WORDS:
        raise Refusal(TOO_LONG)


def check_label(label: str) -> None:
    """Raise Refusal when the name of a procedure says nothing, or too much."""
    if not label.strip():
        raise Refusal(NO_LABEL)
    check_words(label)


def is_late(line: Procedure, today: dt.date) -> bool:
    """Whether the day to see it again is past."""
    return line.state.is_open and line.due is not None and line.due < today


def due_words(line: Procedure, today: dt.date) -> str:
    """« revoir le 21/06 », « avant le 24/06 », « aujourd’hui », « en retard depuis le 12/06 »."""
    if not line.state.is_open:
        return f"{line.state_on:%d/%m/%Y}" if line.state_on else ""
    if line.due is None:
        return ""
    day = f"{line.due:%d/%m}" if line.due.year == today.year else f"{line.due:%d/%m/%Y}"
    if line.due < today:
        return f"en retard depuis le {day}"
    if line.due == today:
        return "aujourd’hui"
    ours = line.state in (ProcedureState.TO_FINISH, ProcedureState.PIECE_MISSING)
    return f"avant le {day}" if ours else f"revoir le {day}"


def in_order(lines: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """By the day to see them again; those without one come last, those ended by their end, latest first."""
    found = tuple(lines)
    still = sorted(
        (one for one in found if one.state.is_open), key=lambda one: (one.due or dt.date.max, one.used_name, one.id)
    )
    over = sorted(
        (one for one in found if not one.state.is_open),
        key=lambda one: (one.state_on or one.opened_on, one.used_name),
        reverse=True,
    )
    return (*still, *over)


def next_due(state: ProcedureState, today: dt.date) -> dt.date | None:
    """The day proposed when a procedure takes a state: a week, unless it is over."""
    return today + dt.timedelta(days=_SOON) if state.is_open else None
