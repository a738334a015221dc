"""How documents that are handed over name people, hours and amounts: in full, as a letter does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.core.press import Named
from ceis_desk.people.names import formal_name
from ceis_desk.platforms.budget.sheet_rules import NOT_COMPUTABLE, write_change

NB = "\u00a0"
_SOMEBODY = "Personne accompagnée"


def full_name(person: Named) -> str:
    """« Madame Samira Benali »; the civility may be left empty."""
    return formal_name(person.civility, person.used_name, person.first_name) or _SOMEBODY


def full_names(people: Sequence[Named]) -> str:
    """« Madame Laure Dupuy et Monsieur Yves Dupuy »."""
    names = [full_name(person) for person in people] or [_SOMEBODY]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


def long_hour(time: dt.time | dt.datetime) -> str:
    """« 10 h 45 », « 14 h »."""
    minutes = f"{NB}{time.minute:02d}" if time.minute else ""
    return f"{time.hour}{NB}h{minutes}"


def euros(cents: Fraction | int) -> str:
    """Exact cents, rounded half-up once, as « 1 795,93 € »."""
    return write_amount(half_up(Fraction(cents)))


def less(cents: Fraction | int) -> str:
    """What is taken away: « − 877,38 € », and nothing before zero."""
    rounded = half_up(Fraction(cents))
    return write_amount(0) if rounded == 0 else write_change(Fraction(-rounded))


def or_not(cents: Fraction | None) -> str:
    """An amount, or « non calculable »."""
    return NOT_COMPUTABLE if cents is None else euros(cents)
