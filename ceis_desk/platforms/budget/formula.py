"""The formula of the reste à vivre that a CCAS chooses: what counts in it, how it is said, which one a day has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ceis_desk.core.dates import write_day
from ceis_desk.platforms.budget.sheet import USUAL_FORMULA, LineGroup, RestFormula, SheetLine
from ceis_desk.platforms.budget.usual_lines import USUAL_LINES, UsualLine, usual_line

CARDS = (LineGroup.FIXED, LineGroup.CURRENT, LineGroup.CREDIT, LineGroup.PLAN)
"""What may be taken from the resources, in the order in which it is said."""
_WORDS = {
    LineGroup.FIXED: "charges fixes",
    LineGroup.CURRENT: "dépenses courantes",
    LineGroup.CREDIT: "crédits",
    LineGroup.PLAN: "plans d’apurement",
}
_SURVEYS = "enquêtes MRIE et UDCCAS\u00a0; chaque CCAS fixe la sienne"
_MORTGAGE = "mortgage"


def counts(formula: RestFormula, line: SheetLine) -> bool:
    """Whether a line counts in the reste à vivre; one of the household’s own counts as its card does."""
    card = line.group is LineGroup.RESOURCES or line.group in formula.taken
    return card and not is_aside(formula, line)


def is_aside(formula: RestFormula, line: SheetLine) -> bool:
    """Whether a line was set aside by its code."""
    return bool(line.code) and line.code in formula.aside


def is_housing(formula: RestFormula, line: SheetLine) -> bool:
    """Whether a line is a charge of the home for the rate of effort."""
    usual = usual_line(line.code)
    return line.code in formula.housing and usual is not None and usual.group is line.group


def housing_lines() -> tuple[UsualLine, ...]:
    """The usual lines that a CCAS may count as charges of the home: fixed ones, and the mortgage among the credits."""
    return tuple(one for one in USUAL_LINES if one.group is LineGroup.FIXED or one.code == _MORTGAGE)


def rest_words(formula: RestFormula) -> str:
    """« ressources − charges fixes − crédits − plans d’apurement », with what is set aside."""
    parts = ["ressources", *(_WORDS[card] for card in CARDS if card in formula.taken)]
    cards = (LineGroup.RESOURCES, *(card for card in CARDS if card in formula.taken))
    return " − ".join(f"{words}{_but(formula, card)}" for words, card in zip(parts, cards, strict=True))


def balance_words(formula: RestFormula) -> str:
    """The balance of the month, which no formula changes: everything that comes in less everything that goes out."""
    if formula == USUAL_FORMULA:
        return "reste à vivre − dépenses courantes"
    return " − ".join(("ressources", *_WORDS.values()))


def effort_words(formula: RestFormula, *, net: bool) -> str:
    """The rate of housing effort, after the housing allowance or before it."""
    charges = "loyer + charges"
    if formula.housing != USUAL_FORMULA.housing:
        charges = " + ".join(_names(formula.housing)) or "aucune charge"
    aid = " − aide au logement" if net else ""
    return f"({charges}{aid}) ÷ (ressources − aide au logement)"


def source_words(formula: RestFormula) -> str:
    """Where the formula comes from."""
    return _SURVEYS if formula.starts is None else f"formule du CCAS depuis le {write_day(formula.starts)}"


def aside_names(formula: RestFormula, lines: Iterable[SheetLine]) -> str:
    """The lines of these that are set aside and have an amount: « aide au logement (APL), eau »."""
    found = dict.fromkeys(lowered(line.label) for line in lines if line.cents and is_aside(formula, line))
    return ", ".join(found)


def formula_on(formulas: Sequence[RestFormula], day: dt.date) -> RestFormula:
    """The formula in force on a day, the usual one before the first of the CCAS’s own."""
    found = [one for one in formulas if one.starts is not None and one.starts <= day]
    return max(found, key=lambda one: one.starts or day, default=USUAL_FORMULA)


def read_formulas(content: Sequence[Mapping[str, Any]]) -> tuple[RestFormula, ...]:
    """The formulas of a setting, oldest first; raises ValueError when it is not of that shape."""
    try:
        found = [
            RestFormula(
                tuple(card for card in CARDS if card.value in one["taken"]),
                tuple(str(code) for code in one["aside"]),
                tuple(str(code) for code in one["housing"]),
                dt.date.fromisoformat(one["from"]),
            )
            for one in content
        ]
    except (KeyError, TypeError) as failure:
        raise ValueError("not a list of formulas") from failure
    return tuple(sorted(found, key=lambda one: one.starts or dt.date.min))


def written_formula(formula: RestFormula) -> dict[str, object]:
    """A formula as a setting or a frozen sheet keeps it."""
    return {
        "from": formula.starts.isoformat() if formula.starts else None,
        "taken": [card.value for card in formula.taken],
        "aside": list(formula.aside),
        "housing": list(formula.housing),
    }


def lowered(label: str) -> str:
    """A label inside a sentence: « Eau » gives « eau », « RSA » stays."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _but(formula: RestFormula, card: LineGroup) -> str:
    """« hors eau, mutuelle », empty when the whole card counts."""
    left = [one.code for one in USUAL_LINES if one.group is card and one.code in formula.aside]
    return f" hors {', '.join(_names(left))}" if left else ""


def _names(codes: Iterable[str]) -> list[str]:
    return [lowered(usual.label) for code in codes if (usual := usual_line(code)) is not None]
