"""The plan d'apurement to sign: what is owed, its payments one by one, and what remains after each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.amounts import write_amount
from ceis_desk.core.dates import MONTHS, write_day, write_month
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.papers import PlanPaper
from ceis_desk.platforms.budget.repayment import Followed
from ceis_desk.platforms.budget.schedules import Instalment
from ceis_desk.reports.blocks import begun, paragraph, section
from ceis_desk.reports.budget.parts import about, head, heading, key_figures, running, signatures, signing_names
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_names
from ceis_desk.statistics.sentences import day, plural

_ROOMY, _DENSE, _TIGHT = 9.6, 7.2, 6.2  # millimetres a row
_LAST_ROOMY, _LAST_DENSE, _LAST_TIGHT = 12, 14, 20  # rows: past those, the table goes on over pages anyway
_ROWS_OF_A_SENTENCE = 3  # where the plan stands is said under the table: the signatures stay on its page
_ROOM = 50  # millimetres for the title, the heads and three rows
_AGREED = (
    "Ce plan n’engage personne avant l’accord écrit du créancier. Si un mois devient trop difficile, "
    "prévenez la personne qui vous accompagne avant la date\u00a0: le plan peut être revu."
)
_NOTHING = "Aucune échéance n’est prévue."


def write_plan(paper: PlanPaper, path: Path) -> Path:
    """Write the plan at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, plan_pdf(paper), private=True)


def plan_pdf(paper: PlanPaper) -> bytes:
    """The bytes of the plan: a page for a short one, heads again on the next pages of a long one."""
    root = document()
    name = f"Plan d’apurement du {day(paper.made_on)}"
    names = signing_names(paper.people, paper.counsellor)
    if paper.creditor:
        names.append(f"Pour {paper.creditor}")
    story = [
        head(root, paper.issuer, day(paper.made_on)),
        heading(root, "Plan d’apurement"),
        paragraph(root, full_names(paper.people), 12, weight=700, after=0.6),
        paragraph(root, paper.debt, 12, role=Colour.INK_2),
        *(_schedule(root, paper) if paper.instalments else [paragraph(root, _NOTHING, 12, before=6)]),
    ]
    part = root.add("Sect")
    agreed = [section(part, "Accord", level="H2"), paragraph(part, _AGREED, 12, after=2)]
    story.append(KeepTogether([*agreed, *signatures(part, names, "date et signature")]))
    foot = f"{name} · {_copies(len(names))}"
    dressed = running(paper.people, name, foot, demo=paper.demo)
    return render(root, story, dressed, about(paper.issuer, name, paper.made_on))


def _copies(count: int) -> str:
    words = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq"}
    return f"fait en {words.get(count, str(count))} exemplaires"


def _schedule(root: Node, paper: PlanPaper) -> list[Flowable]:
    plan = paper.instalments
    total = sum(one.cents for one in plan)
    figures = key_figures(root, _in_brief(plan, total))
    part = root.add("Sect")
    heading = section(part, "Échéancier", level="H2")
    table = begun(heading, _table(part, paper, total), _ROOM)
    told = [paragraph(part, words, 12, before=1.6) for words in _standing(paper)]
    return [figures, *table, paragraph(part, _closing(plan, total), 10.5, before=1.6), *told]


def _usual(plan: tuple[Instalment, ...]) -> int:
    """What is paid most months."""
    return Counter(one.cents for one in plan).most_common(1)[0][0]


def _in_brief(plan: tuple[Instalment, ...], total: int) -> list[tuple[str, str]]:
    first, last = plan[0].day, plan[-1].day
    if len(plan) == 1:
        span = f"en {write_month(first)}"
    elif first.year == last.year:
        span = f"de {MONTHS[first.month - 1]} à {write_month(last)}"
    else:
        span = f"de {write_month(first)} à {write_month(last)}"
    said = span.replace("de a", "d’a").replace("de o", "d’o")
    return [
        (write_amount(total), "total à payer"),
        (plural(len(plan), "mois", "mois"), said),
        (write_amount(_usual(plan)), "par mois"),
    ]


def _table(part: Node, paper: PlanPaper, total: int) -> Flowable:
    columns = [
        Column("n°", 11 * MM),
        Column("Le", 45 * MM),
        Column("à payer", 30 * MM, right=True, weight=600),
        Column("déjà payé", 30 * MM, right=True),
        Column("reste à payer", 30 * MM, right=True),
        Column("payé le", TEXT_WIDTH - 146 * MM, right=True),
    ]
    rows, paid = [], 0
    for place, one in enumerate(paper.instalments):
        paid += one.cents
        done = _done(paper.standing.rows[place]) if paper.standing else ""
        amounts = (write_amount(one.cents), write_amount(paid), write_amount(one.left))
        rows.append(Row((str(one.rank), day(one.day), *amounts, done)))
    rows.append(Row(("", "Total", write_amount(total), "", "", ""), total=True))
    taken = len(rows) + _ROWS_OF_A_SENTENCE * len(_standing(paper))
    height = _ROOMY if taken <= _LAST_ROOMY else _TIGHT if _LAST_DENSE < taken <= _LAST_TIGHT else _DENSE
    return ruled_table(part, columns, rows, row_height=height, size=11.5)


def _done(row: Followed) -> str:
    """The last cell: the day that paid it, what is missing of it, or that nothing came."""
    if row.paid_on is not None:
        return write_day(row.paid_on)
    if row.covered:
        return f"reste {write_amount(row.lacking)}"
    return "manquée" if row.missed else ""


def _standing(paper: PlanPaper) -> list[str]:
    """Where the plan stands on the day of a later print: paid, left, next; then what was missed."""
    standing = paper.standing
    if standing is None or paper.as_of is None:
        return []
    said = f"Au {day(paper.as_of)}{NB}: payé {write_amount(standing.paid)}, reste {write_amount(standing.left)}."
    if standing.following is not None:
        one = standing.following
        said += f" Prochaine échéance{NB}: {write_amount(one.lacking)} le {day(one.instalment.day)}."
    missed = standing.missed
    if not missed:
        return [said]
    days = ", ".join(day(row.instalment.day) for row in missed)
    word = plural(len(missed), "échéance manquée", "échéances manquées")
    return [said, f"{word}{NB}: {days}, soit {write_amount(standing.late)} en retard."]


def _closing(plan: tuple[Instalment, ...], total: int) -> str:
    """How the total is reached to the cent."""
    last = plan[-1].cents
    if last == _usual(plan):
        return f"Toutes les échéances sont égales{NB}: le total fait exactement {write_amount(total)}."
    said = f"La dernière échéance, {write_amount(last)}, ferme le compte"
    return f"{said}{NB}: le total fait exactement {write_amount(total)}."
