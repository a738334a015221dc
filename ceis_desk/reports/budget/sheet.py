"""The budget sheet to sign: the lines and what they come to in front, what it means and the agreement on the back."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day, write_long_day, write_month
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.papers import SheetPaper
from ceis_desk.platforms.budget.periods import Periodicity
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet, SheetLine
from ceis_desk.platforms.budget.sheet_rules import (
    a_day,
    a_month,
    divisor_words,
    figure,
    group_total,
)
from ceis_desk.platforms.budget.steps import REST, Step, steps_of
from ceis_desk.reports.blocks import paragraph, section
from ceis_desk.reports.budget.columns import COLUMN, Group, TwoColumns, group_title
from ceis_desk.reports.budget.meaning import meaning_page
from ceis_desk.reports.budget.parts import about, counted_by, head, heading, key_figures, running, with_whom
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, euros, full_names, less, or_not

_SIZE, _ROW, _SUM_ROW = 10.5, 6.1, 6.4
_LEFT = (LineGroup.RESOURCES, LineGroup.CREDIT, LineGroup.PLAN)
_RIGHT = (LineGroup.FIXED, LineGroup.CURRENT)
_READ = (LineGroup.RESOURCES, LineGroup.FIXED, LineGroup.CURRENT, LineGroup.CREDIT, LineGroup.PLAN)
_RATIOS = ("housing_effort_net", "debt_ratio", "debt_weight", "fixed_weight")
_TO_AGREE, _TO_SAY = "à négocier", "à préciser"


def write_sheet(paper: SheetPaper, path: Path) -> Path:
    """Write the sheet at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, sheet_pdf(paper), private=True)


def sheet_pdf(paper: SheetPaper) -> bytes:
    """The bytes of the sheet: two pages for an ordinary budget, more when its lines ask for it."""
    root = document()
    month = write_month(paper.sheet.day)
    name = f"Fiche budget, {month}"
    story = [*_front(root, paper, month), PageBreak(), *meaning_page(root, paper)]
    foot = f"{name} · version {paper.sheet.version}{_state(paper.sheet)} · confidentiel · deux exemplaires"
    dressed = running(paper.people, name, foot, demo=paper.demo)
    return render(root, story, dressed, about(paper.issuer, name, paper.sheet.frozen_on or paper.sheet.day))


def _state(sheet: Sheet) -> str:
    """When it was frozen, or that it still may change: what is signed must not move afterwards."""
    if sheet.freezing is None:
        return " · projet"
    return f", arrêtée le {write_day(sheet.frozen_on)}" if sheet.frozen_on else ", arrêtée"


def _front(root: Node, paper: SheetPaper, month: str) -> list[Flowable]:
    home = paper.sheet.household.words
    who = f"{full_names(paper.people)}.{f' Foyer{NB}: {home}.' if home else ''}"
    made = f"Établie le {write_long_day(paper.sheet.day)}{with_whom(paper.counsellor)}. Montants par mois."
    return [
        head(root, paper.issuer, "confidentiel"),
        heading(root, "Fiche budget", month, before=9),
        paragraph(root, who, 12, after=0.6),
        paragraph(root, made, 12, role=Colour.INK_2, after=5),
        _groups(root, paper.sheet),
        KeepTogether([*_sums(root, paper.sheet), _ratios(root, paper.sheet)]),
    ]


def _groups(root: Node, sheet: Sheet) -> TwoColumns:
    """Read in the order of the formula, though the page stands in two columns."""
    made = {group: _group(root, sheet, group) for group in _READ}
    shown = {group: one for group, one in made.items() if one is not None}
    left, right = ([shown[group] for group in column if group in shown] for column in (_LEFT, _RIGHT))
    return TwoColumns(left, right)


def _group(root: Node, sheet: Sheet, group: LineGroup) -> Group | None:
    """A group with its lines; one without a line is left out, but for the resources, whose absence is a fact."""
    lines = [line for line in sheet.of(group) if line.cents is not None or line.typed or line.owed]
    if not lines and group is not LineGroup.RESOURCES:
        return None
    part = root.add("Sect")
    total = euros(group_total(sheet.lines, group))
    title = group_title(part, group.label, total)
    rows = [_line(line) for line in lines] or [Row(("Aucune ressource", total))]
    columns = [Column("", COLUMN - 28 * MM), Column("", 28 * MM, right=True)]
    if group.owes:
        amounts = (Column("reste dû", 22.5 * MM, right=True), Column("par mois", 20.5 * MM, right=True))
        columns = [Column("", COLUMN - 43 * MM), *amounts]
        rows = [Row((row.cells[0], _owed(line), row.cells[1])) for row, line in zip(rows, lines, strict=True)]
    table = ruled_table(part, columns, rows, row_height=_ROW, size=_SIZE, heads=group.owes, top=False)
    return Group(title, table, f"{group.label} (suite)", _READ.index(group))


def _line(line: SheetLine) -> Row:
    if line.cents is None:
        return Row((line.label, _TO_AGREE if line.group.owes and not line.typed else _TO_SAY))
    details = ["au bailleur"] if line.to_landlord else []
    if line.periodicity is not Periodicity.MONTHLY:
        details.append(f"{write_amount(line.cents)} {line.periodicity.label}")
    label = f"{line.label} ({', '.join(details)})" if details else line.label
    return Row((label, euros(a_month(line))))


def _owed(line: SheetLine) -> str:
    return "" if line.owed is None else write_amount(line.owed)


def _sums(root: Node, sheet: Sheet) -> list[Flowable]:
    """From what comes in to what is left, line by line."""
    part = root.add("Sect")
    opening = section(part, "Calcul du mois", level="H2", before=8, after=1.4)
    rows = [_sum(step, sheet) for step in steps_of(sheet)]
    columns = [Column("", TEXT_WIDTH - 50 * MM), Column("", 50 * MM, right=True)]
    table = ruled_table(part, columns, rows, row_height=_SUM_ROW, size=11, heads=False)
    return [opening, table]


def _sum(step: Step, sheet: Sheet) -> Row:
    if step.result:
        note = _divided(sheet) if step.label == REST else ""
        return Row((step.label, euros(step.cents)), total=True, note=note)
    comes_in = step.card is LineGroup.RESOURCES
    return Row((step.label, euros(step.cents) if comes_in else less(-step.cents)), note=step.note)


def _divided(sheet: Sheet) -> str:
    """« divisé par 3 personnes et 30 jours : 8,58 € par jour et par personne »."""
    return f"divisé par {counted_by(sheet)} et 30 jours{NB}: {or_not(a_day(sheet))} {divisor_words(sheet.divisor)}"


def _ratios(root: Node, sheet: Sheet) -> Flowable:
    return key_figures(root, [(one.words, one.label) for one in (figure(sheet, code) for code in _RATIOS)])
