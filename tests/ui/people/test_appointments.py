"""An appointment given from a record: Ctrl R, then a digit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.access.questions import Settings
from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import FindSlots, ReadWeek
from ceis_desk.core.store import Change, Subject
from ceis_desk.people.questions import OpenRecord
from tests.ui.agenda import files as agenda
from tests.ui.agenda.conftest import week_asked
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk(Role.RECEPTION)
    desk.store.answers |= {ReadWeek: week_asked, Settings: {}, FindSlots: agenda.SLOTS}
    desk.pilot.open_record(files.SAMIRA)
    return desk


def test_ctrl_r_and_a_digit_book_one_of_the_first_free_times(desk: Desk) -> None:
    desk.key(Qt.Key.Key_R, CONTROL, "\x12")
    desk.key(Qt.Key.Key_2, text="2")
    (done,) = desk.store.gestures(BookAppointment)
    assert (done.person_id, done.account_id, done.starts_at) == (files.SAMIRA, agenda.NADIA, agenda.at(19, 10, 45))


def test_ctrl_r_and_entree_book_the_first_free_time_and_give_the_cursor_back(desk: Desk) -> None:
    before = desk.cursor()
    desk.key(Qt.Key.Key_R, CONTROL, "\x12")
    desk.enter()
    (done,) = desk.store.gestures(BookAppointment)
    assert done.starts_at == agenda.SLOTS[0].starts_at
    assert desk.cursor() is before


def test_the_button_of_the_tab_does_the_same(desk: Desk) -> None:
    desk.pilot.page.record.appointment_asked.emit()
    desk.key(Qt.Key.Key_3, text="3")
    assert [done.starts_at for done in desk.store.gestures(BookAppointment)] == [agenda.SLOTS[2].starts_at]


def test_entree_on_an_appointment_of_the_record_shows_it_in_the_agenda(desk: Desk) -> None:
    line = files.RECORD.appointments[0]
    desk.pilot.page.record.appointments.opened.emit(str(line.id))
    assert desk.went == [("agenda", (line.at.date(), line.id))]


def test_the_record_is_read_again_when_an_appointment_is_given_elsewhere(desk: Desk) -> None:
    before = sum(isinstance(question, OpenRecord) for question in desk.store.asked)
    desk.store.tell(Change(frozenset({Subject("appointment")})))
    assert sum(isinstance(question, OpenRecord) for question in desk.store.asked) == before + 1
