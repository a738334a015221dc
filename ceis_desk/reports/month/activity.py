"""Page 2: visits by platform, by motif, by day and hour."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from ceis_desk.core.amounts import write_count
from ceis_desk.core.dates import DAYS
from ceis_desk.drawing.bars import bar_row
from ceis_desk.drawing.heat import HeatCell, HeatRow, heat_table
from ceis_desk.drawing.shapes import Colour
from ceis_desk.platforms import PLATFORMS
from ceis_desk.reports.blocks import paragraph, section, title
from ceis_desk.reports.icons import draw_icon
from ceis_desk.reports.month.rows import Line, overlapping, ranked, said
from ceis_desk.reports.painting import Painted, table_of
from ceis_desk.reports.paper import MM, SIZES, TEXT_WIDTH
from ceis_desk.reports.tables import Column, Drawn, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import day, plural
from ceis_desk.statistics.shared import OTHER_HOURS, Week, hidden_activity, shown, week

_BAR = 76 * MM
_BAR_HEIGHT = 4 * MM
_NAME, _FIRST, _SECOND = 46 * MM, 20 * MM, 26 * MM
_GAP = TEXT_WIDTH - _NAME - _FIRST - _SECOND - _BAR
_ICON = 4.9 * MM
_MANY_MOTIFS = 12
_ROOM, _ROOM_WHEN_MANY = 68, 84  # millimetres for the rows of motifs, so that the page holds up to 15 of them


def activity_page(root: Node, report: MonthReport) -> list[Flowable]:
    """The flowables of the second page."""
    part = root.add("Sect")
    hidden = hidden_activity(report.figures)
    base = f"passages, sur {said(shown(report.figures.visits))}"
    return [
        title(part, "Plateformes, motifs et horaires", "H2", 20, after=5.2),
        *_platforms(part, report, hidden.platforms, base),
        *_motifs(part, report, hidden.motifs, base),
        *_hours(part, report),
    ]


def _columns(head: str, second: str) -> list[Column]:
    return [
        Column(head, _NAME, weight=600),
        Column("passages", _FIRST, right=True, weight=600),
        Column(second, _SECOND, right=True),
        Column("", _GAP + _BAR, pictures=True, inset=_GAP),
    ]


def _platforms(part: Node, report: MonthReport, hidden: frozenset[str], base: str) -> list[Flowable]:
    heading = section(part, "Par plateforme", base, before=0)
    counts = report.figures.by_platform
    lines = ranked([Line(code, None if code in hidden else counts[code].visits, "") for code in counts])
    full = _highest_platform(report)
    rows = []
    for line in lines:
        people = None if line.value is None else shown(counts[line.label].participants)
        bar = bar_row(line.value, full, _BAR, _BAR_HEIGHT + 0.6 * MM)
        label = report.platform_labels[line.label]
        rows.append(Row((label, line.said, said(people), bar), icon=_icon(line.label)))
    table = ruled_table(
        part,
        _columns("Plateforme", "participants"),
        rows,
        row_height=7 if _is_dense(report) else 8.4,
        icons=_ICON + 3 * MM,
    )
    note = "Un passage qui touche deux plateformes compte dans chacune"
    if not hidden and report.figures.visits:
        total = write_count(sum(count.visits for count in counts.values()))
        note += f"\u00a0: {total} au total pour {write_count(report.figures.visits)} passages"
    return [heading, table, _note(part, f"{note}.")]


def _icon(code: str) -> Drawn | None:
    found = next((platform for platform in PLATFORMS if platform.code == code), None)
    if found is None:
        return None
    return lambda canvas, x, middle: draw_icon(canvas, found.icon, found.colour, x, middle - _ICON / 2, _ICON)


def _motifs(part: Node, report: MonthReport, hidden: frozenset[str], base: str) -> list[Flowable]:
    heading = section(part, "Par motif", base)
    visits = report.figures.visits
    lines = ranked(overlapping(report.figures.by_motif, visits, hidden))
    full = max([line.value or 0 for line in lines] + [_highest_platform(report)])
    rows = [Row((line.label, line.said, line.share, bar_row(line.value, full, _BAR, _BAR_HEIGHT))) for line in lines]
    room = _ROOM_WHEN_MANY if _is_dense(report) else _ROOM
    height = min(7.3, max(5.6, room / max(len(rows), 1)))
    table = ruled_table(part, _columns("Motif", "part"), rows, row_height=height)
    note = "Un passage peut avoir plusieurs motifs"
    if not hidden and visits:
        total = plural(sum(report.figures.by_motif.values()), "motif", "motifs")
        note += f"\u00a0: {total} pour {write_count(visits)} passages"
    return [heading, table, _note(part, f"{note}.")]


def _is_dense(report: MonthReport) -> bool:
    return len(report.figures.by_motif) > _MANY_MOTIFS


def _highest_platform(report: MonthReport) -> int:
    """Bars that stand under one another share one scale, even from one table to the next."""
    hidden = hidden_activity(report.figures).platforms
    return max((count.visits for code, count in report.figures.by_platform.items() if code not in hidden), default=0)


def _hours(part: Node, report: MonthReport) -> list[Flowable]:
    found = week(report)
    if not report.figures.visits:
        return []
    heading = section(part, "Par jour et par heure", "total des passages du mois")
    rows = [_heat_row(report, found, rank) for rank in range(len(found.days))]
    totals = [sum(column) for column in zip(*found.counts, strict=True)]
    written = [said(None if rank in found.hidden.columns else total) for rank, total in enumerate(totals)]
    written.append(said(shown(sum(totals))))
    picture = heat_table(found.heads, rows, written, TEXT_WIDTH, (7 if _is_dense(report) else 8.5) * MM, SIZES)
    table = Painted(picture, cells=table_of(part, picture))
    return [KeepTogether([heading, table, _note(part, _hours_note(report, found))])]


def _heat_row(report: MonthReport, found: Week, rank: int) -> HeatRow:
    weekday, counts = found.days[rank], found.counts[rank]
    cells = tuple(_heat_cell(found, rank, column, count) for column, count in enumerate(counts))
    total = None if rank in found.hidden.rows else sum(counts)
    opened = report.open_days.get(weekday, 0)
    return HeatRow(DAYS[weekday], plural(opened, "jour", "jours"), cells, said(total))


def _heat_cell(found: Week, row: int, column: int, count: int) -> HeatCell:
    if (row, column) in found.hidden.cells:
        return HeatCell(None, said(None))
    if count == 0 and (row, column) in found.closed:
        return HeatCell(None, "", closed=True)
    return HeatCell(count, write_count(count))


def _hours_note(report: MonthReport, found: Week) -> str:
    first = found.heads[0].split("\u00a0")[0]
    parts = []
    if first != OTHER_HOURS:
        parts.append(f"«\u00a0{found.heads[0]}\u00a0» compte les arrivées de {first}:00 à {first}:59.")
    if OTHER_HOURS in found.heads:
        parts.append(f"«\u00a0{OTHER_HOURS}\u00a0»\u00a0: sans heure notée, ou hors des heures d’ouverture.")
    if found.closed:
        parts.append("Hachures\u00a0: fermé au public.")
    parts += [
        f"{DAYS[date.weekday()].capitalize()} {day(date).rsplit(' ', 1)[0]} férié."
        for date in sorted(report.holidays)
        if report.month <= date <= report.figures.period.last
    ]
    return " ".join(parts)


def _note(part: Node, text: str) -> Flowable:
    return paragraph(part, text, 10, role=Colour.INK_2, before=1.2)
