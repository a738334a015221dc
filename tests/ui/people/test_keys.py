"""The keys of « Personnes » as the desk chose them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.people.gestures import CreatePerson
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def help_of(desk: Desk) -> list[tuple[str, str]]:
    lines = desk.pilot.keys()
    return [(line.keys, line.what) for line in lines]


def test_the_keys_chosen_open_a_new_record_and_keep_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.keyboard.take({"new-person": "F5", "validate": "F9"}, single=True)
    desk.control_n()
    assert desk.pilot.page.shown() == "home"
    desk.key(Qt.Key.Key_F5)
    assert desk.pilot.page.shown() == "form"
    desk.fill("used_name", "Zola")
    desk.settle()
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert desk.store.gestures(CreatePerson) == []
    desk.key(Qt.Key.Key_F9)
    assert [made.identity.used_name for made in desk.store.gestures(CreatePerson)] == ["ZOLA"]


def test_the_keys_chosen_are_on_the_buttons_and_in_the_help(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.keyboard.take({"new-person": "F5", "search": "Ctrl+J"}, single=True)
    assert desk.pilot.page.home.new.accessibleDescription() == "F5"
    assert ("Ctrl J", "chercher une personne") in help_of(desk)
    assert ("F5", "nouvelle personne") in help_of(desk)


def test_the_parts_of_a_record_turn_both_ways(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.open_record(files.RECORD.id)
    tabs = desk.pilot.page.record.head.tabs
    desk.key(Qt.Key.Key_Tab, CONTROL)
    assert tabs.code() == "visits"
    desk.key(Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert tabs.code() == "record"
    desk.keyboard.take({"next-part": "Alt+P"}, single=True)
    desk.key(Qt.Key.Key_P, ALT)
    assert tabs.code() == "visits"


def test_without_single_keys_a_letter_does_not_search(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.SOCIAL)
    desk.keyboard.take({}, single=False)
    home = desk.pilot.page.home
    home.new.setFocus()
    desk.write("b")
    assert home.search.text() == ""
