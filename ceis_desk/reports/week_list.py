"""The week of one professional or of a team, a page each: who comes when; it holds names and dies with the week."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable, PageBreak

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.papers import WeekPaper
from ceis_desk.agenda.week import Entry, EntryKind, Professional
from ceis_desk.core.dates import write_day, write_hour
from ceis_desk.drawing.shapes import Anchor, Colour, Words
from ceis_desk.reports.blocks import letterhead, paragraph, placed
from ceis_desk.reports.fonts import fitted, width
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import LANDSCAPE, MM
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.reports.week_grid import WeekGrid
from ceis_desk.statistics.sentences import day, plural

_ACROSS = LANDSCAPE.text_width
_CANCELLED = (Outcome.EXCUSED, Outcome.REVOKED)
_NOTE_ROOM = 7 * MM
_HOUR = 60
_NOBODY = "Personne n’a d’agenda cette semaine."


def write_week(paper: WeekPaper, path: Path) -> Path:
    """Write the week at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, week_pdf(paper), private=True)


def week_pdf(paper: WeekPaper) -> bytes:
    """The bytes of the week, one page a professional, on sheets laid on their side."""
    root = document()
    name = _name(paper)
    printed = f"{paper.desk}, imprimée le {write_day(paper.printed_at.date())} à {write_hour(paper.printed_at.time())}"
    story: list[Flowable] = [letterhead(root, paper.structure, paper.place, "Semaine", printed, _ACROSS)]
    people = [one for one in paper.week.people if not paper.account_ids or one.id in paper.account_ids]
    story.append(_heading(root, ("H1", name, 20), ""))
    for rank, one in enumerate(people):
        story += [PageBreak()] if rank else []
        story += _page(root.add("Sect"), paper, one)
    if not people:
        story.append(paragraph(root, _NOBODY, 12))
    kind = "des noms" if paper.whole_names else "des initiales"
    foot = f"Semaine avec {kind}\u00a0: à détruire à la fin de la semaine"
    running = Running(paper.structure, name, foot, paper.demo, LANDSCAPE)
    return render(root, story, running, About(name, paper.structure, paper.printed_at))


def _name(paper: WeekPaper) -> str:
    """« Semaine du 17 au 21 juin 2019 », or one day's name."""
    days = paper.week.days
    if not days:
        return "Semaine"
    first, last = day(days[0].day), day(days[-1].day)
    if len(days) == 1:
        return f"Journée du {first}"
    number, month, year = first.split(" ")
    if last.endswith(f"{month} {year}"):
        return f"Semaine du {number} au {last}"
    return f"Semaine du {f'{number} {month}' if last.endswith(year) else first} au {last}"


def _heading(parent: Node, title: tuple[str, str, float], note: str) -> Painted:
    """A title (its kind, its words, its size) and what stands at the right end of its line."""
    kind, text, size = title
    tall = size * 1.2
    room = _ACROSS - width(note, 400, 10.5) - 6 * MM
    words = [(parent.add(kind), Words(0, size, fitted(text, 700, size, room), size, Colour.INK, 700))]
    if note:
        words.append((parent.add("P"), Words(_ACROSS, size, note, 10.5, Colour.INK_2, 400, Anchor.END)))
    block = placed(words, tall, width=_ACROSS)
    block.spaceBefore, block.spaceAfter = 4 * MM, 1.6 * MM
    return block


def _page(part: Node, paper: WeekPaper, one: Professional) -> list[Flowable]:
    found = [entry for entry in paper.week.entries if entry.with_id in {one.id, None}]
    kept = [entry for entry in found if entry.outcome not in _CANCELLED]
    title = f"{one.name}, {one.room}" if one.room else one.name
    heading = _heading(part, ("H2", title, 14), _how_much(kept, one))
    grid = WeekGrid(part, paper.week.days, kept, one, whole_names=paper.whole_names, below=_NOTE_ROOM)
    gone = len(found) - len(kept)
    note = "Hachuré\u00a0: fermé au public."
    if gone:
        note += (
            f" {plural(gone, 'rendez-vous annulé ne figure', 'rendez-vous annulés ne figurent')} pas sur cette page."
        )
    return [heading, grid, paragraph(part, note, 9.5, role=Colour.INK_2, before=1.4)]


def _how_much(kept: list[Entry], one: Professional) -> str:
    """How full the week is: appointments, sessions, and the hours booked of those offered."""
    meetings = sum(entry.kind is EntryKind.APPOINTMENT for entry in kept)
    sessions = sum(entry.kind is EntryKind.SESSION for entry in kept)
    said = [plural(meetings, "rendez-vous", "rendez-vous")]
    said += [plural(sessions, "atelier", "ateliers")] if sessions else []
    if one.offered_minutes:
        said.append(f"{_hours(one.booked_minutes)} prises sur {_hours(one.offered_minutes)}")
    return ", ".join(said)


def _hours(minutes: int) -> str:
    if minutes < _HOUR:
        return f"{minutes}\u00a0min"
    rest = f"\u00a0{minutes % _HOUR:02d}" if minutes % _HOUR else ""
    return f"{minutes // _HOUR}\u00a0h{rest}"
