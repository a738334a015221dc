"""The closing review: the first and the last sheet compared, what was reached, what was done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.amounts import half_up, write_amount
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.interventions import Intervention, RightOpened
from ceis_desk.platforms.budget.model import Objective
from ceis_desk.platforms.budget.papers import Kept, ReviewPaper
from ceis_desk.platforms.budget.ratios import balance, debt_ratio
from ceis_desk.platforms.budget.rights_check import Right
from ceis_desk.platforms.budget.sheet import LineGroup, Sheet
from ceis_desk.platforms.budget.sheet_rules import (
    NOT_COMPUTABLE,
    a_day,
    divisor_words,
    owed,
    same_way,
    since,
    totals_of,
    write_change,
    write_share,
)
from ceis_desk.reports.blocks import begun, bullets, paragraph, section
from ceis_desk.reports.budget.parts import about, dated, head, heading, running, signatures, signing_names, with_whom
from ceis_desk.reports.month.rows import NONE
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, euros, full_names, or_not
from ceis_desk.statistics.sentences import day, plural

_ROW, _ROOM = 8.4, 45
_AGREED = "Nous avons relu ce bilan ensemble. Le service reste ouvert\u00a0: un rendez-vous suffit."
_NO_SHEET = "Aucune fiche budget n’a été faite\u00a0: rien ne peut être comparé."
_ONE_SHEET = "Une seule fiche budget a été faite\u00a0: il n’y a pas d’écart à montrer."
_TWO_WAYS = "Le reste à vivre n’est pas calculé de la même façon dans les deux fiches\u00a0: l’écart n’a pas de sens."


def write_review(paper: ReviewPaper, path: Path) -> Path:
    """Write the review at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, review_pdf(paper), private=True)


def review_pdf(paper: ReviewPaper) -> bytes:
    """The bytes of the review."""
    root = document()
    name = f"Bilan du {day(paper.made_on)}"
    story = [
        head(root, paper.issuer, day(paper.made_on)),
        heading(root, "Bilan de l’accompagnement"),
        paragraph(root, full_names(paper.people), 12, weight=700, after=0.6),
        paragraph(root, _told(paper), 12, role=Colour.INK_2),
        *_compared(root, paper),
        *_listed(root, "Ce qui était visé", [_objective(one) for one in paper.objectives]),
        *_listed(root, "Plans d’apurement", [_plan(one) for one in paper.plans]),
        *_listed(root, "Ce qui a été fait", list(_done(paper))),
    ]
    part = root.add("Sect")
    agreed = [section(part, "Accord", level="H2"), paragraph(part, _AGREED, 12), dated(part, paper.issuer)]
    story.append(KeepTogether([*agreed, *signatures(part, signing_names(paper.people, paper.counsellor))]))
    dressed = running(paper.people, name, f"{name} · confidentiel · deux exemplaires", demo=paper.demo)
    return render(root, story, dressed, about(paper.issuer, name, paper.made_on))


def _told(paper: ReviewPaper) -> str:
    met = plural(paper.interviews, "entretien", "entretiens")
    span = f"Du {day(paper.opened_on)} au {day(paper.made_on)}{with_whom(paper.counsellor)}, {met}."
    return f"{span} Issue{NB}: {paper.closure.label}." if paper.closure else span


def _compared(root: Node, paper: ReviewPaper) -> list[Flowable]:
    """The five figures that a review looks at, with their gap where it can be said."""
    part = root.add("Sect")
    opening = section(part, "Ce qui a changé", "montants par mois", level="H2")
    last = paper.last or paper.first
    if last is None:
        return [opening, paragraph(part, _NO_SHEET, 12, before=1)]
    first = paper.first if paper.first is not None and paper.first.id != last.id else None
    columns = [
        Column("", TEXT_WIDTH - 93 * MM, weight=600),
        Column(day(first.day) if first else NONE, 31 * MM, right=True),
        Column(day(last.day), 31 * MM, right=True, weight=600),
        Column("écart", 31 * MM, right=True),
    ]
    table = ruled_table(part, columns, _rows(first, last), row_height=_ROW, size=11)
    note = _ONE_SHEET if first is None else "" if same_way(first, last) else _TWO_WAYS
    notes = [paragraph(part, note, 10, role=Colour.INK_2, before=1.6)] if note else []
    return [*begun(opening, table, _ROOM), *notes]


