"""Every place where an agent types, and a child process that types in each until it is killed (`python -m`)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.kit.drafts import FOUND_AGAIN, DraftKeeper
from ceis_desk.ui.people.household_sheet import HouseholdSheet
from ceis_desk.ui.people.message_sheet import MessageSheet
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.reception import check_in
from ceis_desk.ui.reception.board import Board
from ceis_desk.ui.reception.board_forms import AbsenceForm, InstructionForm, MessageForm
from ceis_desk.ui.reception.correct_sheet import CorrectForm
from ceis_desk.ui.settings.account_forms import NewAccountForm
from ceis_desk.ui.settings.accounts import AccountsView
from ceis_desk.ui.settings.district_form import DistrictForm
from ceis_desk.ui.settings.motif_form import MotifForm
from ceis_desk.ui.settings.motifs import MotifsView
from ceis_desk.ui.settings.pilot import Pilot as SettingsPilot
from ceis_desk.ui.settings.structure import StructureView
from tests.faults.seats import child_seat
from tests.scenarios.windows import ENTER, ESCAPE, Seat

ViewT = TypeVar("ViewT", bound=QWidget)
Entry = QLineEdit | QPlainTextEdit


@dataclass(frozen=True)
class Place:
    """`find` opens it by what the page offers, and gives the field where one types.

    `says` is read on the screen when the text is found again.
    """

    login: str
    find: Callable[[Seat], Entry]
    says: str = FOUND_AGAIN


def content_of(seat: Seat, kind: type[ViewT]) -> ViewT:
    seat.until(seat.program.window.sheets, "no sheet opens")
    sheet = seat.program.window.sheets()[-1]
    return next(part for part in (sheet.content, *sheet.content.findChildren(QWidget)) if isinstance(part, kind))


def record(seat: Seat) -> PeoplePilot:
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    pilot.open_record(seat.ask(FindPeople("benali samira"))[0].id)
    seat.until(lambda: pilot.record.record is not None)
    return pilot


def message(seat: Seat) -> Entry:
    record(seat).page.record.message_asked.emit()
    form = content_of(seat, MessageSheet)
    return form.words


def household(seat: Seat) -> Entry:
    record(seat).page.record.sheet.household_edited.emit()
    form = content_of(seat, HouseholdSheet)
    return form.editor.name


def new_person(seat: Seat) -> Entry:
    pilot = record(seat)
    pilot.new_person("")
    return pilot.page.form.form.entries.texts["first_name"]


def board(seat: Seat, form: str, kind: type[ViewT]) -> ViewT:
    seat.session.show("reception")
    seat.quiet()
    seat.strike(Qt.Key.Key_F7)
    seat.until(seat.program.window.sheets, "the board does not open")
    content_of(seat, Board).form_asked.emit(form)
    return content_of(seat, kind)


def board_message(seat: Seat) -> Entry:
    return board(seat, "message", MessageForm).text


def instruction(seat: Seat) -> Entry:
    return board(seat, "instruction", InstructionForm).text


def absence(seat: Seat) -> Entry:
    return board(seat, "absence", AbsenceForm).reason


def correction(seat: Seat) -> Entry:
    seat.session.show("reception")
    seat.quiet()
    seat.strike(Qt.Key.Key_F4)
    seat.strike(ENTER)
    seat.strike(ENTER)
    form = content_of(seat, CorrectForm)
    return form.referred


def precision(seat: Seat) -> Entry:
    correction(seat)
    form = content_of(seat, CorrectForm)
    return form.precisions.fields()[0]


def arrival(seat: Seat) -> Entry:
    seat.session.show("reception")
    seat.reception.open_for(seat.ask(FindPeople("benali samira"))[0].id)
    panel = seat.reception.page.card.check_in
    seat.until(panel.isVisible, "the check-in card does not open")
    panel.show_more(True)
    return panel.details.referred


def search(seat: Seat) -> Entry:
    seat.session.show("reception")
    seat.quiet()
    return seat.reception.page.card.search


def people_search(seat: Seat) -> Entry:
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    pilot._to_home()
    return pilot.page.home.search


def section(seat: Seat, code: str, kind: type[ViewT]) -> ViewT:
    seat.session.show("settings")
    pilot = seat.session.pilot()
    assert isinstance(pilot, SettingsPilot)
    pilot.open_section(code)
    seat.quiet()
    return next(part for part in pilot.page.stack.findChildren(QWidget) if isinstance(part, kind))


def account(seat: Seat) -> Entry:
    section(seat, "accounts", AccountsView).add_asked.emit()
    form = content_of(seat, NewAccountForm)
    return form.name


def motif(seat: Seat) -> Entry:
    section(seat, "motifs", MotifsView).add_motif_asked.emit()
    form = content_of(seat, MotifForm)
    return form.precisions


def district(seat: Seat) -> Entry:
    section(seat, "motifs", MotifsView).add_district_asked.emit()
    form = content_of(seat, DistrictForm)
    return form.name


def place(seat: Seat) -> Entry:
    return section(seat, "structure", StructureView).place


# The last of each account is open when the kill comes.
PLACES = {
    "arrival": Place("accueil", arrival, check_in.FOUND_AGAIN),
    "search": Place("accueil", search),
    "people search": Place("accueil", people_search),
    "new person": Place("accueil", new_person, says=""),
    "household": Place("accueil", household),
    "board message": Place("accueil", board_message),
    "instruction": Place("accueil", instruction),
    "absence": Place("accueil", absence),
    "correction": Place("accueil", correction),
    "precision": Place("accueil", precision),
    "message": Place("accueil", message),
    "motif": Place("admin", motif),
    "district": Place("admin", district),
    "account": Place("admin", account),
    "place of the site": Place("admin", place),
}


def typed_in(name: str) -> str:
    """What is typed there."""
    return f"Kanari {name}"


def words_of(field: Entry) -> str:
    """What a field holds."""
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def type_everywhere(seat: Seat, login: str) -> None:
    """Type in each place and wait until it is kept; Échap leaves all but the last."""
    seat.open_as(login)
    places = [(name, one) for name, one in PLACES.items() if one.login == login]
    for number, (name, one) in enumerate(places, start=1):
        field = one.find(seat)
        seat.quiet()
        field.setFocus()
        if words_of(field):
            field.selectAll()
        seat.write(typed_in(name))
        keepers = [one for one in seat.session.frame.window().findChildren(DraftKeeper) if one.timer.isActive()]
        assert keepers, f"{name}: nothing waits to be kept"
        for keeper in keepers:
            with seat.qtbot.waitSignal(keeper.kept, check_params_cb=bool, timeout=20_000):
                pass
        while number < len(places) and seat.program.window.sheets():
            seat.strike(ESCAPE)
            seat.settle()


def main(folder: Path, login: str) -> None:
    with child_seat(folder) as seat:
        type_everywhere(seat, login)
        sys.stdout.write(f"{os.getpid()}\n")
        sys.stdout.flush()
        # The window is there, its texts are kept, and nothing is closed in an orderly way.
        threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
