from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from ceis_desk.agenda.papers import WeekPaper
from ceis_desk.agenda.week import CalendarDay, Entry, EntryKind
from ceis_desk.reports.tagged.tree import Node
from ceis_desk.reports.week_grid import _hours_shown, _in_lanes, _Placed
from ceis_desk.reports.week_list import week_pdf
from tests.reports.agenda_samples import MONDAY, NADIA, calendar_week, entry, week_paper
from tests.reports.gates import assert_gates, every_word, pages_of, printed, read_aloud

PAPER = week_paper()


def with_entries(*entries: Entry) -> WeekPaper:
    return dataclasses.replace(PAPER, week=dataclasses.replace(PAPER.week, entries=entries))


def with_days(*days: dt.date) -> WeekPaper:
    shown = tuple(CalendarDay(day, "", "", ()) for day in days)
    return dataclasses.replace(PAPER, week=dataclasses.replace(PAPER.week, days=shown))


def test_each_professional_has_her_page_and_one_alone_may_be_chosen() -> None:
    assert pages_of(week_pdf(PAPER)) == 2
    alone = week_pdf(dataclasses.replace(PAPER, account_ids=(NADIA,)))
    assert pages_of(alone) == 1
    assert "Nadia Haddad, bureau 3" in every_word(alone)
    assert "Claire Fabre" not in every_word(alone)


def test_a_week_is_read_day_by_day_and_hour_by_hour() -> None:
    reads = [read.words for read in read_aloud(week_pdf(PAPER))]
    tuesday = reads[reads.index("Mardi 18 juin") + 1 : reads.index("Mercredi 19 juin")]
    assert tuesday == [
        "10:00 ARNAL Joël jusqu’à 10:45",
        "10:45 BENALI Samira jusqu’à 11:30",
        "11:30 KOFFI Adèle jusqu’à 12:15",
        "14:00 DUPUY Gérard jusqu’à 15:30",
    ]


def test_names_become_initials_when_asked() -> None:
    content = week_pdf(dataclasses.replace(PAPER, whole_names=False))
    assert "10:45 B••• S." in every_word(content)
    assert "BENALI" not in every_word(content)
    assert "des initiales" in printed(content)


def test_the_foot_says_what_becomes_of_the_names() -> None:
    assert "à détruire à la fin de la semaine" in printed(week_pdf(PAPER))


def test_neither_a_subject_nor_a_platform_is_printed() -> None:
    said = every_word(week_pdf(with_entries(entry(0, "9:00", 45, "Martel", "Odile")))).casefold()
    assert "surendettement" not in said
    assert "budget" not in said


def test_a_cancelled_appointment_is_counted_and_not_drawn() -> None:
    said = every_word(week_pdf(PAPER))
    assert "PONS" not in said
    assert "1 rendez-vous annulé ne figure pas sur cette page." in said


def test_a_session_says_its_places_and_a_meeting_its_title() -> None:
    said = every_word(week_pdf(PAPER))
    assert "9:00 Atelier « Mon budget » jusqu’à 10:30, salle 1, 8 sur 10 inscrits" in said
    assert "10:00 Réunion d’équipe" in said


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ((MONDAY, MONDAY + dt.timedelta(days=4)), "Semaine du 17 au 21 juin 2019"),
        ((dt.date(2019, 7, 29), dt.date(2019, 8, 2)), "Semaine du 29 juillet au 2 août 2019"),
        ((dt.date(2019, 12, 30), dt.date(2020, 1, 3)), "Semaine du 30 décembre 2019 au 3 janvier 2020"),
        ((MONDAY,), "Journée du 17 juin 2019"),
        ((), "Semaine"),
    ],
)
def test_a_week_is_named_by_its_days(days: tuple[dt.date, ...], name: str) -> None:
    heads = [read.words for read in read_aloud(week_pdf(with_days(*days))) if read.kind == "H1"]
    assert heads == [name]


def test_a_holiday_stands_under_the_name_of_its_day() -> None:
    day = CalendarDay(dt.date(2019, 6, 10), "lundi de Pentecôte", "", ())
    paper = dataclasses.replace(PAPER, week=dataclasses.replace(PAPER.week, days=(day,)))
    assert "Lundi 10 juin lundi de Pentecôte" in every_word(week_pdf(paper))


def test_nobody_with_an_agenda_is_said() -> None:
    paper = dataclasses.replace(PAPER, week=dataclasses.replace(PAPER.week, people=()))
    assert "Personne n’a d’agenda cette semaine." in every_word(week_pdf(paper))


def test_an_absence_of_the_whole_day_stretches_no_hours() -> None:
    week = calendar_week()
    midnight = dt.datetime.combine(MONDAY, dt.time())
    absent = entry(0, "9:00", 24 * 60, "", "", kind=EntryKind.ABSENCE, title="Absente", starts_at=midnight)
    assert _hours_shown(week.days, (*week.entries, absent)) == (9, 17)
    assert_gates(week_pdf(with_entries(absent)))


def test_an_early_appointment_does() -> None:
    week = calendar_week()
    assert _hours_shown(week.days, (entry(0, "7:30", 45, "Martel", "Odile"),)) == (7, 17)


def test_what_overlaps_stands_side_by_side_and_what_follows_takes_the_whole_width() -> None:
    node = Node("LBody")
    spans = ((9.0, 10.0), (9.5, 10.0), (9.75, 11.0), (11.0, 12.0))
    column = [_Placed(entry(0, "9:00", 45, "A", "B"), node, start, end) for start, end in spans]
    assert [(one.lane, one.lanes) for one in _in_lanes(column, 0.1)] == [(0, 3), (1, 3), (2, 3), (0, 1)]


def test_forty_appointments_at_one_hour_make_a_page_all_the_same() -> None:
    crowd = with_entries(*(entry(0, "9:00", 5, f"Personne {rank}", "Ana") for rank in range(40)))
    content = week_pdf(crowd)
    assert_gates(content)
    assert sum(read.kind == "LBody" for read in read_aloud(content)) == 40
