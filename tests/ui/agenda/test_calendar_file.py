"""A calendar of another program told before it is taken in, and one's own agenda as a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.agenda.calendar_files import CalendarEvent, CalendarFile, CalendarOf, ReadCalendarFile, TakeCalendar
from ceis_desk.core.errors import Refusal
from tests.ui.agenda import files
from tests.ui.agenda.conftest import MakeDesk

EVENT = CalendarEvent("a@b", files.at(19, 10), files.at(19, 11), "Commission")
FOUND = CalendarFile("rdv.ics", dt.date(2019, 5, 18), dt.date(2020, 6, 18), (EVENT,), written=3, free=1, unreadable=1)
NOT_ONE = "Ce fichier n’est pas un calendrier. Rien n’a changé."


def test_the_menu_of_new_things_takes_a_calendar_in_and_out(make_desk: MakeDesk) -> None:
    desk = make_desk()
    for digit in (7, 8):
        desk.pilot.page.head.new.click()
        desk.digit(digit)
        dialog = desk.pilot.page.findChildren(QFileDialog)[-1]
        assert "ics" in " ".join(dialog.nameFilters())
        dialog.reject()


def test_a_file_is_told_then_taken_in_with_enter(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadCalendarFile: FOUND})
    desk.pilot.files.read(Path("rdv.ics"))
    told = desk.pilot.bookings.sheets.content()
    assert told is not None
    lines = [child.text() for child in told.findChildren(QLabel)]
    assert "1\u00a0créneau à fermer entre le 18/05/2019 et le 18/06/2020." in lines
    assert desk.done(TakeCalendar) == []
    desk.enter()
    assert desk.done(TakeCalendar) == [TakeCalendar(FOUND)]


def test_a_file_told_and_left_by_escape_takes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadCalendarFile: FOUND})
    desk.pilot.files.read(Path("rdv.ics"))
    desk.key(Qt.Key.Key_Escape)
    assert desk.done(TakeCalendar) == []


def test_what_is_no_calendar_is_refused_with_its_reason(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ReadCalendarFile: Refusal(NOT_ONE)})
    desk.pilot.files.read(Path("cahier.csv"))
    assert desk.refused == [NOT_ONE]


def test_ones_own_agenda_is_written_and_noted_in_the_journal(make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(answers={CalendarOf: b"BEGIN:VCALENDAR"})
    place = tmp_path / "agenda.ics"
    desk.pilot.files.write(place)
    qtbot.waitUntil(lambda: desk.done(NoteAccess) == [NoteAccess(NotedAct.EXPORT)])
    assert place.read_bytes() == b"BEGIN:VCALENDAR"
    assert desk.store.asked[-1] == CalendarOf(files.CLAIRE)


def test_a_place_that_cannot_be_written_is_said(make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(answers={CalendarOf: b"BEGIN:VCALENDAR"})
    desk.pilot.files.write(tmp_path / "absent" / "agenda.ics")
    qtbot.waitUntil(lambda: bool(desk.refused))
    assert "n’a pas pu être enregistré" in desk.refused[0]
    assert desk.done(NoteAccess) == []
