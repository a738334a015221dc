"""The figures as a shared document may show them: counts of 1 to 4 hidden, and those that would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ceis_desk.core.amounts import shares, write_count, write_percent
from ceis_desk.statistics.masking import MASKED, hidden_in_line, is_small
from ceis_desk.statistics.model import Outcomes, Waiting
from ceis_desk.statistics.sentences import gap

NONE = "–"


@dataclass(frozen=True)
class Line:
    """One line of a table: `value` is None when hidden, `share` is a written percentage, empty when hidden."""

    label: str
    value: int | None
    share: str

    @property
    def said(self) -> str:
        """The count as it is printed."""
        return said(self.value)


def said(value: int | None) -> str:
    """A count, or « masqué »."""
    return MASKED if value is None else write_count(value)


def said_gap(now: int | None, before: int | None) -> str:
    """The gap between two printed counts; nothing when one of them is hidden, since the gap would tell it."""
    return NONE if now is None or before is None else gap(now, before)


def parted(counts: Mapping[str, int]) -> list[Line]:
    """Lines that share a total (ages, QPV, outcomes): shares add to 100."""
    values = list(counts.values())
    hidden = hidden_in_line(values)
    percents = shares(values)
    return [
        Line(label, None if place in hidden else value, _share(percents[place], place in hidden, sum(values)))
        for place, (label, value) in enumerate(counts.items())
    ]


def _share(percent: int, hidden: bool, total: int) -> str:
    if hidden:
        return ""
    return f"{percent}\u00a0%" if total else NONE


def overlapping(counts: Mapping[str, int], total: int, hidden: frozenset[str]) -> list[Line]:
    """Lines that cannot be added (motifs, publics): each is a share of `total`."""
    return [
        Line(label, None, "") if label in hidden else Line(label, value, write_percent(value, total) if total else NONE)
        for label, value in counts.items()
    ]


def small_ones(counts: Mapping[str, int]) -> frozenset[str]:
    """The lines to hide in a table without total."""
    return frozenset(label for label, value in counts.items() if is_small(value))


def outcome_counts(outcomes: Outcomes) -> dict[str, int]:
    """What became of the individual appointments, in printing order."""
    return {
        "honorés": outcomes.honoured,
        "annulés par la personne": outcomes.excused,
        "annulés par le service": outcomes.revoked,
        "absences sans prévenir": outcomes.no_show,
        "issue non saisie": outcomes.unknown,
    }


def absences(outcomes: Outcomes) -> tuple[int, int] | None:
    """Absences without notice, and the appointments kept or missed; None when a count of theirs is hidden or nil."""
    lines = {line.label: line.value for line in parted(outcome_counts(outcomes))}
    missed, kept = lines["absences sans prévenir"], lines["honorés"]
    if missed is None or kept is None or missed + kept == 0:
        return None
    return missed, missed + kept


def waiting_counts(waiting: Waiting) -> dict[str, int]:
    """Waits by length, in printing order."""
    return {
        "moins de 10 min": waiting.under_10,
        "10 à 19 min": waiting.from_10_to_19,
        "20 min et plus": waiting.from_20,
    }


def ranked(lines: Sequence[Line]) -> list[Line]:
    """The highest first, then the hidden ones in their usual order, which tells nothing, then zeros."""
    return sorted(lines, key=lambda line: (0, -line.value) if line.value else (2, 0) if line.value == 0 else (1, 0))
