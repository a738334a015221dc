"""The occupation of places on a day, by trade of the chantier and by site of the PEC."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable

from ceis_desk.access.masking import Discretion
from ceis_desk.core.dates import write_day, write_long_day
from ceis_desk.drawing.shapes import Colour
from ceis_desk.people.names import NAMELESS
from ceis_desk.platforms.employment.model import Contract, ContractKind
from ceis_desk.platforms.employment.papers import OccupationPaper
from ceis_desk.platforms.employment.rules import Counts, Seat, SeatState
from ceis_desk.platforms.employment.rules import Row as PlaceRow
from ceis_desk.reports.blocks import Boxed, begun, letterhead, paragraph, section
from ceis_desk.reports.budget.parts import heading, key_figures
from ceis_desk.reports.pages import Running
from ceis_desk.reports.paper import MM, TEXT_WIDTH
from ceis_desk.reports.pdf import render, write
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.metadata import About
from ceis_desk.reports.tagged.tree import Node, document
from ceis_desk.statistics.sentences import day, plural

_ROW, _SIZE, _ROOM = 7.2, 10.5, 40
_NO_NAMES = "Les noms ne sont pas imprimés\u00a0: ils sont réservés aux professionnels."
_HOW = (
    "Occupée\u00a0: un contrat court ce jour-là\u00a0; suspendue, il court sans travail et la place reste prise. "
    "Prévue\u00a0: libre ce jour-là, un contrat commence plus tard. "
    "Fin proche\u00a0: le contrat finit dans les soixante jours et n’est pas renouvelé. Les places occupées, prévues "
    "et libres font le nombre de places."
)


def write_occupation(paper: OccupationPaper, path: Path) -> Path:
    """Write the occupation at `path`, for its owner alone; raises Refusal when it cannot be written there."""
    return write(path, occupation_pdf(paper), private=True)


def occupation_pdf(paper: OccupationPaper) -> bytes:
    """The bytes of the occupation."""
    root, board = document(), paper.board
    name = f"Occupation des places du {day(board.day)}"
    printed = f"imprimée le {write_day(paper.printed_at)}"
    story: list[Flowable] = [
        letterhead(root, paper.issuer.structure, paper.issuer.place, "Plateforme emploi", printed),
        heading(root, "Occupation des places"),
        paragraph(root, write_long_day(board.day).capitalize(), 12, role=Colour.INK_2),
        _figures(root, paper),
    ]
    if board.troubles:
        said = [paragraph(root, words, 10.5, after=1) for words in board.troubles]
        box = Boxed(said, (4, 3.2))
        box.spaceBefore = 4 * MM
        story.append(box)
    for kind in ContractKind:
        rows = [row for row in board.rows if row.place.kind is kind]
        story += _kind(root, paper, kind, rows)
    part = root.add("Sect")
    story += [section(part, "Comment lire", level="H2"), paragraph(part, _HOW, 10.5)]
    names = "des noms" if paper.whole_names else "des initiales"
    foot = f"{name} · page avec {names}, à ne pas laisser à l’imprimante" if _named(paper) else name
    running = Running(paper.issuer.structure, name, foot, paper.demo)
    return render(root, story, running, About(name, paper.issuer.structure, paper.printed_at))


def _figures(root: Node, paper: OccupationPaper) -> Flowable:
    board = paper.board
    shown = [
        (_held(board.counts[ContractKind.CHANTIER]), "places au chantier"),
        (_held(board.counts[ContractKind.PEC]), "contrats PEC"),
        (plural(board.ending, "fin", "fins"), "d’ici à soixante jours"),
        (plural(board.entered, "entrée", "entrées"), "à l’école, en un an"),
    ]
    return key_figures(root, shown)


def _held(counts: Counts) -> str:
    return f"{counts.held + counts.surplus} sur {counts.places}"


def _kind(root: Node, paper: OccupationPaper, kind: ContractKind, rows: list[PlaceRow]) -> list[Flowable]:
    part = root.add("Sect")
    counts = paper.board.counts[kind]
    note = f"{plural(counts.places, 'place', 'places')}\u00a0: {_parts(counts)}"
    opening = section(part, kind.label, note, level="H2")
    seats = [(row, seat) for row in rows for seat in row.seats]
    if not seats:
        return [opening, paragraph(part, "Aucune place n’est réglée.", 11)]
    first = "Métier" if kind is ContractKind.CHANTIER else "EHPAD"
    columns = [
        Column(first, 40 * MM, weight=600),
        Column("N°", 8 * MM, right=True),
        Column("État", 24 * MM, inset=3 * MM),
        Column("Qui", 40 * MM),
        Column("Nature", TEXT_WIDTH - 158 * MM),
        Column("Du", 23 * MM),
        Column("Au", 23 * MM),
    ]
    lines = [_row(paper, row, seat) for row, seat in seats]
    table = ruled_table(part, columns, lines, row_height=_ROW, size=_SIZE)
    after = [] if _named(paper) else [paragraph(part, _NO_NAMES, 10, role=Colour.INK_2, before=1.2)]
    return [*begun(opening, table, _ROOM), *after]


def _parts(counts: Counts) -> str:
    said = [
        plural(counts.held, "occupée", "occupées"),
        plural(counts.planned, "prévue", "prévues"),
        plural(counts.free, "libre", "libres"),
    ]
    if counts.surplus:
        said.append(f"{counts.surplus} de trop")
    return ", ".join(said)


def _row(paper: OccupationPaper, row: PlaceRow, seat: Seat) -> Row:
    contract = seat.contract
    name = row.place.name
    number = str(seat.position + 1)
    if contract is None:
        since = f"depuis le {write_day(seat.since)}" if seat.since else ""
        return Row((name, number, seat.state.label, since, "", "", ""))
    end = write_day(contract.end) if contract.end else "sans fin"
    who = "" if not _named(paper) else _who(contract, whole=paper.whole_names)
    state = "occupée" if seat.state is SeatState.HELD else seat.state.label
    return Row((name, number, state, who, contract.terms, write_day(contract.first), end))


def _who(contract: Contract, *, whole: bool) -> str:
    if not (contract.used_name.strip() or contract.first_name.strip()):
        return NAMELESS
    return Discretion(on=not whole).name("", contract.used_name, contract.first_name)


def _named(paper: OccupationPaper) -> bool:
    """Whether any seat came with the person who holds it."""
    return any(
        seat.contract is not None and seat.contract.person_id is not None
        for row in paper.board.rows
        for seat in row.seats
    )
