"""Page 3: who came, how long they waited, what became of appointments; the comparison follows."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from ceis_desk.drawing.bars import bar_row
from ceis_desk.drawing.shapes import Colour
from ceis_desk.reports.blocks import Beside, paragraph, section, title
from ceis_desk.reports.month.comparison import comparison
from ceis_desk.reports.month.rows import Line, outcome_counts, overlapping, parted, said, small_ones, waiting_counts
from ceis_desk.reports.paper import MM
from ceis_desk.reports.tables import Column, Row, ruled_table
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.statistics.masking import is_small
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import in_month
from ceis_desk.statistics.shared import shown

_ROW = 6.5
_SIZE = 10.5
_BAR_HEIGHT = 3.4 * MM
_WIDE, _NARROW = 98 * MM, 64 * MM
_LEFT, _RIGHT = 80 * MM, 82 * MM


def publics_page(root: Node, report: MonthReport) -> list[Flowable]:
    """The flowables of the third page."""
    part = root.add("Sect")
    people = report.figures.participants
    heading = title(part, "Publics, attente et rendez-vous", "H2", 20, after=4.4)
    ages = _ages(part, report, people)
    places = [*_qpv(part, report, people), *_known(part, report, people)]
    publics = _publics(part, report, people)
    waits, meetings = _waiting(part, report), _outcomes(part, report)
    return [
        heading,
        Beside(ages, places, (_WIDE, _NARROW), before=0),
        *publics,
        Beside(waits, meetings, (_LEFT, _RIGHT), before=8),
        *comparison(part, report),
    ]


def _ages(part: Node, report: MonthReport, people: int) -> list[Flowable]:
    lines = parted({band.label: count for band, count in report.figures.by_age_band.items()})
    heading = section(part, "Âge", f"participants, sur {said(shown(people))}", width=_WIDE)
    return [heading, _barred(part, "Tranche", lines, (32, 17, 14, 35))]


def _barred(part: Node, head: str, lines: Sequence[Line], widths: tuple[float, float, float, float]) -> Flowable:
    """Lines with their count, share and bar; `widths` in millimetres."""
    name, count, share, bars = (width * MM for width in widths)
    gap = 4 * MM
    full = max((line.value or 0 for line in lines), default=0)
    columns = [
        Column(head, name, weight=600),
        Column("n", count, right=True, weight=600),
        Column("part", share, right=True),
        Column("", bars, pictures=True, inset=gap),
    ]
    rows = [
        Row((line.label, line.said, line.share, bar_row(line.value, full, bars - gap, _BAR_HEIGHT))) for line in lines
    ]
    return ruled_table(part, columns, rows, row_height=_ROW, size=_SIZE)


def _plain(part: Node, heads: tuple[str, str], lines: Sequence[Line], width: float) -> Flowable:
    columns = [
        Column(heads[0], width - 37 * MM, weight=600),
        Column(heads[1], 21 * MM, right=True, weight=600),
        Column("part", 16 * MM, right=True),
    ]
    rows = [Row((line.label, line.said, line.share)) for line in lines]
    return ruled_table(part, columns, rows, row_height=_ROW, size=_SIZE)


def _qpv(part: Node, report: MonthReport, people: int) -> list[Flowable]:
    lines = parted({answer.label: count for answer, count in report.figures.by_qpv.items()})
    heading = section(part, "Quartier prioritaire (QPV)", width=_NARROW)
    return [heading, _plain(part, ("Habite un QPV", f"n / {said(shown(people))}"), lines, _NARROW)]


def _known(part: Node, report: MonthReport, people: int) -> list[Flowable]:
    fresh = report.figures.new_people
    lines = parted({"nouveaux": fresh, "déjà connus": people - fresh})
    heading = section(part, "Venues", width=_NARROW, before=6)
    return [heading, _plain(part, ("Participants", f"n / {said(shown(people))}"), lines, _NARROW)]


def public_counts(report: MonthReport) -> dict[str, int]:
    """The publics of the CEIS, in printing order."""
    publics = report.publics
    return {
        "Personnes en recherche d’emploi": publics.job_seekers,
        "Parents seuls avec enfants": publics.single_parents,
        "Seniors isolés": publics.isolated_seniors,
    }


def _publics(part: Node, report: MonthReport, people: int) -> list[Flowable]:
    counts = public_counts(report)
    lines = overlapping(counts, people, small_ones(counts))
    base = said(shown(people))
    bars, gap = 74 * MM, 4 * MM
    columns = [
        Column("Public", 60 * MM, weight=600),
        Column("n / N", 24 * MM, right=True, weight=600),
        Column("part", 14 * MM, right=True),
        Column(f"barre entière\u00a0: {base} participants", bars, pictures=True, inset=gap),
    ]
    rows = [
        Row(
            (
                line.label,
                line.said if line.value is None else f"{line.said} / {base}",
                line.share,
                bar_row(line.value, people, bars - gap, _BAR_HEIGHT),
            )
        )
        for line in lines
    ]
    heading = section(part, "Publics du CEIS", "une personne peut être dans plusieurs publics, ou dans aucun")
    return [heading, ruled_table(part, columns, rows, row_height=7, size=_SIZE)]


def _waiting(part: Node, report: MonthReport) -> list[Flowable]:
    waiting = report.waiting
    heading = section(part, "Attente à l’accueil", f"{said(shown(waiting.waits))} attentes", width=_LEFT)
    table = _barred(part, "Durée", parted(waiting_counts(waiting)), (31, 17, 14, 18))
    note = _waiting_note(report)
    return [heading, table, *([paragraph(part, note, 10, role=Colour.INK_2, before=1.4)] if note else [])]


def _waiting_note(report: MonthReport) -> str:
    waiting, before = report.waiting, report.previous
    if waiting.mean is None or is_small(waiting.waits):
        return ""
    former = before.waiting.mean if before and not is_small(before.waiting.waits) else None
    compared = "" if before is None or former is None else f" ({former} en {in_month(before.month, report.month)})"
    middle = f"Moyenne {waiting.mean}\u00a0min{compared}, médiane {waiting.median}\u00a0min."
    return f"{middle} Neuf sur dix attendent {waiting.ninth_decile}\u00a0min au plus."


def _outcomes(part: Node, report: MonthReport) -> list[Flowable]:
    outcomes = report.outcomes
    heading = section(part, "Rendez-vous individuels", f"{said(shown(outcomes.planned))} prévus", width=_RIGHT)
    return [heading, _plain(part, ("Issue", "n"), parted(outcome_counts(outcomes)), _RIGHT)]
