"""A morning of a budget counsellor in the real window, by keys alone: received, written, printed, booked again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.agenda.model import Outcome
from ceis_desk.agenda.questions import ReadWeek
from ceis_desk.agenda.week import Entry, EntryKind
from ceis_desk.core.ids import Id
from ceis_desk.platforms.budget.questions import CasesOf, ReadCase
from ceis_desk.platforms.budget.sheet import Freezing
from ceis_desk.ui.agenda.pilot import AgendaPilot
from ceis_desk.ui.platforms.budget.cases.pilot import BudgetPilot
from ceis_desk.ui.platforms.budget.sheet.amount_cell import AmountCell
from ceis_desk.ui.platforms.budget.sheet.pilot import SheetPilot
from ceis_desk.ui.printing.preview import PrintPreview
from tests.data.budget.sealed_cases import folder_of
from tests.scenarios.windows import CONTROL, DAY, ENTER, ESCAPE, Seat, demo_copy, seated


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as made:
        yield made


def hers(seat: Seat, name: str) -> Entry:
    """The appointment of the day of somebody, as the store has it."""
    entries = seat.ask(ReadWeek(DAY, 1)).entries
    return next(one for one in entries if one.kind is EntryKind.APPOINTMENT and one.used_name == name)


def agenda(seat: Seat) -> AgendaPilot:
    seat.strike(Qt.Key.Key_3, CONTROL)
    pilot = seat.session.pilot()
    assert isinstance(pilot, AgendaPilot)
    seat.until(lambda: pilot.outlook.laid is not None)
    seat.quiet()
    return pilot


def case_of(seat: Seat, entry: Entry) -> BudgetPilot:
    """The case that Entrée opens from the appointment under the cursor."""
    seat.strike(ENTER)
    pilot = seat.session.pilot()
    assert isinstance(pilot, BudgetPilot)
    seat.until(lambda: pilot.case.here.view is not None, "her case never opens")
    seat.quiet()
    assert pilot.case.case_id() == seat.ask(CasesOf(_person(entry)))[0].id
    return pilot


def _person(entry: Entry) -> Id:
    assert entry.person_id is not None
    return entry.person_id


def print_sheet(seat: Seat) -> str:
    """The words of the document to sign of the sheet on screen, printed by Ctrl P and left by Échap."""
    seat.strike(Qt.Key.Key_P, CONTROL)
    seat.until(lambda: isinstance(seat.page, PrintPreview), "no preview opens")
    preview = seat.page
    assert isinstance(preview, PrintPreview)
    seat.until(lambda: preview._pages is not None, "the document is never made")
    words = preview.text.toPlainText()
    seat.strike(ESCAPE)
    seat.quiet()
    return words


def test_a_person_is_received_followed_printed_for_and_booked_again_by_keys_alone(seat: Seat) -> None:
    seat.open_as("claire")
    page = agenda(seat).page
    seat.strike(Qt.Key.Key_Down)
    assert "BENALI" in page.detail.who.text()
    for _ in ("Arrivée opens the check-in", "which is right as it is"):
        seat.strike(ENTER)
        seat.quiet()
    agenda(seat)
    seat.until(lambda: page.detail.main.text() == "Commencer", "she is never seen to be there")
    seat.strike(ENTER)
    seat.until(lambda: page.detail.main.text() == "Dossier budget", "the case is never offered")

    budget = case_of(seat, hers(seat, "Benali"))
    case = budget.case.here.case_view().case
    typed = "Point fait sur la cantine."
    seat.write(typed)
    for _ in ("asked", "then meant"):
        seat.strike(Qt.Key.Key_S, CONTROL)
    # The example keeps a note that was being typed: what is struck goes on from there.
    seat.until(lambda: any(typed in (one.text or "") for one in seat.ask(ReadCase(case.id)).notes))

    seat.strike(Qt.Key.Key_B, CONTROL)
    sheet = seat.session.pilot()
    assert isinstance(sheet, SheetPilot)
    seat.until(lambda: isinstance(QApplication.focusWidget(), AmountCell), "no cell waits for an amount")
    seat.write("742")
    seat.strike(ENTER)
    seat.quiet()
    assert "742,00" in print_sheet(seat)
    assert folder_of(seat.session.opened, case.id).sheets[-1].freezing is Freezing.PRINTED
    seat.until(lambda: "elle ne change plus" in seat.words(), "nobody says that the sheet is frozen")
    seat.strike(ESCAPE)
    assert seat.session.pilot() is budget
    assert budget.case.case_id() == case.id

    seat.strike(ENTER, CONTROL)
    seat.until(seat.program.window.sheets, "the end of the interview never opens")
    seat.strike(Qt.Key.Key_Down)
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: hers(seat, "Benali").visit_state == "gone", "her visit never ends")
    assert hers(seat, "Benali").outcome is Outcome.HONOURED
    seat.until(lambda: seat.ask(ReadCase(case.id)).next_appointment, "no other appointment is booked")


def test_an_interview_ended_in_the_agenda_honours_its_appointment(seat: Seat) -> None:
    seat.open_as("claire")
    page = agenda(seat).page
    seat.until(lambda: "ARNAL" in page.detail.who.text(), "the cursor never comes to whoever is received")
    seat.tab_to(page.detail.buttons["end"])
    seat.strike(ENTER)
    seat.until(lambda: hers(seat, "Arnal").outcome is Outcome.HONOURED, "it is never honoured")
    assert hers(seat, "Arnal").visit_state == "gone"
    for _ in ("the appointment", "then the visit"):
        seat.strike(Qt.Key.Key_Z, CONTROL)
        seat.quiet()
    back = hers(seat, "Arnal")
    assert (back.outcome, back.visit_state) == (Outcome.OPEN, "busy")
