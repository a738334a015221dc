"""What a household owes on a day, by national family, with the debts that a procedure treats apart."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import write_day, write_long_day
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.model import Debt, DebtFamily, SpecialDebt
from ceis_desk.platforms.budget.papers import DebtSummaryPaper
from ceis_desk.reports.blocks import begun, bullets, paragraph, section
from ceis_desk.reports.budget.parts import about, head, heading, key_figures, running, with_whom
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_names
from ceis_desk.statistics.sentences import day, plural

_ROW, _ROOM = 7.0, 40
_FAMILIES = {
    DebtFamily.CONSUMER: "Consommation",
    DebtFamily.HOUSING: "Logement",
    DebtFamily.CURRENT: "Charges courantes",
    DebtFamily.OTHER: "Autres dettes",
}
_APART = "À savoir pour une procédure"
_WHAT_IT_IS = (
    "Ce tableau reprend ce qui a été dit et montré. Il ne reconnaît aucune dette\u00a0: seuls les relevés des "
    "créanciers et, le cas échéant, la commission de surendettement fixent les sommes."
)


def write_debts(paper: DebtSummaryPaper, path: Path) -> Path:
    """Write the summary at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, debts_pdf(paper), private=True)


def debts_pdf(paper: DebtSummaryPaper) -> bytes:
    """The bytes of the summary; a debt settled since is left out of it."""
    root = document()
    name = f"Tableau des dettes du {day(paper.made_on)}"
    debts = [debt for debt in paper.debts if debt.settled_on is None]
    made = f"Établi le {write_long_day(paper.made_on)}{with_whom(paper.counsellor)}."
    story = [
        head(root, paper.issuer, "confidentiel"),
        heading(root, "Tableau des dettes", day(paper.made_on)),
        paragraph(root, full_names(paper.people), 12, weight=700, after=0.6),
        paragraph(root, made, 12, role=Colour.INK_2, after=1.2),
        paragraph(root, _WHAT_IT_IS, 10, role=Colour.INK_2),
    ]
    if debts:
        story += [_totals(root, debts), *_families(root, debts), *_apart(root, debts)]
    else:
        story.append(paragraph(root, "Aucune dette n’est saisie.", 12, before=6))
    dressed = running(paper.people, name, f"{name} · confidentiel", demo=paper.demo)
    return render(root, story, dressed, about(paper.issuer, name, paper.made_on))


def _totals(root: Node, debts: list[Debt]) -> Flowable:
    return key_figures(
        root,
        [
            (write_amount(sum(debt.remaining for debt in debts)), "reste à payer"),
            (write_amount(sum(debt.late for debt in debts)), "dont en retard"),
            (write_amount(sum(debt.monthly for debt in debts)), "payé chaque mois"),
        ],
    )


def _families(root: Node, debts: list[Debt]) -> list[Flowable]:
    """One table a family, in the national order; a family without a debt is left out."""
    story: list[Flowable] = []
    whole = sum(debt.remaining for debt in debts)
    for family, label in _FAMILIES.items():
        mine = [debt for debt in debts if debt.family is family]
        if not mine:
            continue
        part, total = root.add("Sect"), sum(debt.remaining for debt in mine)
        note = f"{plural(len(mine), 'dette', 'dettes')}, {write_amount(total)} sur {write_amount(whole)}"
        story += begun(section(part, label, note, level="H2", before=6), _table(part, mine), _ROOM)
    return story


def _table(part: Node, debts: list[Debt]) -> Flowable:
    columns = [
        Column("Dette, créancier", TEXT_WIDTH - 101 * MM, weight=600),
        Column("reste à payer", 27 * MM, right=True, weight=600),
        Column("en retard", 26 * MM, right=True),
        Column("par mois", 24 * MM, right=True),
        Column("échéance", 24 * MM, right=True),
    ]
    rows = [_row(debt) for debt in debts]
    if len(debts) > 1:
        summed = zip(*((debt.remaining, debt.late, debt.monthly) for debt in debts), strict=True)
        rows.append(Row(("Total", *(write_amount(sum(cents)) for cents in summed), ""), total=True))
    return ruled_table(part, columns, rows, row_height=_ROW, size=10.5)


def _row(debt: Debt) -> Row:
    late = write_amount(debt.late) if debt.late else ""
    monthly = write_amount(debt.monthly) if debt.monthly else ""
    when = debt.next_on or debt.ends_on
    amounts = (write_amount(debt.remaining), late, monthly, write_day(when) if when else "")
    return Row((debt.label, *amounts), note=_details(debt))


def _details(debt: Debt) -> str:
    """What a procedure must know of it, in words; whoever owes it with the person is not named."""
    parts = [debt.creditor, debt.special.label]
    parts += ["commissaire de justice saisi"] if debt.bailiff else []
    parts += ["avec un co-emprunteur"] if debt.co_borrower else []
    return ", ".join(part for part in parts if part) or debt.family.label


def _apart(root: Node, debts: list[Debt]) -> list[Flowable]:
    """Why a debt is flagged: one line a debt, none when no debt is."""
    flagged = [debt for debt in debts if debt.special is not SpecialDebt.NONE]
    if not flagged:
        return []
    part = root.add("Sect")
    lines = [(f"{debt.label}{NB}:", f"{debt.special.why}.") for debt in flagged]
    return [section(part, _APART, level="H2", before=6, after=2), *bullets(part, lines, 10.5)]
