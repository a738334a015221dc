"""What the page shows of a sheet: words and drawings, every amount through the discreet formatter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceis_desk.access.masking import DOTS, Discretion
from ceis_desk.core.amounts import half_up, write_amount, write_count
from ceis_desk.core.dates import MONTHS, write_day, write_hour, write_month, write_short_month
from ceis_desk.drawing.debts import Owed, evolution_of_debts
from ceis_desk.drawing.gauge import GaugeValue, Mark, gauge
from ceis_desk.drawing.shapes import Colour, Picture, Sizes
from ceis_desk.drawing.waterfall import Fall, waterfall
from ceis_desk.platforms.budget.ratios import reste_a_vivre
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet
from ceis_desk.platforms.budget.sheet_checks import Hint
from ceis_desk.platforms.budget.sheet_rules import (
    NOT_COMPUTABLE,
    Figure,
    Zone,
    a_day,
    compared,
    compared_totals,
    divisor_words,
    group_total,
    owed,
    sheet_totals,
    since,
    write_change,
)
from ceis_desk.platforms.budget.steps import steps_of

Draw = Callable[[float, float, Sizes], Picture]
_TILES = (
    ("balance", "Solde du mois", "tout payé"),
    ("housing_effort_net", "Effort logement", "après aide"),
    ("debt_weight", "Poids des dettes", "des ressources"),
    ("debt_ratio", "Endettement", "crédits seuls"),
    ("fixed_weight", "Charges fixes", "des ressources"),
)
_FALLS = {
    LineGroup.RESOURCES: ("Ressources", Colour.SUCCESS),
    LineGroup.FIXED: ("Charges fixes", Colour.BLUE),
    LineGroup.CURRENT: ("Courantes", Colour.ACCENT),
    LineGroup.CREDIT: ("Dettes", Colour.DANGER),
    LineGroup.PLAN: ("Dettes", Colour.DANGER),
}
_CENTS = 100
_SHOWN_SHEETS = 5
HEADS = ("Ligne", "Avant", "Maintenant", "Écart")


@dataclass(frozen=True)
class TileLook:
    """A figure under the cards; `source` is its formula and where it comes from."""

    label: str
    value: str
    aside: str
    source: str
    bad: bool = False


def total_words(sheet: Sheet, group: LineGroup, show: Discretion) -> str:
    """The month's total of a card."""
    return show.amount(write_amount(half_up(group_total(sheet.lines, group))))


def tiles_of(figures: Sequence[Figure], show: Discretion) -> tuple[TileLook, ...]:
    """The figures under the cards."""
    by_code = {one.code: one for one in figures}
    return tuple(_tile(by_code[code], label, aside, show) for code, label, aside in _TILES)


def rest_words(sheet: Sheet, show: Discretion) -> str:
    """What is left each month, in the head of the gauge."""
    return f"{show.amount(write_amount(half_up(reste_a_vivre(sheet_totals(sheet)))))} par mois"


def gauge_draw(sheet: Sheet, show: Discretion) -> Draw:
    """The gauge of a sheet; without a needle when it cannot be computed, or must not be seen."""
    value = a_day(sheet)
    said = NOT_COMPUTABLE if value is None else show.amount(write_amount(half_up(value)))
    shown = GaugeValue(None if value is None or show.on else float(value), said, divisor_words(sheet.divisor))
    low, high = (Mark(cents, _round_euros(cents)) for cents in (sheet.thresholds.low, sheet.thresholds.high))
    zones = (Zone.FRAGILE.label, Zone.WATCH.label, Zone.BALANCED.label)
    return lambda width, height, sizes: gauge(shown, low, high, zones, width, height, sizes)


def waterfall_draw(sheet: Sheet, show: Discretion) -> Draw:
    """From what comes in to what is left."""
    steps = steps_of(sheet)
    counted = steps[: next(at for at, step in enumerate(steps) if step.result) + 1]
    parts: dict[str, tuple[Fraction, Colour, bool]] = {}
    for step in counted:
        label, colour = _FALLS[step.card] if step.card else (step.label, Colour.VIOLET)
        parts[label] = (parts.get(label, (Fraction(0),))[0] + step.cents, colour, step.result)
    falls = tuple(
        Fall(label, 0.0 if show.on else float(value), _signed(value, show), colour, total)
        for label, (value, colour, total) in parts.items()
    )
    return lambda width, height, sizes: waterfall(falls, "Par mois", width, height, sizes)


def debts_draw(sheets: Sequence[Sheet], show: Discretion) -> Draw | None:
    """How what is owed went over the last sheets; None where nothing was ever owed."""
    found = [one for one in sheets if owed(one, LineGroup.CREDIT) or owed(one, LineGroup.PLAN)]
    if not found:
        return None
    moments = tuple(_moment(one, show) for one in sheets[-_SHOWN_SHEETS:])
    names = (LineGroup.CREDIT.label, LineGroup.PLAN.label)
    return lambda width, height, sizes: evolution_of_debts(moments, names, width, height, sizes)


def gain_words(cents: int) -> str:
    """What a lever gives: « + 42 € », « + 23,98 € »."""
    return f"+\u00a0{_round_euros(cents) if cents % _CENTS == 0 else write_amount(cents)}"


