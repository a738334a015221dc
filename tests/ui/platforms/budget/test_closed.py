"""A closed case: read, printed, completed, opened again, and nothing else is offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from ceis_desk.notes.gestures import SignNote, WithdrawDocument, draft_kind
from ceis_desk.platforms.budget.gestures import ReopenCase, WithdrawItem
from ceis_desk.platforms.budget.model import Pause
from ceis_desk.platforms.budget.rules import CLOSED
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.notes.draft_note import NOT_SIGNED
from ceis_desk.ui.notes.note_card import NoteCard
from ceis_desk.ui.platforms.budget.case.opened import ONLY_COMPLETED
from ceis_desk.ui.platforms.budget.case.page import CLOSED_WORDS, HOUSEHOLD, LETTERS, PARTS
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import DELETE, ENTER, SPACE, Desk, MakeDesk
from tests.ui.platforms.budget.test_case import closed

WRITING = ("Ajouter", "Demander", "Joindre", "Modifier", "Reprendre le foyer", "Mettre à jour", "Commencer", "Noter")


def line_of(card: ListCard, ident: str) -> None:
    """The cursor on a line of a card."""
    card.lines.go_to(ident)
    card.lines.setFocus()


def test_nothing_that_writes_is_offered_in_any_part_of_a_closed_case(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    for code, _words in PARTS:
        desk.case.show_part(code)
        shown = [one for one in desk.case.findChildren(QPushButton) if one.isVisibleTo(desk.case)]
        said = [f"{one.text()} {one.accessibleName()}".strip() for one in shown]
        assert [one for one in said if one.startswith(WRITING)] == []
    assert not desk.case.head.end.isVisibleTo(desk.case)
    assert CLOSED_WORDS in desk.words()


def test_what_is_open_offers_all_of_it(open_case: MakeDesk) -> None:
    desk = open_case()
    assert desk.case.head.end.isVisibleTo(desk.case)
    assert not desk.case.head.reopen.isVisibleTo(desk.case)
    assert desk.case.follow.attach.isVisibleTo(desk.case)
    assert CLOSED_WORDS not in desk.words()


def test_the_button_of_a_closed_case_opens_it_again_with_a_reason(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    reopen = desk.case.head.reopen
    assert reopen.isVisibleTo(desk.case)
    reopen.setFocus()
    desk.key(SPACE)
    desk.fill("Raison", "Nouvelle dette")
    desk.control(ENTER)
    assert desk.store.gestures(ReopenCase) == [ReopenCase(files.CASE, 7, "Nouvelle dette")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_D, Qt.Key.Key_M, Qt.Key.Key_S])
def test_a_key_that_would_write_says_that_the_case_is_closed(open_case: MakeDesk, key: Qt.Key) -> None:
    desk = open_case(closed())
    desk.control(key)
    assert desk.refused == [CLOSED]
    assert desk.pilot.sheets.content() is None


def test_suppr_on_a_line_sends_nothing_and_says_why(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    line_of(desk.case.follow.debts, str(files.VIEW.debts[0].id))
    desk.key(DELETE)
    assert desk.store.gestures(WithdrawItem) == []
    assert desk.refused == [CLOSED]


def test_a_file_is_still_taken_away(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    line_of(desk.case.follow.documents, f"file:{files.VIEW.documents[0].id}")
    desk.key(DELETE)
    assert desk.store.gestures(WithdrawDocument) == [WithdrawDocument(files.VIEW.documents[0].id)]


def test_a_line_opens_to_be_read(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    line_of(desk.case.follow.debts, str(files.VIEW.debts[0].id))
    desk.key(ENTER)
    fields = desk.sheet().findChildren(QLineEdit)
    assert fields
    assert all(one.isReadOnly() or not one.isEnabled() for one in fields)
    shown = [one.text() for one in desk.sheet().findChildren(Button) if one.isVisibleTo(desk.sheet())]
    assert "Fermer" in shown
    assert "Enregistrer" not in shown
    assert "Solder" not in shown


def test_no_letter_is_begun_and_those_kept_are_read(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    desk.case.show_part(LETTERS)
    assert not desk.case.letters.models.isVisibleTo(desk.case)
    assert desk.case.letters.sent.isVisibleTo(desk.case)


def test_a_note_is_completed_and_no_other_is_begun(open_case: MakeDesk) -> None:
    desk = open_case(closed())
    assert not desk.draft.isVisibleTo(desk.case)
    assert ONLY_COMPLETED in desk.words()
    card = next(card for card in desk.case.findChildren(NoteCard) if card.note == files.ADMITTED)
    assert card.complete is not None
    card.complete.setFocus()
    desk.key(SPACE)
    desk.write("Rappel fait.")
    desk.control(Qt.Key.Key_S)
    desk.control(Qt.Key.Key_S)
    assert [one.completes for one in desk.store.gestures(SignNote)] == [files.ADMITTED.id]
    assert not desk.draft.isVisibleTo(desk.case)


def test_a_note_begun_before_the_closing_stays_to_be_read_and_is_not_sent(make_desk: MakeDesk) -> None:
    desk: Desk = make_desk(closed())
    desk.drafts[draft_kind(files.CASE)] = "Vu avant la clôture."
    desk.pilot.open_case(files.CASE)
    assert desk.draft.isVisibleTo(desk.case)
    desk.control(Qt.Key.Key_S)
    desk.control(Qt.Key.Key_S)
    assert desk.store.gestures(SignNote) == []
    assert f"{NOT_SIGNED} {ONLY_COMPLETED}" in desk.words()
    assert desk.draft.typed().text == "Vu avant la clôture."


def test_a_suspended_case_takes_notes_and_lines(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, pause=Pause.SUSPENDED))
    desk.case.show_part(HOUSEHOLD)
    assert desk.case.household.members.add_line.isVisibleTo(desk.case)
    assert desk.case.head.end.isVisibleTo(desk.case)
