"""What the figures say, in plain sentences: a fact, its figure and its base; never a cause, never a judgement."""

from __future__ import annotations

import datetime as dt

from ceis_desk.core.amounts import write_count, write_percent
from ceis_desk.core.dates import DAYS, MONTHS, write_long_day, write_month
from ceis_desk.statistics.masking import is_small
from ceis_desk.statistics.model import Comparison, MonthReport
from ceis_desk.statistics.shared import hidden_activity, week

NB = "\u00a0"
LIMIT = "Ces chiffres comptent des venues. Seuls, ils ne disent pas si la situation des personnes s’améliore."
_BUSIEST = 2


def in_brief(report: MonthReport) -> tuple[str, ...]:
    """Three sentences at most: who came, why, when; one that a hidden count would give away is left out."""
    if not report.figures.visits and not report.figures.participants:
        return (f"Aucun passage n’est enregistré en {write_month(report.month)}.",)
    found = (_who_came(report), _first_motif(report), _busiest_days(report), _anonymous(report))
    return tuple(sentence for sentence in found if sentence)[:3]


def state_of_figures(report: MonthReport) -> str:
    """« Chiffres complets », or provisional and why."""
    reasons = list(report.figures.missing)
    if report.edited_on <= report.figures.period.last:
        reasons.append("le mois n’est pas terminé")
    if reasons:
        return f"Chiffres provisoires{NB}: {', '.join(reasons)}"
    if not report.figures.complete:
        return "Chiffres provisoires"
    if report.desks_known > 1:
        return f"Chiffres complets{NB}: {report.desks_received} postes reçus sur {report.desks_known}"
    return "Chiffres complets"


def is_provisional(report: MonthReport) -> bool:
    """Whether an exchange or the end of the month may still change the figures."""
    return not report.figures.complete or report.edited_on <= report.figures.period.last


def covered(report: MonthReport) -> str:
    """« Du 1er au 30 juin, 19 jours d’ouverture. »"""
    last = report.figures.period.last
    days = plural(sum(report.open_days.values()), "jour d’ouverture", "jours d’ouverture")
    return f"Du 1er au {last.day} {MONTHS[last.month - 1]}, {days}."


def evolution(report: MonthReport) -> str:
    """The first and the last month of the chart, compared; empty when a count of theirs is hidden or zero."""
    if len(report.evolution) < 2:  # noqa: PLR2004  # two months are needed to compare
        return ""
    first, last = report.evolution[0], report.evolution[-1]
    counts = (first.participants, last.participants, first.visits, last.visits)
    if any(is_small(count) for count in counts) or not first.participants or not first.visits:
        return ""
    people = f"participants {_growth(first.participants, last.participants)}"
    visits = f"passages {_growth(first.visits, last.visits)}"
    start = write_month(first.month)
    return f"{'D’' if start[0] in 'ao' else 'De '}{start} à {write_month(last.month)}{NB}: {people}, {visits}."


def gap(now: int, before: int) -> str:
    """« + 49 », « − 2 » or « 0 »: what has been added since the other period."""
    difference = now - before
    sign = f"+{NB}" if difference > 0 else f"\u2212{NB}" if difference < 0 else ""
    return f"{sign}{write_count(abs(difference))}"


def plural(count: int, one: str, many: str) -> str:
    """« 1 jour » or « 19 jours »; zero is singular in French."""
    return f"{write_count(count)}{NB}{one if count < 2 else many}"  # noqa: PLR2004  # French plural


def day(date: dt.date) -> str:
    """« 2 juillet 2019 »."""
    return write_long_day(date).split(" ", 1)[1]


def in_month(month: dt.date, seen_from: dt.date) -> str:
    """« mai », or « décembre 2018 » when the year is another one."""
    return MONTHS[month.month - 1] if month.year == seen_from.year else write_month(month)


def _who_came(report: MonthReport) -> str:
    count = report.figures.participants
    month = MONTHS[report.month.month - 1]
    if count == 0:
        return f"Aucune personne identifiée n’est venue en {month}."
    if is_small(count):
        return ""
    said = f"{write_count(count)} personnes différentes sont venues en {month}"
    others = [report.previous, report.year_before or report.reference]
    gaps = [_more_than(count, other, report.month) for other in others if other is not None and _may_compare(other)]
    return f"{said}, soit {' et '.join(dict.fromkeys(gaps))}." if gaps else f"{said}."


def _may_compare(other: Comparison) -> bool:
    return not is_small(other.figures.participants)


def _more_than(count: int, other: Comparison, month: dt.date) -> str:
    difference = count - other.figures.participants
    when = f"en {in_month(other.month, month)}"
    if difference == 0:
        return f"autant qu’{when}"
    return f"{write_count(abs(difference))} de {'plus' if difference > 0 else 'moins'} qu’{when}"


def _first_motif(report: MonthReport) -> str:
    visits, motifs = report.figures.visits, report.figures.by_motif
    most = max(motifs.values(), default=0)
    if most == 0 or is_small(visits):
        return ""
    first = [label for label, count in motifs.items() if count == most]
    if hidden_activity(report.figures).motifs & set(first) or len(first) > _BUSIEST:
        return ""
    names = " et ".join(f"«{NB}{label}{NB}»" for label in first)
    verb, each = ("est le premier motif", "") if len(first) == 1 else ("sont les premiers motifs", " chacun")
    said = f"{write_count(most)} passages{each} sur {write_count(visits)}"
    return f"{names} {verb}{NB}: {said}, soit {write_percent(most, visits)}."


def _busiest_days(report: MonthReport) -> str:
    visits, found = report.figures.visits, week(report)
    totals = {day: sum(row) for day, row in zip(found.days, found.counts, strict=True) if report.open_days.get(day)}
    days = [day for day, total in totals.items() if total]
    busiest = sorted(sorted(days, key=lambda day: -totals[day])[:_BUSIEST])
    count = sum(totals[day] for day in busiest)
    if len(days) <= _BUSIEST or found.hidden.rows & {found.days.index(day) for day in busiest}:
        return ""
    names = " et ".join(DAYS[day] for day in busiest).capitalize()
    opened = sum(report.open_days[day] for day in busiest)
    base = f"{plural(opened, 'jour', 'jours')} d’ouverture sur {sum(report.open_days.values())}"
    said = f"{write_count(count)} passages sur {write_count(visits)}, soit {write_percent(count, visits)}"
    return f"{names}, {base}{NB}: {said}."


def _anonymous(report: MonthReport) -> str:
    anonymous, visits = report.figures.anonymous_visits, report.figures.visits
    if is_small(anonymous) or is_small(visits - anonymous) or not anonymous:
        return ""
    said = f"{write_count(anonymous)} passages sur {write_count(visits)} sont anonymes"
    return f"{said}{NB}: ils ne comptent pas comme participants."


def _growth(before: int, now: int) -> str:
    percent = write_percent(abs(now - before), before)
    sign = "+" if now >= before else "\u2212"
    return f"{sign}{NB}{percent} ({write_count(before)} puis {write_count(now)})"
