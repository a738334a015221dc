"""What a sheet comes to: its totals, its figures with their formula, and what changed since another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ceis_desk.core.amounts import half_up, write_amount, write_count
from ceis_desk.core.folding import fold
from ceis_desk.platforms.budget.formula import (
    balance_words,
    counts,
    effort_words,
    is_housing,
    rest_words,
    source_words,
)
from ceis_desk.platforms.budget.periods import monthly
from ceis_desk.platforms.budget.ratios import (
    FORMULAS,
    Divisor,
    Totals,
    consumption_units,
    divided_by,
    family_quotient,
    living_standard,
    reste_a_vivre_a_day,
)
from ceis_desk.platforms.budget.sheet import (
    USUAL_FORMULA,
    LineGroup,
    RestFormula,
    Sheet,
    SheetLine,
    SheetSummary,
    Thresholds,
)
from ceis_desk.platforms.budget.usual_lines import Trait, traits_of

NOT_COMPUTABLE = "non calculable"
_MONTHS = 12
_OUTGOING = (LineGroup.FIXED, LineGroup.CURRENT, LineGroup.CREDIT, LineGroup.PLAN)


class Unit(StrEnum):
    """How a figure is written."""

    EUROS = "euros"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True)
class Figure:
    """A figure of a sheet as it is shown and printed: its formula in words, its source, and its exact value.

    Euros are in cents; None is « non calculable ».
    """

    code: str
    label: str
    text: str
    source: str
    unit: Unit
    value: Fraction | None

    @property
    def words(self) -> str:
        """The figure in French, rounded once, half up."""
        if self.value is None:
            return NOT_COMPUTABLE
        if self.unit is Unit.EUROS:
            return write_amount(half_up(self.value))
        return write_share(self.value) if self.unit is Unit.SHARE else write_hundredths(self.value)


class Zone(StrEnum):
    """Where the reste à vivre stands between the thresholds of the CCAS."""

    FRAGILE = "fragile"
    WATCH = "watch"
    BALANCED = "balanced"

    @property
    def label(self) -> str:
        """The word under the arc."""
        return {"fragile": "fragile", "watch": "à surveiller", "balanced": "équilibré"}[self.value]


@dataclass(frozen=True)
class ComparedLine:
    """A line in two sheets, in exact cents a month; None where the sheet has not that line."""

    group: LineGroup
    label: str
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction:
        """What it comes to more, a line that is not there counting as nothing."""
        return (self.after or Fraction(0)) - (self.before or Fraction(0))


def a_month(line: SheetLine) -> Fraction:
    """What a line comes to each month, in exact cents; nothing while it is not understood."""
    return monthly(line.cents or 0, line.periodicity)


def group_total(lines: Iterable[SheetLine], group: LineGroup) -> Fraction:
    """The month's total of a card, in exact cents."""
    return _month_of(line for line in lines if line.group is group)


def trait_total(lines: Iterable[SheetLine], trait: Trait) -> Fraction:
    """The month's total of the lines of one kind, in exact cents."""
    return _month_of(line for line in lines if trait in traits_of(line))


def sheet_totals(sheet: Sheet) -> Totals:
    """What the formulas start from, counted as the CCAS has it on the day of the sheet."""
    return totals_of(sheet.lines, sheet.formula)


def totals_of(lines: Sequence[SheetLine], formula: RestFormula = USUAL_FORMULA) -> Totals:
    """What the formulas start from."""
    return Totals(
        resources=group_total(lines, LineGroup.RESOURCES),
        fixed=group_total(lines, LineGroup.FIXED),
        current=group_total(lines, LineGroup.CURRENT),
        credits=group_total(lines, LineGroup.CREDIT),
        plans=group_total(lines, LineGroup.PLAN),
        housing_aid=trait_total(lines, Trait.HOUSING_AID),
        rent=_month_of(line for line in lines if is_housing(formula, line)),
        living=None if formula == USUAL_FORMULA else counted(lines, formula),
    )


