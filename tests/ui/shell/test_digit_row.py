"""Ctrl and the sixth key go to a page on every keyboard, and the text is still made smaller by the key beside « = »."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ceis_desk.ui.shell.digit_row import meant_by_place
from tests.ui.shell.conftest import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
SIXTH, ELEVENTH, MINUS_OF_KEYPAD = 15, 20, 82
"""As X11 numbers them."""


def pressed(
    key: Qt.Key,
    place: int,
    held: Qt.KeyboardModifier = CONTROL,
    kind: QEvent.Type = QEvent.Type.KeyPress,
    virtual: int = 0,
) -> QKeyEvent:
    return QKeyEvent(kind, key, held, place, virtual, 0)


def strike(hands: Hands, key: Qt.Key, place: int, held: Qt.KeyboardModifier = CONTROL) -> bool:
    """Press a key as the system gives it: asked for as a shortcut first; whether its place answered."""
    handle = hands.window.windowHandle()
    asked = pressed(key, place, held, QEvent.Type.ShortcutOverride)
    asked.ignore()
    QCoreApplication.sendEvent(handle, asked)
    if asked.isAccepted():
        QCoreApplication.sendEvent(handle, pressed(key, place, held))
    return asked.isAccepted()


def test_the_sixth_key_of_azerty_goes_to_the_platforms_and_leaves_the_text_as_it_is(hands: Hands) -> None:
    hands.open_as("sofiane")
    before = hands.program.choices.now.text_scale
    assert strike(hands, Qt.Key.Key_Minus, SIXTH)
    assert hands.window.windowTitle() == "CEIS Desk — Plateformes"
    assert hands.program.choices.now.text_scale == before


def test_the_key_beside_equals_makes_the_text_smaller_on_azerty(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.strike(Qt.Key.Key_Equal, CONTROL)
    before = hands.program.choices.now.text_scale
    assert strike(hands, Qt.Key.Key_ParenRight, ELEVENTH)
    assert hands.program.choices.now.text_scale < before


def test_the_minus_of_the_keypad_is_no_key_of_the_row(hands: Hands) -> None:
    hands.open_as("sofiane")
    assert not strike(hands, Qt.Key.Key_Minus, MINUS_OF_KEYPAD, CONTROL | KEYPAD)


def test_a_key_held_down_goes_to_the_page_once(hands: Hands) -> None:
    hands.open_as("sofiane")
    asked: list[str] = []
    hands.desk.keys.asked.connect(asked.append)
    handle = hands.window.windowHandle()
    strike(hands, Qt.Key.Key_Minus, SIXTH)
    for _ in range(3):
        QCoreApplication.sendEvent(
            handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Minus, CONTROL, SIXTH, 0, 0, "", autorep=True)
        )
    assert asked == ["page-platforms"]


@pytest.mark.parametrize(
    ("platform", "place", "virtual"), [("xcb", 15, 0), ("wayland", 15, 0), ("windows", 7, 0), ("cocoa", 1, 22)]
)
def test_the_sixth_key_is_known_by_its_place_on_every_system(platform: str, place: int, virtual: int) -> None:
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_At, Qt.Key.Key_section):
        assert meant_by_place(pressed(key, place, virtual=virtual), platform) == "Ctrl+6"


@pytest.mark.parametrize("held", [SHIFT, CONTROL | SHIFT, CONTROL | Qt.KeyboardModifier.AltModifier])
def test_with_other_keys_held_its_place_means_nothing(held: Qt.KeyboardModifier) -> None:
    assert meant_by_place(pressed(Qt.Key.Key_Minus, SIXTH, held), "xcb") == ""


def test_a_digit_and_a_key_of_an_unknown_place_are_left_to_what_they_write() -> None:
    assert meant_by_place(pressed(Qt.Key.Key_6, SIXTH), "xcb") == ""
    assert meant_by_place(pressed(Qt.Key.Key_Minus, 0), "xcb") == ""
