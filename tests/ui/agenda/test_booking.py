"""Giving and moving appointments from the sheet, by keys."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ceis_desk.access.model import Role
from ceis_desk.access.questions import ReadDraft
from ceis_desk.agenda.gestures import BookAppointment, MoveAppointment, SettleWaiting
from ceis_desk.agenda.questions import FindSlots, ReadWeek, WaitingFor
from ceis_desk.agenda.week import Slot, WaitState
from ceis_desk.core.errors import InTheWay
from ceis_desk.people.model import PersonHit
from ceis_desk.ui.agenda.booking_sheet import ANYWAY, WHO, WHOM, BookingSheet
from ceis_desk.ui.agenda.boxes import key_of
from ceis_desk.ui.reception.arrival import Guest, guest_of_hit
from tests.typing_help import type_text
from tests.ui.agenda import files
from tests.ui.agenda.conftest import CONTROL, Desk, MakeDesk, week_asked
from tests.ui.agenda.files import at
from tests.ui.people import files as people

KEYS = Qt.Key
HIT: PersonHit = people.HITS[0]
SAMIRA: Guest = guest_of_hit(HIT)
FREE = files.SLOTS[2]


def sheet_of(desk: Desk) -> BookingSheet:
    sheet = desk.pilot.bookings.sheets.content()
    assert isinstance(sheet, BookingSheet)
    return sheet


def booked(desk: Desk) -> BookAppointment:
    (gesture,) = desk.done(BookAppointment)
    assert isinstance(gesture, BookAppointment)
    return gesture


def find_slot(desk: Desk) -> BookingSheet:
    desk.key(KEYS.Key_R, "\x12", CONTROL)
    return sheet_of(desk)


def write_in(field: Any, words: str) -> None:  # noqa: ANN401 any field that holds a line
    field.setFocus()
    field.clear()
    type_text(field, words)


def test_a_digit_struck_among_the_fields_of_another_moment_books_nothing(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    fields = sheet_of(desk).fields
    for button in fields.findChildren(QAbstractButton):
        button.setFocus()
        if button.hasFocus():
            desk.digit(1)
    assert desk.done(BookAppointment) == []


def test_for_a_known_person_a_digit_books_one_of_the_first_free_times(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    desk.digit(2)
    done = booked(desk)
    assert (done.person_id, done.account_id, done.starts_at) == (HIT.id, files.NADIA, at(19, 10, 45))
    assert (done.platform, done.room, done.minutes) == ("budget", "bureau 3", 45)
    assert desk.pilot.bookings.sheets.content() is None


def test_for_a_known_person_entree_books_the_first_free_time(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    desk.enter()
    assert booked(desk).starts_at == at(18, 15)


@pytest.mark.parametrize(("key", "text"), [(KEYS.Key_Eacute, "é"), (KEYS.Key_2, "2")])
def test_the_digits_of_azerty_book_too(desk: Desk, key: Qt.Key, text: str) -> None:
    desk.pilot.bookings.book(SAMIRA)
    desk.key(key, text)
    assert booked(desk).starts_at == at(19, 10, 45)


def test_entree_on_a_free_time_asks_who_and_books_there(desk: Desk) -> None:
    laid = desk.pilot.outlook.laid
    assert laid is not None
    free = next(key for key, item in laid.items.items() if isinstance(item, Slot) and item.starts_at == at(19, 11, 30))
    desk.stand_on(free)
    desk.enter()
    desk.write("ben")
    desk.enter()
    assert "mercredi 19 juin, 11:30 à 12:15, 45\u00a0min, avec Claire Fabre" in desk.words()
    assert desk.cursor() is sheet_of(desk).book
    desk.enter()
    assert (booked(desk).person_id, booked(desk).starts_at) == (HIT.id, at(19, 11, 30))


def test_the_cursor_goes_to_what_was_just_booked(desk: Desk) -> None:
    made = files.booked(files.CLAIRE, 21, "14:00", "Nouvelle", "Ana", id=files.ident("made"))
    desk.pilot.bookings.book(SAMIRA)
    after = replace(files.WEEK, entries=(*files.WEEK.entries, made))
    desk.store.answers[ReadWeek] = lambda question: week_asked(question, after)
    desk.digit(1)
    assert desk.chosen().startswith("Mme NOUVELLE Ana")


def test_ctrl_r_then_a_digit_then_a_name_books_that_time(desk: Desk) -> None:
    sheet = find_slot(desk)
    assert desk.cursor() is sheet.picker.field
    sheet.slots.rows.setFocus()
    desk.digit(3)
    assert desk.cursor() is sheet.picker.field
    desk.write("ben")
    desk.enter()
    desk.enter()
    assert (booked(desk).account_id, booked(desk).starts_at) == (files.CLAIRE, at(19, 11))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("jeu 15h", at(20, 15)), ("20/06 à 16:30", at(20, 16, 30)), ("demain 9h", at(19, 9)), ("+7 14h", at(25, 14))],
)
def test_a_free_choice_is_typed_in_any_usual_way(desk: Desk, typed: str, moment: object) -> None:
    desk.pilot.bookings.book(SAMIRA)
    write_in(sheet_of(desk).fields.when, typed)
    desk.enter()
    assert booked(desk).starts_at == moment


def test_a_moment_that_means_nothing_is_kept_and_said(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    sheet = sheet_of(desk)
    write_in(sheet.fields.when, "un de ces jours")
    desk.enter()
    assert desk.done(BookAppointment) == []
    assert "Le texte est gardé" in sheet.fields.when_field.message()
    assert sheet.fields.when.text() == "un de ces jours"


def test_the_type_gives_its_length_and_other_free_times(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    fields = sheet_of(desk).fields
    fields.kind.set_value("file")
    fields.kind.activated.emit(fields.kind.currentIndex())
    assert fields.minutes() == 90
    asked = [question for question in desk.store.asked if isinstance(question, FindSlots)][-1]
    assert (asked.minutes, asked.accounts) == (90, (files.CLAIRE,))
    desk.digit(1)
    assert (booked(desk).kind_code, booked(desk).minutes) == ("file", 90)


def test_an_appointment_may_come_back(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    fields = sheet_of(desk).fields
    fields.again.set_value("2")
    fields.count.spin.setValue(6)
    desk.digit(1)
    assert (booked(desk).every, booked(desk).times) == (2, 6)


def test_nothing_is_booked_for_nobody_nor_with_nobody(desk: Desk) -> None:
    sheet = find_slot(desk)
    write_in(sheet.fields.when, "demain 9h")
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    assert sheet.refused.text() == WHO
    sheet.take_guest(SAMIRA)
    sheet.fields.account.set_value("")
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    assert sheet.refused.text() == WHOM
    assert desk.done(BookAppointment) == []


def test_a_refusal_keeps_the_sheet_says_why_and_offers_to_book_all_the_same(make_desk: MakeDesk) -> None:
    taken = "Ce créneau est déjà pris. Rien n’a été enregistré\u00a0: choisissez un autre moment."
    desk = make_desk(answers={BookAppointment: InTheWay(taken)})
    desk.pilot.bookings.book(SAMIRA)
    desk.digit(1)
    sheet = sheet_of(desk)
    assert taken in desk.words()
    assert ANYWAY in desk.words()
    sheet.anyway.click()
    assert [gesture.anyway for gesture in desk.done(BookAppointment)] == [False, True]  # type: ignore[attr-defined]  # bookings


def test_whoever_waits_and_whom_the_time_suits_is_offered_first(desk: Desk) -> None:
    desk.pilot.bookings.book(slot=FREE)
    assert [question.slot for question in desk.store.asked if isinstance(question, WaitingFor)] == [FREE]
    sheet = sheet_of(desk)
    assert sheet.waiting.isVisible()
    sheet.waiting.opened.emit(str(files.WAITING[0].id))
    desk.enter()
    assert (booked(desk).person_id, booked(desk).waiting_id) == (files.WAITING[0].person_id, files.WAITING[0].id)


def test_proposer_on_the_waiting_list_begins_with_a_time_that_suits(desk: Desk) -> None:
    desk.pilot.page.side.waiting_asked.emit(str(files.WAITING[1].id))
    sheet = sheet_of(desk)
    assert "Mme ÖZTÜRK Elif" in sheet.who.text()
    desk.key(KEYS.Key_Return, "\r", CONTROL)
    assert booked(desk).starts_at.hour < 12
    assert booked(desk).waiting_id == files.WAITING[1].id


def test_suppr_in_the_waiting_list_takes_her_off_it_and_cancels_no_appointment(desk: Desk) -> None:
    desk.pilot.page.side.waiting.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(KEYS.Key_Delete, "\x7f")
    assert desk.done(SettleWaiting) == [SettleWaiting(files.WAITING[0].id, WaitState.LEFT, files.WAITING[0].clock)]
    assert desk.pilot.bookings.sheets.content() is None


def test_what_was_typed_for_a_person_never_takes_the_place_of_a_free_time_chosen(make_desk: MakeDesk) -> None:
    kept = json.dumps({"typed": {"Jour et heure": "jeu 9h"}, "at": 0})
    desk = make_desk(answers={ReadDraft: kept})
    desk.pilot.bookings.book(slot=FREE)
    assert sheet_of(desk).fields.moment(files.NOW) == FREE.starts_at
    sheet_of(desk).closed.emit()
    desk.pilot.bookings.book(SAMIRA)
    assert sheet_of(desk).fields.when.text() == "jeu 9h"


@pytest.mark.parametrize("making", ["book", "roll", "waiting"])
def test_names_already_found_are_hidden_too(desk: Desk, making: str) -> None:
    if making == "book":
        desk.pilot.bookings.book()
    elif making == "roll":
        desk.pilot.making.open_roll(files.SESSION)
        desk.key(KEYS.Key_F2)
    else:
        desk.pilot.making.make("waiting", files.PEOPLE)
    desk.write("ben")
    assert "BENALI" in desk.words()
    desk.discreet.set_on(True)
    assert "BENALI" not in desk.words()


def test_names_of_those_who_wait_follow_the_discreet_screen_in_the_sheet_too(desk: Desk) -> None:
    desk.pilot.bookings.book(slot=FREE)
    desk.discreet.set_on(True)
    assert "LACOSTE" not in desk.words()


def test_reporter_gives_another_moment_to_the_same_appointment(desk: Desk) -> None:
    desk.stand_on(files.GOMEZ)
    desk.pilot.page.detail.buttons["postpone"].click()
    assert "Reporter le rendez-vous" in desk.words()
    desk.digit(1)
    assert desk.done(MoveAppointment) == [
        MoveAppointment(files.GOMEZ.id, at(18, 15), files.GOMEZ.clock, files.NADIA, 45, "bureau 3")
    ]


def test_the_counter_books_without_type_nor_subject(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION, files.SOFIANE)
    desk.pilot.bookings.book(SAMIRA)
    fields = sheet_of(desk).fields
    assert not fields.kind.isVisible()
    assert not fields.subject.isVisible()
    desk.digit(1)
    assert (booked(desk).kind_code, booked(desk).subject) == ("", "")


def test_a_subject_that_holds_a_social_security_number_is_refused(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    write_in(sheet_of(desk).fields.subject, "dossier 1 84 03 34 172 001 59")
    sheet_of(desk).slots.rows.setFocus()
    desk.digit(1)
    assert desk.done(BookAppointment) == []
    assert sheet_of(desk).refused.isVisible()


def test_the_sheet_hides_the_name_and_the_subject_on_a_discreet_screen(desk: Desk) -> None:
    desk.pilot.bookings.book(SAMIRA)
    desk.discreet.set_on(True)
    sheet = sheet_of(desk)
    assert "BENALI" not in sheet.who.text()
    assert sheet.fields.subject.echoMode() is sheet.fields.subject.EchoMode.Password


def test_a_key_names_a_box_the_same_from_one_reading_to_the_next() -> None:
    assert key_of(files.GOMEZ) == key_of(replace(files.GOMEZ, starts_at=at(21, 9)))
    assert key_of(FREE) != key_of(replace(FREE, starts_at=at(21, 9)))
