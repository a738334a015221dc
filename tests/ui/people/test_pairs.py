"""What waits to be checked, seen from « Personnes », and the merge asked from a record."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.store import Change, Subject
from ceis_desk.exchange.questions import CrossedEdits, ReadExchange
from ceis_desk.people.gestures import MergePersons
from ceis_desk.people.model import SafeContact
from ceis_desk.people.questions import OpenRecord
from ceis_desk.ui.people.find_sheet import FindSheet
from ceis_desk.ui.people.merge_sheet import MergeSheet
from tests.ui.exchange.files import ALONE, EDIT
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, MakeDesk


def test_the_list_says_how_many_cases_wait_and_leads_to_them(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert not desk.pilot.page.home.check.isVisible()
    desk.store.answers[ReadExchange] = replace(ALONE, doubles=1, slots=2)
    desk.store.tell(Change(frozenset({Subject("pair")})))
    assert desk.pilot.page.home.check.text() == "À vérifier 3"
    desk.pilot.page.home.check.click()
    assert desk.went == [("check", None)]


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


def test_what_one_of_two_records_refuses_is_no_choice_of_the_sheet(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.SOCIAL)
    quiet = replace(files.IDENTITY, safe_contact=SafeContact(no_call=True))
    records = {files.SAMIRA: files.RECORD, files.KARIM: replace(files.RECORD, id=files.KARIM, identity=quiet)}
    desk.store.answers[OpenRecord] = lambda question: records[question.person_id]
    desk.pilot.open_record(files.SAMIRA)
    desk.pilot.page.record.sheet.merge_asked.emit()
    desk.enter()
    sheet = desk.pilot.sheets.content()
    assert isinstance(sheet, MergeSheet)
    words = [button.text() for button in sheet.buttons_of("safe_contact").buttons()]
    assert words == ["Ne pas appeler. · appels le matin", "Ne pas appeler."]
    desk.key(Qt.Key.Key_Return, CONTROL)
    (merge,) = desk.store.gestures(MergePersons)
    assert merge.filled is not None
    assert merge.filled.safe_contact == SafeContact(no_call=True, hours="appels le matin")


def test_a_record_says_what_was_changed_at_another_desk_too_and_opens_the_case(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.answers[CrossedEdits] = lambda question: (EDIT,) if question.person_id == files.SAMIRA else ()
    desk.pilot.open_record(files.SAMIRA)
    line = desk.pilot.page.record.crossed
    assert line.isVisible()
    (button,) = line.findChildren(type(desk.pilot.page.home.check))
    assert button.text() == "Téléphone\u00a0: modifié aussi au poste «\u00a0Accueil 1\u00a0»"
    button.setFocus()
    desk.enter()
    assert desk.went == [("check", EDIT.id)]
    desk.pilot.open_record(files.KARIM)
    assert not line.isVisible()
