"""Linking desks, by whoever administers the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.exchange.model import Imported, RefusedFile
from ceis_desk.exchange.rules import many_erasures_words
from ceis_desk.ui.exchange import linking
from ceis_desk.ui.exchange.erasures_sheet import ErasuresSheet
from ceis_desk.ui.exchange.link_sheets import NO_FILE, NO_PHRASE, AcceptSheet, FolderSheet, InviteSheet, RevokeSheet
from ceis_desk.ui.exchange.sheets import OneDesk
from tests.ui.exchange import files
from tests.ui.exchange.conftest import Desk, MakeDesk
from tests.ui.fake_exchange import PHRASE

PLACE = Path("cle") / "invitation.ceis"


@pytest.fixture(autouse=True)
def _chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialogs of the system answer at once: they belong to it, not to us."""

    def choose(*given: Any) -> None:  # noqa: ANN401 each dialog has its own arguments, the last one is called
        then: Callable[[Path], None] = given[-1]
        then(PLACE)

    for name in ("ask_where_to_save", "ask_which_file", "ask_which_folder"):
        monkeypatch.setattr(linking, name, choose)


def admin(make_desk: MakeDesk) -> Desk:
    return make_desk(Role.ADMIN)


def test_an_invitation_is_written_and_its_phrase_shown_to_be_told(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.invite.setFocus()
    desk.enter()
    assert isinstance(desk.pilot.sheets.content(), InviteSheet)
    desk.enter()
    assert desk.exchange.calls("invite") == [PLACE]
    assert PHRASE in desk.words()
    desk.key(Qt.Key.Key_Escape)
    assert PHRASE not in desk.words()


def test_an_invitation_that_cannot_be_written_says_why(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.exchange.answers["invite"] = Refusal("Cette clé est pleine. Rien n’a été écrit.")
    desk.pilot.page.invite.click()
    desk.enter()
    assert "Cette clé est pleine." in desk.words()


def test_an_answer_is_accepted_with_its_phrase(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.accept.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, AcceptSheet)
    sheet.phrase.setFocus()
    desk.enter()
    assert sheet.file_field.message() == NO_FILE
    assert sheet.file.property("ring")
    sheet.file_asked.emit()
    desk.enter()
    assert sheet.phrase_field.message() == NO_PHRASE
    desk.write(PHRASE)
    desk.enter()
    assert desk.exchange.calls("accept") == [(PLACE, PHRASE)]
    assert desk.said == ["Poste «\u00a0Bureau 2\u00a0» relié."]
    assert desk.pilot.sheets.content() is None


def test_a_wrong_phrase_is_said_beside_it_and_keeps_what_was_typed(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.exchange.answers["accept"] = Refusal("Cette phrase n’ouvre pas la réponse. Rien n’a changé.")
    desk.pilot.page.accept.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, AcceptSheet)
    sheet.file_asked.emit()
    desk.write("autre")
    desk.enter()
    assert sheet.phrase_field.message() == "Cette phrase n’ouvre pas la réponse. Rien n’a changé."
    assert sheet.phrase.text() == "autre"
    assert sheet.go.isEnabled()


def test_setting_a_desk_aside_is_confirmed_and_starts_on_the_way_back(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.desks.cards[files.BUREAU_2.id].more.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, OneDesk)
    sheet.revoke.setFocus()
    desk.enter()
    confirm = desk.pilot.sheets.content()
    assert isinstance(confirm, RevokeSheet)
    assert "Cela ne s’annule pas" in desk.words()
    desk.enter()
    assert desk.exchange.calls("revoke") == [], "the cursor starts on the way back"
    desk.pilot.page.desks.cards[files.BUREAU_2.id].more.click()
    again = desk.pilot.sheets.content()
    assert isinstance(again, OneDesk)
    again.revoke.click()
    desk.key(Qt.Key.Key_Tab, "\t")
    desk.enter()
    assert desk.exchange.calls("revoke") == [files.BUREAU_2.id]


def test_this_desk_is_never_set_aside(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.desks.cards[files.HERE.id].more.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, OneDesk)
    assert not sheet.revoke.isVisible()


def test_another_folder_is_chosen_or_none(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.folder.click()
    desk.enter()
    assert desk.exchange.calls("choose_folder") == [PLACE]
    assert desk.pilot.sheets.content() is None
    desk.pilot.page.folder.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, FolderSheet)
    sheet.drop.setFocus()
    desk.enter()
    assert desk.exchange.calls("choose_folder") == [PLACE, None]


def test_a_folder_that_cannot_be_written_keeps_the_former_one(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.exchange.answers["choose_folder"] = Refusal("Ce dossier ne peut pas être écrit\u00a0: choisissez-en un autre.")
    desk.pilot.page.folder.click()
    desk.enter()
    assert "Ce dossier ne peut pas être écrit" in desk.words()


def test_a_sheet_grows_with_what_it_says_below_a_field(make_desk: MakeDesk) -> None:
    desk = admin(make_desk)
    desk.pilot.page.accept.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, AcceptSheet)
    card = sheet.parentWidget()
    assert card is not None
    desk.words()
    before = card.height()
    desk.enter()
    desk.words()
    assert sheet.file_field.message() == NO_FILE
    assert card.height() > before


ERASING = RefusedFile("bureau-2.ceis", many_erasures_words(34), 34)


def test_a_file_that_erases_much_is_accepted_by_keys_once_both_ways_are_told(make_desk: MakeDesk) -> None:
    status = replace(files.STATUS, refused=(RefusedFile("autre.ceis", "Abîmé. Rien n’a été lu."), ERASING))
    desk = make_desk(Role.ADMIN, status=status)
    desk.pilot.page.refused.decide[ERASING.name].setFocus()
    desk.key(Qt.Key.Key_Space, " ")
    words = desk.words()
    for said in ("Ce fichier efface 34 fiches", "effacées ici aussi, pour toujours", "écartez ce poste"):
        assert said in words, said
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, ErasuresSheet)
    assert desk.cursor() is sheet.back
    desk.exchange.answers["take_in"] = Imported(files=1, changes=40, people=34)
    desk.key(Qt.Key.Key_Tab)
    assert desk.cursor() is sheet.go
    desk.key(Qt.Key.Key_Space, " ")
    assert status.folder is not None
    assert desk.exchange.calls("take_in") == [status.folder / ERASING.name]
    assert desk.exchange.accepted == [True]
    assert desk.said[0] == "40\u00a0changements reçus, 34\u00a0personnes."
    assert desk.pilot.sheets.content() is None
    assert desk.exchange.calls("exchange_now") == [None]


def test_left_to_wait_nothing_is_asked_of_it(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.ADMIN, status=replace(files.STATUS, refused=(ERASING,)))
    desk.pilot.page.refused.decide[ERASING.name].click()
    desk.key(Qt.Key.Key_Escape)
    assert desk.pilot.sheets.content() is None
    assert not desk.exchange.calls("take_in")


def test_a_refusal_of_the_accepted_file_is_said_on_the_sheet(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.ADMIN, status=replace(files.STATUS, refused=(ERASING,)))
    desk.exchange.answers["take_in"] = Refusal("Ce fichier n’est pas là. Rien n’a changé.")
    desk.pilot.page.refused.decide[ERASING.name].click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, ErasuresSheet)
    sheet.go.click()
    assert "Ce fichier n’est pas là." in desk.words()
    assert sheet.go.isEnabled()


def test_what_a_key_brings_is_asked_about_at_once(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(Role.ADMIN)
    desk.exchange.answers["take_in"] = Imported(refused=(ERASING,))
    desk.pilot.carry(tmp_path)
    assert isinstance(desk.pilot.sheets.content(), ErasuresSheet)
    desk.key(Qt.Key.Key_Tab)
    desk.exchange.answers["take_in"] = Imported(files=1, changes=1)
    desk.key(Qt.Key.Key_Space, " ")
    assert desk.exchange.calls("take_in") == [tmp_path, tmp_path / ERASING.name]


def test_whoever_does_not_administer_is_told_and_not_asked(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(status=replace(files.STATUS, refused=(ERASING,)))
    assert "l’administration l’accepte ou le laisse attendre" in desk.words()
    assert not desk.pilot.page.refused.decide
    desk.exchange.answers["take_in"] = Imported(refused=(ERASING,))
    desk.pilot.carry(tmp_path)
    assert desk.pilot.sheets.content() is None
