"""A person is erased by keys: what goes and what stays is said, her name is typed, nothing of her is left to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.access.questions import ReadJournal
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import OpenRecord
from ceis_desk.reception.gestures import RecordVisit
from ceis_desk.ui.people.erase_sheet import EraseSheet
from ceis_desk.ui.people.pilot import PeoplePilot
from tests.scenarios.desks import PASSWORD, new_desk
from tests.scenarios.windows import ENTER, ESCAPE, TAB, Seat, seated

TRAN = Identity(used_name="TRAN-NGUYÊN", first_name="Hoa", phones=("+33639981620",))


@pytest.fixture
def person() -> list[Id]:
    return []


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, tmp_path: Path, person: list[Id]) -> Iterator[Seat]:
    """A desk where Mélissa welcomes and administers, Hélène directs; one person has come once."""
    with new_desk(tmp_path / "registre") as desk:
        desk.add("melissa", "Mélissa Cano", Role.RECEPTION, Role.ADMIN)
        desk.add("ines", "Inès Roy", Role.RECEPTION, Role.ADMIN, Role.DIRECTOR)
        store = desk.enter("sofiane").store
        person.append(store.do(CreatePerson(TRAN)).result().made[0])
        store.do(RecordVisit((person[0],))).result()
    with seated(qapp, qtbot, tmp_path / "registre", wall_clock) as here:
        yield here


def open_record(seat: Seat, login: str, person_id: Id) -> PeoplePilot:
    seat.open_as(login, PASSWORD)
    seat.session.go("people", person_id)
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    seat.until(lambda: pilot.record.record is not None)
    seat.quiet()
    return pilot


def open_sheet(seat: Seat, pilot: PeoplePilot) -> EraseSheet:
    seat.tab_to(pilot.record.page.sheet.erase)
    seat.strike(Qt.Key.Key_Space)
    seat.until(lambda: isinstance(pilot.sheets.content(), EraseSheet))
    sheet = pilot.sheets.content()
    assert isinstance(sheet, EraseSheet)
    return sheet


def test_whoever_carries_it_out_names_who_decided_and_types_the_name(seat: Seat, person: list[Id]) -> None:
    pilot = open_record(seat, "melissa", person[0])
    sheet = open_sheet(seat, pilot)
    words = seat.words()
    assert "Effacer la fiche de TRAN-NGUYÊN Hoa" in words
    assert "1\u00a0téléphone" in words
    assert "1\u00a0passage, avec l’âge et le quartier de ce jour-là" in words
    assert [sheet.decider.itemText(at) for at in range(sheet.decider.count())] == ["Hélène Costa", "Inès Roy"]
    seat.write("tran")
    assert not sheet.go.isEnabled()
    seat.strike(ENTER)
    assert "Ce n’est pas son nom. Rien n’est effacé." in seat.words()
    assert seat.ask(OpenRecord(person[0])).identity.used_name == TRAN.used_name
    seat.write(" nguyen")
    assert sheet.go.isEnabled()
    seat.tab_to(sheet.go)
    seat.strike(Qt.Key.Key_Space)
    seat.until(lambda: pilot.sheets.content() is None and pilot.record.record is None)
    with pytest.raises(Refusal, match="n’est plus là"):
        seat.ask(OpenRecord(person[0]))
    lines = {(line.account, line.action, line.subject) for line in seat.ask(ReadJournal())}
    assert ("Mélissa Cano", "erase_decided", "Hélène Costa") in lines
    assert ("Mélissa Cano", "erase") in {line[:2] for line in lines}
    assert len(seat.day().visits) == 1
    seat.until(lambda: "TRAN-NGUYÊN" not in seat.words(), "her name stays on the screen")
    behind = " ".join(label.text() for label in pilot.page.record.findChildren(QLabel))
    assert "TRAN" not in behind
    assert "06 39 98 16 20" not in behind


def test_the_direction_that_administers_decides_herself(seat: Seat, person: list[Id]) -> None:
    pilot = open_record(seat, "ines", person[0])
    sheet = open_sheet(seat, pilot)
    assert not sheet.decider.isVisible()
    seat.write("Tran Nguyen")
    seat.strike(ENTER)
    seat.until(lambda: pilot.record.record is None)
    lines = {(line.action, line.subject) for line in seat.ask(ReadJournal())}
    assert ("erase_decided", "Inès Roy") in lines


def test_escape_keeps_the_record(seat: Seat, person: list[Id]) -> None:
    pilot = open_record(seat, "ines", person[0])
    open_sheet(seat, pilot)
    seat.write("Tran Nguyen")
    seat.strike(ESCAPE)
    seat.until(lambda: pilot.sheets.content() is None)
    assert seat.ask(OpenRecord(person[0])).identity.used_name == TRAN.used_name


def test_whoever_does_not_carry_it_out_is_offered_nothing(seat: Seat, person: list[Id]) -> None:
    pilot = open_record(seat, "sofiane", person[0])
    assert not pilot.record.page.sheet.erasing.isVisible()
    for _ in range(60):
        seat.strike(TAB)
        assert QApplication.focusWidget() is not pilot.record.page.sheet.erase
