"""Whom to call the day before her appointment: names and telephones, nobody who must not be called, no reason."""

from __future__ import annotations

import re
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.papers import RemindersPaper
from ceis_desk.agenda.week import Reminder
from ceis_desk.core.dates import write_day, write_hour, write_long_day
from ceis_desk.core.phones import write_phone
from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.blocks import Boxed, letterhead, paragraph, title
from ceis_desk.reports.fonts import fitted
from ceis_desk.reports.pages import Running
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.statistics.sentences import day, plural

_ROW = 10.0
_E164 = re.compile(r"\+[0-9]{6,15}")
_FOOT = "Liste avec des noms et des téléphones\u00a0: à détruire dès les appels faits"
_TO_HERSELF = "dites le jour, l’heure et avec qui, rien d’autre."


def write_reminders(paper: RemindersPaper, path: Path) -> Path:
    """Write the list at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, reminders_pdf(paper), private=True)


def reminders_pdf(paper: RemindersPaper) -> bytes:
    """The bytes of the list: its calls by hour, with room to note what became of each."""
    root = document()
    printed = f"{paper.desk}, imprimée le {write_day(paper.printed_at.date())} à {write_hour(paper.printed_at.time())}"
    story: list[Flowable] = [
        letterhead(root, paper.structure, paper.place, "Rappels par téléphone", printed),
        title(root, "Rappels par téléphone", "H1", 24, before=8, after=1.2),
        paragraph(
            root, f"Rendez-vous du {write_long_day(paper.day)}. {_counted(paper)}", 12, role=Colour.INK_2, after=4
        ),
    ]
    if paper.lines:
        story += [_how(root, paper), _table(root, paper)]
    name = f"Rappels par téléphone, {day(paper.day)}"
    running = Running(paper.structure, name, _FOOT, paper.demo)
    return render(root, story, running, About(name, paper.structure, paper.printed_at))


def _counted(paper: RemindersPaper) -> str:
    """How many calls, and how many people are not to be called: a number, without a name or a reason."""
    calls = plural(len(paper.lines), "appel à faire.", "appels à faire.") if paper.lines else "Aucun appel à faire."
    if not paper.left_out:
        return calls
    left = plural(paper.left_out, "personne n’est pas", "personnes ne sont pas")
    return f"{calls} {left} dans cette liste\u00a0: ne pas leur téléphoner."


def _how(root: Node, paper: RemindersPaper) -> Boxed:
    number = fitted(paper.call_back, 400, 10.5, 60 * MM)
    asked = f"merci de rappeler le {number}" if paper.call_back else "merci de nous rappeler"
    others = f"«\u00a0Bonjour, {asked}.\u00a0» Ni le nom du service, ni le rendez-vous."
    words = [
        paragraph(root, _TO_HERSELF, 10.5, lead="À la personne elle-même\u00a0:", after=1.2),
        paragraph(root, others, 10.5, lead="À quelqu’un d’autre, ou sur un répondeur\u00a0:"),
    ]
    box = Boxed(words, (4, 3.2))
    box.spaceAfter = 6 * MM
    return box


def _table(root: Node, paper: RemindersPaper) -> Flowable:
    columns = [
        Column("Heure", 15 * MM, weight=600),
        Column("Personne", 42 * MM, weight=600),
        Column("Avec", 29 * MM),
        Column("Téléphone", 31 * MM, weight=600),
        Column("À appeler", 35 * MM, inset=3 * MM),
        Column("Réponse", TEXT_WIDTH - 152 * MM),
    ]
    lines = sorted(paper.lines, key=lambda line: line.starts_at)
    return ruled_table(root, columns, [_row(line) for line in lines], row_height=_ROW, size=11)


def _row(line: Reminder) -> Row:
    name = Discretion(False).name("", line.used_name, line.first_name)
    hour = write_hour(line.starts_at.time())
    return Row((hour, name, line.with_name, _number(line.phone), line.contact_hours, ""))


def _number(phone: str) -> str:
    if not phone:
        return "sans numéro"
    return write_phone(phone) if _E164.fullmatch(phone) else phone
