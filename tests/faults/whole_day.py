"""A whole day of an agent with canary names, in a process whose every written byte is kept (`python -m`, disk.c)."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ceis_desk.core.clock import wall_clock
from ceis_desk.core.crash import install_crash_report
from ceis_desk.core.logs import start_log, stop_log
from ceis_desk.core.paths import log_folder
from ceis_desk.data.demo import PASSWORD
from ceis_desk.people.questions import FindPeople
from ceis_desk.ui.people.pilot import PeoplePilot
from ceis_desk.ui.printing.preview import PrintPreview
from ceis_desk.ui.reception.board_forms import AbsenceForm, BoardForm, InstructionForm, MessageForm
from tests.faults.seats import child_seat
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, Seat

# Every word of a person begins with the same letters, so that one search finds them all.
CANARY, PHONE, WITNESS = "Kanari", "0639980417", "Serinus-canaria"
NAME, FIRST, CHILD = f"{CANARY}nom", f"{CANARY}prenom", f"{CANARY}enfant"


def day(seat: Seat, rooms: list[int]) -> None:
    """New person, message, household, arrival, board, correction, draft, print, lock."""
    seat.open_as("accueil")
    seat.write(f"{CANARY}cherche")
    seat.quiet()
    seat.reception.page.card.clear()
    pilot = known(seat)
    seat.write(f"{CANARY}cherche")
    new_person(seat, pilot)
    message_and_household(seat, pilot)
    arrival(seat)
    board(seat)
    pilot = known(seat)
    pilot.new_person(f"{CANARY}brouillon")
    write_in(seat, pilot.page.form.form.entries.texts["first_name"], FIRST)
    pilot.form.drafts.flush()
    seat.quiet()
    seat.session.show("reception")
    seat.quiet()
    seat.strike(Qt.Key.Key_P, CONTROL)
    seat.until(lambda: isinstance(seat.page, PrintPreview) and seat.page._pages is not None)
    assert isinstance(seat.page, PrintPreview)
    assert seat.page._pages is not None
    rooms += [path.stat().st_mode & 0o777 for path in seat.page._pages.path.parents[:2]]
    seat.strike(ESCAPE)
    seat.door.change_password(PASSWORD, f"{CANARY}secret-26").result()
    seat.strike(Qt.Key.Key_F12)
    seat.until(lambda: seat.program.desk.session is None)


def known(seat: Seat) -> PeoplePilot:
    seat.session.show("people")
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    seat.quiet()
    return pilot


def write_in(seat: Seat, field: QWidget, text: str) -> None:
    field.setFocus()
    seat.write(text)


def new_person(seat: Seat, pilot: PeoplePilot) -> None:
    pilot.new_person(NAME)
    texts = pilot.page.form.form.entries.texts
    for code, words in (("first_name", FIRST), ("birth", "09/05/1976"), ("phone", PHONE)):
        write_in(seat, texts[code], words)
    seat.quiet()
    pilot.form.submit()
    seat.until(lambda: pilot.record.record is not None, "no record is made")


def message_and_household(seat: Seat, pilot: PeoplePilot) -> None:
    pilot.page.record.message_asked.emit()
    seat.write(f"{CANARY}message")
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: not seat.program.window.sheets(), "the message is not left")
    pilot.page.record.sheet.household_edited.emit()
    seat.write(CHILD)
    seat.strike(ENTER)
    seat.strike(ENTER, CONTROL)
    seat.until(lambda: not seat.program.window.sheets(), "the household is not kept")


def arrival(seat: Seat) -> None:
    seat.session.show("reception")
    seat.quiet()
    before = len(seat.day().visits)
    seat.write(NAME)
    seat.quiet()
    seat.strike(ENTER)
    seat.write("1")
    seat.strike(ENTER)
    seat.until(lambda: len(seat.day().visits) == before + 1, "nobody is checked in")
    seat.quiet()
    seat.strike(Qt.Key.Key_F4)
    seat.strike(ENTER)
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    form = seat.program.window.sheets()[-1].content
    write_in(seat, form.referred, f"{CANARY}partenaire")  # type: ignore[attr-defined]  # the correction
    seat.strike(ENTER)
    seat.until(lambda: not seat.program.window.sheets(), "nothing is corrected")


def board(seat: Seat) -> None:
    for kind, form_type in (("message", MessageForm), ("instruction", InstructionForm), ("absence", AbsenceForm)):
        seat.strike(Qt.Key.Key_F7)
        seat.quiet()
        seat.program.window.sheets()[-1].content.form_asked.emit(kind)  # type: ignore[attr-defined]  # the board
        form = seat.program.window.sheets()[-1].content
        assert isinstance(form, form_type)
        write_in(seat, field_of(form), f"{CANARY}{kind}")
        seat.strike(ENTER)
        seat.until(lambda: not isinstance(seat.program.window.sheets()[-1].content, BoardForm), f"no {kind} is kept")
        seat.strike(ESCAPE)


def field_of(form: BoardForm) -> QWidget:
    return form.reason if isinstance(form, AbsenceForm) else form.text  # type: ignore[attr-defined]  # both others have one


def crash(name: str) -> None:
    """A bug with names in its locals, its message and its log, on this thread and on another."""
    secret = {"name": name, "phone": PHONE}
    try:
        raise ValueError(f"no such person: {name} {secret}")
    except ValueError as error:
        logging.getLogger("ceis_desk.tests").exception("échec pour %s", name)
        sys.excepthook(type(error), error, error.__traceback__)
    nobody: dict[str, str] = {}
    thread = threading.Thread(target=lambda: nobody[name], name=name)
    thread.start()
    thread.join()


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """What the real start adds: the log, and the report of a bug."""
    log = start_log(log_folder(folder))
    remove = install_crash_report(log_folder(folder), wall_clock, "0.1.0")
    try:
        yield
    finally:
        remove()
        stop_log(log)


def main(folder: Path) -> None:
    titles: list[str] = []
    rooms: list[int] = []
    with tempfile.NamedTemporaryFile("w") as witness:
        witness.write(WITNESS)
        witness.flush()
    with watched(folder), child_seat(folder) as seat:
        seat.program.window.windowTitleChanged.connect(titles.append)
        day(seat, rooms)
        crash(NAME)
        found = len(seat.door.open("claire", PASSWORD).result().store.ask(FindPeople(NAME)).result())
    sys.stdout.write(json.dumps({"titles": titles, "rooms": rooms, "found": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
