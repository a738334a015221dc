"""« Rejoindre un site » at the first start, by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Founding, Threshold
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.shell.join_part import NO_FILE
from ceis_desk.ui.shell.site_questions import ANSWER_NEXT, FIRST_DESK, KEY_NEXT, NEXT_DESK
from tests.ui.fake_exchange import PHRASE
from tests.ui.shell.conftest import Hands, Start

SECRET = "Platane-vert-26"


def joining(start: Start, invitation: Path) -> Hands:
    """Everything answered, the cursor in the last field."""
    hands = start(Threshold(first_start=True))
    first = hands.desk.entry.first
    first.site.site.setFocus()
    hands.strike(Qt.Key.Key_Right)
    hands.strike(Qt.Key.Key_Space)
    first.site.desk.setText("Accueil 2")
    for field, text in zip((*first.join.fields(), first.name), (str(invitation), PHRASE, "Mina Sorel"), strict=True):
        field.setFocus()
        hands.write(text)
    for field in (first.password, first.again):
        field.setFocus()
        hands.write(SECRET)
    return hands


def invitation(tmp_path: Path) -> Path:
    path = tmp_path / "invitation.ceis"
    path.write_bytes(b"CEIS")
    return path


def test_joining_replaces_the_structure_by_the_invitation_and_its_phrase(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    first = hands.desk.entry.first
    assert KEY_NEXT[0] in hands.words()
    first.site.site.setFocus()
    hands.strike(Qt.Key.Key_Right)
    hands.strike(Qt.Key.Key_Space)
    assert not first.structure.isVisible()
    assert first.join.file.isVisible()
    assert ANSWER_NEXT[1] in hands.words()
    assert [question.mark.text() for question in first.questions] == ["1, répondu", "2", "3"]


def test_a_desk_that_joins_is_not_called_as_the_first_one_is(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    first = hands.desk.entry.first
    assert first.site.desk.text() == FIRST_DESK
    first.site.site.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
        hands.strike(key)
    assert first.site.desk.text() == NEXT_DESK
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space):
        hands.strike(key)
    assert first.site.desk.text() == FIRST_DESK


def test_a_desk_joins_and_says_where_its_answer_is(start: Start, tmp_path: Path) -> None:
    path = invitation(tmp_path)
    hands = joining(start, path)
    made = hands.door.found(Founding("CCAS", "CEIS", "Accueil 2", "mina", "Mina Sorel", SECRET)).result()
    hands.door.exchange.answers["join"] = made
    hands.strike(Qt.Key.Key_Return)
    (asked,) = hands.door.exchange.calls("join")
    assert (asked.invitation, asked.phrase, asked.desk) == (path, PHRASE, "Accueil 2")
    assert (asked.name, asked.login, asked.password) == ("Mina Sorel", "mina", SECRET)
    assert asked.answer == tmp_path / "reponse-accueil-2.ceis"
    assert str(asked.answer) in hands.words()
    assert "La clé de secours est celle du site." in hands.words()
    assert not hands.is_open()
    hands.strike(Qt.Key.Key_Return)
    assert hands.is_open()
    assert hands.desk.entry.first.password.text() == ""
    assert hands.desk.entry.first.join.phrase.text() == ""


def test_a_wrong_phrase_is_said_below_it_and_keeps_what_was_typed(start: Start, tmp_path: Path) -> None:
    hands = joining(start, invitation(tmp_path))
    hands.strike(Qt.Key.Key_Return)
    first = hands.desk.entry.first
    assert first.join.phrase_field.message() == "Cette phrase n’ouvre pas l’invitation. Rien n’a été écrit."
    assert first.join.phrase.text() == PHRASE
    assert first.begin.isEnabled()
    hands.write("x")
    assert first.join.phrase_field.message() != "Cette phrase n’ouvre pas l’invitation. Rien n’a été écrit."


def test_a_login_that_the_site_has_already_is_said_beside_it(start: Start, tmp_path: Path) -> None:
    hands = joining(start, invitation(tmp_path))
    sentence = "L’identifiant «\u00a0mina\u00a0» est déjà pris. Rien n’a été créé\u00a0: choisissez-en un autre."
    hands.door.exchange.answers["join"] = Refusal(sentence)
    hands.strike(Qt.Key.Key_Return)
    assert hands.desk.entry.first.login_field.message() == sentence


def test_a_key_that_is_not_plugged_in_is_said_beside_the_file(start: Start, tmp_path: Path) -> None:
    hands = joining(start, tmp_path / "absent.ceis")
    hands.strike(Qt.Key.Key_Return)
    assert hands.desk.entry.first.join.file_field.message() == NO_FILE
    assert hands.door.exchange.calls("join") == []


def test_the_answer_is_copied_elsewhere(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    hands = joining(start, invitation(tmp_path))
    made = hands.door.found(Founding("CCAS", "CEIS", "Accueil 2", "mina", "Mina Sorel", SECRET)).result()
    hands.door.exchange.answers["join"] = made
    hands.strike(Qt.Key.Key_Return)
    (tmp_path / "reponse-accueil-2.ceis").write_bytes(b"answer")
    other = tmp_path / "other"
    other.mkdir()
    page = hands.desk.entry.joining.page
    hands.desk.entry.joining.copy(other)
    qtbot.waitUntil(page.said.isVisible)
    assert (other / "reponse-accueil-2.ceis").read_bytes() == b"answer"
    hands.desk.entry.joining.copy(tmp_path / "nowhere" / "deep")
    qtbot.waitUntil(lambda: "n’a pas pu être enregistré" in page.said.words.text())


def test_commencer_stays_in_sight_at_690_pixels_while_a_site_is_joined(start: Start, qtbot: QtBot) -> None:
    hands = start(Threshold(first_start=True))
    page = hands.desk.entry.first
    hands.window.resize(1366, 690)
    page.site.site.setFocus()
    hands.strike(Qt.Key.Key_Right)
    hands.strike(Qt.Key.Key_Space)
    qtbot.waitUntil(page.join.file.isVisible)
    qtbot.waitUntil(lambda: page.begin.visibleRegion().boundingRect() == page.begin.rect())
