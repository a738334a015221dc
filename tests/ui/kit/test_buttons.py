from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.buttons import Button, IconButton, Kind
from ceis_desk.ui.kit.layout import row
from ceis_desk.ui.kit.nav import NavButton
from ceis_desk.ui.kit.theme import Theme
from ceis_desk.ui.kit.tile import ToggleTile
from tests.typing_help import press

ToFront = Callable[[QWidget], None]


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_button_says_its_verb_and_its_key(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Appeler", icon="bell", key="F8")
    qtbot.addWidget(button)
    assert spoken(button) == "Appeler"
    assert button.accessibleDescription() == "F8"
    button.set_key("F7")
    assert button.accessibleDescription() == "F7"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_with_the_cursor_is_pressed_by_space_and_by_enter(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = Button(theme, "Annuler")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        press(button, key)


def test_an_icon_alone_has_a_name_and_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "printer", "Imprimer", key="Ctrl P")
    qtbot.addWidget(button)
    assert spoken(button) == "Imprimer"
    assert button.toolTip() == "Imprimer (Ctrl P)"


@pytest.mark.parametrize("kind", ["main", "plain", "tinted", "quiet", "sun", "danger"])
def test_no_button_is_smaller_than_a_finger_needs(qtbot: QtBot, theme: Theme, kind: Kind) -> None:
    for button in (Button(theme, "Oui", kind=kind, compact=True), IconButton(theme, "x", "Fermer", kind=kind)):
        qtbot.addWidget(button)
        assert button.sizeHint().width() >= 30
        assert button.sizeHint().height() >= 30


@pytest.mark.parametrize("kind", ["main", "plain", "tinted", "quiet", "sun", "danger"])
def test_each_kind_of_button_is_painted_in_each_state(qtbot: QtBot, dressed: Theme, kind: Kind) -> None:
    button = Button(dressed, "Enregistrer", kind=kind, icon="check", key="Entrée")
    qtbot.addWidget(button)
    live = button.grab().toImage()
    button.setDown(True)
    down = button.grab().toImage()
    button.setDown(False)
    button.setEnabled(False)
    assert live != down
    assert live != button.grab().toImage()


def test_a_motif_says_that_it_is_on_without_counting_on_colour(qtbot: QtBot, dressed: Theme) -> None:
    tile = ToggleTile(dressed, "Café, lien social", "heart-handshake", tone="accent", key="8")
    qtbot.addWidget(tile)
    off = tile.grab().toImage()
    press(tile, Qt.Key.Key_Space)
    assert tile.isChecked()
    assert tile.grab().toImage() != off
    assert QAccessible.queryAccessibleInterface(tile).state().checked
    assert tile.accessibleDescription() == "Touche 8"


def test_a_motif_leaves_enter_to_the_page(qtbot: QtBot, theme: Theme) -> None:
    tile = ToggleTile(theme, "Logement", "home")
    qtbot.addWidget(tile)
    press(tile, Qt.Key.Key_Return)
    assert not tile.isChecked()


def test_a_long_motif_gets_taller_rather_than_cut(qtbot: QtBot, dressed: Theme) -> None:
    tile = ToggleTile(dressed, "Démarche administrative en ligne avec un agent", "device-laptop", key="2")
    qtbot.addWidget(tile)
    assert tile.heightForWidth(170) > tile.heightForWidth(500)


def test_an_entry_of_the_side_bar_says_its_count_and_its_lock(qtbot: QtBot, dressed: Theme) -> None:
    entry = NavButton(dressed, "Accueil", "door-enter", key="F1")
    qtbot.addWidget(entry)
    bare = entry.grab().toImage()
    entry.set_count(4, "4 personnes attendent")
    assert spoken(entry) == "Accueil, 4 personnes attendent"
    counted = entry.grab().toImage()
    entry.set_count(0)
    assert spoken(entry) == "Accueil"
    entry.set_locked(True)
    assert spoken(entry) == "Accueil, réservé"
    assert len({bare.size().width(), counted.size().width()}) == 1
    assert bare != counted != entry.grab().toImage()


def test_a_narrow_entry_keeps_its_words_in_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    entry = NavButton(theme, "Personnes", "users")
    qtbot.addWidget(entry)
    wide = entry.sizeHint().width()
    entry.set_narrow(True)
    assert entry.sizeHint().width() < wide
    assert entry.toolTip() == "Personnes"


def test_buttons_are_reached_in_reading_order(to_front: ToFront, theme: Theme) -> None:
    page = QWidget()
    first, second = Button(theme, "Créer"), Button(theme, "Fermer")
    page.setLayout(row(first, second))
    to_front(page)
    first.setFocus()
    press(first, Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_a_forbidden_button_says_why_to_eyes_and_ears(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Clore", key="Entrée")
    qtbot.addWidget(button)
    button.forbid("Pas encore commencée.")
    button.set_key("F4")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Pas encore commencée."
    button.forbid("")
    assert button.isEnabled()
    assert (button.toolTip(), button.accessibleDescription()) == ("", "F4")
