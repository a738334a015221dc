"""A counsellor at her agenda, by keys alone, in the real window on a real encrypted store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import ReadRoll, ReadWeek
from ceis_desk.agenda.week import Attendance, Entry, EntryKind
from ceis_desk.ui.agenda.booking_sheet import BookingSheet
from ceis_desk.ui.agenda.pilot import AgendaPilot
from ceis_desk.ui.agenda.roll_sheet import RollSheet
from ceis_desk.ui.agenda.steps import next_box
from tests.scenarios.windows import CONTROL, ENTER, Seat, demo_copy, seated

KEYS = Qt.Key
MONDAY = dt.date(2019, 6, 17)


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """Claire's agenda, on the Tuesday of the demonstration at 10:42."""
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        seat.open_as("claire")
        seat.strike(KEYS.Key_3, CONTROL)
        seat.quiet()
        yield seat


def agenda(seat: Seat) -> AgendaPilot:
    pilot = seat.session.pilot()
    assert isinstance(pilot, AgendaPilot)
    return pilot


def entries(seat: Seat, family: str = "") -> list[Entry]:
    """The appointments of the week, as they are kept."""
    week = seat.ask(ReadWeek(MONDAY, 7))
    booked = [one for one in week.entries if one.kind is EntryKind.APPOINTMENT]
    return [one for one in booked if not family or one.used_name.upper() == family]


def sheet(seat: Seat, kind: type) -> object:
    """The sheet now open, once it is filled."""
    seat.until(lambda: isinstance(agenda(seat).bookings.sheets.content(), kind), "no sheet opens")
    seat.quiet()
    return agenda(seat).bookings.sheets.content()


ARROWS = {
    KEYS.Key_Left: (-1, 0), KEYS.Key_Right: (1, 0), KEYS.Key_Up: (0, -1), KEYS.Key_Down: (0, 1),
}  # fmt: skip


def walk_to(seat: Seat, begins: str) -> None:
    """By the fewest arrows to the box whose name begins so."""
    grid = agenda(seat).page.view.grid
    wanted = next(key for key, words in grid._spoken.items() if words[0].startswith(begins))
    ways: dict[str, tuple[Qt.Key, ...]] = {grid.current(): ()}
    towards = [grid.current()]
    while wanted not in ways:
        here = towards.pop(0)
        for key, step in ARROWS.items():
            there = next_box(grid.places, here, *step)
            if there not in ways:
                ways[there] = (*ways[here], key)
                towards.append(there)
    for key in ways[wanted]:
        seat.strike(key)
    assert grid.current() == wanted


def kept(seat: Seat, true: Callable[[], object], what: str) -> None:
    seat.until(true, what)
    seat.quiet()


def test_an_appointment_is_given_at_a_free_time_and_taken_back(seat: Seat) -> None:
    before = len(entries(seat))
    walk_to(seat, "libre, mercredi 19 juin, 11:00")
    seat.strike(ENTER)
    sheet(seat, BookingSheet)
    seat.write("lopez carm")
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    seat.strike(ENTER)
    kept(seat, lambda: len(entries(seat)) == before + 1, "nothing is booked")
    made = next(one for one in entries(seat, "LOPEZ") if one.starts_at == dt.datetime(2019, 6, 19, 11))
    assert (made.with_name, made.minutes) == ("Claire Fabre", 45)
    seat.until(lambda: "Mme LOPEZ Carmen, mercredi 19 juin" in QApplication.focusWidget().accessibleName())  # type: ignore[union-attr]  # something has the cursor
    seat.strike(KEYS.Key_Z, CONTROL)
    kept(seat, lambda: len(entries(seat)) == before, "Ctrl Z takes nothing back")


def test_a_box_is_carried_to_another_day_by_the_arrows(seat: Seat) -> None:
    walk_to(seat, "Mme GOMEZ Isabel")
    seat.write("d")
    for _ in range(2):
        seat.strike(KEYS.Key_Right)
    seat.strike(ENTER)
    kept(
        seat,
        lambda: [one.starts_at for one in entries(seat, "GOMEZ")] == [dt.datetime(2019, 6, 21, 14)],
        "the appointment is not moved",
    )
    assert "Mme GOMEZ Isabel, vendredi 21 juin, 14:00" in seat.words()


def test_an_appointment_is_cancelled_by_the_service_in_two_keys(seat: Seat) -> None:
    walk_to(seat, "Mme VIDAL Chantal")
    seat.strike(KEYS.Key_Delete)
    seat.quiet()
    seat.write("2")
    kept(seat, lambda: [one.outcome for one in entries(seat, "VIDAL")] == [Outcome.REVOKED], "it is not cancelled")
    assert "libre, mercredi 19 juin, 9:00" in seat.words()


def test_from_the_arrival_to_the_end_the_agenda_follows_the_counter(seat: Seat) -> None:
    def is_in(wanted: str) -> bool:
        return wanted in [one.visit_state for one in entries(seat, "BENALI") if one.starts_at.day == 18]

    walk_to(seat, "Mme BENALI Samira")
    seat.strike(ENTER)
    seat.until(lambda: seat.program.window.windowTitle() == "CEIS Desk — Accueil")
    seat.quiet()
    seat.strike(ENTER)
    kept(seat, partial(is_in, "waiting"), "the arrival is not recorded")
    seat.strike(KEYS.Key_3, CONTROL)
    seat.quiet()
    seat.strike(ENTER)
    kept(seat, partial(is_in, "busy"), "she is never received")
    detail = agenda(seat).page.detail
    seat.until(lambda: "end" in detail.buttons, "the end is never offered")
    seat.tab_to(detail.buttons["end"])
    seat.strike(ENTER)
    kept(seat, partial(is_in, "gone"), "she is never gone")


def test_the_roll_of_a_session_is_called_one_key_a_person(seat: Seat) -> None:
    seat.strike(KEYS.Key_PageUp)
    seat.quiet()
    week = seat.ask(ReadWeek(MONDAY - dt.timedelta(days=7), 7))
    session = next(one for one in week.entries if one.kind is EntryKind.SESSION and one.enrolled)
    agenda(seat).making.open_roll(session)
    opened = sheet(seat, RollSheet)
    assert isinstance(opened, RollSheet)
    first, second = seat.ask(ReadRoll(session.id)).lines[:2]
    opened.people.go_to(str(first.person_id))
    seat.write("e")
    seat.strike(KEYS.Key_Space)
    kept(
        seat,
        lambda: (
            [line.state for line in seat.ask(ReadRoll(session.id)).lines if line.person_id == first.person_id]
            == [Attendance.EXCUSED]
        ),
        "nobody is marked",
    )
    states = {line.person_id: line.state for line in seat.ask(ReadRoll(session.id)).lines}
    assert states[second.person_id] is Attendance.PRESENT


def test_an_appointment_is_given_from_a_record_in_two_keys(seat: Seat) -> None:
    seat.strike(KEYS.Key_2, CONTROL)
    seat.quiet()
    seat.write("lopez carm")
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    before = len(entries(seat))
    seat.strike(KEYS.Key_R, CONTROL)
    seat.until(seat.program.window.sheets, "no sheet opens")
    seat.quiet()
    seat.write("1")
    kept(seat, lambda: len(entries(seat)) == before + 1, "nothing is booked")
    assert [one.used_name.upper() for one in entries(seat) if one.starts_at > dt.datetime(2019, 6, 18, 10, 42)].count(
        "LOPEZ"
    ) == 1
