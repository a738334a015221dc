"""A social worker and the parcours of a person, by keys alone, in the real window on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Group
from ceis_desk.core.ids import Id
from ceis_desk.notes.questions import NotesOf
from ceis_desk.parcours.model import Parcours, ParcoursState
from ceis_desk.parcours.own_words import ReadOwnWords
from ceis_desk.parcours.questions import ReadWay
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.parcours.pilot import WayPilot
from ceis_desk.ui.people.pilot import PeoplePilot
from tests.scenarios.windows import CONTROL, ENTER, ESCAPE, Seat, demo_copy, seated

KEYS = Qt.Key


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")


def people(seat: Seat) -> PeoplePilot:
    pilot = seat.session.pilot()
    assert isinstance(pilot, PeoplePilot)
    return pilot


def way(seat: Seat) -> WayPilot:
    pilot = people(seat).record.way
    assert pilot is not None
    return pilot


def open_benali(seat: Seat, login: str) -> Id:
    """The record of Mme BENALI, found by its name."""
    seat.open_as(login)
    seat.strike(KEYS.Key_2, CONTROL)
    seat.quiet()
    seat.write("benali sam")
    seat.quiet()
    seat.strike(KEYS.Key_Down)
    seat.strike(ENTER)
    seat.quiet()
    record = people(seat).record.record
    assert record is not None
    return record.id


@pytest.fixture
def seat(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Seat]:
    with seated(qapp, qtbot, folder) as seat:
        yield seat


def current(seat: Seat, person_id: Id) -> Parcours:
    found = seat.ask(ReadWay(person_id)).current
    assert found is not None
    return found


def keep(seat: Seat) -> None:
    """Ctrl Entrée, until it is recorded and the sheet gone."""
    seat.strike(ENTER, CONTROL)
    seat.quiet()
    assert people(seat).sheets.content() is None


def test_the_parcours_of_the_example_is_read_gone_through_and_changed_by_keys(seat: Seat) -> None:
    person_id = open_benali(seat, "lea")
    assert "suivie par Claire Fabre" in seat.words()
    seat.tab_to(way(seat).panel.lanes.view.spot_of(way(seat).panel.lanes.view._first()))  # type: ignore[arg-type]  # there
    before = QApplication.focusWidget()
    seat.strike(KEYS.Key_Left)
    assert QApplication.focusWidget() is not before
    seat.strike(KEYS.Key_PageUp)
    assert way(seat).panel.lanes.view.months.count == 3
    seat.strike(KEYS.Key_D, CONTROL)
    seat.write("1")
    seat.write("Trouver un club de sport")
    keep(seat)
    titles = [item.title for item in current(seat, person_id).items]
    assert "Trouver un club de sport" in titles
    assert "Trouver un club de sport" in seat.words()
    seat.strike(KEYS.Key_Z, CONTROL)
    seat.quiet()
    assert "Trouver un club de sport" not in [item.title for item in current(seat, person_id).items]


def test_a_note_is_written_from_the_parcours_and_stays_with_the_social_team(seat: Seat) -> None:
    person_id = open_benali(seat, "lea")
    seat.strike(KEYS.Key_M, CONTROL)
    seat.quiet()
    seat.write("Visite du logement")
    seat.strike(KEYS.Key_S, CONTROL)
    seat.strike(KEYS.Key_S, CONTROL)
    seat.quiet()
    (note,) = seat.ask(NotesOf(current(seat, person_id).id, Group.SOCIAL))[:1]
    assert (note.text, note.author_name) == ("Visite du logement", "Léa Bastide")


def test_a_parcours_is_suspended_and_taken_up_again(seat: Seat) -> None:
    person_id = open_benali(seat, "lea")
    seat.strike(KEYS.Key_D, CONTROL)
    seat.write("53")
    seat.write("Hospitalisation")
    keep(seat)
    assert current(seat, person_id).state is ParcoursState.SUSPENDED
    assert "Suspendu depuis le 18 juin" in seat.words()
    seat.strike(KEYS.Key_D, CONTROL)
    seat.write("53")
    seat.quiet()
    assert current(seat, person_id).state is ParcoursState.ACTIVE


def test_the_counter_is_told_nothing_of_the_parcours(seat: Seat) -> None:
    open_benali(seat, "accueil")
    assert people(seat).record.way is None
    words = seat.words()
    assert "suivie par" not in words
    assert "Dette de loyer" not in words
    seat.strike(KEYS.Key_D, CONTROL)
    seat.strike(KEYS.Key_M, CONTROL)
    assert people(seat).sheets.content() is None


def test_her_own_words_are_written_by_keys(seat: Seat) -> None:
    person_id = open_benali(seat, "lea")
    held = {one.id for one in seat.ask(ReadOwnWords(person_id))}
    words = way(seat).panel.whole.words
    seat.tab_to(next(one for one in words.findChildren(Button) if one.text() == "Noter ses mots"))
    seat.strike(ENTER)
    seat.quiet()
    seat.strike(ENTER)
    seat.strike(ENTER)
    seat.write("Je parle deux langues")
    keep(seat)
    new = [one for one in seat.ask(ReadOwnWords(person_id)) if one.id not in held]
    assert [one.text for one in new] == ["Je parle deux langues"]
    assert "Je parle deux langues" in seat.words()


def test_freins_lifted_and_how_persons_changed_are_read_by_keys_and_name_nobody(seat: Seat) -> None:
    seat.open_as("direction")
    seat.strike(KEYS.Key_K, CONTROL)
    seat.write("freins levés")
    seat.quiet()
    seat.strike(ENTER)
    seat.quiet()
    seat.until(lambda: "Ce que les personnes disent d’elles" in seat.words(), "the figures are never shown")
    seat.quiet()
    shown = seat.words()
    assert "Logement, hébergement" in shown
    assert "J’ai confiance en moi." in shown
    assert "+1,00" in shown, "the mean change of ten persons"
    assert "BENALI" not in shown
    seat.strike(ESCAPE)
    assert "Ce que les personnes disent d’elles" not in seat.words()
