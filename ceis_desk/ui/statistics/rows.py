"""The figures of a month as lines, columns and cells: what the page writes, and nothing of Qt."""

from __future__ import annotations

from collections.abc import Mapping

from ceis_desk.core.amounts import shares, write_percent
from ceis_desk.core.dates import DAYS, write_long_day
from ceis_desk.drawing.heat import HeatCell, HeatRow
from ceis_desk.platforms import PLATFORMS
from ceis_desk.statistics.masking import MASKED
from ceis_desk.statistics.model import MonthReport
from ceis_desk.statistics.sentences import in_month, plural
from ceis_desk.statistics.shared import OTHER_HOURS, week
from ceis_desk.ui.statistics.figure_table import Bar, Line
from ceis_desk.ui.statistics.said import NB, NONE, Said


def platform_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Visits and participants of each platform, the most visited first."""
    looks = {platform.code: (platform.icon, platform.colour) for platform in PLATFORMS}
    counts = report.figures.by_platform
    full = max((count.visits for count in counts.values()), default=0)
    ranked = sorted(counts.items(), key=lambda pair: -pair[1].visits)
    return tuple(
        Line(
            report.platform_labels.get(code, code),
            (Bar(count.visits, full), said(count.visits), said(count.participants)),
            *looks.get(code, ("", "ink2")),
        )
        for code, count in ranked
    )


def motif_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Visits of each motif and their share of all visits, the most frequent first."""
    motifs = report.figures.by_motif
    full = max(motifs.values(), default=0)
    return tuple(
        _barred(label, count, full, (said(count), _share(count, report.figures.visits, said)))
        for label, count in sorted(motifs.items(), key=lambda pair: -pair[1])
    )


def age_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Participants by age band, in the order of ages."""
    return _parted({band.label: count for band, count in report.figures.by_age_band.items()}, said)


def qpv_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Participants who live in a priority district, or not."""
    return _parted({answer.label: count for answer, count in report.figures.by_qpv.items()}, said)


def known_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Participants who came for the first time ever, and the others."""
    new = report.figures.new_people
    return _parted({"nouveaux": new, "déjà connus": report.figures.participants - new}, said)


def public_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """The publics of the CEIS, each n / N: a person may be in several."""
    people, publics = report.figures.participants, report.publics
    counts = (
        ("Recherche d’emploi", publics.job_seekers, "briefcase"),
        ("Parents seuls avec enfants", publics.single_parents, "users"),
        ("Seniors isolés", publics.isolated_seniors, "armchair"),
    )
    return tuple(
        Line(
            label,
            (Bar(_visible(count, said), people), f"{said(count)} / {said(people)}", _share(count, people, said)),
            icon,
        )
        for label, count, icon in counts
    )


def waiting_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """Waits by length."""
    waiting = report.waiting
    counts = {
        f"moins de 10{NB}min": waiting.under_10,
        f"10 à 19{NB}min": waiting.from_10_to_19,
        f"20{NB}min et plus": waiting.from_20,
    }
    return _parted(counts, said)


def waiting_note(report: MonthReport) -> str:
    """Mean, median and ninth decile, in minutes; empty when nobody waited."""
    waiting, before = report.waiting, report.previous
    if waiting.mean is None:
        return ""
    former = before.waiting.mean if before else None
    compared = "" if before is None or former is None else f" ({former} en {in_month(before.month, report.month)})"
    middle = f"Moyenne {waiting.mean}{NB}min{compared}, médiane {waiting.median}{NB}min."
    return f"{middle} Neuf sur dix attendent {waiting.ninth_decile}{NB}min au plus."


def outcome_lines(report: MonthReport, said: Said) -> tuple[Line, ...]:
    """What became of the individual appointments."""
    found = report.outcomes
    counts = {
        "honorés": found.honoured,
        "annulés par la personne": found.excused,
        "annulés par le service": found.revoked,
        "absences sans prévenir": found.no_show,
        "issue non saisie": found.unknown,
    }
    return _parted(counts, said)


def heat_rows(report: MonthReport, said: Said) -> tuple[tuple[str, ...], tuple[HeatRow, ...], tuple[str, ...]]:
    """Heads, days and totals of the table of days and hours."""
    found = week(report)
    rows = []
    for rank, (weekday, counts) in enumerate(zip(found.days, found.counts, strict=True)):
        cells = tuple(
            HeatCell(None, "", closed=True)
            if not count and (rank, column) in found.closed
            else HeatCell(count, said(count))
            for column, count in enumerate(counts)
        )
        opened = plural(report.open_days.get(weekday, 0), "jour", "jours")
        rows.append(HeatRow(DAYS[weekday], opened, cells, said(sum(counts))))
    totals = [sum(column) for column in zip(*found.counts, strict=True)]
    return found.heads, tuple(rows), tuple(map(said, [*totals, sum(totals)]))


def busiest_hour(report: MonthReport) -> str:
    """« pic le jeudi à 11 h », empty when nobody came at a known hour."""
    if not any(report.by_hour.values()):
        return ""
    day, hour = max(report.by_hour, key=lambda place: report.by_hour[place])
    return f"pic le {DAYS[day]} à {hour}{NB}h"


def heat_note(report: MonthReport) -> str:
    """How to read the table of days and hours."""
    found = week(report)
    parts = ["Total des passages du mois."]
    if found.closed:
        parts.append(f"Hachures{NB}: fermé au public.")
    if OTHER_HOURS in found.heads:
        parts.append(f"«{NB}{OTHER_HOURS}{NB}»{NB}: sans heure notée, ou hors des heures d’ouverture.")
    closed = (date for date in sorted(report.holidays) if date in report.by_day)
    parts += [f"{write_long_day(date).rsplit(' ', 1)[0].capitalize()} férié." for date in closed]
    return " ".join(parts)


def _visible(count: int, said: Said) -> int | None:
    return None if said(count) == MASKED else count


def _share(count: int, total: int, said: Said) -> str:
    if said(count) == MASKED:
        return ""
    return write_percent(count, total) if total else NONE


def _barred(label: str, count: int, full: int, cells: tuple[str, ...]) -> Line:
    return Line(label, (Bar(None if MASKED in cells else count, full), *cells))


def _parted(counts: Mapping[str, int], said: Said) -> tuple[Line, ...]:
    """Lines that share a total: their percentages add to 100."""
    full, percents = max(counts.values(), default=0), shares(list(counts.values()))
    total = sum(counts.values())
    return tuple(
        _barred(label, count, full, (said(count), _percent(percent, total, hidden=said(count) == MASKED)))
        for (label, count), percent in zip(counts.items(), percents, strict=True)
    )


def _percent(percent: int, total: int, *, hidden: bool) -> str:
    if hidden:
        return ""
    return f"{percent}{NB}%" if total else NONE
