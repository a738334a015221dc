"""Appointment cards: four A6 pieces a sheet, to be cut and handed over; never what the appointment is about."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.agenda.papers import AppointmentCard, AppointmentCardsPaper
from ceis_desk.core.dates import write_long_day
from ceis_desk.drawing.shapes import Colour, Line
from ceis_desk.reports.blocks import draw_stack, letterhead, paragraph, placed, stack_height
from ceis_desk.reports.fonts import fitted
from ceis_desk.reports.icons import draw_icon
from ceis_desk.reports.pages import Running
from ceis_desk.reports.paper import MM, PORTRAIT, ink, markup, style
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.canvas import TaggedCanvas
from ceis_desk.reports.tagged.flowables import Text
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.wording import NB, full_name, long_hour

_A_SHEET, _ACROSS = 4, 2
_CARD_WIDTH, _CARD_HEIGHT = PORTRAIT.width / 2, PORTRAIT.height / 2
_SIDE, _TOP = 11 * MM, 11 * MM
_ROOM = _CARD_WIDTH - 2 * _SIDE
_ICON, _INDENT = 5.4 * MM, 8.4 * MM
_ROWS_END, _FOOT_TOP = 116 * MM, 120 * MM
_SIZES = (12.0, 11.0, 10.0, 9.5)
_MIDDLE = 0.62  # of the size of the letters: from the top of a line down to the middle of its small letters
_LINES = 1.8
_BRING = "file-text"
_LAST_WORDS = 3
_MORE = "d’autres documents\u00a0: demandez la liste"
_HARDLY = 0.5  # points: ReportLab refuses a flowable that is exactly as tall as its page

_Said = tuple[str, tuple[str, ...], int, Node]
"""A row: its icon, its lines, the weight of its letters and its node."""


def write_appointment_cards(paper: AppointmentCardsPaper, path: Path) -> Path:
    """Write the cards at `path`, for their owner alone; raises Refusal when they cannot be written there."""
    return write(path, appointment_cards_pdf(paper), private=True)


def appointment_cards_pdf(paper: AppointmentCardsPaper) -> bytes:
    """The bytes of the cards; the last sheet may be incomplete."""
    root = document()
    name = "Cartes de rendez-vous" if len(paper.cards) > 1 else "Carte de rendez-vous"
    sheets = [paper.cards[start : start + _A_SHEET] for start in range(0, len(paper.cards), _A_SHEET)]
    story: list[Flowable] = [_Sheet(root, paper, cards) for cards in sheets]
    if not story:
        story = [paragraph(root, "Aucune carte à imprimer.", 12, kind="H1")]
    running = Running("", "", "", paper.demo, bare=True, pieces=len(sheets[0]) // 3 + 1 if sheets else 1)
    return render(root, story, running, About(name, paper.issuer.structure, paper.made_at))


class _Sheet(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Four cards and the lines along which they are cut, which are a decoration."""

    def __init__(self, root: Node, paper: AppointmentCardsPaper, cards: Sequence[AppointmentCard]) -> None:
        super().__init__()
        self.width, self.height = PORTRAIT.width, PORTRAIT.height - _HARDLY
        self.cards = [_Card(root.add("Sect"), paper, card) for card in cards]

    def draw(self) -> None:
        """Draw the cuts, then each card in its quarter."""
        canvas = self.canv
        canvas.tag(None)
        canvas.saveState()
        canvas.setStrokeColor(ink(Colour.INK_2))
        canvas.setLineWidth(0.5)
        canvas.setDash(3, 3)
        canvas.line(_CARD_WIDTH, 0, _CARD_WIDTH, PORTRAIT.height)
        canvas.line(0, _CARD_HEIGHT, PORTRAIT.width, _CARD_HEIGHT)
        canvas.restoreState()
        canvas.end()
        for rank, card in enumerate(self.cards):
            row, column = divmod(rank, _ACROSS)
            card.draw(canvas, column * _CARD_WIDTH + _SIDE, PORTRAIT.height - row * _CARD_HEIGHT)


