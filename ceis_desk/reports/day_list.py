"""The list of the day for the desk: who comes, when and with whom; it holds names and dies in the evening."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import DayAppointment, Outcome
from ceis_desk.agenda.papers import DayListPaper
from ceis_desk.core.dates import write_long_day
from ceis_desk.drawing.shapes import Anchor, Colour, Words
from ceis_desk.reports.blocks import Boxed, letterhead, paragraph, placed
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.statistics.rules import AFTERNOON
from ceis_desk.statistics.sentences import plural

_SHEET_TO_SIGN = "feuille à faire signer"
_NO_CALL = "ne pas téléphoner"
_ROOMY, _DENSE, _LAST_ROOMY = 9.4, 7.0, 20
_CANCELLED = (Outcome.EXCUSED, Outcome.REVOKED)


def write_day_list(paper: DayListPaper, path: Path) -> Path:
    """Write the list at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, day_list_pdf(paper), private=True)


def day_list_pdf(paper: DayListPaper) -> bytes:
    """The bytes of the list: one page for an ordinary day."""
    root = document()
    title = write_long_day(paper.day)
    printed = f"{paper.desk}, imprimée à {_hour(paper.printed_at)}"
    story: list[Flowable] = [
        letterhead(root, paper.structure, paper.place, "Liste du jour", printed),
        _heading(root, paper, title.capitalize()),
        *_of_the_day(root, paper),
    ]
    if paper.lines:
        story.append(_table(root, paper))
    else:
        story.append(paragraph(root, "Aucun rendez-vous ni atelier ce jour.", 12))
    kind = "des noms" if paper.whole_names else "des initiales"
    foot = f"Liste avec {kind}\u00a0: à détruire le soir même"
    name = f"Liste du jour, {title.split(' ', 1)[1]}"
    running = Running(paper.structure, name, foot, paper.demo)
    return render(root, story, running, About(name, paper.structure, paper.printed_at))


def _heading(root: Node, paper: DayListPaper, title: str) -> Painted:
    sessions = sum(line.person_id is None for line in paper.lines)
    counts = plural(len(paper.lines) - sessions, "rendez-vous", "rendez-vous")
    if sessions:
        counts += f", {plural(sessions, 'atelier', 'ateliers')}"
    block = placed(
        [
            (root.add("H1"), Words(0, 8.6 * MM, title, 24, Colour.INK, 700)),
            (root.add("P"), Words(TEXT_WIDTH, 8.6 * MM, counts, 12, Colour.INK_2, 600, Anchor.END)),
        ],
        10 * MM,
    )
    block.spaceBefore, block.spaceAfter = 8 * MM, 4 * MM
    return block


def _of_the_day(root: Node, paper: DayListPaper) -> list[Flowable]:
    """Instructions and absences in a pale box; nothing when there are none."""
    found = [("Consignes", paper.instructions), ("Absences", paper.absences)]
    lines = [(f"{lead}\u00a0:", " ".join(_sentence(text) for text in texts)) for lead, texts in found if texts]
    if not lines:
        return []
    words = [paragraph(root, text, 10.5, lead=lead, after=1.2) for lead, text in lines]
    box = Boxed(words, (4, 3.2))
    box.spaceAfter = 6 * MM
    return [box]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "…")) else f"{text}."


def _table(root: Node, paper: DayListPaper) -> Flowable:
    columns = [
        Column("Heure", 15 * MM, weight=600),
        Column("Personne ou groupe", 42 * MM, weight=600),
        Column("Avec, lieu", 57 * MM),
        Column("À savoir à l’accueil", 43 * MM),
        Column("Arrivée", TEXT_WIDTH - 157 * MM),
    ]
    rows: list[Row] = []
    afternoon = False
    for line in sorted(paper.lines, key=lambda line: line.at):
        if line.at.hour >= AFTERNOON and not afternoon and rows:
            rows.append(Row(("Après-midi", "", "", "", ""), span=True))
        afternoon = line.at.hour >= AFTERNOON
        arrived = _hour(line.visit_at) if line.visit_at else ""
        rows.append(Row((_hour(line.at), _who(line, paper), _where(line), _to_know(line), arrived)))
    height = _ROOMY if len(rows) <= _LAST_ROOMY else _DENSE
    return ruled_table(root, columns, rows, row_height=height, size=11)


def _hour(moment: dt.datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def _who(line: DayAppointment, paper: DayListPaper) -> str:
    if line.person_id is None:
        return line.title
    return Discretion(not paper.whole_names).name("", line.used_name, line.first_name)


def _where(line: DayAppointment) -> str:
    enrolled = plural(line.enrolled, "inscrit", "inscrits") if line.person_id is None else ""
    return ", ".join(part for part in (line.with_name, line.room, enrolled) if part)


def _to_know(line: DayAppointment) -> str:
    """A gesture to make, never a condition nor a reason."""
    parts = [line.outcome.label if line.outcome in _CANCELLED else "", line.at_desk]
    parts += [_NO_CALL if line.no_call else "", _SHEET_TO_SIGN if line.person_id is None else ""]
    return ", ".join(part for part in parts if part)
