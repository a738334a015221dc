"""« Sauvegardes » in the settings: state, second place, by hand, and the way back in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from ceis_desk.access.backups import BackupState, Restored
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.core.settings import load_settings
from ceis_desk.ui.settings.backups import BackupsView
from ceis_desk.ui.settings.backups_pilot import NO_FOLDER
from ceis_desk.ui.settings.locked import LockedView
from ceis_desk.ui.settings.sections import Reach, section_of
from ceis_desk.ui.shell.restore_form import RestoreForm
from tests.typing_help import press, type_text
from tests.ui.fake_safety import backup_of
from tests.ui.settings.conftest import Bench
from tests.ui.settings.house import House

OpenSettings = Callable[..., Bench]
LAST = backup_of(dt.datetime(2019, 6, 18, 10, 0))
BEFORE = backup_of(dt.datetime(2019, 6, 17, 17, 30))


@pytest.fixture
def kept(house: House) -> House:
    """A house with two backups, the last one also at the second place."""
    house.door.safety.kept = (LAST, BEFORE)
    house.door.safety.now_state = BackupState(LAST, "/media/Disque du CCAS", True)
    return house


def view_of(bench: Bench) -> BackupsView:
    view = bench.view("backups")
    assert isinstance(view, BackupsView)
    return view


def test_it_says_when_the_last_was_verified_and_where_it_is(kept: House, open_settings: OpenSettings) -> None:
    view = view_of(open_settings())
    assert view.title.text() == "Sauvegarde vérifiée à 10:00"
    assert view.where.text() == "Gardée ici et dans «\u00a0Disque du CCAS\u00a0»."
    assert view.state.text() == "en sécurité"
    assert view.list.rows.idents() == [str(LAST.path), str(BEFORE.path)]


def test_one_disk_alone_is_called_so(kept: House, open_settings: OpenSettings) -> None:
    kept.door.safety.now_state = BackupState(LAST)
    assert view_of(open_settings()).state.text() == "sur ce seul disque"


def test_what_failed_last_is_shown_without_stopping_anyone(kept: House, open_settings: OpenSettings) -> None:
    kept.door.safety.now_state = BackupState(LAST, "/media/cle", False, "La seconde place n’est pas là.")
    view = view_of(open_settings())
    assert view.trouble.isVisible()
    assert view.trouble.words.text() == "La seconde place n’est pas là."
    assert view.state.text() == "à vérifier"


def test_a_backup_is_made_by_hand_and_said(kept: House, open_settings: OpenSettings) -> None:
    bench = open_settings()
    view_of(bench).now.click()
    assert kept.door.safety.asked == ["backup"]
    assert bench.said[-1].startswith("Sauvegarde vérifiée à 10:00, gardée ici")
    assert view_of(bench).now.isEnabled()


def test_the_cursor_waits_in_the_page_while_a_backup_is_made_and_comes_back(
    kept: House, open_settings: OpenSettings
) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.now.setFocus()
    view.set_busy(True)
    assert bench.focused() is view.place
    view.set_busy(False)
    assert bench.focused() is view.now


def test_a_backup_that_fails_is_said_in_words(kept: House, open_settings: OpenSettings) -> None:
    kept.door.safety.refusal = Refusal("La sauvegarde n’a pas été faite\u00a0: le disque est plein.")
    bench = open_settings()
    view_of(bench).now.click()
    assert bench.refused == ["La sauvegarde n’a pas été faite\u00a0: le disque est plein."]
    assert view_of(bench).now.isEnabled()


def test_the_second_place_is_chosen_and_kept_for_this_desk(
    kept: House, open_settings: OpenSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    bench = open_settings()
    view = view_of(bench)
    assert not view.none.isVisible()
    view.choose.click()
    assert view.place.text() == str(tmp_path)
    assert load_settings(bench.folder / "poste.json").second_place == str(tmp_path)
    view.none.click()
    assert load_settings(bench.folder / "poste.json").second_place == ""


def test_the_second_place_may_be_typed_and_a_folder_that_is_not_there_is_refused_beside_it(
    kept: House, open_settings: OpenSettings, tmp_path: Path
) -> None:
    bench = open_settings()
    view = view_of(bench)
    view.place.setFocus()
    type_text(view.place, str(tmp_path / "absent"))
    press(view.place, Qt.Key.Key_Return)
    assert view.place_field.message() == NO_FOLDER
    assert load_settings(bench.folder / "poste.json").second_place == ""
    view.place.selectAll()
    type_text(view.place, str(tmp_path))
    press(view.place, Qt.Key.Key_Return)
    assert load_settings(bench.folder / "poste.json").second_place == str(tmp_path)
    assert view.none.isVisible()


def test_a_backup_is_taken_back_after_the_word_and_a_password(kept: House, open_settings: OpenSettings) -> None:
    kept.door.safety.answers = [Restored(BEFORE, None)]
    bench = open_settings()
    gone: list[object] = []
    bench.pilot.restored.connect(gone.append)
    view = view_of(bench)
    view.list.go_to(str(BEFORE.path))
    view.list.setFocus()
    bench.key(Qt.Key.Key_Return)
    form = bench.sheet()
    assert isinstance(form, RestoreForm)
    assert form.login.text() == "helene"
    assert "Sauvegarde du lundi 17 juin 2019 à 17:30, vérifiée." in [
        label.text() for label in form.findChildren(QLabel)
    ]
    assert bench.focused() is form.password
    type_text(form.password, "une phrase longue")
    bench.key(Qt.Key.Key_Return)
    assert kept.door.safety.restorations == []
    assert bench.focused() is form.word
    type_text(form.word, "REPRENDRE")
    bench.key(Qt.Key.Key_Return)
    asked = kept.door.safety.restorations[0]
    assert (asked.file, asked.login, asked.replacing) == (BEFORE.path, "helene", True)
    assert gone == [Restored(BEFORE, None)]


def test_the_direction_reads_and_the_others_are_told_whom_to_ask(kept: House, open_settings: OpenSettings) -> None:
    section = section_of("backups")
    assert (section.reach({Role.ADMIN}), section.reach({Role.DIRECTOR})) == (Reach.WRITE, Reach.READ)
    reception = open_settings("Sofiane Roux").view("backups")
    assert isinstance(reception, LockedView)
    assert any("revient à l’administration" in label.text() for label in reception.findChildren(QLabel))