def _rows(first: Sheet | None, last: Sheet) -> list[Row]:
    now = totals_of(last.lines)
    before = totals_of(first.lines) if first else None
    unpaid = Fraction(owed(last, LineGroup.PLAN))
    return [
        _amounts("Ressources", before.resources if before else None, now.resources),
        _amounts("Solde du mois", balance(before) if before else None, balance(now)),
        _amounts("Dettes et retards, reste dû", Fraction(owed(first, LineGroup.PLAN)) if first else None, unpaid),
        _shares(first, last),
        Row(
            (
                f"Reste à vivre {divisor_words(last.divisor)}",
                or_not(a_day(first)) if first else NONE,
                or_not(a_day(last)),
                _gap(since(last, first) if first else None),
            )
        ),
    ]


def _amounts(label: str, before: Fraction | None, now: Fraction) -> Row:
    former = NONE if before is None else euros(before)
    return Row((label, former, euros(now), _gap(None if before is None else now - before)))


def _gap(change: Fraction | None) -> str:
    return NONE if change is None else write_change(change)


def _shares(first: Sheet | None, last: Sheet) -> Row:
    now = debt_ratio(totals_of(last.lines))
    before = debt_ratio(totals_of(first.lines)) if first else None
    former = NONE if first is None else _share(before)
    change = NONE if now is None or before is None else _points(now - before)
    return Row(("Taux d’endettement", former, _share(now), change))


def _share(value: Fraction | None) -> str:
    return NOT_COMPUTABLE if value is None else write_share(value)


def _points(change: Fraction) -> str:
    """« − 3 points »: a gap between two shares is no share."""
    points = half_up(change * 100)
    sign = "" if points == 0 else f"+{NB}" if points > 0 else f"\u2212{NB}"
    return f"{sign}{plural(abs(points), 'point', 'points')}"


def _listed(root: Node, label: str, lines: list[str]) -> list[Flowable]:
    if not lines:
        return []
    part = root.add("Sect")
    return [section(part, label, level="H2", after=2), *bullets(part, [("", line) for line in lines], 11.5, 1.2)]


def _objective(one: Objective) -> str:
    state = f"atteint le {day(one.reached_on)}" if one.reached_on else "pas encore atteint"
    return f"{one.text.rstrip('. ')}{NB}: {state}."


def _plan(kept: Kept) -> str:
    """« Électricité, Lumélia Énergie, depuis le 18 juin 2019 : payé 70,66 €, reste 141,34 €. »."""
    standing = kept.standing
    name = ", ".join(part for part in (kept.label, kept.creditor) if part)
    said = f"payé {write_amount(standing.paid)}, reste {write_amount(standing.left)}"
    if standing.late:
        said += f", dont {write_amount(standing.late)} en retard"
    return f"{name}, depuis le {day(kept.made_on)}{NB}: {said if standing.left else 'payé en entier'}."


def _done(paper: ReviewPaper) -> Iterator[str]:
    """Requests to creditors and their answers, rights, then the other actions that are done."""
    for one in paper.interventions:
        yield _intervention(one)
    for right in paper.rights:
        yield _right(right)
    for action in paper.actions:
        if action.done_on is not None:
            yield f"{action.text.rstrip('. ')}{NB}: fait le {day(action.done_on)}."


def _intervention(one: Intervention) -> str:
    amount = f", {write_amount(one.cents)}" if one.cents else ""
    return f"Demandé à {one.creditor} le {day(one.day)}, {one.aim.label}{NB}: {one.answer.label}{amount}."


def _right(one: RightOpened) -> str:
    known = {right.value: right.label for right in Right}
    label = one.label or known.get(one.code, "Droit")
    state = "rétabli" if one.restored else "ouvert"
    amount = f", environ {write_amount(one.monthly)} par mois" if one.monthly else ""
    return f"{label}, droit {state} le {day(one.opened_on)}{amount}."
