"""What is typed in a sheet: an amount as any French hand writes it, a line added, removed or given another rhythm."""

from __future__ import annotations

from dataclasses import replace

from ceis_desk.core.amounts import parse_amount
from ceis_desk.core.errors import Refusal
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet, SheetLine

NEGATIVE = "Un montant de la fiche n’est pas négatif\u00a0: notez-le dans l’autre colonne. Le texte est gardé."


def with_typed(line: SheetLine, text: str) -> SheetLine:
    """The line with what was typed: an amount, nothing, or a text kept as it is because it is no amount."""
    words = text.strip()
    if not words:
        return replace(line, cents=None, typed="")
    try:
        return replace(line, cents=_positive(words), typed="")
    except Refusal:
        return replace(line, cents=None, typed=words)


def reason(line: SheetLine) -> str:
    """Why the text of a line is no amount, in one sentence; empty when it is one."""
    if not line.typed:
        return ""
    try:
        _positive(line.typed)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def with_line(sheet: Sheet, at: int, line: SheetLine) -> Sheet:
    """The sheet with another line in this place."""
    return replace(sheet, lines=(*sheet.lines[:at], line, *sheet.lines[at + 1 :]))


def without_line(sheet: Sheet, at: int) -> Sheet:
    """The sheet without the line of this place."""
    return replace(sheet, lines=(*sheet.lines[:at], *sheet.lines[at + 1 :]))


def with_added(sheet: Sheet, line: SheetLine, after: int | None) -> tuple[Sheet, int]:
    """The sheet with one line more, below that place when it is of the same card, else last of it; and its place."""
    if after is not None and after < len(sheet.lines) and sheet.lines[after].group is line.group:
        at = after + 1
    else:
        at = 1 + max((place for place, one in enumerate(sheet.lines) if one.group is line.group), default=-1)
        at = at or _first_place(sheet, line.group)
    return replace(sheet, lines=(*sheet.lines[:at], line, *sheet.lines[at:])), at


def next_periodicity(line: SheetLine) -> SheetLine:
    """The line with the next rhythm of the list; the amount stays as it was given."""
    order = list(Periodicity)
    following = order[(order.index(line.periodicity) + 1) % len(order)]
    return replace(line, periodicity=following)


def rebased(ours: Sheet, kept: Sheet, theirs: Sheet) -> Sheet:
    """The sheet that somebody else wrote meanwhile, with the lines that were changed here put back in it.

    `kept` is what both started from. A line that they removed is added again: nothing typed is ever lost.
    """
    found = theirs
    for line in ours.lines:
        if line in kept.lines:
            continue
        twin = next((at for at, one in enumerate(found.lines) if _named_alike(one, line)), None)
        found = with_added(found, line, None)[0] if twin is None else with_line(found, twin, line)
    return found


def _positive(words: str) -> int:
    cents = parse_amount(words)
    if cents < 0:
        raise Refusal(NEGATIVE)
    return cents


def _named_alike(one: SheetLine, other: SheetLine) -> bool:
    return (one.group, one.code, one.label) == (other.group, other.code, other.label)


def _first_place(sheet: Sheet, group: LineGroup) -> int:
    """Where a card that has no line yet begins."""
    order = list(LineGroup)
    before = [place for place, one in enumerate(sheet.lines) if order.index(one.group) < order.index(group)]
    return 1 + max(before, default=-1)
