"""The recovery key on one page: the key in numbered groups, what it is for, where to keep it, how to type it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.access.papers import RecoveryPaper
from ceis_desk.drawing.shapes import Box, Colour, Line, Words
from ceis_desk.reports.blocks import bullets, letterhead, paragraph, placed, section, title
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.statistics.sentences import day

_ACROSS = 5
_CELL, _GUTTER, _TALL = 31.2 * MM, 4 * MM, 19 * MM

_PURPOSE = (
    "Si plus personne ne peut ouvrir le registre, elle le rouvre.",
    "Sans elle et sans mot de passe, plus personne ne peut lire les données.",
    "Son emploi est inscrit au journal des accès, et tous les comptes concernés le voient.",
)
_KEEPING = (
    "Sous enveloppe fermée et signée, au coffre du CCAS ou dans un meuble fermé à clé.",
    "Jamais près d’un poste, jamais en photo, jamais par courriel.",
    "Effacez ce fichier dès que la page est imprimée.",
)
_TYPING = (
    "Tapez «\u00a0CEIS\u00a0» puis les groupes, dans l’ordre\u00a0: majuscules et tirets ne comptent pas.",
    "Il n’y a ni I, ni L, ni O, ni U\u00a0: un rond barré est le chiffre zéro, un trait est le chiffre un.",
    "En cas d’erreur, le programme dit le numéro du groupe à relire.",
    "Essayez-la une fois dans Réglages\u00a0: le bandeau qui la rappelle s’en va alors.",
)


def write_recovery_key(paper: RecoveryPaper, path: Path) -> Path:
    """Write the page at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, recovery_key_pdf(paper), private=True)


def recovery_key_pdf(paper: RecoveryPaper) -> bytes:
    """The bytes of the page; the key stands in it and nowhere in what the file says about itself."""
    root = document()
    made = f"Créée le {day(paper.made_on)} au poste «\u00a0{paper.desk}\u00a0»."
    mark = f"Repère de cette feuille\u00a0: {paper.mark}. Réglages dit celui de la bonne."
    story: list[Flowable] = [
        letterhead(root, paper.structure, "", "Clé de secours", day(paper.made_on)),
        title(root, "Clé de secours", "H1", 24, before=10, after=2),
        paragraph(root, made, 12, role=Colour.INK_2),
        paragraph(root, mark, 12, role=Colour.INK_2, after=7),
        _groups(root, paper.text),
    ]
    for heading, lines in (
        ("À quoi elle sert", _PURPOSE),
        ("Où la garder", _KEEPING),
        ("Comment la taper", _TYPING),
    ):
        part = root.add("Sect")
        story += [section(part, heading, after=2, level="H2"), *bullets(part, [("", line) for line in lines], 12, 1.2)]
    story.append(_kept_by(root))
    name = "Clé de secours"
    running = Running(paper.structure, name, "Clé de secours\u00a0: à garder sous enveloppe fermée")
    return render(root, story, running, About(name, paper.structure, dt.datetime.combine(paper.made_on, dt.time())))


def _groups(root: Node, text: str) -> Painted:
    """The groups in rows, each under its number, behind the common prefix."""
    prefix, *groups = text.split("-")
    first = root.add("P")
    words: list[tuple[Node, Words]] = [(first, Words(0, 7 * MM, prefix, 19, Colour.INK, 700, tabular=True))]
    numbered = root.add("L", scope="Decimal")
    boxes = []
    for rank, group in enumerate(groups):
        row, column = divmod(rank, _ACROSS)
        x, y = column * (_CELL + _GUTTER), 11 * MM + row * _TALL
        item = numbered.add("LI")
        boxes.append(Box(x, y, _CELL, _TALL - 3 * MM, edge=Colour.INK, edge_width=0.8))
        words.append((item.add("Lbl"), Words(x + 2.4 * MM, y + 5 * MM, str(rank + 1), 9.5, Colour.INK_2, 600)))
        spelt = Words(x + 2.4 * MM, y + 13 * MM, group, 19, Colour.INK, 700, tabular=True)
        words.append((item.add("LBody"), spelt))
    rows = -(-len(groups) // _ACROSS)
    return placed(words, 11 * MM + rows * _TALL, boxes)


def _kept_by(root: Node) -> Painted:
    half = 80 * MM
    right = TEXT_WIDTH - half
    labels = (("Remise à, date", 0.0), ("Signature", right))
    words = [(root.add("P"), Words(x, 6 * MM, label, 10, Colour.INK_2, 600)) for label, x in labels]
    lines = [Line(x, 20 * MM, x + half, 20 * MM, Colour.INK_2, 0.7) for _, x in labels]
    block = placed(words, 20 * MM, lines)
    block.spaceBefore = 8 * MM
    return block
