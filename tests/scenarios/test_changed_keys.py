"""Keys changed in the settings of the real window, then struck at the counter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.reception.model import VisitState
from ceis_desk.ui.settings.key_list import KeysView, NewKeyForm
from ceis_desk.ui.settings.pilot import Pilot as SettingsPilot
from tests.scenarios.windows import ENTER, Seat, demo_copy, seated

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def counter(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    """The reception account on its welcome page."""
    with seated(qapp, qtbot, demo_copy(tmp_path_factory.getbasetemp(), tmp_path / "registre")) as seat:
        seat.open_as("accueil")
        yield seat


def keys_of(seat: Seat) -> KeysView:
    seat.session.show("settings")
    pilot = seat.session.pilot()
    assert isinstance(pilot, SettingsPilot)
    pilot.open_section("keys")
    seat.quiet()
    view = pilot.page.stack.currentWidget()
    found = view if isinstance(view, KeysView) else pilot.page.findChild(KeysView)
    assert found is not None
    return found


def take_key(seat: Seat, code: str, key: Qt.Key) -> NewKeyForm:
    """Open the line of a command and strike the key that it is to have."""
    listed = keys_of(seat).list
    listed.setFocus()
    listed.go_to(code)
    seat.strike(ENTER)
    form = seat.program.window.sheets()[-1].findChild(NewKeyForm)
    assert form is not None
    seat.strike(key)
    return form


def called(seat: Seat) -> int:
    return sum(visit.state is VisitState.CALLED for visit in seat.day().visits)


def test_a_key_changed_in_the_settings_calls_at_once_and_shows_everywhere(counter: Seat) -> None:
    take_key(counter, "call", Qt.Key.Key_F10)
    counter.strike(ENTER)
    counter.session.show("reception")
    counter.quiet()
    before = called(counter)
    counter.strike(Qt.Key.Key_F8)
    counter.quiet()
    assert called(counter) == before
    counter.strike(Qt.Key.Key_F10)
    counter.until(lambda: called(counter) == before + 1, "nobody is called")
    assert counter.reception.page.queue.call.accessibleDescription() == "F10"
    counter.strike(Qt.Key.Key_F1)
    assert "F10\nappeler la personne suivante" in counter.words()


def test_a_key_that_serves_on_the_same_page_is_refused_in_words(counter: Seat) -> None:
    form = take_key(counter, "call", Qt.Key.Key_F3)
    assert form.trouble.isVisible()
    assert "F3 sert déjà à «\u00a0passage anonyme\u00a0»" in form.trouble.words.text()
    assert not form.save.isEnabled()


def test_without_single_keys_alt_and_a_digit_still_record_an_arrival(counter: Seat) -> None:
    keys_of(counter).single.click()
    counter.session.show("reception")
    counter.quiet()
    before = len(counter.day().visits)
    counter.strike(Qt.Key.Key_F3)
    counter.write("1b")
    panel = counter.reception.page.card.check_in
    assert (panel.motifs.chosen(), counter.reception.page.card.search.text()) == ((), "")
    counter.strike(Qt.Key.Key_Ampersand, ALT, "&")
    counter.strike(ENTER)
    counter.until(lambda: len(counter.day().visits) == before + 1, "no visit is recorded")
    assert [choice.motif_id for choice in counter.last_visit().motifs] == [counter.motifs()[1].id]
