"""The back of the budget sheet: where the budget stands, where that comes from, what could change it, the agreement."""

from __future__ import annotations

from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.dates import write_month
from ceis_desk.drawing.gauge import GaugeValue, Mark, gauge
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.levers import a_day_with
from ceis_desk.platforms.budget.papers import SheetPaper
from ceis_desk.platforms.budget.ratios import reste_a_vivre
from ceis_desk.platforms.budget.sheet import Sheet, Thresholds
from ceis_desk.platforms.budget.sheet_rules import (
    NOT_COMPUTABLE,
    Zone,
    a_day,
    divisor_words,
    figures_of,
    sheet_totals,
    since,
    write_change,
    zone_of,
)
from ceis_desk.platforms.budget.steps import steps_of
from ceis_desk.reports.blocks import Beside, paragraph, section, title
from ceis_desk.reports.budget.columns import COLUMN
from ceis_desk.reports.budget.falls import falling_rows, falls_of
from ceis_desk.reports.budget.parts import counted_by, dated, signatures, signing_names
from ceis_desk.reports.painting import Painted, table_of
from ceis_desk.reports.paper import MM, SIZES, TEXT_WIDTH
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.reports.wording import NB, euros, or_not
from ceis_desk.statistics.sentences import day

_GAUGE = 47 * MM
_ROW = 7.2
_PROMISE = "leviers discutés ensemble, sans promesse de montant"
_AGREED = (
    "J’ai relu cette fiche avec la personne qui me reçoit. Les montants sont ceux que j’ai donnés, avec les "
    "justificatifs que j’ai voulu montrer. J’en garde un exemplaire. Je peux la faire corriger à tout moment. "
    "Ma signature n’engage aucun paiement."
)
_SHARED = "Un enfant en garde alternée compte ici pour une personne entière."
_EXPLAINED = ("reste_a_vivre", "balance", "debt_ratio", "debt_weight", "fixed_weight", "housing_effort_net")


def meaning_page(root: Node, paper: SheetPaper) -> list[Flowable]:
    """The flowables of the back."""
    part = root.add("Sect")
    heading = title(part, f"Où en est le budget{NB}?", "H2", 20, after=4)
    left, right = _standing(part, paper), _origin(part, paper.sheet)
    return [
        heading,
        Beside(left, right, (COLUMN, COLUMN), before=0),
        *_levers(part, paper),
        *_method(part, paper),
        _agreement(part, paper),
    ]


def _standing(part: Node, paper: SheetPaper) -> list[Flowable]:
    """The gauge, its zone in words, and what changed since the former sheet."""
    sheet, block = paper.sheet, part.add("Sect")
    value, bounds = a_day(sheet), sheet.thresholds
    low, high = (Mark(cents / 100, _whole(cents)) for cents in (bounds.low, bounds.high))
    shown = GaugeValue(None if value is None else float(value) / 100, or_not(value), divisor_words(sheet.divisor))
    heading = section(block, "Reste à vivre", width=COLUMN, before=0)
    zones = (Zone.FRAGILE.label, Zone.WATCH.label, Zone.BALANCED.label)
    picture = gauge(shown, low, high, zones, COLUMN, _GAUGE, SIZES)
    zone = NOT_COMPUTABLE if value is None else zone_of(value, bounds).label
    story = [
        heading,
        Painted(picture, block.add("Figure", alt=picture.alt)),
        paragraph(block, f"Zone{NB}: {zone}", 12, weight=700, before=2.4, after=0.6),
        paragraph(block, _bounds(bounds), 10, role=Colour.INK_2, after=1.2),
    ]
    compared = _compared(paper)
    return [*story, paragraph(block, compared, 10.5, weight=600)] if compared else story


def _bounds(bounds: Thresholds) -> str:
    low, high = _whole(bounds.low), _whole(bounds.high)
    return (
        f"Fragile sous {low}, à surveiller de {low} à {high}, équilibré à partir de {high}. Seuils fixés par le CCAS."
    )


def _whole(cents: int) -> str:
    """An amount without its cents when it has none, « 7 € »: the words of a threshold."""
    return euros(cents).replace(",00", "")


