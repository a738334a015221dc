"""Backups in the window: offered where the desk cannot open, made by themselves, finished before it closes."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.backups import BackupState, DamagedStore, NeedsWords, Offer, Restored
from ceis_desk.access.door import Opened, Threshold
from ceis_desk.access.rules import WrongPassword
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.shell.backup_keeper import CLOSING
from ceis_desk.ui.shell.behind import CHECKING
from ceis_desk.ui.shell.restore_form import RestoreForm
from tests.ui.fake_safety import backup_of, refused
from tests.ui.shell.conftest import Hands, Start
from tests.ui.shell.fake_door import KEY, NOW

OFFER = Offer(backup_of(dt.datetime(2019, 6, 18, 10, 0)), dt.timedelta(minutes=42))
EMPTY = "Le fichier des données est vide. Il n’a pas été touché\u00a0: reprenez une sauvegarde."
PLACE = "La seconde place «\u00a0CLE\u00a0» n’est pas là."
DONE = Restored(OFFER.backup, Path("/registre/mis-de-cote-2019-06-18-1042"))
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def form_of(hands: Hands) -> RestoreForm:
    content = hands.window.sheets()[0].content
    assert isinstance(content, RestoreForm)
    return content


@pytest.fixture
def lost(start: Start) -> Hands:
    """A desk whose data are empty, with a backup to take back."""
    return start(Threshold(first_start=False, trouble=EMPTY, offer=OFFER))


# The way back, by the keys alone


def test_the_best_backup_is_offered_with_what_it_lacks(lost: Hands) -> None:
    assert EMPTY in lost.words()
    assert (
        "La meilleure\u00a0: sauvegarde du mardi 18 juin à 10:00, vérifiée\u00a0; il y manque 42 minutes de travail."
    ) in lost.words()
    assert QApplication.focusWidget() is lost.desk.entry.trouble.restore


def test_it_is_taken_back_without_the_mouse(lost: Hands) -> None:
    lost.door.safety.answers = [WrongPassword(1), DONE]
    lost.strike(ENTER)
    lost.write("helene")
    lost.strike(TAB)
    lost.write("faux")
    lost.strike(ENTER)
    assert "Mot de passe refusé" in lost.words()
    assert QApplication.focusWidget() is form_of(lost).password
    form_of(lost).password.selectAll()
    lost.write("une phrase longue")
    lost.strike(ENTER)
    assert [(asked.login, asked.password) for asked in lost.door.safety.restorations] == [
        ("helene", "faux"),
        ("helene", "une phrase longue"),
    ]
    assert not any(asked.replacing for asked in lost.door.safety.restorations)
    assert "La sauvegarde du mardi 18 juin 2019 à 10:00 est en place." in lost.words()
    assert "mis-de-cote-2019-06-18-1042" in lost.words()
    lost.door.threshold = Threshold(False, "CCAS de Montpellier", "Accueil", lost.door.accounts)
    lost.strike(ENTER)
    assert lost.window.screen_shown() is lost.desk.entry.lock


def test_the_paper_key_takes_it_back_too(lost: Hands) -> None:
    lost.door.safety.answers = [DONE]
    lost.strike(ENTER)
    form = form_of(lost)
    form.way.chosen.emit("paper")
    form.way.set_value("paper")
    lost.settle()
    form.key.setFocus()
    form.key.setPlainText(KEY)
    form.go.click()
    lost.settle()
    assert [asked.recovery for asked in lost.door.safety.restorations] == [KEY]
    assert "est en place" in lost.words()


def test_escape_leaves_everything_as_it_was(lost: Hands) -> None:
    lost.strike(ENTER)
    lost.strike(ESCAPE)
    assert lost.window.sheets() == []
    assert lost.door.safety.restorations == []
    assert QApplication.focusWidget() is lost.desk.entry.trouble.restore


def test_damage_found_with_the_password_is_offered_its_backup_and_keeps_the_login(hands: Hands) -> None:
    def damaged(login: str, password: str) -> Future[Opened]:
        return refused(DamagedStore("Une partie du fichier des données est abîmée.", OFFER))

    hands.door.open = damaged  # type: ignore[method-assign]  # what this door answers from now on
    hands.desk.entry.lock.agents.choose("helene")
    hands.write("une phrase longue")
    hands.strike(ENTER)
    assert "Une partie du fichier des données est abîmée." in hands.words()
    assert "42 minutes" in hands.words()
    assert hands.desk.entry.lock.password.text() == ""
    hands.strike(ENTER)
    assert form_of(hands).login.text() == "helene"
    assert QApplication.focusWidget() is form_of(hands).password


def test_damage_found_behind_the_page_turns_back_to_the_same_screen(hands: Hands) -> None:
    whole = hands.door.whole = Future()
    hands.open_as("helene")
    whole.set_exception(DamagedStore("Une partie du fichier des données est abîmée.", OFFER))
    hands.settle()
    assert not hands.is_open()
    assert "Une partie du fichier des données est abîmée." in hands.words()
    assert "Rien n’a été écrit ni effacé dans ce dossier." in hands.words()
    assert "42 minutes" in hands.words()
    hands.strike(ENTER)
    assert form_of(hands).login.text() == "helene"
    assert QApplication.focusWidget() is form_of(hands).password


def test_what_stands_in_the_way_of_writing_is_said_on_the_lock_screen(hands: Hands) -> None:
    whole = hands.door.whole = Future()
    hands.open_as("sofiane")
    whole.set_exception(Refusal("Le disque de ce poste est plein."))
    hands.settle()
    assert not hands.is_open()
    assert "Le disque de ce poste est plein." in hands.words()
    assert QApplication.focusWidget() is hands.desk.entry.lock.password
    hands.door.whole = None
    hands.open_as("sofiane")
    assert hands.is_open()


def test_a_long_examination_says_why_nothing_is_saved_yet(hands: Hands, qtbot: QtBot) -> None:
    whole = hands.door.whole = Future()
    hands.open_as("sofiane")
    assert CHECKING not in hands.words()
    qtbot.waitUntil(lambda: CHECKING in hands.words())
    whole.set_result(None)
    qtbot.waitUntil(lambda: CHECKING not in hands.words())


def test_nothing_is_noted_of_whoever_came_in_before_the_file_is_known_to_be_whole(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    whole = hands.door.whole = Future()
    hands.open_as("sofiane")
    assert hands.program.choices.noted("last_account") == ""
    whole.set_result(None)
    qtbot.waitUntil(lambda: hands.program.choices.noted("last_account") == hands.door.accounts[0].id.hex)


def test_lost_keys_say_that_the_data_stay(start: Start) -> None:
    ring = Offer(OFFER.backup, dt.timedelta(), ring_only=True)
    hands = start(Threshold(first_start=False, trouble="Le trousseau manque.", offer=ring))
    assert "son trousseau rouvre vos données, rien n’y manque" in hands.words()
    hands.door.safety.answers = [Restored(OFFER.backup, None, ring_only=True)]
    hands.strike(ENTER)
    assert "Vos données restent." in hands.words()
    hands.write("helene")
    hands.strike(TAB)
    hands.write("phrase")
    hands.strike(ENTER)
    assert [asked.ring_only for asked in hands.door.safety.restorations] == [True]


def test_without_a_backup_another_file_may_be_chosen(start: Start) -> None:
    hands = start(Threshold(first_start=False, trouble=EMPTY))
    trouble = hands.desk.entry.trouble
    assert not trouble.restore.isVisible()
    assert trouble.file.isVisible()


def test_a_good_store_asks_for_the_word(lost: Hands) -> None:
    lost.door.safety.answers = [NeedsWords("Des données en bon état sont en place."), DONE]
    lost.strike(ENTER)
    lost.write("helene")
    lost.strike(TAB)
    lost.write("phrase")
    lost.strike(ENTER)
    form = form_of(lost)
    assert "Des données en bon état sont en place." in lost.words()
    assert QApplication.focusWidget() is form.word
    lost.write("oui")
    lost.strike(ENTER)
    assert len(lost.door.safety.restorations) == 1
    form.word.clear()
    lost.write("reprendre")
    lost.strike(ENTER)
    assert lost.door.safety.restorations[1].replacing


# By themselves


def test_a_backup_is_made_after_an_hour_of_work_even_behind_the_lock(hands: Hands) -> None:
    hands.open_as("sofiane")
    keeper = hands.desk._backups
    hands.door.moment = NOW + dt.timedelta(minutes=4)
    keeper.look()
    assert hands.door.safety.asked == []
    hands.door.moment = NOW + dt.timedelta(minutes=6)
    keeper.look()
    assert hands.door.safety.asked == ["keep"]
    hands.desk.lock()
    hands.door.moment = NOW + dt.timedelta(minutes=65)
    keeper.look()
    assert hands.door.safety.asked == ["keep"]
    hands.door.moment = NOW + dt.timedelta(minutes=67)
    keeper.look()
    assert hands.door.safety.asked == ["keep", "keep"]


def test_a_failure_is_said_once_and_tried_again(hands: Hands) -> None:
    hands.open_as("sofiane")
    keeper = hands.desk._backups
    hands.door.safety.now_state = BackupState(trouble=PLACE)
    hands.door.moment = NOW + dt.timedelta(minutes=6)
    keeper.look()
    hands.settle()
    assert PLACE in hands.words()
    assert hands.desk.session is not None
    hands.desk.session.message.dismiss()
    hands.door.moment = NOW + dt.timedelta(minutes=17)
    keeper.look()
    hands.settle()
    assert hands.door.safety.asked == ["keep", "keep"]
    assert PLACE not in hands.words()


def test_a_failure_behind_the_lock_is_said_to_whoever_comes_in(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.desk.lock()
    hands.door.safety.now_state = BackupState(trouble=PLACE)
    hands.door.moment = NOW + dt.timedelta(minutes=6)
    hands.desk._backups.look()
    hands.settle()
    assert PLACE not in hands.words()
    hands.open_as("claire")
    assert PLACE in hands.words()


# Closing


def test_the_window_closes_by_itself_once_the_backup_is_made(hands: Hands) -> None:
    hands.open_as("sofiane")
    held: list[Future[BackupState]] = []
    hands.door.safety.held = held
    hands.window.close()
    assert hands.window.isVisible()
    held[0].set_result(BackupState())
    hands.settle()
    assert not hands.window.isVisible()


def test_a_backup_that_lasts_says_so_and_nobody_has_to_wait(hands: Hands, qtbot: QtBot) -> None:
    hands.open_as("sofiane")
    hands.door.safety.held = []
    hands.window.close()
    qtbot.waitUntil(lambda: bool(hands.window.sheets()))
    assert CLOSING in hands.words()
    assert "déjà enregistré" in hands.words()
    hands.strike(TAB)
    hands.strike(ENTER)
    assert not hands.window.isVisible()


def test_escape_stays_and_the_desk_goes_on(hands: Hands, qtbot: QtBot) -> None:
    hands.open_as("sofiane")
    held: list[Future[BackupState]] = []
    hands.door.safety.held = held
    hands.window.close()
    qtbot.waitUntil(lambda: bool(hands.window.sheets()))
    hands.strike(ESCAPE)
    held[0].set_result(BackupState())
    hands.settle()
    assert hands.window.isVisible()
    assert hands.is_open()


def test_closing_twice_does_not_wait(hands: Hands) -> None:
    hands.open_as("sofiane")
    hands.door.safety.held = []
    hands.window.close()
    hands.window.close()
    assert not hands.window.isVisible()


def test_a_desk_that_nobody_opened_closes_at_once(hands: Hands) -> None:
    hands.window.close()
    assert not hands.window.isVisible()
    assert hands.door.safety.asked == []


def test_the_refusal_of_a_backup_holds_no_window(hands: Hands) -> None:
    hands.open_as("sofiane")
    held: list[Future[BackupState]] = []
    hands.door.safety.held = held
    hands.window.close()
    held[0].set_exception(Refusal("Le disque est plein."))
    hands.settle()
    assert not hands.window.isVisible()
