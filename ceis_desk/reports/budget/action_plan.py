"""The action plan to sign: what is aimed at, who does what and before when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.dates import write_day, write_long_day
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms.budget.model import CaseAction, Objective
from ceis_desk.platforms.budget.papers import ActionPlanPaper
from ceis_desk.reports.blocks import begun, bullets, paragraph, section
from ceis_desk.reports.budget.parts import about, dated, head, heading, running, signatures, signing_names, with_whom
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_names, long_hour
from ceis_desk.statistics.sentences import day

_ROW, _ROOM = 9.0, 45
_AGREED = (
    "Nous avons décidé ces actions ensemble. Chacun en garde un exemplaire. "
    "Ce plan peut être revu à chaque rendez-vous\u00a0: une action qui attend n’est jamais une faute."
)


def write_action_plan(paper: ActionPlanPaper, path: Path) -> Path:
    """Write the plan at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, action_plan_pdf(paper), private=True)


def action_plan_pdf(paper: ActionPlanPaper) -> bytes:
    """The bytes of the plan."""
    root = document()
    name = f"Plan d’action du {day(paper.made_on)}"
    made = f"Décidé le {write_long_day(paper.made_on)}{with_whom(paper.counsellor)}."
    story = [
        head(root, paper.issuer, day(paper.made_on)),
        heading(root, "Plan d’action"),
        paragraph(root, full_names(paper.people), 12, weight=700, after=0.6),
        paragraph(root, made, 12, role=Colour.INK_2),
        *_objectives(root, paper),
        *_actions(root, paper),
    ]
    if paper.next_at is not None:
        story.append(_next(root, paper.next_at))
    part = root.add("Sect")
    agreed = [section(part, "Accord", level="H2"), paragraph(part, _AGREED, 12), dated(part, paper.issuer)]
    story.append(KeepTogether([*agreed, *signatures(part, signing_names(paper.people, paper.counsellor))]))
    copies = "deux" if len(paper.people) < 2 else "trois"  # noqa: PLR2004  # one for each person, one for the service
    dressed = running(paper.people, name, f"{name} · confidentiel · {copies} exemplaires", demo=paper.demo)
    return render(root, story, dressed, about(paper.issuer, name, paper.made_on))


def _objectives(root: Node, paper: ActionPlanPaper) -> list[Flowable]:
    part = root.add("Sect")
    opening = section(part, "Ce que nous visons", level="H2", after=2)
    if not paper.objectives:
        return [opening, paragraph(part, "Aucun objectif n’est encore écrit.", 12)]
    return [opening, *bullets(part, [("", _objective(one)) for one in paper.objectives], 12, 1.4)]


def _objective(one: Objective) -> str:
    if one.reached_on is None:
        return one.text
    return f"{one.text.rstrip('. ')}{NB}: atteint le {day(one.reached_on)}."


def _actions(root: Node, paper: ActionPlanPaper) -> list[Flowable]:
    """What is to be done, the soonest first, then what is done already."""
    part = root.add("Sect")
    opening = section(part, "Qui fait quoi", level="H2")
    if not paper.actions:
        return [opening, paragraph(part, "Aucune action n’est encore écrite.", 12, before=1)]
    columns = [
        Column("Action", TEXT_WIDTH - 92 * MM, weight=600),
        Column("Qui", 42 * MM, inset=2 * MM),
        Column("Avant le", 26 * MM),
        Column("Fait le", 24 * MM),
    ]
    waiting = [one for one in paper.actions if one.done_on is None]
    done = [one for one in paper.actions if one.done_on is not None]
    ranked = sorted(waiting, key=lambda one: one.due or dt.date.max)
    table = ruled_table(part, columns, [_row(one) for one in (*ranked, *done)], row_height=_ROW, size=11)
    return begun(opening, table, _ROOM)


def _row(one: CaseAction) -> Row:
    due = write_day(one.due) if one.due else ""
    return Row((one.text, one.who, due, write_day(one.done_on) if one.done_on else ""))


def _next(root: Node, at: dt.datetime) -> Flowable:
    said = f"{write_long_day(at.date())} à {long_hour(at)}."
    return paragraph(root, said, 12, lead=f"Prochain rendez-vous{NB}:", before=5)
