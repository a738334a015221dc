"""« Qui voit quoi » on paper: the table of rights, drawn from the rights themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.access.model import Level, Role, Thing
from ceis_desk.access.papers import RightsPaper
from ceis_desk.access.rights import RIGHTS
from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.blocks import letterhead, paragraph, title
from ceis_desk.reports.pages import Running
from ceis_desk.reports.paper import LANDSCAPE, MM
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import document
from ceis_desk.statistics.sentences import day

_ROLE = 23.8 * MM
_MEANINGS = (
    (Level.NONE, "l’écran le dit et indique à qui demander"),
    (Level.OWN, "ce dont on est l’auteur ou le référent"),
    (Level.GROUP, "ce qui est à son équipe"),
    (Level.DOMAIN, "ce qui relève de sa plateforme"),
    (Level.PROPOSE, "quelqu’un d’autre décide"),
)
_FIRST = "L’administration tient les comptes, les postes et les réglages\u00a0: ce rôle n’ouvre aucune fiche."


def write_rights_table(paper: RightsPaper, path: Path) -> Path:
    """Write the table at `path`; raises Refusal when it cannot be written there."""
    return write(path, rights_table_pdf(paper))


def rights_table_pdf(paper: RightsPaper) -> bytes:
    """The bytes of the table, one line a thing and one column a role, on sheets laid on their side."""
    root = document()
    name, printed = "Qui voit quoi", day(paper.printed_on)
    width = LANDSCAPE.text_width
    story: list[Flowable] = [
        letterhead(root, paper.structure, "", "Droits des comptes", f"imprimé le {printed}", width),
        title(root, name, "H1", 24, before=6, after=1.4),
        paragraph(root, f"{_FIRST} Un compte peut avoir plusieurs rôles.", 11, role=Colour.INK_2, after=4),
    ]
    columns = [Column("Ce qui est gardé", width - _ROLE * len(Role), weight=600)]
    columns += [Column(role.label, _ROLE) for role in Role]
    rows = [Row((thing.label, *(RIGHTS[thing][role].label for role in Role))) for thing in Thing]
    story.append(ruled_table(root, columns, rows, row_height=6.3, size=10.5))
    legend = "\u00a0; ".join(f"«\u00a0{level.label}\u00a0»\u00a0: {meaning}" for level, meaning in _MEANINGS)
    story.append(paragraph(root, f"{legend}.", 10, role=Colour.INK_2, before=2))
    running = Running(paper.structure, name, f"{name} · {printed}", paper.demo, LANDSCAPE)
    return render(root, story, running, About(name, paper.structure, dt.datetime.combine(paper.printed_on, dt.time())))
