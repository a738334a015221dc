"""Ctrl P in « Agenda »: what it offers, and what each choice prints."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.papers import AppointmentCardsPaper, DayListPaper, RemindersPaper, WeekPaper
from ceis_desk.agenda.questions import DayAppointments, ReadWeek, Reminders
from ceis_desk.agenda.week import Reminder
from ceis_desk.core.press import Paper
from ceis_desk.ui.agenda.papers import NOBODY
from tests.ui.agenda import files
from tests.ui.agenda.conftest import Desk, MakeDesk

KNOWN = {"issuer_street": "12, rue des Tilleuls", "issuer_post": "34000 Montpellier", "issuer_phone": "04 65 71 00 12"}
VIDAL = Reminder(
    files.VIDAL.id, files.VIDAL.starts_at, "Claire Fabre", files.ident("Vidal"), "Mme", "Vidal", "Chloé",
    "+33639981234", "",
)  # fmt: skip
ANSWERS: dict[type, object] = {
    Settings: {name: json.dumps(value) for name, value in KNOWN.items()},
    DayAppointments: (),
    Reminders: (VIDAL,),
}


def printed(desk: Desk, digit: int) -> list[Paper]:
    """What Ctrl P prints, then a digit."""
    made: list[Paper] = []
    desk.pilot.papers(made.append)
    desk.digit(digit)
    return made


def test_the_week_on_screen_is_printed_with_the_agendas_that_are_shown(make_desk: MakeDesk) -> None:
    (paper,) = printed(make_desk(answers=ANSWERS), 1)
    assert isinstance(paper, WeekPaper)
    assert paper.account_ids == (files.CLAIRE, files.NADIA)
    assert (paper.structure, paper.whole_names) == ("CCAS de Montpellier", True)


def test_a_discreet_screen_prints_initials(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.discreet.set_on(True)
    (paper,) = printed(desk, 1)
    assert isinstance(paper, WeekPaper)
    assert not paper.whole_names


def test_a_day_on_screen_is_printed_as_the_list_of_that_day(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.pilot.view_as("day")
    (paper,) = printed(desk, 1)
    assert isinstance(paper, DayListPaper)
    assert paper.day == files.NOW.date()


def test_the_card_of_the_chosen_appointment_says_where_and_never_why(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.stand_on(files.BENALI)
    (paper,) = printed(desk, 2)
    assert isinstance(paper, AppointmentCardsPaper)
    (card,) = paper.cards
    assert (card.person.used_name, card.room, card.starts_at) == ("Benali", "bureau 2", files.BENALI.starts_at)
    assert paper.issuer.address == ("12, rue des Tilleuls", "34000 Montpellier")
    assert "apurement" not in repr(paper)


def test_reminders_are_those_of_the_next_day_that_has_appointments(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.stand_on(files.BENALI)
    (paper,) = printed(desk, 3)
    assert isinstance(paper, RemindersPaper)
    assert paper.day == files.VIDAL.starts_at.date()
    assert (paper.lines, paper.call_back) == ((VIDAL,), "04 65 71 00 12")


def test_nobody_to_remind_prints_nothing_and_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.stand_on(files.BENALI)
    made: list[Paper] = []
    desk.pilot.papers(made.append)
    desk.store.answers[ReadWeek] = replace(files.WEEK, entries=())
    desk.digit(3)
    assert made == []
    assert desk.refused == [NOBODY]


def test_whoever_reads_no_name_prints_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.DIRECTOR, answers=ANSWERS)
    assert printed(desk, 1) == []


def test_a_choice_of_documents_closes_when_names_are_hidden(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    desk.pilot.papers(lambda _paper: None)
    assert desk.pilot.bookings.sheets.content() is not None
    desk.discreet.set_on(True)
    assert desk.pilot.bookings.sheets.content() is None


def test_escape_prints_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(answers=ANSWERS)
    made: list[Paper] = []
    desk.pilot.papers(made.append)
    desk.key(Qt.Key.Key_Escape)
    assert made == []
