"""The monthly report as ReportLab's manual would have it: platypus tables, chart widgets, no tags, no embedded file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from ceis_desk.core.dates import DAYS, write_month
from ceis_desk.reports.fonts import face
from ceis_desk.reports.month.publics import public_counts
from ceis_desk.reports.month.rows import outcome_counts, waiting_counts
from ceis_desk.statistics.definitions import DEFINITIONS
from ceis_desk.statistics.model import Comparison, MonthReport
from ceis_desk.statistics.sentences import in_brief

Rows = Sequence[Sequence[object]]

_WIDTH = 480
_GRID = [
    ("FONT", (0, 0), (-1, -1), face(), 10),
    ("FONT", (0, 0), (-1, 0), face(600), 10),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def plain_pdf(report: MonthReport) -> bytes:
    """The same counts on as many pages, in the same faces."""
    story: list[Flowable] = []
    for page in (_head, _activity, _publics, _limits):
        story += [*([PageBreak()] if story else []), *page(report)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=54, rightMargin=54, invariant=1).build(story)
    return out.getvalue()


def _head(report: MonthReport) -> list[Flowable]:
    figures = report.figures
    totals = [figures.participants, figures.visits, figures.new_people, report.budget_visits]
    months = [write_month(point.month) for point in report.evolution]
    return [
        _said(report.structure, 12),
        _said(f"Rapport mensuel, {write_month(report.month)}", 24),
        _table([["Participants", "Passages", "Nouvelles personnes", "Passages budget"], totals]),
        *(_said(sentence) for sentence in in_brief(report)),
        _said("Participants par mois", 14),
        _chart(VerticalBarChart, months, [point.participants for point in report.evolution], 260),
    ]


def _activity(report: MonthReport) -> list[Flowable]:
    figures = report.figures
    labels = report.platform_labels
    platforms = {labels[code]: count.visits for code, count in figures.by_platform.items()}
    participants = [[labels[code], count.participants] for code, count in figures.by_platform.items()]
    hours = sorted({hour for _, hour in report.by_hour})
    grid = [[DAYS[day], *(report.by_hour.get((day, hour), 0) for hour in hours)] for day in sorted(report.open_days)]
    return [
        _said("Plateformes, motifs et horaires", 20),
        *_counted("Par plateforme, passages", platforms, 80),
        _table([["Par plateforme", "participants"], *participants]),
        *_counted("Par motif", figures.by_motif, 120),
        _table([["", *(f"{hour} h" for hour in hours)], *grid]),
    ]


def _publics(report: MonthReport) -> list[Flowable]:
    figures = report.figures
    places = [[answer.label, count] for answer, count in figures.by_qpv.items()]
    venues = [["nouveaux", figures.new_people], ["déjà connus", figures.participants - figures.new_people]]
    return [
        _said("Publics, attente et rendez-vous", 20),
        *_counted("Âge", {band.label: count for band, count in figures.by_age_band.items()}, 90),
        _table([["Habite un QPV", "n"], *places, *venues]),
        *_counted("Publics du CEIS", public_counts(report), 50),
        *_counted("Attente", waiting_counts(report.waiting), 50),
        _table([["Issue", "n"], *([issue, count] for issue, count in outcome_counts(report.outcomes).items())]),
    ]


def _limits(report: MonthReport) -> list[Flowable]:
    rows = [[_said(one.term), _said(one.text)] for one in DEFINITIONS]
    others = [one for one in (report.previous, report.year_before, report.reference) if one is not None]
    heads = ["participants", "passages", "anonymes", "nouvelles", "budget", "attente"]
    return [
        _said("Définitions, méthode et limites", 20),
        _table([["Comparaison", *heads], *map(_compared, others)]),
        _table(rows, [130, 350]),
        *map(_said, report.notes),
    ]


def _compared(one: Comparison) -> list[object]:
    figures = one.figures
    counts = (figures.participants, figures.visits, figures.anonymous_visits, figures.new_people)
    return [write_month(one.month), *counts, one.budget_visits, one.waiting.mean]


def _counted(title: str, counts: Mapping[str, int], height: float) -> list[Flowable]:
    """A table of counts, and the same ones as bars."""
    rows: Rows = [[title, "n"], *([label, count] for label, count in counts.items())]
    return [_table(rows), _chart(HorizontalBarChart, list(counts), list(counts.values()), height)]


def _table(rows: Rows, widths: Sequence[float] | None = None) -> Table:
    return Table(rows, colWidths=widths or [_WIDTH / len(rows[0])] * len(rows[0]), style=_GRID, hAlign="LEFT")


def _said(text: str, size: float = 11) -> Paragraph:
    style = ParagraphStyle(f"plain {size}", fontName=face(), fontSize=size, leading=size * 1.3, spaceAfter=4)
    return Paragraph(text, style)


def _chart(kind: Any, labels: list[str], counts: list[int], height: float) -> Drawing:  # noqa: ANN401 ReportLab ships no types
    drawing, chart = Drawing(_WIDTH, height), kind()
    chart.x, chart.y, chart.width, chart.height = 120, 14, _WIDTH - 130, height - 20
    chart.data, chart.categoryAxis.categoryNames = [counts], labels
    chart.bars[0].fillColor = colors.teal
    chart.barLabelFormat = "%d"
    chart.valueAxis.valueMin = 0
    for text in (chart.categoryAxis.labels, chart.valueAxis.labels, chart.barLabels):
        text.fontName, text.fontSize = face(), 8
    drawing.add(chart)
    return drawing
