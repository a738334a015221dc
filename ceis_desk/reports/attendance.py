"""The sheet of a session: twelve rows a page, blank ones for whoever comes unenrolled, nobody obliged to sign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether, PageBreak

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.week import Attendance
from ceis_desk.agenda.workshop_papers import AttendancePaper
from ceis_desk.agenda.workshops import SessionLine
from ceis_desk.core.dates import write_hour, write_long_day
from ceis_desk.drawing.shapes import Colour, Line, Words
from ceis_desk.reports.blocks import letterhead, paragraph, placed, title
from ceis_desk.reports.fonts import fitted, printable, width
from ceis_desk.reports.pages import Running
from ceis_desk.reports.painting import Painted
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.statistics.sentences import plural

ROWS_A_PAGE = 12
_ROW = 12.0
_LARGE, _SMALLER, _TWO_LINES = 24.0, 15.0, 1.8
_NOTE = "Lignes sans nom\u00a0: personnes venues sans inscription. Signer n’est jamais obligatoire pour participer."
_SHEET = (Attendance.ENROLLED, Attendance.PRESENT)


def write_attendance(paper: AttendancePaper, path: Path) -> Path:
    """Write the sheet at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, attendance_pdf(paper), private=True)


def attendance_pdf(paper: AttendancePaper) -> bytes:
    """The bytes of the sheet: whoever is excused is not on it, and the last page is filled with blank rows.

    When names fill it, one more page is blank while somebody may still come: places are left, or none is counted.
    """
    root = document()
    session = paper.roll.session
    day = write_long_day(session.starts_at.date())
    names = _names(paper)
    rows = names + [""] * (-len(names) % ROWS_A_PAGE or (ROWS_A_PAGE if _takes_more(session, len(names)) else 0))
    story: list[Flowable] = [
        letterhead(root, paper.structure, paper.place, "Feuille d’émargement", paper.platform_label),
        _title(root, f"{session.kind.label} «\u00a0{session.title}\u00a0»"),
        paragraph(root, _when(paper, day), 13, weight=600, after=0.8),
        paragraph(root, _about(paper, len(names)), 11, role=Colour.INK_2, after=4),
    ]
    pages = [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)]
    for number, lines in enumerate(pages):
        if number:
            story.append(PageBreak())
        story.append(_table(root, lines, number * ROWS_A_PAGE))
    story += [
        KeepTogether([paragraph(root, _NOTE, 9.5, role=Colour.INK_2, before=2, after=6), _ends(root, len(names))])
    ]
    name = f"Feuille d’émargement, {day}"
    running = Running(paper.structure, name, f"{name} · à garder avec le dossier de l’atelier", paper.demo)
    return render(root, story, running, About(name, paper.structure, paper.printed_at))


def _takes_more(session: SessionLine, names: int) -> bool:
    return not names or not session.enrolling or names < session.places


def _title(root: Node, words: str) -> Flowable:
    """In large letters on one line; a long title is smaller, on two lines at most."""
    if width(printable(words), 700, _LARGE) <= TEXT_WIDTH:
        return title(root, words, "H1", _LARGE, before=8, after=1.2)
    return title(root, fitted(words, 700, _SMALLER, _TWO_LINES * TEXT_WIDTH), "H1", _SMALLER, before=8, after=1.2)


def _names(paper: AttendancePaper) -> list[str]:
    show = Discretion(not paper.whole_names)
    return [show.name("", one.used_name, one.first_name) for one in paper.roll.people if one.state in _SHEET]


def _when(paper: AttendancePaper, day: str) -> str:
    session = paper.roll.session
    hours = f"de {write_hour(session.starts_at.time())} à {write_hour(session.ends_at.time())}"
    return ", ".join(part for part in (day[0].upper() + day[1:], hours, session.room) if part)


def _about(paper: AttendancePaper, enrolled: int) -> str:
    session = paper.roll.session
    host = f"Animé par {session.with_name}. " if session.with_name else ""
    if not session.enrolling:
        return f"{host}Sans inscription."
    return f"{host}{plural(enrolled, 'inscrit', 'inscrits')} pour {plural(session.places, 'place', 'places')}."


def _table(root: Node, names: Sequence[str], before: int) -> Flowable:
    columns = [
        Column("n°", 10 * MM),
        Column("Nom et prénom", 72 * MM, weight=600),
        Column("Arrivée", 24 * MM),
        Column("Signature", TEXT_WIDTH - 106 * MM),
    ]
    rows = [Row((str(before + at), name, "", "")) for at, name in enumerate(names, start=1)]
    return ruled_table(root, columns, rows, row_height=_ROW, size=12)


def _ends(root: Node, enrolled: int) -> Painted:
    """What is counted by hand, and who signs for the session: a word, then a line to write on."""
    blanks = (
        (0.0, 6 * MM, "Présents", 18 * MM, f"sur {plural(enrolled, 'inscrit', 'inscrits')}"),
        (82 * MM, 6 * MM, "Venus sans inscription", 18 * MM, ""),
        (0.0, 20 * MM, "Signature de la personne qui anime", 62 * MM, ""),
    )
    said: list[tuple[Node, Words]] = []
    lines: list[Line] = []
    for left, base, words, room, after in blanks:
        said.append((root.add("P"), Words(left, base, words, 11, Colour.INK, 600)))
        start = left + width(words, 600, 11) + 3 * MM
        lines.append(Line(start, base + 2, start + room, base + 2, Colour.INK, 0.8))
        if after:
            said.append((root.add("P"), Words(start + room + 3 * MM, base, after, 11)))
    return placed(said, 24 * MM, lines)
