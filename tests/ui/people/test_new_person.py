"""A new person, typed at the keyboard."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Role
from ceis_desk.core.errors import Refusal
from ceis_desk.people.gestures import CreatePerson, SetHousehold
from ceis_desk.people.model import Civility, District
from ceis_desk.people.questions import FindLookalikes
from ceis_desk.ui.people.doubt import NONE_NEAR
from ceis_desk.ui.people.drafts import NEW, OTHER
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, Desk, MakeDesk


def message(desk: Desk, code: str) -> str:
    return desk.pilot.page.form.form.entries.fields[code].message()


def text(desk: Desk, code: str) -> str:
    return desk.pilot.page.form.form.entries.texts[code].text()


def test_ctrl_n_on_the_list_opens_the_form_with_what_was_searched(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.write("benalli")
    desk.control_n()
    assert text(desk, "used_name") == "benalli"
    assert desk.cursor() is desk.pilot.page.form.form.entries.texts["used_name"]


def test_a_phone_that_was_searched_goes_to_its_own_field(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("0639981234")
    assert (text(desk, "used_name"), text(desk, "phone")) == ("", "06 39 98 12 34")


def test_a_first_name_is_enough_and_entree_on_the_last_field_creates(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("")
    desk.fill("first_name", "zoé")
    desk.settle()
    assert NONE_NEAR in desk.words()
    desk.pilot.page.form.form.entries.texts["at_desk"].setFocus()
    desk.enter()
    (made,) = desk.store.gestures(CreatePerson)
    assert made.identity.first_name == "Zoé"
    assert desk.pilot.page.shown() == "record"


def test_entree_before_the_last_field_goes_to_the_next_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    desk.settle()
    desk.enter()
    assert desk.cursor() is desk.pilot.page.form.form.entries.texts["first_name"]
    assert desk.store.gestures(CreatePerson) == []


def test_the_birth_date_is_read_as_it_is_typed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("")
    desk.fill("birth", "14/03/84")
    assert message(desk, "birth") == "14 mars 1984, 35 ans"


def test_a_day_that_does_not_exist_is_said_and_its_text_is_kept(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("")
    desk.fill("birth", "31/02/1984")
    assert message(desk, "birth") == "Le 31/02 n’existe pas. Le texte est gardé."
    assert text(desk, "birth") == "31/02/1984"


def test_a_social_security_number_is_refused_beside_its_field_and_nothing_is_created(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    desk.fill("at_desk", "2 84 03 34 172 123 45")
    assert message(desk, "at_desk").startswith("Ce numéro ressemble à un numéro de sécurité sociale")
    desk.settle()
    desk.enter()
    assert desk.store.gestures(CreatePerson) == []
    assert desk.cursor() is desk.pilot.page.form.form.entries.texts["at_desk"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen cannot raise the list of names offered
def test_a_district_of_the_list_shows_its_list_and_marks_the_person(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    desk.fill("district", "mosson")
    assert message(desk, "district") == "d’après la liste de 2015"
    desk.settle()
    desk.key(Qt.Key.Key_Return, CONTROL)
    (made,) = desk.store.gestures(CreatePerson)
    assert made.identity.qpv is District.YES


def test_the_notice_bears_the_day_on_which_it_is_ticked(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    notice = desk.pilot.page.form.form.notice
    notice.setFocus()
    desk.key(Qt.Key.Key_Space, text=" ")
    desk.settle()
    desk.enter()
    (made,) = desk.store.gestures(CreatePerson)
    assert made.identity.notice_on == files.NOW.date()


def test_each_rarer_field_reaches_the_identity(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    form = desk.pilot.page.form.form
    for code, words in (("email", "s@exemple.fr"), ("languages", "arabe"), ("commune", "Sète"), ("hours", "le matin")):
        form.more.unfold({"address", "languages", "safe", "more_contact", "needs", "family", "sex"})
        desk.fill(code, words)
    form.entries.put(
        form.entries.typed()
        | {"no_call": "1", "interpreter": "1", "family": "lone_parent", "lives_alone": "no", "company": "rarely"}
        | {"sex": "female", "civility": "Mme", "other_phones": "04 99 16 00 00, 06 39 98 00 01"}
    )
    desk.settle()
    desk.key(Qt.Key.Key_Return, CONTROL)
    (made,) = desk.store.gestures(CreatePerson)
    one = made.identity
    assert (one.email, one.languages, one.commune) == ("s@exemple.fr", "arabe", "Sète")
    assert (one.safe_contact.no_call, one.safe_contact.hours, one.needs.interpreter) == (True, "le matin", True)
    assert (one.family.value, one.lives_alone, one.company.value) == ("lone_parent", False, "rarely")
    assert (one.sex.value, one.civility, one.phones) == ("female", Civility.MME, ("+33499160000", "+33639980001"))


def test_the_household_typed_with_a_new_person_is_kept_with_her(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    form = desk.pilot.page.form.form
    form.more.unfold({"household"})
    form.household.name.setFocus()
    desk.write("BENALLI Lina")
    form.household.year.setFocus()
    desk.write("2010")
    desk.enter()
    desk.settle()
    desk.key(Qt.Key.Key_Return, CONTROL)
    (kept,) = desk.store.gestures(SetHousehold)
    assert [(one.name, one.birth_year) for one in kept.members] == [("BENALLI Lina", 2010)]


def test_the_draft_survives_echap_and_comes_back_with_ctrl_n(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.control_n()
    desk.fill("used_name", "BENALLI")
    desk.fill("birth", "14/03/")
    desk.escape()
    assert desk.pilot.page.shown() == "home"
    assert json.loads(desk.drafts[NEW])["typed"]["birth"] == "14/03/"
    desk.control_n()
    assert (text(desk, "used_name"), text(desk, "birth")) == ("BENALLI", "14/03/")
    assert desk.pilot.page.form.draft.isVisible()


def test_the_draft_of_another_person_waits_aside(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.control_n()
    desk.fill("used_name", "BENALLI")
    desk.escape()
    desk.pilot.new_person("DUPONT")
    assert text(desk, "used_name") == "DUPONT"
    assert "BENALLI" in desk.drafts[OTHER]
    desk.pilot.page.form.swap.click()
    assert text(desk, "used_name") == "BENALLI"
    assert "DUPONT" in desk.drafts[OTHER]


def test_a_created_person_leaves_no_draft(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    desk.fill("first_name", "Samira")
    desk.settle()
    assert desk.drafts[NEW]
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert desk.drafts[NEW] == ""


def test_echap_goes_back_to_the_welcome_page_that_sent_us(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.new_person("BENALLI")
    desk.escape()
    assert desk.went == [("reception", None)]


def test_a_refusal_keeps_everything_typed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[CreatePerson] = Refusal("Le disque est plein. La saisie est gardée.")
    desk.pilot.new_person("BENALLI")
    desk.settle()
    desk.key(Qt.Key.Key_Return, CONTROL)
    assert "Le disque est plein" in desk.words()
    assert text(desk, "used_name") == "BENALLI"


def in_doubt(make_desk: MakeDesk) -> Desk:
    desk = make_desk()
    desk.store.answers[FindLookalikes] = files.NEAR
    desk.pilot.new_person("BENALLI")
    desk.fill("phone", "06 39 98 12 34")
    return desk


def test_the_doubt_never_takes_the_cursor_and_says_why(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.settle()
    assert desk.cursor() is desk.pilot.page.form.form.entries.texts["phone"]
    for words in ("Est-ce la même personne", "nom à une lettre près", "même date de naissance", "une lettre"):
        assert words in desk.words()
    assert message(desk, "phone") == "numéro déjà connu"


def test_entree_opens_the_existing_record_when_there_is_a_doubt(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.settle()
    desk.enter()
    assert desk.pilot.page.shown() == "record"
    assert desk.pilot.record.record == files.RECORD
    assert desk.store.gestures(CreatePerson) == []


def test_a_key_already_on_its_way_is_not_an_answer(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.settle()
    desk.seconds[0] = desk.pilot.page.form.doubt._shown_at + 0.2
    desk.enter()
    desk.control_n()
    assert desk.pilot.page.shown() == "form"
    assert desk.store.gestures(CreatePerson) == []


def test_entree_struck_before_the_answer_waits_for_it_and_creates_nothing_in_doubt(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.pilot.page.form.form.entries.texts["at_desk"].setFocus()
    desk.enter()
    assert desk.pilot.page.form.doubt.asks() == files.SAMIRA
    assert (desk.pilot.page.shown(), desk.store.gestures(CreatePerson)) == ("form", [])


def test_a_doubt_out_of_sight_is_brought_into_view_before_any_answer(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.pilot.page.resize(600, 300)
    desk.settle()
    QApplication.processEvents()
    desk.enter()
    assert desk.pilot.page.shown() == "form"
    QApplication.processEvents()
    desk.settle()
    desk.enter()
    assert desk.pilot.page.shown() == "record"


def test_what_was_typed_waits_aside_when_the_existing_record_is_opened(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.settle()
    desk.enter()
    assert "BENALLI" in desk.drafts[OTHER]
    assert desk.drafts[NEW] == ""


def test_two_probable_records_are_asked_about_one_after_the_other(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.store.answers[FindLookalikes] = (files.NEAR[0], replace(files.NEAR[1], probable=True))
    desk.settle()
    desk.control_n()
    assert desk.pilot.page.form.doubt.asks() == files.KARIM
    assert desk.store.gestures(CreatePerson) == []
    desk.settle()
    desk.control_n()
    (made,) = desk.store.gestures(CreatePerson)
    assert set(made.not_same_as) == {files.SAMIRA, files.KARIM}


def test_ctrl_n_creates_another_person_and_remembers_who_she_is_not(make_desk: MakeDesk) -> None:
    desk = in_doubt(make_desk)
    desk.settle()
    desk.control_n()
    (made,) = desk.store.gestures(CreatePerson)
    assert made.not_same_as == (files.SAMIRA,)


def test_a_shared_phone_alone_is_only_a_row_to_compare(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[FindLookalikes] = (files.NEAR[1],)
    desk.pilot.new_person("BENALLI")
    desk.settle()
    assert desk.pilot.page.form.doubt.asks() is None
    assert "cela ne suffit jamais" in desk.words()
    desk.key(Qt.Key.Key_Return, CONTROL)
    (made,) = desk.store.gestures(CreatePerson)
    assert made.not_same_as == ()


def test_a_weak_match_that_is_compared_can_be_opened(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[FindLookalikes] = (files.NEAR[1],)
    desk.pilot.new_person("BENALLI")
    desk.settle()
    desk.pilot.page.form.doubt.others.setFocus(Qt.FocusReason.TabFocusReason)
    desk.enter()
    assert desk.pilot.page.form.doubt.asks() == files.KARIM
    desk.enter()
    assert desk.pilot.record.record is not None
    assert desk.pilot.record.record.id == files.KARIM


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SOCIAL])
def test_the_doubt_obeys_the_discreet_screen(make_desk: MakeDesk, role: Role) -> None:
    desk = make_desk(role)
    desk.store.answers[FindLookalikes] = files.NEAR
    desk.pilot.new_person("X")
    desk.settle()
    desk.discreet.set_on(True)
    read = desk.words()
    assert not any(word in read for word in ("Samira", "BENALI", "Karim", "06 39", "1984", "1979"))


def test_what_creates_the_record_stays_in_sight_however_long_the_form_grows(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk()
    desk.pilot.page.resize(1162, 633)  # the page of a window of 690 pixels, top bar left out
    desk.pilot.new_person("zoé")
    desk.settle()
    form = desk.pilot.page.form
    form.form.more.unfold(form.form.more.buttons)
    bar, make = form._scroller.verticalScrollBar(), form.doubt.make
    qtbot.waitUntil(lambda: bar.maximum() > form.height())
    for value in (bar.maximum(), 0, form.height()):
        bar.setValue(value)
        qtbot.waitUntil(lambda: make.visibleRegion().boundingRect() == make.rect())
