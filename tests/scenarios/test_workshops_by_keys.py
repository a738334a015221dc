"""The digital worker at his workshop, by keys alone, in the real window on a real encrypted store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.agenda.workshop_requests import ReadSessions
from ceis_desk.agenda.workshops import SessionLine
from ceis_desk.ui.workshops.pilot import WorkshopsPilot
from tests.scenarios.windows import CONTROL, ENTER, Seat, demo_copy, seated

KEYS = Qt.Key
TUESDAY = dt.date(2019, 6, 18)
FAULT = "Il manque 1 personne dans les âges. Tout est gardé, complétez avant de clore."


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """Marc's workshops, on the Tuesday of the demonstration at 10:42."""
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        seat.open_as("marc")
        seat.strike(KEYS.Key_5, CONTROL)
        seat.quiet()
        yield seat


def workshops(seat: Seat) -> WorkshopsPilot:
    pilot = seat.session.pilot()
    assert isinstance(pilot, WorkshopsPilot)
    return pilot


def session(seat: Seat) -> SessionLine:
    """The workshop of that morning, as it is kept."""
    return next(one for one in seat.ask(ReadSessions(TUESDAY, 1)) if one.title == "Mes démarches")


def test_a_morning_s_workshop_from_the_first_tick_to_its_end(seat: Seat) -> None:
    page = workshops(seat).page
    assert "M. PUECH Simon" in str(page.roster.people.rows.data(page.roster.people.currentIndex()))
    seat.strike(KEYS.Key_Space)
    seat.quiet()
    seat.strike(KEYS.Key_E, text="e")
    seat.quiet()
    assert (session(seat).tally.present, session(seat).tally.excused) == (8, 2)
    seat.strike(ENTER, CONTROL)
    seat.quiet()
    assert FAULT in seat.words()
    assert session(seat).closed_at is None
    # The cursor is in the field at fault, what it holds is chosen: one digit puts it right.
    assert QApplication.focusWidget() in page.counts.findChildren(type(page.counts.extra))
    seat.strike(KEYS.Key_2, text="2")
    seat.strike(ENTER, CONTROL)
    seat.quiet()
    closed = session(seat)
    assert closed.closed_at is not None
    assert closed.extra == 3
    assert "Séance close" in seat.words()
    seat.strike(KEYS.Key_Z, CONTROL)
    seat.quiet()
    assert session(seat).closed_at is None


def test_f9_hides_every_name_of_the_roll(seat: Seat) -> None:
    assert "AMRANI" in seat.words()
    seat.strike(KEYS.Key_F9)
    seat.quiet()
    said = seat.words()
    for name in ("AMRANI", "CASTEL", "FERRER", "SANCHEZ", "Amrani"):
        assert name not in said


@pytest.mark.parametrize(("width", "height", "scale"), [(1366, 768, 100), (1366, 690, 100), (1920, 1040, 150)])
def test_the_page_never_scrolls_sideways(seat: Seat, width: int, height: int, scale: int) -> None:
    window, page = seat.program.window, workshops(seat).page
    window.resize(width, height)
    page._theme.set_scale(scale)
    seat.quiet()
    assert page._scroll.horizontalScrollBar().maximum() == 0
