"""A month of invented figures, those of the pictures, that every report test starts from."""

from __future__ import annotations

import dataclasses
import datetime as dt

from ceis_desk.statistics.model import (
    AgeBand,
    Comparison,
    Figures,
    Means,
    MonthPoint,
    MonthReport,
    Outcomes,
    Period,
    PlatformCount,
    Publics,
    Qpv,
    Waiting,
)

HOURS = (9, 10, 11, 12, 14, 15, 16, 17)
WEEK = (
    (26, 58, 77, 71, 33, 52, 65, 46),
    (51, 120, 146, 139, 61, 104, 121, 77),
    (43, 95, 113, 87, 0, 0, 0, 0),
    (61, 130, 164, 155, 77, 112, 130, 70),
    (44, 86, 103, 77, 34, 52, 44, 22),
)
PLATFORMS = {
    "reception": "Accueil",
    "employment": "Emploi",
    "digital": "Numérique",
    "budget": "Budget",
    "health": "Santé",
}
MOTIFS = {
    "Rendez-vous budget": 146,
    "Démarche en ligne": 846,
    "Recherche d’emploi": 520,
    "Atelier collectif": 268,
    "Accès aux droits": 468,
    "Logement": 246,
    "Santé, prévention": 214,
    "Café, lien social": 512,
    "Autre motif": 61,
}
PUNCTUAL = Waiting(1904, 1128, 561, 215, 11, 8, 21)


def figures(month: dt.date, visits: int, anonymous: int, participants: int, new_people: int) -> Figures:
    """The tables of June 2019 under the totals of another month."""
    last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return Figures(
        period=Period(month, last),
        visits=visits,
        anonymous_visits=anonymous,
        participants=participants,
        new_people=new_people,
        by_motif=MOTIFS,
        by_platform={
            "reception": PlatformCount(1482, 402),
            "employment": PlatformCount(520, 141),
            "digital": PlatformCount(846, 226),
            "budget": PlatformCount(146, 104),
            "health": PlatformCount(214, 96),
        },
        by_age_band=dict(zip(AgeBand, (3, 17, 64, 148, 171, 71, 52, 12), strict=True)),
        by_qpv={Qpv.YES: 214, Qpv.NO: 279, Qpv.UNKNOWN: 45},
    )


def compared(month: dt.date, totals: tuple[int, int, int, int], budget: int, mean: int, missed: int) -> Comparison:
    """Another month: visits, anonymous ones, participants and new people; then budget, mean wait, absences."""
    waiting = Waiting(1700, 1000, 500, 200, mean, 8, 20)
    outcomes = Outcomes(300 + missed, 270, 20, 5, missed, 5)
    return Comparison(month, figures(month, *totals), waiting, outcomes, budget)


def june() -> MonthReport:
    """June 2019, complete, in a register that starts in October 2018."""
    month = dt.date(2019, 6, 1)
    days = [month + dt.timedelta(days=rank) for rank in range(30)]
    open_days = [date for date in days if date.weekday() < 5 and date != dt.date(2019, 6, 10)]
    per_weekday = {weekday: sum(date.weekday() == weekday for date in open_days) for weekday in range(5)}
    by_day = {}
    for date in open_days:
        total, share = sum(WEEK[date.weekday()]), per_weekday[date.weekday()]
        by_day[date] = total // share
    for weekday, row in enumerate(WEEK):
        first = next(date for date in open_days if date.weekday() == weekday)
        by_day[first] += sum(row) - sum(count for date, count in by_day.items() if date.weekday() == weekday)
    counts = ((318, 1962), (347, 2104), (402, 2318), (431, 2446), (489, 2688), (538, 2946))
    evolution = [MonthPoint(dt.date(2018, 12, 1), 1830, 292)]
    evolution += [MonthPoint(dt.date(2019, rank, 1), visits, people) for rank, (people, visits) in enumerate(counts, 1)]
    return MonthReport(
        structure="CEIS de Montpellier",
        place="Centre communal d’action sociale",
        month=month,
        edited_on=dt.date(2019, 7, 2),
        figures=figures(month, 2946, 212, 538, 74),
        by_sex={"F": 300, "M": 220, "": 18},
        by_hour={(weekday, hour): row[rank] for weekday, row in enumerate(WEEK) for rank, hour in enumerate(HOURS)},
        by_day=by_day,
        open_days=per_weekday,
        closed_hours=frozenset((2, hour) for hour in HOURS[4:]),
        holidays={dt.date(2019, 6, 10): "lundi de Pentecôte"},
        publics=Publics(231, 124, 61),
        waiting=PUNCTUAL,
        outcomes=Outcomes(402, 331, 24, 9, 30, 8),
        budget_visits=121,
        evolution=tuple(evolution),
        previous=compared(dt.date(2019, 5, 1), (2688, 198, 489, 68), 112, 13, 46),
        year_before=None,
        reference=compared(dt.date(2018, 12, 1), (1830, 141, 292, 52), 86, 14, 39),
        register_starts=dt.date(2018, 10, 1),
        desks_received=2,
        desks_known=2,
        platform_labels=PLATFORMS,
        means=Means(1350, 1_080_000, 60_000_000),
    )