def counted(lines: Iterable[SheetLine], formula: RestFormula) -> Fraction:
    """The reste à vivre of a formula, in exact cents a month: the resources that count less the charges that do."""
    kept = [line for line in lines if counts(formula, line)]
    outgoing = _month_of(line for line in kept if line.group is not LineGroup.RESOURCES)
    return group_total(kept, LineGroup.RESOURCES) - outgoing


def owed(sheet: Sheet, group: LineGroup) -> int:
    """What is left to pay of the credits, or of the debts, in cents."""
    return sum(line.owed or 0 for line in sheet.of(group))


def a_day(sheet: Sheet) -> Fraction | None:
    """The reste à vivre a day, divided as the sheet says, in exact cents; None for an empty home or no resources."""
    totals = sheet_totals(sheet)
    if totals.resources <= 0:
        return None
    return reste_a_vivre_a_day(totals, sheet.household.home, sheet.divisor)


def zone_of(cents_a_day: Fraction, thresholds: Thresholds) -> Zone:
    """The word of the gauge: the exact value decides, not the rounded one."""
    if cents_a_day < thresholds.low:
        return Zone.FRAGILE
    return Zone.BALANCED if cents_a_day >= thresholds.high else Zone.WATCH


def figures_of(sheet: Sheet) -> tuple[Figure, ...]:
    """Every figure of a sheet that needs no legal scale, in their order on paper."""
    totals, home = sheet_totals(sheet), sheet.household.home
    said = _said(sheet.formula)
    of_totals = tuple(
        Figure(one.code, one.label, *said.get(one.code, (one.text, one.source)), _unit(one.code), one.of(totals))
        for one in FORMULAS
    )
    number = divided_by(home, sheet.divisor)
    return (
        of_totals[0],
        Figure(
            "a_day",
            f"Reste à vivre par jour et {sheet.divisor.label}",
            f"reste à vivre ÷ {write_hundredths(number)} ÷ 30 jours",
            "usage des conseillers\u00a0; le diviseur et les seuils sont ceux du CCAS",
            Unit.EUROS,
            a_day(sheet),
        ),
        *of_totals[1:],
        Figure(
            "consumption_units",
            "Unités de consommation",
            "1 + 0,5 par autre personne de 14 ans ou plus + 0,3 par enfant de moins de 14 ans",
            "Insee",
            Unit.NUMBER,
            consumption_units(home),
        ),
        Figure(
            "living_standard",
            "Niveau de vie",
            "ressources ÷ unités de consommation",
            "Insee",
            Unit.EUROS,
            living_standard(totals, home),
        ),
        Figure(
            "family_quotient",
            "Quotient familial estimé",
            "(ressources imposables d’un an ÷ 12 + prestations du mois) ÷ parts",
            "CAF\u00a0; estimé sur les ressources saisies, à comparer à l’attestation",
            Unit.EUROS,
            quotient_of(sheet),
        ),
    )


def quotient_of(sheet: Sheet) -> Fraction | None:
    """CAF's quotient as if every month of the year were this one, in exact cents; None without resources."""
    taxable, benefits = trait_total(sheet.lines, Trait.TAXABLE), trait_total(sheet.lines, Trait.BENEFIT)
    if taxable + benefits <= 0:
        return None
    return family_quotient(taxable * _MONTHS, benefits, sheet.household.home)


def figure(sheet: Sheet, code: str) -> Figure:
    """One figure by its code; raises KeyError."""
    return {one.code: one for one in figures_of(sheet)}[code]


def since(now: Sheet, before: Sheet) -> Fraction | None:
    """How much the reste à vivre a day changed, in exact cents; None when it cannot be said.

    Two sheets divided in two ways, or computed by two formulas, are not compared.
    """
    after, former = a_day(now), a_day(before)
    if after is None or former is None or not same_way(now, before):
        return None
    return after - former


def same_way(one: Sheet, other: Sheet) -> bool:
    """Whether the reste à vivre of two sheets means the same."""
    return one.divisor is other.divisor and one.formula == other.formula


