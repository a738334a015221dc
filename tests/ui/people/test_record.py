"""The record of a person, by role and by key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ceis_desk.access.gestures import NoteAccess, NotedAct
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.people.gestures import ChangePerson, ChangeWork, SetHousehold, UndoMerge
from ceis_desk.people.model import SafeContact, Work
from ceis_desk.people.questions import OpenRecord, WorkOf
from ceis_desk.platforms.budget.questions import CasesOf
from ceis_desk.reception.gestures import WriteMessage
from ceis_desk.reception.questions import CommentsOf
from ceis_desk.ui.forms.follow_scroll import FollowScroll
from ceis_desk.ui.kit.text import Text
from ceis_desk.ui.people.household_sheet import HouseholdSheet
from ceis_desk.ui.people.message_sheet import MessageSheet
from ceis_desk.ui.people.record_sheet import KEPT_APART
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk
from tests.ui.platforms.budget import files as budget

CANARY = "CANARI-TOURNESOL"


def opened(make_desk: MakeDesk, *roles: Role) -> Desk:
    desk = make_desk(*roles)
    desk.pilot.open_record(files.SAMIRA)
    return desk


def test_entree_in_the_list_opens_the_first_one_found(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.write("bena")
    desk.enter()
    assert desk.pilot.record.record == files.RECORD


def test_opening_a_record_is_written_in_the_journal_once(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.store.tell(Change(frozenset({Subject("person", files.SAMIRA)})))
    assert desk.store.gestures(NoteAccess) == [NoteAccess(NotedAct.OPEN_RECORD, files.SAMIRA)]


def test_the_record_says_who_she_is_and_what_the_counter_must_know(make_desk: MakeDesk) -> None:
    words = opened(make_desk).words()
    for said in (
        "Mme BENALI Samira",
        "née le 14/03/1984, 35 ans",
        "06 39 98 12 34",
        "Mosson (QPV)",
        "Information remise le 04/02/2019",
        "1 adulte, 2 enfants",
        "18 juin, 10:45",
    ):
        assert said in words
    assert "Accord de suivi" not in words


def test_the_notice_not_given_is_to_be_given(make_desk: MakeDesk) -> None:
    desk = make_desk()
    bare = replace(files.RECORD, identity=replace(files.IDENTITY, notice_on=None))
    desk.store.answers[OpenRecord] = bare
    desk.pilot.open_record(files.SAMIRA)
    assert "Information à remettre" in desk.words()


def test_a_refused_contact_is_said_in_words_and_in_red(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[OpenRecord] = files.REFUSING
    desk.pilot.open_record(files.SAMIRA)
    assert desk.words().count("Ne pas appeler, ne pas écrire.") == 2
    labels = desk.pilot.page.record.findChildren(Text)
    said = [label for label in labels if label.text() == "Ne pas appeler, ne pas écrire."]
    assert [label.property("tone") for label in said] == ["danger"]


def test_entree_starts_her_arrival(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.enter()
    assert desk.went == [("reception", files.SAMIRA)]


def test_ctrl_tab_goes_through_the_tabs_and_a_reserved_one_says_whom_to_ask(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    for _ in range(6):
        desk.key(Qt.Key.Key_Tab, CONTROL)
    page = desk.pilot.page.record
    assert page.head.tabs.code() == "budget"
    panel = page.panels.shown()
    assert panel is page.reserved[2]
    assert "Demandez à Claire Fabre." in desk.words()
    assert "Réservé" in desk.words()


def test_reception_is_never_given_the_situation_nor_a_comment(make_desk: MakeDesk) -> None:
    desk = opened(make_desk, Role.RECEPTION)
    asked = {type(question) for question in desk.store.asked}
    assert asked.isdisjoint({WorkOf, CommentsOf})
    assert not desk.pilot.page.record.sheet.work_card.isVisible()


def test_reception_never_reads_what_others_keep(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION)
    desk.store.answers[CommentsOf] = ((files.VISITS[0].id, CANARY),)
    desk.pilot.open_record(files.SAMIRA)
    for code in ("record", "visits", "appointments", "household", "parcours", "notes", "budget", "documents"):
        desk.pilot.page.record.head.tabs.go_to(code)
        assert CANARY not in desk.words()


def test_a_budget_counsellor_reads_the_comments_and_the_situation_without_writing_it(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.BUDGET)
    desk.store.answers[CommentsOf] = ((files.VISITS[0].id, CANARY),)
    desk.pilot.open_record(files.SAMIRA)
    desk.pilot.page.record.head.tabs.go_to("record")
    assert CANARY not in desk.words()
    assert "En emploi" in desk.words()
    assert not desk.pilot.page.record.sheet.work.isVisible()
    desk.pilot.page.record.head.tabs.go_to("visits")
    assert CANARY in desk.words()


def test_a_comment_is_hidden_by_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.BUDGET)
    desk.store.answers[CommentsOf] = ((files.VISITS[0].id, CANARY), (files.SAMIRA, CANARY))
    desk.pilot.open_record(files.SAMIRA)
    desk.discreet.set_on(True)
    assert CANARY not in desk.words()


def test_a_social_worker_sets_the_situation(make_desk: MakeDesk) -> None:
    desk = opened(make_desk, Role.SOCIAL)
    work = desk.pilot.page.record.sheet.work
    work.set_value(Work.TRAINING.value)
    work.activated.emit(work.currentIndex())
    assert desk.store.gestures(ChangeWork) == [ChangeWork(files.SAMIRA, Work.TRAINING, seen=Work.EMPLOYED)]


def test_the_discreet_screen_hides_the_person_in_every_tab(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.discreet.set_on(True)
    for code in ("record", "visits", "appointments", "household"):
        desk.pilot.page.record.head.tabs.go_to(code)
        read = desk.words()
        hidden = (
            "Samira",
            "BENALI",
            "HAMIDI",
            "Lina",
            "1984",
            "06 39",
            "Biterrois",
            "Mosson",
            "Rendez-vous budget",
            "Démarche",
        )
        assert [word for word in hidden if word in read] == []


def test_the_form_shows_not_even_the_field_being_written_while_the_screen_is_discreet(
    make_desk: MakeDesk,
) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.modify.click()
    desk.discreet.set_on(True)
    texts = desk.pilot.page.form.form.entries.texts
    texts["first_name"].setFocus()
    plain = {code for code, text in texts.items() if text.text() and text.displayText() == text.text()}
    assert plain == set()
    read = desk.words()
    assert [word for word in ("BENALI", "Samira", "1984") if word in read] == []


def test_a_record_whose_creation_was_undone_goes_back_to_the_list(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.store.answers[OpenRecord] = Refusal("Cette fiche n’est plus là.")
    desk.store.tell(Change(frozenset({Subject("person", files.SAMIRA)})))
    assert desk.pilot.page.shown() == "home"


def test_a_sheet_follows_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.message_asked.emit()
    desk.discreet.set_on(True)
    sheet = desk.pilot.sheets.content()
    assert sheet is not None
    assert not any("BENALI" in label.text() for label in sheet.findChildren(Text))


def test_a_change_is_sent_with_the_clock_that_was_read(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.modify.click()
    desk.fill("used_name", "K")
    desk.key(Qt.Key.Key_Return, CONTROL)
    (change,) = desk.store.gestures(ChangePerson)
    assert (change.person_id, change.clock) == (files.SAMIRA, 7)
    assert change.identity == replace(files.IDENTITY, used_name="BENALIK")
    assert desk.pilot.page.shown() == "record"


def test_a_record_changed_elsewhere_is_shown_beside_and_nothing_typed_is_lost(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.modify.click()
    desk.fill("used_name", "K")
    desk.store.answers[ChangePerson] = Outdated("La fiche a changé à un autre poste. Votre saisie est gardée.")
    other = replace(files.RECORD, clock=9, identity=replace(files.IDENTITY, languages="turc"))
    desk.store.answers[OpenRecord] = other
    desk.key(Qt.Key.Key_Return, CONTROL)
    read = desk.words()
    assert "La fiche a changé à un autre poste" in read
    assert {"BENALIK", "turc"} <= set(read.split("\n"))
    del desk.store.answers[ChangePerson]
    desk.pilot.page.form.side.keep_mine.click()
    assert [change.clock for change in desk.store.gestures(ChangePerson)] == [7, 9]


def test_a_change_left_by_echap_comes_back(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.modify.click()
    desk.fill("languages", ", turc")
    desk.escape()
    assert desk.pilot.page.shown() == "record"
    desk.pilot.page.record.sheet.modify.click()
    assert desk.pilot.page.form.form.entries.texts["languages"].text() == "français, arabe, turc"


def test_the_line_for_the_counter_is_edited_from_its_card(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.edit_at_desk.click()
    assert desk.cursor() is desk.pilot.page.form.form.entries.texts["at_desk"]


def test_a_message_is_left_about_her(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.reserved.button.click()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, MessageSheet)
    desk.write("La rappeler demain")
    sheet.to.set_value(str(files.CLAIRE))
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert desk.store.gestures(WriteMessage) == [WriteMessage("La rappeler demain", files.CLAIRE, files.SAMIRA)]
    assert desk.pilot.sheets.content() is None


def test_a_situation_set_by_someone_else_meanwhile_is_shown_again(make_desk: MakeDesk) -> None:
    desk = opened(make_desk, Role.SOCIAL)
    desk.store.answers[ChangeWork] = Outdated("Cette fiche a été modifiée entre-temps.")
    desk.store.answers[WorkOf] = Work.STUDENT
    said: list[str] = []
    desk.link.refused.connect(said.append)
    work = desk.pilot.page.record.sheet.work
    work.set_value(Work.TRAINING.value)
    work.activated.emit(work.currentIndex())
    assert (said, work.value()) == (["Cette fiche a été modifiée entre-temps."], Work.STUDENT.value)


def test_a_member_is_added_to_the_household_by_name(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.household_edited.emit()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, HouseholdSheet)
    desk.write("BENALI Noé")
    desk.key(Qt.Key.Key_Return, CONTROL)
    (kept,) = desk.store.gestures(SetHousehold)
    assert [member.name for member in kept.members] == ["BENALI Lina", "BENALI Adam", "BENALI Noé"]
    assert kept.seen == files.RECORD.household


def test_a_known_person_joins_the_household_with_her_record(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.sheet.household_edited.emit()
    desk.write("karim")
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down)
    desk.enter()
    desk.key(Qt.Key.Key_Return, CONTROL)
    (kept,) = desk.store.gestures(SetHousehold)
    assert kept.members[-1].person_id == files.KARIM


@pytest.mark.parametrize(("role", "buttons"), [(Role.SOCIAL, 2), (Role.RECEPTION, 1)])
def test_only_those_who_merge_may_separate(make_desk: MakeDesk, role: Role, buttons: int) -> None:
    desk = make_desk(role)
    desk.store.answers[OpenRecord] = replace(files.RECORD, merged=(files.KARIM,))
    desk.pilot.open_record(files.SAMIRA)
    assert desk.pilot.page.record.sheet.doubles.body.count() == buttons
    desk.pilot.page.record.sheet.separated.emit(files.KARIM)
    assert desk.store.gestures(UndoMerge) == [UndoMerge(files.SAMIRA, files.KARIM)]


def test_what_two_records_will_both_refuse_is_said_beside_the_button_that_separates_them(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.SOCIAL)
    refusing = replace(files.RECORD.identity, safe_contact=SafeContact(no_call=True))
    for merged, identity, said in (
        ((files.KARIM,), refusing, True),
        ((), refusing, False),
        ((files.KARIM,), replace(refusing, safe_contact=SafeContact()), False),
    ):
        desk.store.answers[OpenRecord] = replace(files.RECORD, merged=merged, identity=identity)
        desk.pilot.open_record(files.SAMIRA)
        words = [one.text() for one in desk.pilot.page.record.sheet.doubles.findChildren(Text) if not one.isHidden()]
        assert any(one == f"{KEPT_APART} Ne pas appeler." for one in words) is said


def test_f6_has_areas_and_f1_has_keys_in_every_page(make_desk: MakeDesk) -> None:
    desk = make_desk()
    for code in ("home", "record", "form"):
        desk.pilot.page.display(code)
        assert desk.pilot.keys()
        assert all(area.isVisible() for area in desk.pilot.areas())


def test_the_tab_budget_leads_a_counsellor_to_the_case_or_to_a_new_one(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.BUDGET)
    desk.store.answers[CasesOf] = ()
    desk.pilot.open_record(files.SAMIRA)
    desk.pilot.page.record.head.tabs.go_to("budget")
    assert "Aucun dossier budget pour cette personne." in desk.words()
    assert desk.pilot.page.record.budget.open.text() == "Ouvrir un dossier"
    desk.store.answers[CasesOf] = (budget.DUPUY,)
    desk.pilot.page.record.head.tabs.go_to("record")
    desk.pilot.page.record.head.tabs.go_to("budget")
    assert "Dossier ouvert, étape Suivi, suivi par Claire Fabre." in desk.words()
    desk.pilot.page.record.budget.open.click()
    assert desk.went == [("budget", files.SAMIRA)]
    desk.discreet.set_on(True)
    assert "étape" not in desk.words()


def test_the_tab_budget_asks_nothing_for_a_reception_account(make_desk: MakeDesk) -> None:
    desk = opened(make_desk)
    desk.pilot.page.record.head.tabs.go_to("budget")
    assert not any(isinstance(question, CasesOf) for question in desk.store.asked)
    assert not desk.pilot.page.record.budget.open.isVisible()


def test_another_part_of_a_record_is_read_from_its_top(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.open_record(files.RECORD.id)
    page = desk.pilot.page.record
    page.window().resize(700, 420)
    desk.settle()
    (scroll,) = page.findChildren(FollowScroll)
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.head.tabs.go_to("household")
    assert bar.value() == 0
