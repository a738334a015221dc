"""The figures of the report as a spreadsheet reads them, hidden ones included as « masqué »: embedded in the PDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ceis_desk.core.dates import DAYS, write_month
from ceis_desk.reports.month.publics import public_counts
from ceis_desk.reports.month.rows import outcome_counts, parted, small_ones, waiting_counts
from ceis_desk.statistics.export import harmless
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.shared import budget_count, hidden_activity, shown, week

_HEADS = ("tableau", "ligne", "mesure", "valeur")

Record = tuple[str, str, str, int | None]


def spreadsheet(report: MonthReport) -> bytes:
    """A CSV file of four columns, with semicolons, in the encoding that French spreadsheets open (utf-8-sig)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for table, line, measure, value in _records(report):
        writer.writerow([table, harmless(line), measure, MASKED if value is None else value])
    return text.getvalue().encode("utf-8-sig")


def _records(report: MonthReport) -> Iterator[Record]:
    figures, activity = report.figures, hidden_activity(report.figures)
    month = write_month(report.month)
    yield ("Ensemble", month, "participants", shown(figures.participants))
    yield ("Ensemble", month, "passages", shown(figures.visits))
    yield ("Ensemble", month, "passages anonymes", shown(figures.anonymous_visits))
    yield ("Ensemble", month, "passages budget", budget_count(figures, report.budget_visits))
    for point in report.evolution:
        label = write_month(point.month)
        yield ("Participants par mois", label, "participants", shown(point.participants))
        yield ("Participants par mois", label, "passages", shown(point.visits))
    for code, count in figures.by_platform.items():
        hidden = code in activity.platforms
        label = report.platform_labels[code]
        yield ("Par plateforme", label, "passages", None if hidden else count.visits)
        yield ("Par plateforme", label, "participants", None if hidden else shown(count.participants))
    for label, visits in figures.by_motif.items():
        yield ("Par motif", label, "passages", None if label in activity.motifs else visits)
    yield from _hours(report)
    yield from _people(report)


def _hours(report: MonthReport) -> Iterator[Record]:
    found = week(report)
    for row, weekday in enumerate(found.days):
        for column, head in enumerate(found.heads):
            value = None if (row, column) in found.hidden.cells else found.counts[row][column]
            yield ("Par jour et par heure", f"{DAYS[weekday]} {head}", "passages", value)


def _people(report: MonthReport) -> Iterator[Record]:
    figures, fresh = report.figures, report.figures.new_people
    publics = public_counts(report)
    small = small_ones(publics)
    yield from _lines("Âge", "participants", {band.label: count for band, count in figures.by_age_band.items()})
    yield from _lines("Quartier prioritaire", "participants", {one.label: n for one, n in figures.by_qpv.items()})
    yield from _lines("Venues", "participants", {"nouveaux": fresh, "déjà connus": figures.participants - fresh})
    for label, count in publics.items():
        yield ("Publics du CEIS", label, "participants", None if label in small else count)
    yield from _lines("Attente à l’accueil", "attentes", waiting_counts(report.waiting))
    yield from _lines("Rendez-vous individuels", "rendez-vous", outcome_counts(report.outcomes))


def _lines(table: str, measure: str, counts: dict[str, int]) -> Iterable[Record]:
    return ((table, line.label, measure, line.value) for line in parted(counts))