def _compared(paper: SheetPaper) -> str:
    """« En mars 2019 : 6,64 €. Depuis : + 1,94 €. », and nothing when the two cannot be compared."""
    if paper.before is None:
        return ""
    former, change = a_day(paper.before), since(paper.sheet, paper.before)
    if former is None or change is None:
        return ""
    when = write_month(paper.before.day)
    return f"En {when}{NB}: {euros(former)}. Depuis{NB}: {write_change(change)}."


def _origin(part: Node, sheet: Sheet) -> list[Flowable]:
    block = part.add("Sect")
    heading = section(block, f"D’où vient-il{NB}?", width=COLUMN, before=0)
    picture = falling_rows(falls_of(steps_of(sheet)), "D’où vient le reste à vivre", COLUMN)
    figure = block.add("Figure", alt=picture.alt)
    legend = f"Plein{NB}: ce qui entre ou reste. Hachuré{NB}: ce qui part."
    return [
        heading,
        Painted(picture, figure, table_of(block, picture)),
        paragraph(block, legend, 10, role=Colour.INK_2, before=2),
    ]


def _levers(part: Node, paper: SheetPaper) -> list[Flowable]:
    """What was looked at together, and what is left with all of it; nothing when no lever was."""
    sheet, levers = paper.sheet, paper.levers or paper.sheet.levers
    if not levers:
        return []
    block, gained = part.add("Sect"), sum(lever.cents for lever in levers)
    opening = section(block, f"Et si…{NB}?", _PROMISE, before=7)
    left = reste_a_vivre(sheet_totals(sheet)) + gained
    rows = [Row((lever.label, "", write_change(Fraction(lever.cents)))) for lever in levers]
    rows.append(
        Row(
            ("Avec ces leviers", f"reste à vivre de {euros(left)} par mois", write_change(Fraction(gained))), total=True
        )
    )
    columns = [
        Column("", 66 * MM, weight=600),
        Column("", TEXT_WIDTH - 96 * MM),
        Column("", 30 * MM, right=True, weight=600),
    ]
    table = ruled_table(block, columns, rows, row_height=_ROW, size=11, heads=False, top=False)
    with_them, before = a_day_with(sheet, gained), a_day(sheet)
    said = f"Soit {or_not(with_them)} {divisor_words(sheet.divisor)}, au lieu de {or_not(before)}."
    return [opening, table, paragraph(block, said, 11, before=1.6)]


def _method(part: Node, paper: SheetPaper) -> list[Flowable]:
    """Every formula whose figure is printed, by what it is divided, and the rule of the CCAS with its day."""
    block, sheet = part.add("Sect"), paper.sheet
    known = {one.code: one for one in figures_of(sheet)}
    formulas = [f"{known[code].label} = {known[code].text}." for code in _EXPLAINED]
    divided = f"Par jour{NB}: divisé par {counted_by(sheet)} et 30 jours."
    rule = f"règle du CCAS du {day(paper.rule_on)}" if paper.rule_on else "à confirmer par le CCAS"
    since_then = f"Cette formule est en vigueur depuis le {day(sheet.formula.starts)}." if sheet.formula.starts else ""
    what = "Diviseur et seuils" if sheet.formula.starts else "Formules, diviseur et seuils"
    ruled = f"{what}{NB}: {rule}."
    said = " ".join(
        [
            formulas[0],
            *([since_then] if since_then else []),
            divided,
            *([_SHARED] if paper.shared else []),
            *formulas[1:],
            ruled,
        ]
    )
    return [
        section(block, "Comment c’est calculé", before=6.5),
        paragraph(block, said, 10, role=Colour.INK),
    ]


def _agreement(part: Node, paper: SheetPaper) -> KeepTogether:
    block = part.add("Sect")
    return KeepTogether(
        [
            section(block, "Accord", before=6.5),
            paragraph(block, _AGREED, 12),
            dated(block, paper.issuer),
            *signatures(block, signing_names(paper.people, paper.counsellor)),
        ]
    )
