"""Collective sessions, hours, closings and the waiting list, by keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import (
    Enrol,
    MarkAttendance,
    PutOnWaitingList,
    SetAvailability,
    SetBusyTime,
    SetSession,
)
from ceis_desk.agenda.questions import Availabilities, ReadRoll
from ceis_desk.agenda.week import Attendance, Availability, BusyTime, Span, Wish
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.reception.gestures import SetAbsence
from ceis_desk.ui.agenda.forms import ORDER, AvailabilityForm, BusyForm, SessionForm, WaitingForm
from ceis_desk.ui.agenda.hours_sheet import HoursSheet
from ceis_desk.ui.agenda.roll_sheet import RollSheet
from ceis_desk.ui.reception.board_forms import AbsenceForm
from tests.ui.agenda import files
from tests.ui.agenda.conftest import CONTROL, Desk, MakeDesk
from tests.ui.agenda.files import at
from tests.ui.people import files as people

KEYS = Qt.Key
HOURS = Availability(
    files.ident("hours"), 4, files.CLAIRE, 1, dt.time(9), dt.time(12), 1, dt.date(2019, 1, 1), None, "bureau 2"
)
WEEKLY = BusyTime(files.ident("weekly"), 6, None, Span(at(21, 10), at(21, 12)), "Réunion d’équipe", 1, None)


def content(desk: Desk) -> QWidget:
    found = desk.pilot.bookings.sheets.content()
    assert found is not None
    return found


def roll_of(desk: Desk) -> RollSheet:
    desk.stand_on(files.SESSION)
    desk.enter()
    sheet = content(desk)
    assert isinstance(sheet, RollSheet)
    return sheet


def new(desk: Desk, digit: int) -> QWidget:
    desk.pilot.page.head.new.click()
    desk.digit(digit)
    return content(desk)


def marks(desk: Desk) -> list[tuple[object, Attendance]]:
    done = desk.done(MarkAttendance)
    return [(gesture.person_id, gesture.state) for gesture in done if isinstance(gesture, MarkAttendance)]


# The roll


@pytest.mark.parametrize(
    ("key", "text", "state"),
    [
        (KEYS.Key_Space, " ", Attendance.PRESENT),
        (KEYS.Key_E, "e", Attendance.EXCUSED),
        (KEYS.Key_A, "a", Attendance.ABSENT),
        (KEYS.Key_X, "x", Attendance.WITHDRAWN),
    ],
)
def test_one_key_says_where_somebody_stands_and_goes_to_the_next(
    desk: Desk, key: Qt.Key, text: str, state: Attendance
) -> None:
    sheet = roll_of(desk)
    desk.key(key, text)
    assert marks(desk) == [(files.ident("martel"), state)]
    assert sheet.people.current() == str(files.ident("gil"))


def test_suppr_takes_a_mark_back(desk: Desk) -> None:
    sheet = roll_of(desk)
    sheet.people.go_to(str(files.ident("gil")))
    desk.key(KEYS.Key_Delete)
    assert marks(desk) == [(files.ident("gil"), Attendance.ENROLLED)]


def test_a_mark_that_is_already_there_is_not_written_again(desk: Desk) -> None:
    sheet = roll_of(desk)
    sheet.people.go_to(str(files.ident("gil")))
    desk.key(KEYS.Key_Space, " ")
    assert marks(desk) == []


def test_f2_enrols_somebody_found_by_name(desk: Desk) -> None:
    roll_of(desk)
    desk.key(KEYS.Key_F2)
    desk.write("ben")
    desk.enter()
    assert desk.done(Enrol) == [Enrol(files.SESSION.id, people.HITS[0].id)]


def test_the_roll_says_who_is_there_who_waits_and_whom_the_counter_saw(desk: Desk) -> None:
    roll_of(desk)
    words = desk.words()
    for said in ("Mon budget au quotidien", "8 inscrits sur 10", "1 présent", "présent, vue à l’accueil à 8:58",
                 "Mme BLANC Lise, en attente d’une place"):  # fmt: skip
        assert said in words


def test_a_full_session_says_how_many_wait(make_desk: MakeDesk) -> None:
    full = replace(files.ROLL, session=replace(files.SESSION, enrolled=10))
    desk = make_desk(answers={ReadRoll: full})
    roll_of(desk)
    assert "Complet, 1 en attente" in desk.words()


def test_the_roll_follows_what_another_desk_ticks(desk: Desk) -> None:
    roll_of(desk)
    first = replace(files.ROLL.lines[0], state=Attendance.PRESENT)
    desk.store.answers[ReadRoll] = replace(files.ROLL, lines=(first, *files.ROLL.lines[1:]))
    desk.store.tell(Change(frozenset({Subject("session")})))
    assert "2 présents" in desk.words()


def test_a_refused_mark_is_said_in_the_sheet(make_desk: MakeDesk) -> None:
    early = "Cet atelier n’a pas encore eu lieu. Rien n’a changé\u00a0: l’émargement s’ouvre ce jour-là."
    desk = make_desk(answers={MarkAttendance: Refusal(early)})
    sheet = roll_of(desk)
    desk.key(KEYS.Key_Space, " ")
    assert sheet.refused.text() == early
    assert sheet.refused.isVisible()


def test_names_of_the_roll_follow_the_discreet_screen(desk: Desk) -> None:
    roll_of(desk)
    desk.discreet.set_on(True)
    assert "MARTEL" not in desk.words()


# What is new


def test_a_session_is_first_thought_to_be_of_whoever_makes_it(desk: Desk) -> None:
    form = new(desk, 2)
    assert isinstance(form, SessionForm)
    form.name.setText("Lire ses factures")
    form.when.setText("jeu 14h")
    form.again.set_value("1")
    desk.enter()
    assert desk.done(SetSession) == [
        SetSession("Lire ses factures", "budget", files.CLAIRE, at(20, 14), 120, 12, "", 1, 4)
    ]
    assert desk.pilot.bookings.sheets.content() is None


def test_a_session_without_title_or_moment_is_not_made(desk: Desk) -> None:
    form = new(desk, 2)
    assert isinstance(form, SessionForm)
    desk.enter()
    assert "Le titre manque" in desk.words()
    form.name.setText("Lire ses factures")
    form.when.setText("bientôt")
    desk.enter()
    assert "Le texte est gardé" in desk.words()
    assert desk.done(SetSession) == []


def test_a_session_is_changed_from_its_roll(desk: Desk) -> None:
    roll_of(desk).edited.emit()
    form = content(desk)
    assert isinstance(form, SessionForm)
    assert form.host.value() == str(files.CLAIRE)
    form.places.spin.setValue(14)
    form.submit()
    (gesture,) = desk.done(SetSession)
    assert isinstance(gesture, SetSession)
    assert (gesture.id, gesture.clock, gesture.places) == (files.SESSION.id, files.SESSION.clock, 14)
    assert (gesture.starts_at, gesture.minutes) == (files.SESSION.starts_at, 90)


def test_somebody_is_put_on_the_waiting_list(desk: Desk) -> None:
    form = new(desk, 3)
    assert isinstance(form, WaitingForm)
    desk.write("ben")
    desk.enter()
    form.wish.set_value("morning")
    form.who.set_value(str(files.NADIA))
    form.submit()
    assert desk.done(PutOnWaitingList) == [PutOnWaitingList(people.HITS[0].id, "budget", files.NADIA, 45, Wish.MORNING)]


def test_somebody_may_wait_for_anyone_of_a_platform(desk: Desk) -> None:
    form = new(desk, 3)
    assert isinstance(form, WaitingForm)
    form.submit()
    assert desk.done(PutOnWaitingList) == []
    desk.write("ben")
    desk.enter()
    form.who.set_value("platform:digital")
    form.submit()
    (gesture,) = desk.done(PutOnWaitingList)
    assert isinstance(gesture, PutOnWaitingList)
    assert (gesture.platform, gesture.account_id) == ("digital", None)


def test_a_meeting_closes_the_place_for_a_while(desk: Desk) -> None:
    form = new(desk, 4)
    assert isinstance(form, BusyForm)
    form.name.setText("Réunion partenaires")
    form.when.setText("ven 14h")
    form.until.setText("13h")
    desk.enter()
    assert ORDER in desk.words()
    form.until.setText("16h")
    desk.enter()
    assert desk.done(SetBusyTime) == [SetBusyTime(at(21, 14), at(21, 16), "Réunion partenaires")]


def test_an_absence_is_noted_with_the_form_of_the_counter(desk: Desk) -> None:
    form = new(desk, 5)
    assert isinstance(form, AbsenceForm)
    form.submit()
    (gesture,) = desk.done(SetAbsence)
    assert isinstance(gesture, SetAbsence)
    assert gesture.account_id == files.CLAIRE


def test_hours_are_listed_taken_away_and_added(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={Availabilities: ((HOURS,), (WEEKLY,))})
    sheet = new(desk, 6)
    assert isinstance(sheet, HoursSheet)
    words = desk.words()
    assert "mardi, 9:00 à 12:00, Claire Fabre · bureau 2 · depuis le 01/01/2019" in words
    assert "Réunion d’équipe, vendredi 21/06/2019, 10:00 à 12:00 · chaque semaine · Toute la place" in words
    desk.key(KEYS.Key_Space, " ")
    (gone,) = desk.done(SetAvailability)
    assert isinstance(gone, SetAvailability)
    assert (gone.id, gone.clock, gone.withdrawn) == (HOURS.id, HOURS.clock, True)
    sheet.added.emit()
    form = content(desk)
    assert isinstance(form, AvailabilityForm)
    form.first.setText("14h")
    form.last.setText("17h")
    form.weekday.set_value("3")
    form.submit()
    made = desk.done(SetAvailability)[-1]
    assert made == SetAvailability(files.CLAIRE, 3, dt.time(14), dt.time(17), files.NOW.date())


def test_the_counter_makes_sessions_and_the_direction_makes_nothing(make_desk: MakeDesk) -> None:
    assert make_desk(Role.RECEPTION, files.SOFIANE).pilot.page.head.new.isVisible()
    assert not make_desk(Role.DIRECTOR, files.ident("helene")).pilot.page.head.new.isVisible()


def test_what_is_new_is_asked_for_by_a_key_by_whoever_may_write(make_desk: MakeDesk) -> None:
    for role, name, opens in ((Role.RECEPTION, files.SOFIANE, True), (Role.DIRECTOR, files.ident("helene"), False)):
        desk = make_desk(role, name)
        desk.key(KEYS.Key_N, "\x0e", CONTROL)
        assert (desk.pilot.bookings.sheets.content() is not None) is opens
