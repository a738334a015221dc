"""What is handed to a partner: the parts that one recorded act of sharing lists, and the act itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.core.dates import write_long_day
from ceis_desk.drawing.shapes import Colour, Line, Words
from ceis_desk.parcours.papers import PartnerSummaryPaper
from ceis_desk.parcours.summary import SharedPart
from ceis_desk.reports.blocks import bullets, letterhead, paragraph, placed, section
from ceis_desk.reports.fonts import fitted
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_name
from ceis_desk.statistics.sentences import day

TITLE = "Informations partagées"
_INFORMED = "La personne est informée de ce partage, de ce qu’il contient et à qui il va."
_ONLY = (
    "Cette page dit tout ce qui est partagé, et rien d’autre. Elle ne sert qu’à la raison écrite ci-dessus. "
    "La personne peut demander ce qui a été partagé, le faire corriger ou s’y opposer."
)
_LAW = (
    "Partage d’informations entre professionnels\u00a0: article L.121-6-2 du code de l’action sociale et des familles."
)
_WRITTEN_LINES = 3


def write_partner_summary(paper: PartnerSummaryPaper, path: Path) -> Path:
    """Write the summary at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, partner_summary_pdf(paper), private=True)


def partner_summary_pdf(paper: PartnerSummaryPaper) -> bytes:
    """The bytes of the summary."""
    root, issuer, share = document(), paper.issuer, paper.share
    on = share.at.date()
    story: list[Flowable] = [
        letterhead(root, issuer.structure, issuer.place, write_long_day(on), "confidentiel"),
        _title(root, full_name(paper.person)),
        *_act(root.add("Sect"), paper),
    ]
    for part in paper.parts:
        story += _part(root.add("Sect"), part)
    story += [
        paragraph(root, _ONLY, 10.5, role=Colour.INK_2, before=9),
        paragraph(root, _LAW, 10.5, role=Colour.INK_2, before=2),
    ]
    name = f"{TITLE} le {day(on)}"
    about = About(name, issuer.structure, dt.datetime.combine(on, dt.time()))
    return render(root, story, Running(TITLE, day(on), f"{name} · confidentiel", paper.demo), about)


def _title(root: Node, name: str) -> Painted:
    words = [
        (root.add("H1"), Words(0, 8.6 * MM, TITLE, 24, Colour.INK, 700)),
        (root.add("P"), Words(0, 16.6 * MM, fitted(name, 700, 14, TEXT_WIDTH), 14, Colour.INK, 700)),
    ]
    block = placed(words, 18 * MM)
    block.spaceBefore = 10 * MM
    return block


def _act(part: Node, paper: PartnerSummaryPaper) -> Iterator[Flowable]:
    """To whom, why, when, by whom, and that she knows."""
    share = paper.share
    yield section(part, "Le partage", level="H2", after=2)
    by = f" par {share.author_name}" if share.author_name else ""
    said = (
        (f"À qui{NB}:", share.recipient),
        (f"Pourquoi{NB}:", share.purpose),
        (f"Quand{NB}:", f"{write_long_day(share.at.date())}{by}"),
        (f"Information{NB}:", _INFORMED if share.informed else f"La personne n’est pas informée{NB}: {share.why_not}"),
    )
    for lead, text in said:
        yield paragraph(part, text, 12, lead=lead, after=1.2)


def _part(part: Node, shared: SharedPart) -> Iterator[Flowable]:
    title = shared.title[:1].upper() + shared.title[1:]
    yield section(part, fitted(title, 700, 14, TEXT_WIDTH), level="H2", after=2)
    yield from bullets(part, [("", line) for line in shared.lines], 12, 1.4)
    if shared.by_hand:
        yield _to_write_on(part)


def _to_write_on(part: Node) -> Painted:
    """Ruled lines: the store does not keep these, and whoever hands the page over writes them."""
    words = [(part.add("P"), Words(0, 4 * MM, "À écrire à la main\u00a0:", 10.5, Colour.INK_2))]
    rules = [
        Line(0, (4 + 8 * rank) * MM, TEXT_WIDTH, (4 + 8 * rank) * MM, Colour.INK_2, 0.7)
        for rank in range(1, _WRITTEN_LINES + 1)
    ]
    return placed(words, (5 + 8 * _WRITTEN_LINES) * MM, rules)
