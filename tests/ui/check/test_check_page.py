"""« À vérifier »: the three kinds of case, decided with one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import KeepBoth, MoveAppointment
from ceis_desk.agenda.questions import DoubleBookings
from ceis_desk.core.errors import Outdated
from ceis_desk.core.store import Change, Subject
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import MergePersons, ProposeMerge, TellApart
from ceis_desk.people.questions import DoubtfulPairs
from ceis_desk.ui.check.cases import NO_ROOM
from ceis_desk.ui.check.page import IN_ORDER
from ceis_desk.ui.check.pilot import SETTLED
from ceis_desk.ui.people.merge_sheet import MergeSheet
from tests.ui.check.conftest import CONTROL, Desk, MakeDesk
from tests.ui.exchange import files
from tests.ui.people import files as people

SLOT, SAME, EDIT = (
    "Créneau pris deux fois",
    "Est-ce la même personne\u00a0?",
    "Téléphone\u00a0: modifié aux deux postes",
)


def pairs_only(make_desk: MakeDesk, role: Role = Role.SOCIAL) -> Desk:
    return make_desk(role, (people.PAIR, people.OTHER_PAIR), (), ())


def edits_only(make_desk: MakeDesk) -> Desk:
    return make_desk(Role.RECEPTION, (), (files.EDIT,), ())


# The list


def test_slots_of_today_and_tomorrow_come_first_and_those_of_later_last(make_desk: MakeDesk) -> None:
    desk = make_desk(slots=(files.TOMORROW, files.LATER))
    titles = [desk.title()]
    for _ in range(3):
        desk.key(Qt.Key.Key_Down)
        titles.append(desk.title())
    assert titles == [SLOT, SAME, EDIT, SLOT]


def test_the_cursor_starts_on_the_first_answer(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.cursor() is desk.pilot.page.case.answers[0]


def test_the_arrows_go_round_the_cases_with_the_cursor_on_the_answer(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.key(Qt.Key.Key_Up)
    assert (desk.title(), desk.pilot.page.case.rank.text()) == (EDIT, "3 sur 3")
    desk.key(Qt.Key.Key_Down)
    assert (desk.title(), desk.pilot.page.case.rank.text()) == (SLOT, "1 sur 3")
    assert desk.cursor() is desk.pilot.page.case.answers[0]


def test_the_head_says_how_many_after_which_exchange(make_desk: MakeDesk) -> None:
    assert "3 cas après l’échange de 10:12. Rien n’est perdu" in make_desk().words()


def test_each_kind_has_its_filter_and_its_count(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    words = desk.words()
    assert [said in words for said in ("Tout  2", "Doublons  2", "Modifications  0", "Créneaux  0")] == [True] * 4
    desk.pilot.page.filter.chosen.emit("slots")
    assert "Aucun cas de ce genre." in desk.words()
    desk.pilot.page.filter.chosen.emit("doubles")
    assert desk.title() == SAME


def test_when_nothing_waits_all_is_in_order_since_the_last_exchange(make_desk: MakeDesk) -> None:
    desk = make_desk(pairs=(), edits=(), slots=())
    assert f"{IN_ORDER} depuis 10:12." in desk.words()
    desk.key(Qt.Key.Key_Escape)
    assert desk.went == [("exchange", None)]


def test_a_case_settled_elsewhere_goes_with_a_word(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[DoubleBookings] = ()
    desk.store.tell(Change(frozenset({Subject("appointment")})))
    assert desk.refused == [SETTLED]
    assert desk.title() == SAME


def test_a_case_settled_here_goes_without_a_word(make_desk: MakeDesk) -> None:
    desk = edits_only(make_desk)
    desk.store.answers[CrossedEdits] = lambda _question: () if desk.store.gestures(KeepVersion) else (files.EDIT,)
    desk.digit(1)
    assert desk.refused == []
    assert IN_ORDER in desk.words()


def test_the_cursor_stays_in_the_page_when_the_last_case_goes_and_when_it_comes_back(make_desk: MakeDesk) -> None:
    desk = edits_only(make_desk)
    ribbon = QPushButton("Tout enlever", desk.pilot.page)
    ribbon.show()
    desk.store.answers[CrossedEdits] = lambda _question: () if desk.store.gestures(KeepVersion) else (files.EDIT,)
    desk.digit(1)
    assert desk.cursor() is desk.pilot.page.empty.button
    desk.store.answers[CrossedEdits] = (files.EDIT,)
    desk.store.tell(Change(frozenset({Subject("crossed")})))
    assert desk.cursor() is desk.pilot.page.case.first_answer()


def test_another_case_below_is_opened_by_a_click_or_answered_where_it_stands(make_desk: MakeDesk) -> None:
    desk = make_desk()
    below = desk.pilot.page.others[1]
    assert below.title.text() == EDIT
    below.answers[1].click()
    assert desk.store.gestures(TakeOtherVersion) == [TakeOtherVersion(files.EDIT.id)]
    below.picked.emit()
    assert desk.title() == EDIT


def test_a_page_may_be_opened_on_one_case_or_on_one_kind(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.open_on(files.EDIT.id)
    assert desk.title() == EDIT
    desk.pilot.open_on("doubles")
    assert desk.title() == SAME
    assert desk.pilot.page.case.rank.text() == "1 sur 1"


@pytest.mark.parametrize("role", [Role.DIGITAL, Role.RECEPTION])
def test_everybody_who_may_open_the_page_sees_the_three_kinds(make_desk: MakeDesk, role: Role) -> None:
    make_desk(role)
    assert {type(question) for question in make_desk(role).store.asked} >= {DoubtfulPairs, CrossedEdits, DoubleBookings}


def test_the_cases_obey_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.discreet.set_on(True)
    for _ in range(3):
        read = desk.words()
        canaries = ("NGUYEN", "Thi Lan", "1971", "06 39", "TRAN", "LEROY", "FARGE", "Inès")
        assert [word for word in canaries if word in read] == []
        desk.key(Qt.Key.Key_Down)


# Doubles


def test_both_records_stand_side_by_side(make_desk: MakeDesk) -> None:
    words = pairs_only(make_desk).words()
    for said in ("NGUYEN Thi Lan", "NGUYEN Lan", "proche", "se complète", "1 sur 2", "12 passages"):
        assert said in words


def test_one_unites_at_once_with_holes_filled_and_phones_joined(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    desk.key(Qt.Key.Key_Ampersand, text="&")
    (merge,) = desk.store.gestures(MergePersons)
    first, second = people.FIRST.identity, people.SECOND.identity
    kept = replace(first, phones=(*first.phones, *second.phones), district="Petit Bard", email="lan@exemple.fr")
    assert merge == MergePersons(people.THI_LAN, people.LAN, kept, people.FIRST.clock)


def test_what_is_kept_may_be_chosen_field_by_field(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    desk.pilot.page.case.detail.setFocus()
    desk.key(Qt.Key.Key_Return, text="\r")
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


def test_echap_gives_up_the_choice(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    desk.pilot.page.case.detail.click()
    desk.key(Qt.Key.Key_Escape)
    assert desk.pilot.sheets.content() is None
    assert desk.store.gestures(MergePersons) == []


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_2, "2"), (Qt.Key.Key_Eacute, "é")])
def test_two_tells_them_apart_on_every_keyboard(make_desk: MakeDesk, key: Qt.Key, text: str) -> None:
    desk = pairs_only(make_desk)
    desk.key(key, text=text)
    assert desk.store.gestures(TellApart) == [TellApart(people.THI_LAN, people.LAN)]


def test_without_single_keys_a_digit_decides_with_alt_only(make_desk: MakeDesk) -> None:
    desk = make_desk(edits=(), slots=())
    desk.keyboard.take({}, single=False)
    desk.digit(2)
    assert desk.store.gestures(TellApart) == []
    assert desk.pilot.page.case.answers[1].accessibleDescription() == "Alt 2"
    lines = desk.pilot.keys()
    assert "Alt 2" in {line.keys for line in lines}
    desk.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, "2")
    assert len(desk.store.gestures(TellApart)) == 1


def test_three_puts_the_case_off_and_writes_nothing(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    desk.key(Qt.Key.Key_QuoteDbl, text='"')
    assert "BENALI Samira" in desk.words()
    assert desk.store.done == []
    desk.pilot.read()
    desk.key(Qt.Key.Key_Down)
    assert "NGUYEN Thi Lan" in desk.words()


def test_reception_proposes_and_never_merges(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk, Role.RECEPTION)
    assert "Proposer de réunir" in desk.words()
    assert not desk.pilot.page.case.detail.isVisible()
    desk.digit(1)
    assert desk.store.gestures(ProposeMerge) == [ProposeMerge(people.THI_LAN, people.LAN)]
    assert desk.store.gestures(MergePersons) == []


def test_a_record_changed_meanwhile_is_said_and_read_again(make_desk: MakeDesk) -> None:
    desk = pairs_only(make_desk)
    desk.store.answers[MergePersons] = Outdated("La fiche a été modifiée depuis. Rien n’est perdu\u00a0: relisez-la.")
    asked = len(desk.store.asked)
    desk.digit(1)
    assert desk.refused == ["La fiche a été modifiée depuis. Rien n’est perdu\u00a0: relisez-la."]
    assert len(desk.store.asked) > asked


# Crossed edits


def test_both_versions_of_a_field_are_shown_with_the_one_that_is_kept(make_desk: MakeDesk) -> None:
    desk = edits_only(make_desk)
    words = desk.words()
    for said in ("Mme TRAN Hoa", "06 39 98 61 20", "06 39 98 16 20", "gardé", "écrit à 10:04", "écrit à 9:51",
                 "Garder la version de Bureau 2", "Reprendre la version d’Accueil 1"):  # fmt: skip
        assert said in words, said


def test_one_keeps_the_version_and_two_takes_the_other(make_desk: MakeDesk) -> None:
    desk = edits_only(make_desk)
    desk.digit(1)
    desk.digit(2)
    assert desk.store.gestures(KeepVersion) == [KeepVersion(files.EDIT.id)]
    assert desk.store.gestures(TakeOtherVersion) == [TakeOtherVersion(files.EDIT.id)]


def test_ctrl_z_puts_a_settled_version_back(make_desk: MakeDesk) -> None:
    desk = edits_only(make_desk)
    desk.store.answers[KeepVersion] = Change(said="Version gardée.", undo=UnsettleVersion(files.EDIT.id))
    desk.digit(1)
    desk.link.undo()
    assert desk.store.gestures(UnsettleVersion) == [UnsettleVersion(files.EDIT.id)]


# Slots


def test_one_moves_the_second_to_the_free_moment_and_two_keeps_both(make_desk: MakeDesk) -> None:
    desk = make_desk(pairs=(), edits=())
    assert "Déplacer Mme FARGE Inès à 11:00" in desk.words()
    desk.digit(1)
    slot = files.TOMORROW
    assert desk.store.gestures(MoveAppointment) == [MoveAppointment(slot.second.id, files.at(11, 0, 19), 9)]
    desk.digit(2)
    assert desk.store.gestures(KeepBoth) == [KeepBoth(slot.first.id, slot.second.id)]


def test_without_a_free_moment_nothing_can_be_moved(make_desk: MakeDesk) -> None:
    desk = make_desk(pairs=(), edits=(), slots=(files.double_booking(19, free=False),))
    assert NO_ROOM.lower() in desk.words()
    assert desk.cursor() is desk.pilot.page.case.answers[1]
    desk.digit(1)
    assert desk.store.done == []
