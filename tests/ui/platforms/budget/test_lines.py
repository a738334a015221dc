"""The lines of a case: debts, documents, things to do, and what is done for the household."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.notes.gestures import AttachDocument, WithdrawDocument
from ceis_desk.notes.questions import OpenDocument
from ceis_desk.platforms.budget.gestures import (
    AskDocument,
    DoAction,
    PutAction,
    PutDebt,
    PutIntervention,
    PutMicrocredit,
    PutRight,
    ReceiveDocument,
    WithdrawItem,
)
from ceis_desk.platforms.budget.model import DebtFamily
from ceis_desk.platforms.budget.questions import RightsToCheck
from ceis_desk.platforms.budget.rights_check import Housing
from ceis_desk.ui.forms.list_card import ListCard
from ceis_desk.ui.kit.row_list import RowList
from ceis_desk.ui.notes.document_sheet import DocumentSheet
from ceis_desk.ui.platforms.budget.case.attach_pilot import UNREADABLE
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import DELETE, ENTER, ESCAPE, SPACE, Desk, MakeDesk

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def on(desk: Desk, card: ListCard, at: int = 0) -> RowList:
    """The cursor on a line of a card."""
    card.lines.setFocus(Qt.FocusReason.TabFocusReason)
    card.lines.go_to(card.lines.rows.ident(at))
    return card.lines


def test_debts_show_their_total_their_family_and_what_is_special(open_case: MakeDesk) -> None:
    desk = open_case()
    words = desk.words(desk.case.follow.debts)
    for said in (
        "8\u00a0687,15\u00a0€",
        "1\u00a0240,00\u00a0€",
        "payé en premier",
        "à part",
        "une amende pénale ne peut pas être effacée",
        "consommation",
    ):
        assert said in words


def test_a_case_without_debts_says_so_and_offers_to_add_one(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, debts=()))
    assert "Aucune dette saisie." in desk.words(desk.case.follow.debts)
    desk.case.follow.debts.begin.click()
    assert desk.field("Dette") is desk.cursor()


def test_a_debt_is_added_with_amounts_as_they_come(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_D)
    desk.write("Cantine")
    desk.key(ENTER)
    desk.write("la ville")
    desk.key(ENTER)
    desk.write("45+12,90")
    desk.key(ENTER)
    desk.write("12,5")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutDebt)
    one = made.debt
    assert (one.label, one.creditor, one.remaining, one.late, one.clock) == ("Cantine", "la ville", 5_790, 1_250, 0)
    assert made.case_id == files.CASE
    assert one.family is DebtFamily.CURRENT
    assert desk.pilot.sheets.content() is None


def test_an_amount_that_is_not_understood_keeps_its_text_and_writes_nothing(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_D)
    desk.write("Cantine")
    desk.fill("Reste dû", "douze")
    desk.control(ENTER)
    assert "Ce montant n’est pas compris." in desk.words(desk.sheet())
    assert desk.cursor() is desk.field("Reste dû")
    assert desk.store.gestures(PutDebt) == []


def test_a_refused_debt_says_why_in_the_form_and_keeps_all_that_is_typed(open_case: MakeDesk) -> None:
    desk = open_case(answers={PutDebt: Outdated("Cette dette a été modifiée depuis, au poste 2.")})
    desk.control(Qt.Key.Key_D)
    desk.write("Cantine")
    desk.fill("Reste dû", "12")
    desk.control(ENTER)
    assert "Cette dette a été modifiée depuis, au poste 2." in desk.words(desk.sheet())
    assert desk.field("Dette").text() == "Cantine"  # type: ignore[attr-defined]  # a field of one line


def test_what_is_typed_in_a_form_is_found_again(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_D)
    desk.write("Cantine de Jules")
    desk.key(ESCAPE)
    desk.control(Qt.Key.Key_D)
    assert desk.field("Dette").text() == "Cantine de Jules"  # type: ignore[attr-defined]  # a field of one line


def test_entree_opens_a_debt_as_it_is_kept_and_writes_it_at_its_clock(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.debts, 1)
    desk.key(ENTER)
    desk.fill("Reste dû", "7 000")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutDebt)
    assert made.debt == replace(files.DEBTS[1], remaining=700_000)


def test_espace_settles_a_debt_and_owes_it_again(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.debts)
    desk.key(SPACE)
    assert [one.debt.settled_on for one in desk.store.gestures(PutDebt)] == [files.TODAY]
    settled = replace(files.VIEW, debts=(replace(files.DEBTS[0], settled_on=files.TODAY), *files.DEBTS[1:]))
    again = open_case(settled)
    assert "Loyer" not in again.words(again.case.follow.debts)
    again.case.follow.debts.more.click()
    on(again, again.case.follow.debts)
    again.key(SPACE)
    assert [one.debt.settled_on for one in again.store.gestures(PutDebt)] == [None]


def test_suppr_takes_a_debt_away(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.debts, 2)
    desk.key(DELETE)
    amende = files.DEBTS[2]
    assert desk.store.gestures(WithdrawItem) == [WithdrawItem((amende.id,), clocks=(amende.clock,))]


def test_documents_say_what_came_and_for_how_long_the_others_are_awaited(open_case: MakeDesk) -> None:
    words = open_case().words()
    for said in ("1 reçu sur 2", "réception le 01/02", "à recevoir, 28 jours", "bail.pdf"):
        assert said in words


def test_espace_ticks_a_document_and_takes_the_tick_back(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.documents, 1)
    desk.key(SPACE)
    on(desk, desk.case.follow.documents, 0)
    desk.key(SPACE)
    tax, identity = files.ASKED[1], files.ASKED[0]
    assert desk.store.gestures(ReceiveDocument) == [
        ReceiveDocument(tax.id, tax.clock, files.TODAY),
        ReceiveDocument(identity.id, identity.clock, None),
    ]


def test_documents_are_asked_one_a_line(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.documents)
    desk.control(Qt.Key.Key_D)
    desk.write("Bail")
    desk.key(ENTER)
    desk.key(ENTER)
    desk.write("- Trois bulletins")
    desk.control(ENTER)
    assert desk.store.gestures(AskDocument) == [AskDocument(files.CASE, ("Bail", "Trois bulletins"))]


def test_a_file_is_chosen_and_kept(
    open_case: MakeDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_case()
    path = tmp_path / "quittance.png"
    path.write_bytes(PNG)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    desk.case.follow.attach.click()
    qtbot.waitUntil(lambda: bool(desk.store.gestures(AttachDocument)))
    kept = AttachDocument(files.CASE, Group.BUDGET, "quittance.png", PNG)
    assert desk.store.gestures(AttachDocument) == [kept]


def test_a_file_that_cannot_be_read_is_said_in_one_sentence(open_case: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_case()
    desk.pilot.case.files.attach(tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: desk.refused == [UNREADABLE])


def test_an_attached_file_is_drawn_from_memory(open_case: MakeDesk, qtbot: QtBot) -> None:
    scan = replace(files.LEASE, name="quittance.png", media_type="image/png")
    desk = open_case(replace(files.VIEW, documents=(scan,)), {OpenDocument: PNG})
    on(desk, desk.case.follow.documents, 2)
    desk.key(ENTER)
    sheet = desk.sheet()
    assert isinstance(sheet, DocumentSheet)
    qtbot.waitUntil(sheet.view.sheet.is_painted)
    assert sheet.at.text() == "page 1 sur 1"
    desk.discreet.set_on(True)
    assert not sheet.view.isVisible()
    desk.key(ESCAPE)
    assert desk.pilot.sheets.content() is None


def test_a_file_that_is_at_another_desk_is_said_so(open_case: MakeDesk) -> None:
    refused = Refusal("Ce document est au poste Bureau 2.")
    desk = open_case(replace(files.VIEW, documents=(replace(files.LEASE, here=False),)), {OpenDocument: refused})
    assert "au poste Bureau 2" in desk.words(desk.case.follow.documents)
    on(desk, desk.case.follow.documents, 2)
    desk.key(ENTER)
    assert desk.refused == ["Ce document est au poste Bureau 2."]


def test_suppr_takes_away_a_file_or_a_document_asked(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.documents, 2)
    desk.key(DELETE)
    assert desk.store.gestures(WithdrawDocument) == [WithdrawDocument(files.LEASE.id)]
    on(desk, desk.case.follow.documents, 1)
    desk.key(DELETE)
    assert desk.store.gestures(WithdrawItem) == [WithdrawItem((files.ASKED[1].id,), clocks=(2,))]


def test_what_is_late_comes_first_and_espace_ticks_it(open_case: MakeDesk) -> None:
    desk = open_case()
    todo = desk.case.follow.todo
    assert todo.lines.rows.ident(0) == str(files.ACTIONS[1].id)
    assert "en retard de 4 jours" in desk.words(todo)
    assert "mardi 9 juillet, 14:00, Claire Fabre" in desk.words(todo)
    on(desk, todo)
    desk.key(SPACE)
    late = files.ACTIONS[1]
    assert desk.store.gestures(DoAction) == [DoAction(late.id, late.clock, files.TODAY)]


def test_something_to_do_is_written_with_a_day_as_it_is_said(open_case: MakeDesk) -> None:
    desk = open_case()
    on(desk, desk.case.follow.todo)
    desk.control(Qt.Key.Key_D)
    desk.write("Appeler la CAF")
    desk.fill("Avant le", "+7")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutAction)
    assert (made.action.text, made.action.due) == ("Appeler la CAF", files.day(6, 25))


@pytest.mark.parametrize(
    ("part", "typed", "kind"),
    [
        ("interventions", {"Auprès de": "EDF"}, PutIntervention),
        ("microcredits", {"Projet": "Permis", "Montant": "1 200"}, PutMicrocredit),
    ],
)
def test_what_is_done_for_the_household_is_written_and_taken_away(
    open_case: MakeDesk, part: str, typed: dict[str, str], kind: type[object]
) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_Tab)
    card = getattr(desk.case.work, part)
    on(desk, card)
    desk.control(Qt.Key.Key_D)
    for name, words in typed.items():
        desk.fill(name, words)
    desk.control(ENTER)
    assert len(desk.store.gestures(kind)) == 1
    on(desk, card)
    desk.key(DELETE)
    assert len(desk.store.gestures(WithdrawItem)) == 1


def test_rights_to_check_say_why_and_never_how_much(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("rights")
    words = desk.words(desk.case.rights)
    assert "Un adulte a 25 ans ou plus." in words
    assert "à vérifier sur mesdroitssociaux.gouv.fr" in words
    assert "€" not in words
    desk.case.rights.housing.set_value(Housing.TENANT.value)
    desk.case.rights.housing.activated.emit(1)
    assert desk.store.asked[-1] == RightsToCheck(files.CASE, Housing.TENANT)


def test_a_right_of_the_checklist_is_noted_as_opened_with_its_own_words(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.case.show_part("rights")
    on(desk, desk.case.rights.to_check)
    desk.key(ENTER)
    desk.fill("Montant estimé par mois", "214")
    desk.control(ENTER)
    (made,) = desk.store.gestures(PutRight)
    assert (made.right.code, made.right.label, made.right.monthly) == ("rsa", "RSA", 21_400)


def test_a_line_below_the_window_comes_into_sight_with_the_cursor(open_case: MakeDesk) -> None:
    many = tuple(files.debt(f"Dette {at}", 100) for at in range(40))
    desk = open_case(replace(files.VIEW, debts=many))
    lines = on(desk, desk.case.follow.debts, 39)
    QApplication.processEvents()
    box = lines.visualRect(lines.currentIndex())
    at = lines.viewport().mapTo(desk.case, box.center())
    assert 0 < at.y() < desk.case.height()