def provisional() -> MonthReport:
    """June 2019 seen on the 18th with a desk missing, long names, many local motifs, a year of evolution."""
    report = june()
    local = {f"Motif local numéro {rank}": 10 * rank for rank in range(1, 6)}
    motifs = {**MOTIFS, "Accompagnement numérique pour une démarche CAF ou CPAM": 31, **local}
    missing = ("poste 2 non reçu depuis 3 jours",)
    known = dataclasses.replace(report.figures, by_motif=motifs, complete=False, missing=missing)
    months = [dt.date(2018, 6 + rank, 1) for rank in range(7)] + [dt.date(2019, rank, 1) for rank in range(1, 7)]
    return dataclasses.replace(
        report,
        structure="Centre d’Évaluation et d’Insertion Sociale de Montpellier Méditerranée Métropole, site Nord",
        edited_on=dt.date(2019, 6, 18),
        figures=known,
        evolution=tuple(MonthPoint(month, 1200 + 130 * rank, 290 + 20 * rank) for rank, month in enumerate(months)),
        year_before=compared(dt.date(2018, 6, 1), (1900, 180, 402, 51), 70, 12, 20),
        desks_received=1,
        demo=True,
        means=None,
        notes=("Un cahier papier du 4 juin n’a pas encore été saisi.",),
    )


def small() -> MonthReport:
    """A small centre: counts of 1 to 4 in every table."""
    report = june()
    by_day = {date: rank % 4 for rank, date in enumerate(sorted(report.by_day))}
    visits = sum(by_day.values())
    by_hour = {(date.weekday(), 9 + rank % 3): 0 for rank, date in enumerate(sorted(by_day))}
    for rank, date in enumerate(sorted(by_day)):
        by_hour[date.weekday(), 9 + rank % 3] += by_day[date]
    known = dataclasses.replace(
        report.figures,
        visits=visits,
        anonymous_visits=2,
        participants=19,
        new_people=3,
        by_motif=dict(zip(MOTIFS, (2, 9, 4, 0, 1, 6, 2, 5, 0), strict=True)),
        by_platform=dict(
            zip(
                PLATFORMS,
                (
                    PlatformCount(12, 9),
                    PlatformCount(4, 3),
                    PlatformCount(9, 6),
                    PlatformCount(2, 2),
                    PlatformCount(2, 1),
                ),
                strict=True,
            )
        ),
        by_age_band=dict(zip(AgeBand, (0, 1, 2, 5, 6, 2, 3, 0), strict=True)),
        by_qpv={Qpv.YES: 6, Qpv.NO: 10, Qpv.UNKNOWN: 3},
    )
    return dataclasses.replace(
        report,
        figures=known,
        by_day=by_day,
        by_hour=by_hour,
        publics=Publics(7, 3, 2),
        waiting=Waiting(20, 16, 3, 1, 6, 5, 12),
        outcomes=Outcomes(12, 8, 1, 0, 2, 1),
        budget_visits=2,
        evolution=(MonthPoint(report.month, visits, 19),),
        previous=None,
        reference=None,
        desks_received=1,
        desks_known=1,
    )


def empty() -> MonthReport:
    """The first month of a store where nothing has been recorded yet."""
    report = june()
    known = Figures(
        period=report.figures.period,
        visits=0,
        anonymous_visits=0,
        participants=0,
        new_people=0,
        by_motif=dict.fromkeys(MOTIFS, 0),
        by_platform=dict.fromkeys(PLATFORMS, PlatformCount(0, 0)),
        by_age_band=dict.fromkeys(AgeBand, 0),
        by_qpv=dict.fromkeys(Qpv, 0),
    )
    return dataclasses.replace(
        report,
        figures=known,
        by_hour={},
        by_day={},
        publics=Publics(0, 0, 0),
        waiting=Waiting(0, 0, 0, 0, None, None, None),
        outcomes=Outcomes(0, 0, 0, 0, 0, 0),
        budget_visits=0,
        evolution=(MonthPoint(report.month, 0, 0),),
        previous=None,
        reference=None,
        register_starts=None,
        desks_received=1,
        desks_known=1,
        means=None,
    )
