from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ceis_desk.ui.kit.avatar import Avatar
from ceis_desk.ui.kit.brand import Brand
from ceis_desk.ui.kit.chip import Chip, ChipLook
from ceis_desk.ui.kit.facts import Facts
from ceis_desk.ui.kit.person_tile import PersonTile
from ceis_desk.ui.kit.steps import StepMark
from ceis_desk.ui.kit.text import Icon, IconTile, KeyCap, Text
from ceis_desk.ui.kit.theme import Theme
from tests.typing_help import press


def test_an_agent_chosen_is_marked_otherwise_than_by_colour(qtbot: QtBot, dressed: Theme) -> None:
    tile = PersonTile(dressed, "Sofiane Roux", "Accueil", "SR", "sofiane")
    qtbot.addWidget(tile)
    assert tile.accessibleDescription() == "Accueil"
    press(tile, Qt.Key.Key_Space)
    assert tile.isChecked()
    bare = tile.grab().toImage()
    tile.set_chip(ChipLook("saisie en cours", "primary", "edit"))
    assert tile.accessibleDescription() == "Accueil, saisie en cours"
    assert tile.grab().toImage() != bare
    tile.set_chip(None)
    assert tile.accessibleDescription() == "Accueil"


def test_a_question_answered_says_so(qtbot: QtBot, dressed: Theme) -> None:
    mark = StepMark(dressed, 2)
    qtbot.addWidget(mark)
    before = mark.grab().toImage()
    mark.set_done(True)
    assert mark.text() == "2, répondu"
    assert mark.grab().toImage() != before
    mark.set_done(False)
    assert mark.text() == "2"


def test_a_fact_not_given_says_so(qtbot: QtBot, qapp: QApplication, dressed: Theme) -> None:
    facts = Facts(columns=2)
    qtbot.addWidget(facts)
    facts.show_facts([("Nom de naissance", "HAMIDI"), ("Adresse", ""), ("Langues", "français, arabe")])
    facts.show_facts([("Nom de naissance", "HAMIDI"), ("Adresse", "")])
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    shown = [label.text() for label in facts.findChildren(QLabel)]
    assert shown == ["Nom de naissance", "HAMIDI", "Adresse", "non saisi"]


def test_a_chip_is_read_as_its_words_and_changes_with_the_state(qtbot: QtBot, dressed: Theme) -> None:
    chip = Chip(dressed, "À l’heure", "success", "clock")
    qtbot.addWidget(chip)
    before = chip.grab().toImage()
    chip.show_look(ChipLook("en retard de 12 min", "warn", "clock"))
    assert chip.text() == "en retard de 12 min"
    assert chip.grab().toImage() != before


def test_initials_keep_a_hue_by_person(qtbot: QtBot, dressed: Theme) -> None:
    one, same, other = Avatar(dressed, "BS", "a"), Avatar(dressed, "BS", "a"), Avatar(dressed, "BS", "c")
    for avatar in (one, same, other):
        qtbot.addWidget(avatar)
    assert one.grab().toImage() == same.grab().toImage()
    assert dressed.tokens.person("a") != dressed.tokens.person("c")
    assert one.grab().toImage() != other.grab().toImage()
    other.show_person("BS", "a")
    assert one.grab().toImage() == other.grab().toImage()


def test_small_marks_follow_the_text_size(qtbot: QtBot, dressed: Theme) -> None:
    marks: list[QLabel] = [
        Brand(dressed),
        Icon(dressed, "lock"),
        IconTile(dressed, "users"),
        KeyCap(dressed, "F2"),
        Avatar(dressed),
        StepMark(dressed, 1),
    ]
    for mark in marks:
        qtbot.addWidget(mark)
    before = [mark.sizeHint().height() for mark in marks]
    dressed.set_scale(200)
    assert [mark.sizeHint().height() for mark in marks] == [2 * height for height in before]


def test_a_name_never_becomes_markup(qtbot: QtBot, dressed: Theme) -> None:
    words = Text("<b>DUPONT</b>")
    qtbot.addWidget(words)
    assert words.textFormat() is Qt.TextFormat.PlainText