def compared(before: Sheet, after: Sheet) -> tuple[ComparedLine, ...]:
    """Two sheets line by line, card by card; lines of one name are paired in their order."""
    found: list[ComparedLine] = []
    for group in LineGroup:
        left = list(before.of(group))
        for line in after.of(group):
            twin = next((one for one in left if _same(one, line)), None)
            if twin is not None:
                left.remove(twin)
            found.append(ComparedLine(group, line.label, None if twin is None else a_month(twin), a_month(line)))
        found += [ComparedLine(group, line.label, a_month(line), None) for line in left]
    return tuple(found)


def compared_totals(before: Sheet, after: Sheet) -> tuple[tuple[str, Fraction, Fraction], ...]:
    """The totals of both sheets and what is left, in exact cents a month: words, before, after."""
    first, last = sheet_totals(before), sheet_totals(after)
    rows = [
        (group.label, group_total(before.lines, group), group_total(after.lines, group))
        for group in (LineGroup.RESOURCES, *_OUTGOING)
    ]
    rest, end = ((one.label, one.of(first) or Fraction(0), one.of(last) or Fraction(0)) for one in FORMULAS[:2])
    words = rest[0] if before.formula == after.formula else f"{rest[0]} (deux formules)"
    return (*rows, (words, *rest[1:]), end)


def summary_of(sheet: Sheet) -> SheetSummary:
    """What a list of versions shows of a sheet."""
    return SheetSummary(
        sheet.id,
        sheet.day,
        sheet.version,
        sheet.freezing,
        half_up(FORMULAS[0].of(sheet_totals(sheet)) or Fraction(0)),
        owed(sheet, LineGroup.CREDIT),
        owed(sheet, LineGroup.PLAN),
    )


def write_share(value: Fraction) -> str:
    """A share as whole percent, « 12 % »: one more digit would say more than a budget knows."""
    return f"{write_count(half_up(value * 100))}\u00a0%"


def write_hundredths(value: Fraction) -> str:
    """A number with the decimals it needs, two at most: « 3 », « 1,6 »."""
    whole, rest = divmod(half_up(abs(value) * 100), 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{'−' if value < 0 else ''}{write_count(whole)}{decimals}"


def write_change(cents: Fraction) -> str:
    """A difference with its sign: « + 1,94 € », « − 3,00 € », « 0,00 € » when nothing changed."""
    rounded = half_up(cents)
    sign = "" if rounded == 0 else "+\u00a0" if rounded > 0 else "−\u00a0"
    return f"{sign}{write_amount(abs(rounded))}"


def divisor_words(divisor: Divisor) -> str:
    """The words under the figure of the gauge."""
    return f"par jour et {divisor.label}"


def _month_of(lines: Iterable[SheetLine]) -> Fraction:
    """A twelfth of what these lines come to in a year: whole numbers up to there, since it is asked at each key."""
    return Fraction(sum(line.cents * line.periodicity.a_year for line in lines if line.cents), _MONTHS)


def _said(formula: RestFormula) -> dict[str, tuple[str, str]]:
    """The words and the source of the figures that the formula of the CCAS changes."""
    by_ccas = source_words(formula)
    use = by_ccas if formula.starts else FORMULAS[-1].source
    return {
        "reste_a_vivre": (rest_words(formula), by_ccas),
        "balance": (balance_words(formula), FORMULAS[1].source),
        "housing_effort_gross": (effort_words(formula, net=False), use),
        "housing_effort_net": (effort_words(formula, net=True), use),
    }


def _unit(code: str) -> Unit:
    return Unit.EUROS if code in {"reste_a_vivre", "balance"} else Unit.SHARE


def _same(one: SheetLine, other: SheetLine) -> bool:
    if one.code or other.code:
        return one.code == other.code and (bool(one.code) and _own(one) == _own(other))
    return fold(one.label) == fold(other.label)


def _own(line: SheetLine) -> str:
    """The name that tells apart two usual lines of one code: « Autre crédit » may be there three times."""
    return fold(line.label) if line.code.startswith("other") else ""
