"""Linking desks, by whoever administers the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.ui.exchange import linking
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