def hidden_hints(hints: tuple[Hint, ...], show: Discretion) -> tuple[Hint, ...]:
    """The hints, or how many there are: they tell of the household, and some give an amount."""
    if not (show.on and hints):
        return hints
    count = len(hints)
    return (Hint("hidden", f"{count} point{'s' if count > 1 else ''} à vérifier, {show.key} pour afficher."),)


def since_words(now: Sheet, before: Sheet | None, show: Discretion) -> tuple[str, str]:
    """« + 1,94 € depuis mars » and the icon of the trend; empty when there is nothing to compare."""
    change = None if before is None else since(now, before)
    if before is None or change is None:
        return "", ""
    words = show.amount(write_change(change))
    icon = "" if show.on or half_up(change) == 0 else "trending-up" if change > 0 else "trending-down"
    return f"{words} depuis {short_day(before, now)}", icon


def compare_words(now: Sheet, before: Sheet) -> str:
    """The button that compares with the sheet before."""
    words = short_day(before, now)
    return f"Comparer au {words.removeprefix('le ')}" if words.startswith("le ") else f"Comparer à {words}"


def short_day(sheet: Sheet, beside: Sheet) -> str:
    """« mars », « mars 2018 » when the year is another, « le 04/06 » when the month is the same."""
    if (sheet.day.year, sheet.day.month) == (beside.day.year, beside.day.month):
        return f"la version {sheet.version}" if sheet.day == beside.day else f"le {sheet.day:%d/%m}"
    month = MONTHS[sheet.day.month - 1]
    return month if sheet.day.year == beside.day.year else f"{month} {sheet.day.year}"


def version_words(sheet: Sheet) -> str:
    """A sheet in a list of versions."""
    state = f", {sheet.freezing.label}" if sheet.freezing else ""
    return f"Version {sheet.version} du {write_day(sheet.day)}{state}"


def month_words(sheet: Sheet) -> str:
    """The chip of the head."""
    return write_month(sheet.day)


def state_of(sheet: Sheet, written_at: dt.time | None, *, closed: bool = False) -> tuple[str, str, str]:
    """What is kept of a sheet: the words, their tone and their icon; no hour where nothing was written from here."""
    wrong = sum(bool(line.typed) for line in sheet.lines)
    if sheet.freezing is not None and sheet.frozen_on is not None:
        return f"{sheet.freezing.label} le {write_day(sheet.frozen_on)}", "ink2", "lock"
    if closed:
        return "dossier clos", "ink2", "lock"
    if wrong:
        return f"{wrong} montant{'s' if wrong > 1 else ''} à corriger", "danger", "alert-circle"
    hour = "" if written_at is None else f" à {write_hour(written_at)}"
    return f"Enregistré{hour}", "success", "check"


def compared_rows(before: Sheet, now: Sheet, show: Discretion) -> tuple[tuple[str, ...], ...]:
    """Two sheets line by line, the totals first."""
    totals = [
        (words, *_pair(first, last, show), show.amount(write_change(last - first)))
        for words, first, last in compared_totals(before, now)
    ]
    lines = [
        (
            f"{one.group.label}\u00a0: {one.label}",
            *_pair(one.before, one.after, show),
            show.amount(write_change(one.change)),
        )
        for one in compared(before, now)
        if one.before or one.after
    ]
    return (*totals, *lines)


def figure_rows(figures: Sequence[Figure], show: Discretion) -> tuple[tuple[str, ...], ...]:
    """Every figure with its formula and its source."""
    return tuple((one.label, show.amount(one.words), one.text, one.source) for one in figures)


def _pair(before: Fraction | None, after: Fraction | None, show: Discretion) -> tuple[str, str]:
    first, last = ("–" if one is None else show.amount(write_amount(half_up(one))) for one in (before, after))
    return first, last


def _tile(one: Figure, label: str, aside: str, show: Discretion) -> TileLook:
    value = show.amount(one.words)
    bad = not show.on and one.value is not None and one.code == "balance" and one.value < 0
    return TileLook(label, value, aside, f"{one.text} ({one.source})", bad)


def _moment(sheet: Sheet, show: Discretion) -> Owed:
    credits_owed, plans = owed(sheet, LineGroup.CREDIT), owed(sheet, LineGroup.PLAN)
    first, second, both = (show.amount(_round_euros(cents)) for cents in (credits_owed, plans, credits_owed + plans))
    hidden = show.on
    return Owed(
        write_short_month(sheet.day), 0 if hidden else credits_owed, 0 if hidden else plans, (first, second, both)
    )


def _signed(value: Fraction, show: Discretion) -> str:
    rounded = half_up(value / _CENTS)
    sign = "−\u00a0" if rounded < 0 else ""
    return DOTS if show.on else f"{sign}{write_count(abs(rounded))}\u00a0€"


def _round_euros(cents: int) -> str:
    """Whole euros where nothing is lost by it, or where a picture has no room for more."""
    if cents % _CENTS and cents < _CENTS * _CENTS:
        return write_amount(cents)
    return f"{write_count(half_up(Fraction(cents, _CENTS)))}\u00a0€"
