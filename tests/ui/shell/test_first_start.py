"""The first start, by keys alone."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.door import Threshold
from ceis_desk.access.rules import TOO_SHORT
from ceis_desk.core.errors import Refusal
from ceis_desk.core.paths import temp_pdf_folder
from ceis_desk.ui.shell.first_start import DIFFERENT
from ceis_desk.ui.shell.house_sheets import UNTRIED
from tests.ui.fake_safety import refused
from tests.ui.shell.conftest import CONTROL, Hands, Start
from tests.ui.shell.fake_door import KEY

SECRET = "Platane-vert-26"


def answered(start: Start) -> Hands:
    hands = start(Threshold(first_start=True))
    for text in ("CCAS de Montpellier", "Hélène Costa", SECRET, SECRET):
        hands.write(text)
        if text != SECRET or not hands.desk.entry.first.again.text():
            hands.strike(Qt.Key.Key_Return)
    return hands


def test_the_first_start_is_answered_by_keys_alone(start: Start) -> None:
    hands = answered(start)
    hands.strike(Qt.Key.Key_Return)
    founding = hands.door.founding
    assert founding is not None
    assert (founding.structure, founding.place, founding.desk) == ("CCAS de Montpellier", "CEIS", "Accueil · Poste 1")
    assert (founding.name, founding.login, founding.password) == ("Hélène Costa", "helene", SECRET)


def test_a_number_turns_into_a_check_when_its_answer_is_complete(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    marks = [question.mark.text() for question in hands.desk.entry.first.questions]
    assert marks == ["1", "2, répondu", "3"]
    hands.write("CCAS de Montpellier")
    assert hands.desk.entry.first.questions[0].mark.text() == "1, répondu"


def test_two_passwords_that_differ_are_said_beside_the_field(start: Start) -> None:
    hands = answered(start)
    hands.write("x")
    hands.strike(Qt.Key.Key_Return)
    assert hands.desk.entry.first.again_field.message() == DIFFERENT
    assert hands.door.founding is None


def test_a_password_that_is_too_weak_is_said_beside_its_field_and_nothing_is_founded(start: Start) -> None:
    hands = answered(start)
    page = hands.desk.entry.first
    for field in (page.password, page.again):
        field.setFocus()
        field.selectAll()
        hands.write("demo")
    hands.strike(Qt.Key.Key_Return)
    assert page.password_field.message() == TOO_SHORT
    assert page.questions[2].mark.text() == "3"
    assert QApplication.focusWidget() is page.password
    assert hands.door.founding is None
    hands.write("x")
    assert page.password_field.message() == ""


def test_a_login_that_does_not_fit_is_said_beside_the_field(start: Start) -> None:
    hands = answered(start)
    hands.desk.entry.first.login.setText("?")
    hands.strike(Qt.Key.Key_Return)
    assert "identifiant" in hands.desk.entry.first.login_field.message()
    assert hands.door.founding is None


def test_a_folder_that_cannot_be_written_keeps_what_was_typed(start: Start) -> None:
    hands = answered(start)
    sentence = "Ce dossier ne peut pas être écrit\u00a0: choisissez-en un autre."
    hands.door.found = lambda answers: refused(Refusal(sentence))  # type: ignore[method-assign]  # a door that refuses
    hands.strike(Qt.Key.Key_Return)
    first = hands.desk.entry.first
    assert sentence in hands.words()
    assert first.other.isVisible()
    assert first.structure.text() == "CCAS de Montpellier"
    assert first.begin.isEnabled()


def test_the_recovery_key_is_never_skipped_in_silence(start: Start) -> None:
    hands = answered(start)
    hands.strike(Qt.Key.Key_Return)
    recovery = hands.desk.entry.keeping.page
    assert recovery.isVisible()
    assert "ABCDE" not in hands.words()
    recovery.go_on.click()
    assert not hands.is_open()
    recovery.show_key.click()
    assert "CEIS-ABCDE" in hands.words()
    hands.strike(Qt.Key.Key_Space)
    hands.strike(Qt.Key.Key_Return)
    assert hands.is_open()
    assert "ABCDE" not in recovery.key.text()


def test_ctrl_p_shows_the_key_as_it_will_be_printed_then_asks_whether_it_is_on_paper(start: Start) -> None:
    hands = answered(start)
    hands.strike(Qt.Key.Key_Return)
    recovery = hands.desk.entry.keeping.page
    recovery.copied.setFocus()
    hands.strike(Qt.Key.Key_P, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Impression"
    hands.strike(Qt.Key.Key_Escape)
    assert recovery.isVisible()
    assert recovery.copied.isVisible()
    assert not recovery.go_on.isEnabled()


def test_the_banner_of_the_key_stays_until_the_key_has_been_tried(start: Start) -> None:
    hands = answered(start)
    hands.strike(Qt.Key.Key_Return)
    hands.desk.entry.keeping.page.show_key.click()
    hands.strike(Qt.Key.Key_Space)
    hands.strike(Qt.Key.Key_Return)
    assert hands.window.key.isVisible()
    hands.window.key.acted.emit()
    hands.write("CEIS-FAUX")
    hands.strike(Qt.Key.Key_Tab)
    hands.strike(Qt.Key.Key_Return)
    assert hands.window.key.isVisible()
    assert "groupe 3" in hands.words()
    hands.write("")
    sheet = hands.window.sheets()[0]
    sheet.content.key.setPlainText(KEY)  # type: ignore[attr-defined]  # the form of the sheet
    hands.strike(Qt.Key.Key_Tab)
    hands.strike(Qt.Key.Key_Return)
    assert not hands.window.key.isVisible()
    assert hands.window.sheets() == []


def test_a_key_that_nobody_had_is_renewed_from_the_banner_by_the_administration(start: Start) -> None:
    hands = start()
    hands.door.tried = hands.door.seen = False
    hands.open_as("helene")
    assert "personne ne l’a" in hands.words()
    hands.window.key.acted.emit()
    hands.write(hands.door.password)
    hands.strike(Qt.Key.Key_Return)
    recovery = hands.desk.entry.keeping.page
    assert recovery.isVisible()
    assert "L’ancienne feuille n’ouvre plus rien ici" in hands.words()
    hands.strike(Qt.Key.Key_K, CONTROL)
    hands.strike(Qt.Key.Key_P, CONTROL)
    assert hands.window.windowTitle() == "CEIS Desk — Impression"
    hands.strike(Qt.Key.Key_Escape)
    hands.strike(Qt.Key.Key_Space)
    hands.strike(Qt.Key.Key_Return)
    assert hands.door.asked[-1] == "keep_recovery"
    assert hands.is_open()
    assert hands.window.key.words.text() == UNTRIED
    assert "ABCDE" not in recovery.key.text()


def test_whoever_may_not_renew_a_key_that_nobody_had_is_told_whom_to_ask(start: Start) -> None:
    hands = start()
    hands.door.tried = hands.door.seen = False
    hands.open_as("sofiane")
    assert "Demandez à l’administration" in hands.window.key.words.text()
    assert hands.window.key.button is not None
    assert not hands.window.key.button.isVisible()


def test_a_lock_forgets_a_new_key_that_nobody_kept(start: Start) -> None:
    hands = start()
    hands.door.tried = hands.door.seen = False
    hands.open_as("helene")
    hands.window.key.acted.emit()
    hands.write(hands.door.password)
    hands.strike(Qt.Key.Key_Return)
    hands.desk.entry.keeping.page.show_key.click()
    hands.desk.lock()
    assert "ABCDE" not in hands.desk.entry.keeping.page.key.text()
    hands.open_as("helene")
    assert "personne ne l’a" in hands.words()


def _papers(folder: Path) -> list[str]:
    # A folder that disappears while it is read stops a glob, not a walk.
    return [name for _, _, names in os.walk(folder) for name in names if name.endswith(".pdf")]


def test_a_lock_leaves_no_file_of_a_new_key_that_was_about_to_be_printed(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    hands = start()
    hands.door.tried = hands.door.seen = False
    hands.open_as("helene")
    hands.window.key.acted.emit()
    hands.write(hands.door.password)
    hands.strike(Qt.Key.Key_Return)
    hands.strike(Qt.Key.Key_P, CONTROL)
    folder = temp_pdf_folder(tmp_path / "store")
    qtbot.waitUntil(lambda: _papers(folder) != [])
    hands.strike(Qt.Key.Key_K, CONTROL)
    assert hands.window.sheets() == []
    hands.desk.lock()
    assert hands.window.screen_shown() is hands.desk.entry.lock
    qtbot.waitUntil(lambda: _papers(folder) == [])


def test_ctrl_d_opens_the_example_data_under_their_ribbon(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    hands.strike(Qt.Key.Key_D, CONTROL)
    assert hands.door.asked == ["found_demo"]
    assert hands.is_open()
    assert hands.window.demo.isVisible()
    hands.strike(Qt.Key.Key_F12)
    assert hands.window.demo.isVisible()


def test_taking_the_example_data_away_is_asked_once_then_leads_to_a_first_start(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    hands.strike(Qt.Key.Key_D, CONTROL)
    hands.window.demo.acted.emit()
    hands.strike(Qt.Key.Key_Return)
    assert "remove_demo" not in hands.door.asked, "the cursor starts on the way back"
    hands.window.demo.acted.emit()
    hands.strike(Qt.Key.Key_Tab)
    hands.strike(Qt.Key.Key_Return)
    assert "remove_demo" in hands.door.asked
    assert hands.desk.entry.first.isVisible()
    assert not hands.window.demo.isVisible()
    assert "CANARI" not in hands.words()


def test_a_folder_in_trouble_is_said_calmly(start: Start) -> None:
    hands = start(Threshold(first_start=False, trouble="Ce fichier n’est pas un magasin. Rien n’a été écrit."))
    assert "Rien n’a été écrit." in hands.words()
    assert QApplication.focusWidget() is hands.desk.entry.trouble.other


def test_at_200_percent_the_questions_stay_within_the_window(start: Start) -> None:
    hands = start(Threshold(first_start=True))
    hands.window.resize(1366, 700)
    hands.program.theme.set_scale(200)
    hands.settle()
    page = hands.desk.entry.first
    fields = (page.structure, page.site.place, page.site.desk, page.name, page.login, page.password, page.again)
    edges = [one.mapTo(page, one.rect().topRight()).x() for one in (*fields, page.backup, page.begin)]
    assert max(edges) < page.width()
    assert page.password.mapTo(page, page.password.rect().bottomLeft()).y() < page.again.mapTo(page, QPoint()).y()
