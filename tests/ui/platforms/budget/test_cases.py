"""The list of cases and the beginning of one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.platforms.budget.gestures import OpenCase
from ceis_desk.platforms.budget.model import CaseKind, Pause, Source
from ceis_desk.platforms.budget.questions import CasesOf, ListCases, ReadCase
from ceis_desk.ui.platforms.budget.cases.new_case import NewCaseSheet
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import ENTER, ESCAPE, Desk, MakeDesk


def listed(desk: Desk) -> list[str]:
    return desk.pilot.page.cases.results.rows.idents()


def new_case(desk: Desk) -> NewCaseSheet:
    sheet = desk.sheet()
    assert isinstance(sheet, NewCaseSheet)
    return sheet


def test_ones_own_cases_come_first_and_the_cursor_is_in_the_search(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert ListCases("", files.CLAIRE) in desk.store.asked
    assert desk.cursor() is desk.pilot.page.cases.search


def test_what_is_late_stands_first(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert listed(desk) == [str(files.LATE.id), str(files.CASE)]
    words = desk.words()
    for said in (
        "2 échéances en retard",
        "2 dossiers, 1 avec une échéance en retard",
        "Mme DUPUY Laure",
        "curatif",
        "Suivi",
        "dernière note le 14 mai, rendez-vous le 9 juillet, 14:00",
        "14\u00a0454,45\u00a0€",
    ):
        assert said in words


def test_all_cases_say_who_follows_them(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.cases.whose.setFocus()
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Space)
    assert desk.store.asked[-1] == ListCases("", None)
    assert "Claire Fabre" in desk.words()


def test_closed_cases_are_asked_for_and_alone(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ListCases: (files.DUPUY, files.CLOSED_LINE)})
    desk.pilot.page.cases.whose.set_value("closed")
    desk.pilot.page.cases.filtered.emit("closed")
    assert desk.store.asked[-1] == ListCases("", None, closed=True)
    assert listed(desk) == [str(files.CLOSED_LINE.id)]


def test_a_name_is_looked_for_as_it_is_typed_and_entree_opens(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.cases.results.setFocus()
    desk.control(Qt.Key.Key_F)
    desk.store.answers[ListCases] = (files.DUPUY,)
    desk.write("dup")
    assert desk.store.asked[-1] == ListCases("dup", files.CLAIRE)
    desk.key(ENTER)
    assert desk.pilot.page.currentWidget() is desk.case
    assert ReadCase(files.CASE) in desk.store.asked


def test_a_letter_typed_on_the_list_goes_to_the_search(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.page.cases.results.setFocus()
    desk.write("z")
    assert desk.pilot.page.cases.search.text() == "z"


def test_nothing_found_says_so_and_echap_starts_again(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={ListCases: ()})
    assert "Vous ne suivez aucun dossier." in desk.words()
    desk.write("xyz")
    assert "Aucun de vos dossiers pour «\u00a0xyz\u00a0». Regardez aussi dans «\u00a0Tous\u00a0»." in desk.words()
    desk.key(ESCAPE)
    assert desk.pilot.page.cases.search.text() == ""


def test_a_change_of_a_case_is_seen_in_the_list(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[ListCases] = (replace(files.DUPUY, pause=Pause.SUSPENDED),)
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert "suspendu" in desk.words()


def test_a_discreet_list_gives_neither_names_nor_amounts_nor_kinds(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.discreet.set_on(True)
    words = desk.words()
    for secret in ("DUPUY", "Laure", "€", "curatif"):
        assert secret not in words
    assert "D••• L." in words


# -- a new case


def test_a_case_is_begun_from_a_name_with_the_keys_alone(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={OpenCase: Change(made=(files.CASE,))})
    desk.control(Qt.Key.Key_N)
    desk.write("bena")
    desk.key(ENTER)
    sheet = new_case(desk)
    assert sheet.who.text() == "DUPUY Laure"
    assert "avec DUPUY Yves, DUPUY Jules" in sheet.members.text()
    assert desk.cursor() is sheet.kind
    desk.key(Qt.Key.Key_Down)
    desk.control(ENTER)
    opened = OpenCase(files.LAURE, CaseKind.CURATIVE, Source.SELF, files.MEMBERS)
    assert desk.store.gestures(OpenCase) == [opened]
    assert desk.pilot.page.currentWidget() is desk.case


def test_somebody_who_has_a_case_is_led_to_it(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={CasesOf: (files.DUPUY,)})
    desk.control(Qt.Key.Key_N)
    desk.key(ENTER)
    sheet = new_case(desk)
    assert "Un dossier est déjà ouvert, suivi par Claire Fabre." in sheet.members.text()
    assert desk.cursor() is sheet.open_before
    desk.key(ENTER)
    assert desk.pilot.page.currentWidget() is desk.case
    assert desk.store.gestures(OpenCase) == []


def test_a_refused_case_says_why_and_keeps_what_is_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={OpenCase: Refusal("Un dossier commence par la personne à son nom.")})
    desk.control(Qt.Key.Key_N)
    desk.key(ENTER)
    desk.control(ENTER)
    assert "Un dossier commence par la personne à son nom." in desk.words(new_case(desk))


def test_a_person_asked_for_opens_her_case_or_begins_it(make_desk: MakeDesk) -> None:
    desk = make_desk(answers={CasesOf: (files.CLOSED_LINE, files.DUPUY)})
    desk.pilot.open(files.LAURE)
    assert desk.pilot.case.case_id() == files.CASE
    desk.store.answers[CasesOf] = ()
    desk.store.answers[ReadCase] = Refusal("Ce dossier n’est plus là.")
    desk.pilot.open(files.YVES)
    assert new_case(desk).who.text() == "DUPUY Laure"


def test_a_case_asked_for_by_its_own_id_opens(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.pilot.open(files.CASE)
    assert desk.pilot.case.case_id() == files.CASE


def test_the_help_names_the_keys_of_what_shows(make_desk: MakeDesk) -> None:
    desk = make_desk()
    on_the_list = desk.pilot.keys()
    assert ("Ctrl N", "nouveau dossier budget") in [(line.keys, line.what) for line in on_the_list]
    desk.pilot.open_case(files.CASE)
    on_a_case = desk.pilot.keys()
    assert ("Suppr", "retirer la ligne sous le curseur") in [(line.keys, line.what) for line in on_a_case]
