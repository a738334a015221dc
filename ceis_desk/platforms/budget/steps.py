"""From what comes in to what is left, step by step, as the formula of the CCAS counts: the same on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ceis_desk.platforms.budget.formula import CARDS, aside_names, counts, is_aside
from ceis_desk.platforms.budget.ratios import balance, reste_a_vivre
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet
from ceis_desk.platforms.budget.sheet_rules import group_total, sheet_totals

_WORDS = {
    LineGroup.FIXED: "Charges fixes",
    LineGroup.CURRENT: "Dépenses courantes",
    LineGroup.CREDIT: "Crédits",
    LineGroup.PLAN: "Plans de dettes",
}
REST, END = "Reste à vivre", "Solde du mois"


@dataclass(frozen=True)
class Step:
    """One step in exact cents a month: what comes in, less than zero what goes out, or a result.

    `note` says what is left aside of a card whose other lines count.
    """

    label: str
    cents: Fraction
    card: LineGroup | None = None
    note: str = ""
    result: bool = False


def steps_of(sheet: Sheet) -> tuple[Step, ...]:
    """The resources and the cards that count, the reste à vivre, what it leaves out, the balance of the month."""
    formula, totals = sheet.formula, sheet_totals(sheet)
    kept = [line for line in sheet.lines if counts(formula, line)]
    counting = [card for card in CARDS if card in formula.taken]
    entry = LineGroup.RESOURCES
    before = (
        Step("Ressources", group_total(kept, entry), entry, _without(sheet, entry)),
        *(Step(_WORDS[card], -group_total(kept, card), card, _without(sheet, card)) for card in counting),
    )
    left_in = [line for line in sheet.of(entry) if is_aside(formula, line)]
    left_out = [line for line in sheet.lines if line.group in counting and is_aside(formula, line)]
    after = (
        Step("Ressources à part", group_total(left_in, entry), entry),
        *(Step(_WORDS[card], -group_total(sheet.lines, card), card) for card in CARDS if card not in counting),
        Step("Charges à part", -sum((group_total(left_out, card) for card in counting), Fraction(0))),
    )
    return (
        *before,
        Step(REST, reste_a_vivre(totals), result=True),
        *(step for step in after if step.cents or step.card not in (None, entry)),
        Step(END, balance(totals), result=True),
    )


def _without(sheet: Sheet, card: LineGroup) -> str:
    names = aside_names(sheet.formula, sheet.of(card))
    return f"sans {names}" if names else ""
