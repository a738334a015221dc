"""« À vérifier » and the merge, hole by hole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ceis_desk.ui.people.pairs_page import IN_ORDER
from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.store import Change, Subject
from ceis_desk.people.gestures import MergePersons, ProposeMerge, TellApart
from ceis_desk.people.questions import DoubtfulPairs
from ceis_desk.ui.people.find_sheet import FindSheet
from ceis_desk.ui.people.merge_sheet import MergeSheet
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk


def checking(make_desk: MakeDesk, role: Role = Role.SOCIAL) -> Desk:
    desk = make_desk(role)
    desk.store.answers[DoubtfulPairs] = (files.PAIR, files.OTHER_PAIR)
    desk.pilot.enter()
    desk.pilot.check()
    return desk


def test_the_list_says_how_many_cases_wait(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert not desk.pilot.page.home.check.isVisible()
    desk.store.answers[DoubtfulPairs] = (files.PAIR,)
    desk.store.tell(Change(frozenset({Subject("pair")})))
    assert desk.pilot.page.home.check.text() == "À vérifier 1"


def test_the_cursor_starts_on_the_first_answer(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    assert desk.cursor() is desk.pilot.page.pairs.unite


def test_both_records_stand_side_by_side(make_desk: MakeDesk) -> None:
    words = checking(make_desk).words()
    for said in ("NGUYEN Thi Lan", "NGUYEN Lan", "proche", "se complète", "1 sur 2", "12 passages"):
        assert said in words


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_2, "2"), (Qt.Key.Key_Eacute, "é")])
def test_two_tells_them_apart_on_every_keyboard(make_desk: MakeDesk, key: Qt.Key, text: str) -> None:
    desk = checking(make_desk)
    desk.key(key, text=text)
    assert desk.store.gestures(TellApart) == [TellApart(files.THI_LAN, files.LAN)]


def test_three_puts_the_case_off_and_writes_nothing(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    before = len(desk.store.done)
    desk.key(Qt.Key.Key_QuoteDbl, text='"')
    assert "BENALI Samira" in desk.words()
    assert len(desk.store.done) == before


def test_the_arrows_go_to_another_case(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    desk.key(Qt.Key.Key_Down)
    assert "2 sur 2" in desk.words()
    desk.key(Qt.Key.Key_Up)
    assert "1 sur 2" in desk.words()


def test_reception_proposes_and_never_merges(make_desk: MakeDesk) -> None:
    desk = checking(make_desk, Role.RECEPTION)
    desk.key(Qt.Key.Key_1, text="1")
    assert desk.store.gestures(ProposeMerge) == [ProposeMerge(files.THI_LAN, files.LAN)]
    assert desk.pilot.sheets.content() is None


def test_one_opens_the_choice_with_holes_filled_and_phones_joined(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    desk.key(Qt.Key.Key_Ampersand, text="&")
    desk.key(Qt.Key.Key_Return, CONTROL)
    (merge,) = desk.store.gestures(MergePersons)
    first, second = files.FIRST.identity, files.SECOND.identity
    phones = (*first.phones, *second.phones)
    kept = replace(first, phones=phones, district="Petit Bard", email="lan@exemple.fr")
    assert merge == MergePersons(files.THI_LAN, files.LAN, kept, files.FIRST.clock)


def test_each_field_is_kept_from_the_side_that_is_chosen(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    desk.key(Qt.Key.Key_1, text="1")
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, MergeSheet)
    for code, at in (("first_name", 1), ("phones", 0), ("email", 0)):
        button = sheet.buttons_of(code).buttons()[at]
        button.setFocus()
        desk.key(Qt.Key.Key_Space, text=" ")
    desk.key(Qt.Key.Key_Return, CONTROL)
    (merge,) = desk.store.gestures(MergePersons)
    assert merge.filled is not None
    assert (merge.filled.first_name, merge.filled.phones, merge.filled.email) == ("Lan", ("+33639982560",), "")


def test_echap_gives_up_the_merge(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    desk.key(Qt.Key.Key_1, text="1")
    desk.escape()
    assert desk.pilot.sheets.content() is None
    assert desk.store.gestures(MergePersons) == []


def test_a_record_is_joined_with_another_one_found_by_name(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.SOCIAL)
    desk.pilot.open_record(files.SAMIRA)
    desk.pilot.page.record.sheet.merge_asked.emit()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, FindSheet)
    assert sheet.results.rows.idents() == [str(files.KARIM)]
    desk.enter()
    assert isinstance(desk.pilot.sheets.content(), MergeSheet)
    desk.key(Qt.Key.Key_Return, CONTROL)
    (merge,) = desk.store.gestures(MergePersons)
    assert (merge.winner, merge.loser) == (files.SAMIRA, files.KARIM)


def test_when_nothing_waits_all_is_in_order(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.check()
    assert IN_ORDER in desk.words()
    desk.escape()
    assert desk.pilot.page.shown() == "home"


def test_the_pairs_obey_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = checking(make_desk)
    desk.discreet.set_on(True)
    read = desk.words()
    assert [word for word in ("NGUYEN", "Thi Lan", "Karim", "1971", "06 39") if word in read] == []