class _Card:
    """One card: who gives it, when, then rows behind an icon, then how to cancel."""

    def __init__(self, part: Node, paper: AppointmentCardsPaper, card: AppointmentCard) -> None:
        issuer = paper.issuer
        self._head: list[Flowable] = [
            letterhead(part, issuer.structure, issuer.place, "", "", _ROOM),
            paragraph(part, "Votre rendez-vous", 11, weight=600, role=Colour.INK_2, before=7.5, after=0.4),
            _when(part, card),
            placed([], 2.5 * MM, [Line(0, 2.5 * MM, _ROOM, 2.5 * MM, Colour.INK, 1)], _ROOM),
        ]
        place = (", ".join(issuer.address), issuer.access)
        rows = (
            ("user", (full_name(card.person),), 600),
            ("message", _with(card), 400),
            ("map-pin", place, 400),
        )
        filled = [(icon, _short(lines, weight), weight) for icon, lines, weight in rows]
        self._rows: list[_Said] = [(*row, part.add("P")) for row in filled if row[1]]
        if card.to_bring:
            bring = f"À apporter\u00a0: {', '.join(_short(card.to_bring, 400))}"
            self._rows.append((_BRING, (bring,), 400, part.add("P")))
        self._foot = _foot(part, paper)

    def draw(self, canvas: TaggedCanvas, left: float, edge: float) -> None:
        """Draw the card inside its margins, from its upper edge; its rows shrink before anything is cut."""
        head = stack_height(self._head, _ROOM, canvas)
        draw_stack(self._head, canvas, left, edge - _TOP, _ROOM)
        top = _TOP + head + 4 * MM
        draw_stack(self._fitting(canvas, _ROWS_END - top), canvas, left, edge - top, _ROOM)
        draw_stack(self._foot, canvas, left, edge - _FOOT_TOP, _ROOM)

    def _fitting(self, canvas: TaggedCanvas, room: float) -> list[Flowable]:
        """The rows at the largest size that `room` points hold; at the smallest, what to bring ends by where to ask."""
        rows: list[Flowable] = []
        for size in _SIZES:
            rows = [_Row(said, size) for said in self._rows]
            if stack_height(rows, _ROOM, canvas) <= room:
                return rows
        if self._rows[-1][0] != _BRING:
            return rows
        words = self._rows[-1][1][-1].split(" ")
        counts = range(_LAST_WORDS, len(words))
        kept = bisect.bisect_right(
            counts, room, key=lambda count: stack_height(self._cut(words[:count]), _ROOM, canvas)
        )
        return self._cut(words[: _LAST_WORDS + max(0, kept - 1)])

    def _cut(self, words: Sequence[str]) -> list[Flowable]:
        """The rows at their smallest, these words of what to bring alone, then whom to ask for the others."""
        icon, _, weight, node = self._rows[-1]
        said = f"{' '.join(words).rstrip(',')}, {_MORE}"
        return [_Row(row, _SIZES[-1]) for row in (*self._rows[:-1], (icon, (said,), weight, node))]


class _Row(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Lines of words behind their icon, which is a decoration."""

    def __init__(self, said: _Said, size: float) -> None:
        super().__init__()
        self.icon, lines, weight, node = said
        self.size = size
        self.text = Text("<br/>".join(markup(line) for line in lines), style(size, weight, leading=1.4), node)
        self.spaceAfter = 1.6 * MM

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and the height of the words."""
        self.width, self.height = width, self.text.wrapOn(self.canv, width - _INDENT, height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw the icon beside the first line, then the words."""
        canvas = self.canv
        canvas.tag(None)
        middle = self.height - self.size * _MIDDLE
        draw_icon(canvas, self.icon, "ink", 0, middle - _ICON / 2, _ICON)
        canvas.end()
        self.text.drawOn(canvas, _INDENT, 0)


def _short(lines: Sequence[str], weight: int) -> tuple[str, ...]:
    """The lines that say something, none longer than two lines of the card."""
    return tuple(fitted(line, weight, _SIZES[0], _LINES * (_ROOM - _INDENT)) for line in lines if line)


def _with(card: AppointmentCard) -> tuple[str, str]:
    if not card.with_name:
        return "", card.room
    return f"avec {card.with_name}{',' if card.room else ''}", card.room


def _when(part: Node, card: AppointmentCard) -> Text:
    day = write_long_day(card.starts_at.date()).capitalize()
    lines = f"{markup(day)}<br/>{markup(f'à {long_hour(card.starts_at)}')}"
    return Text(lines, style(18.5, 700, leading=1.5), part.add("H1"))


def _foot(part: Node, paper: AppointmentCardsPaper) -> list[Flowable]:
    rule = placed([], 1.2 * MM, [Line(0, 0, _ROOM, 0, Colour.RULE, 0.8)], _ROOM)
    asked = paragraph(part, f"Vous ne pouvez pas venir{NB}?", 11, before=2.6)
    number = fitted(paper.issuer.phone, 700, 14, _ROOM - _INDENT)
    if not number:
        other = fitted(paper.issuer.email, 400, 11, _ROOM) or "Prévenez l’accueil."
        return [rule, asked, paragraph(part, other, 11, before=1)]
    call = _Row(("phone", (number,), 700, part.add("P")), 14)
    call.spaceBefore = 1.6 * MM
    return [rule, asked, call]
