"""A letter on the head of the CCAS, folded in three into a window envelope."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.press import Issuer
from ceis_desk.drawing.shapes import Colour, Words
from ceis_desk.platforms.budget.papers import LetterPaper
from ceis_desk.reports.blocks import draw_stack, letterhead, paragraph, placed
from ceis_desk.reports.budget.parts import SERVICE, about
from ceis_desk.reports.fonts import fitted
from ceis_desk.reports.logo import Logo, read_logo
from ceis_desk.reports.pages import FIRST_TOP, Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MARGIN, MM, TEXT_WIDTH, markup, style
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.flowables import Text
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB
from ceis_desk.statistics.sentences import day

_FOLDS = (99 * MM, 198 * MM)
_WINDOW_LEFT, _WINDOW_TOP, _WINDOW_BOTTOM = 110 * MM, 47 * MM, 68 * MM
_RIGHT = TEXT_WIDTH + MARGIN - _WINDOW_LEFT
_DATE, _OBJECT = 82 * MM, 92 * MM
_SENDER_TOP, _SENDER_LINE = 15 * MM, 5 * MM
_SIZE, _LEADING = 12, 1.3
_MOST_LINES = 6  # La Poste reads no more
_LOWEST_LEADING = 1.06
_SMALLEST = 9.5


def write_letter(paper: LetterPaper, path: Path) -> Path:
    """Write the letter at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, letter_pdf(paper), private=True)


def letter_pdf(paper: LetterPaper) -> bytes:
    """The bytes of the letter; a long one goes on under a running head."""
    root = document()
    name = f"Courrier du {day(paper.day)}"
    story = [
        _Top(root, paper),
        paragraph(root, f"Objet{NB}: {paper.purpose}", _SIZE, kind="H1", weight=700, after=0.4),
        *(paragraph(root, line, _SIZE) for line in paper.references if line),
        *_body(root, paper),
    ]
    if paper.enclosures:
        joined = f"Pièces jointes{NB}: {', '.join(paper.enclosures)}."
        story.append(paragraph(root, joined, 10.5, role=Colour.INK_2, before=14))
    foot = f"{paper.issuer.structure} · {SERVICE} · service gratuit et confidentiel"
    running = Running(paper.issuer.structure, name[0].lower() + name[1:], foot, paper.demo, folds=_FOLDS)
    return render(root, story, running, about(paper.issuer, name, paper.day))


class _Top(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """What stands at given places of the first page: sender, addressee in the window, place and date."""

    def __init__(self, root: Node, paper: LetterPaper) -> None:
        super().__init__()
        self.width, self.height = TEXT_WIDTH, _OBJECT - FIRST_TOP
        self.head = _sender_head(root, paper.issuer)
        self.placed = placed(
            [*_sender(root, paper.issuer), *_addressee(root, paper), *_dated(root, paper)], self.height
        )

    def draw(self) -> None:
        """Draw the head, then the words at their places."""
        draw_stack([self.head], self.canv, 0, self.height, TEXT_WIDTH)
        self.placed.drawOn(self.canv, 0, 0)


def _sender_head(root: Node, issuer: Issuer) -> Flowable:
    """The logo when the CCAS has given one that can be read, else the mark and the name."""
    logo = read_logo(issuer.logo)
    if logo is None:
        under = ", ".join(part for part in (issuer.place, SERVICE) if part)
        return letterhead(root, issuer.structure, under, "", "")
    return Logo(logo, root.add("Figure", alt=f"Logo{NB}: {issuer.structure}"))


def _sender(root: Node, issuer: Issuer) -> list[tuple[Node, Words]]:
    node, room = root.add("P"), _WINDOW_LEFT - MARGIN - 6 * MM
    lines = [line for line in (*issuer.address, issuer.phone, issuer.email) if line]
    return [
        (node, Words(0, _SENDER_TOP + rank * _SENDER_LINE, fitted(line, 400, 10.5, room), 10.5, Colour.INK_2))
        for rank, line in enumerate(lines[:_MOST_LINES], start=1)
    ]


def _addressee(root: Node, paper: LetterPaper) -> list[tuple[Node, Words]]:
    """In the window, which six lines fill; the last one, the town, is never left out."""
    lines = [line for line in paper.addressee if line]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[-1]]
    step = min(_SIZE * _LEADING, (_WINDOW_BOTTOM - _WINDOW_TOP) / max(1, len(lines)))
    size = max(_SMALLEST, min(_SIZE, step / _LOWEST_LEADING))
    node, x, top = root.add("P"), _WINDOW_LEFT - MARGIN, _WINDOW_TOP - FIRST_TOP
    return [
        (
            node,
            Words(
                x,
                top + rank * step + size * 0.9,
                fitted(line, 400 if rank else 700, size, _RIGHT),
                size,
                Colour.INK,
                400 if rank else 700,
            ),
        )
        for rank, line in enumerate(lines)
    ]


def _dated(root: Node, paper: LetterPaper) -> list[tuple[Node, Words]]:
    said = f"{paper.issuer.town}, le {day(paper.day)}" if paper.issuer.town else f"Le {day(paper.day)}"
    return [(root.add("P"), Words(_WINDOW_LEFT - MARGIN, _DATE - FIRST_TOP, fitted(said, 400, _SIZE, _RIGHT), _SIZE))]


def _body(root: Node, paper: LetterPaper) -> list[Flowable]:
    """The paragraphs, the last one kept with the signature; what the text signs already is not signed twice."""
    texts = _unsigned([part.strip() for part in paper.body.split("\n\n") if part.strip()], paper)
    look = style(_SIZE, leading=_LEADING, after=3.8)
    made = [
        Text("<br/>".join(markup(line.strip()) for line in text.split("\n")), look, root.add("P")) for text in texts
    ]
    if made:
        made[0].style = style(_SIZE, leading=_LEADING, before=9, after=3.8)
    return [*made[:-1], KeepTogether([*made[-1:], _signed(root, paper)])]


def _unsigned(texts: list[str], paper: LetterPaper) -> list[str]:
    known = {paper.counsellor.name, paper.counsellor.title, paper.issuer.structure, paper.issuer.place}
    last = {line.strip() for line in texts[-1].split("\n")} if texts else set()
    return texts[:-1] if last and last <= known else texts


def _signed(root: Node, paper: LetterPaper) -> Painted:
    x = _WINDOW_LEFT - MARGIN
    title = ", ".join(part for part in (paper.counsellor.title, paper.issuer.structure) if part)
    words = [
        (root.add("P"), Words(x, 5 * MM, fitted(paper.counsellor.name, 700, _SIZE, _RIGHT), _SIZE, Colour.INK, 700)),
        (root.add("P"), Words(x, 10.6 * MM, fitted(title, 400, _SIZE, _RIGHT), _SIZE)),
    ]
    block = placed(words, 26 * MM)
    block.spaceBefore = 8 * MM
    return block
