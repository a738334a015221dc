"""The tabs « Notes » and « Documents » of a record, for the team that keeps them in the parcours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ceis_desk.access.model import Group, Role
from ceis_desk.access.questions import ReadDraft
from ceis_desk.notes.gestures import AttachDocument, SignNote, WithdrawDocument, draft_kind
from ceis_desk.notes.model import DEFAULT_TEMPLATES, DocumentLine, InterviewMedium, Note
from ceis_desk.notes.questions import DocumentsOf, FindInNotes, NotesOf, NoteTemplates
from ceis_desk.parcours.model import WayOfPerson
from ceis_desk.ui.kit.buttons import Button
from ceis_desk.ui.parcours.kept_part import NO_THREAD, DocumentsPart, NotesPart
from ceis_desk.ui.parcours.kept_pilot import ENDED
from tests.ui.parcours import ways
from tests.ui.parcours.conftest import OpenWay, WayDesk
from tests.ui.people import files
from tests.ui.people.conftest import CONTROL, MakeDesk
from tests.ui.people.files import LEA, ident

PARCOURS = ways.PARCOURS
NOTE = Note(
    ident("note"), PARCOURS.id, dt.datetime(2019, 6, 4, 10), dt.date(2019, 6, 4), LEA, "Léa Bastide", 40,
    InterviewMedium.OFFICE, False, "CANARI-IRIS, visite du logement.", None, True,
)  # fmt: skip
LEASE = DocumentLine(
    ident("lease"), 3, PARCOURS.id, "bail.pdf", "application/pdf", 240_000, dt.date(2019, 6, 4), "Léa Bastide",
    "Poste 1", here=True,
)  # fmt: skip


def kept(open_way: OpenWay, *roles: Role, way: WayOfPerson = ways.WAY) -> WayDesk:
    desk = open_way(*roles, way=way)
    desk.desk.store.answers |= {
        NotesOf: (NOTE,),
        DocumentsOf: (LEASE,),
        NoteTemplates: DEFAULT_TEMPLATES,
        FindInNotes: (),
    }
    return desk


def notes_tab(way: WayDesk) -> NotesPart:
    part = way.desk.pilot.page.record.own["notes"]
    assert isinstance(part, NotesPart)
    return part


def documents_tab(way: WayDesk) -> DocumentsPart:
    way.desk.pilot.page.record.head.tabs.go_to("documents")
    part = way.desk.pilot.page.record.own["documents"]
    assert isinstance(part, DocumentsPart)
    return part


def ctrl(way: WayDesk, key: Qt.Key) -> None:
    way.desk.key(key, CONTROL)


def test_ctrl_m_goes_to_the_notes_with_the_cursor_in_the_draft(open_way: OpenWay) -> None:
    way = kept(open_way)
    ctrl(way, Qt.Key.Key_M)
    assert way.desk.pilot.page.record.head.tabs.code() == "notes"
    assert way.desk.cursor() is notes_tab(way).notes.draft.text
    assert "CANARI-IRIS" in way.desk.words()


@pytest.mark.parametrize(("role", "group"), [(Role.SOCIAL, Group.SOCIAL), (Role.HEALTH, Group.HEALTH)])
def test_a_note_is_signed_in_two_strokes_for_the_team_of_its_author(
    open_way: OpenWay, role: Role, group: Group
) -> None:
    way = kept(open_way, role)
    ctrl(way, Qt.Key.Key_M)
    way.desk.write("Rencontre avec le bailleur")
    ctrl(way, Qt.Key.Key_S)
    assert way.desk.store.gestures(SignNote) == []
    ctrl(way, Qt.Key.Key_S)
    expected = SignNote(PARCOURS.id, group, "Rencontre avec le bailleur", files.NOW.date())
    assert way.desk.store.gestures(SignNote) == [expected]
    assert notes_tab(way).notes.draft.typed().text == ""


def test_a_draft_is_found_again_and_kept_when_another_record_opens(open_way: OpenWay) -> None:
    way = kept(open_way)
    ctrl(way, Qt.Key.Key_M)
    way.desk.write("À finir")
    way.desk.pilot.open_record(files.KARIM)
    assert "À finir" in way.desk.drafts[draft_kind(PARCOURS.id)]
    way.desk.store.answers[ReadDraft] = lambda question: way.desk.drafts.get(question.kind, "")
    way.desk.pilot.open_record(files.SAMIRA)
    assert notes_tab(way).notes.draft.typed().text == "À finir"
    assert way.desk.cursor() is way.desk.pilot.page.record.head.arrive


def test_entree_in_the_minutes_of_a_note_begins_no_arrival(open_way: OpenWay) -> None:
    way = kept(open_way)
    ctrl(way, Qt.Key.Key_M)
    notes_tab(way).notes.draft.minutes.setFocus()
    way.desk.enter()
    assert way.desk.went == []


def test_a_template_and_a_search_have_their_keys(open_way: OpenWay) -> None:
    way = kept(open_way)
    ctrl(way, Qt.Key.Key_M)
    ctrl(way, Qt.Key.Key_T)
    way.desk.key(Qt.Key.Key_1, text="1")
    assert notes_tab(way).notes.draft.typed().text.startswith("Demande de la personne")
    ctrl(way, Qt.Key.Key_F)
    assert way.desk.cursor() is notes_tab(way).notes.search


def test_without_a_parcours_the_tab_says_where_notes_go(open_way: OpenWay) -> None:
    way = kept(open_way, way=ways.NONE_YET)
    ctrl(way, Qt.Key.Key_M)
    assert NO_THREAD in way.desk.words()
    assert not notes_tab(way).notes.isVisible()


def test_the_notes_of_a_parcours_that_ended_are_read_and_none_is_added(open_way: OpenWay) -> None:
    way = kept(open_way, way=replace(ways.NONE_YET, past=(ways.FORMER,)))
    ctrl(way, Qt.Key.Key_M)
    words = way.desk.words()
    assert ENDED in words
    assert "CANARI-IRIS" in words
    assert not notes_tab(way).notes.draft.isVisible()


def test_a_note_of_a_parcours_that_ended_is_completed(open_way: OpenWay) -> None:
    way = kept(open_way, way=replace(ways.NONE_YET, past=(ways.FORMER,)))
    ctrl(way, Qt.Key.Key_M)
    complete = next(one for one in notes_tab(way).findChildren(Button) if one.text() == "Compléter")
    complete.setFocus()
    way.desk.enter()
    way.desk.write("Elle a rappelé")
    ctrl(way, Qt.Key.Key_S)
    ctrl(way, Qt.Key.Key_S)
    (gesture,) = way.desk.store.gestures(SignNote)
    assert (gesture.thread_id, gesture.completes, gesture.text) == (ways.FORMER.id, NOTE.id, "Elle a rappelé")


def test_the_discreet_screen_hides_notes_and_documents(open_way: OpenWay) -> None:
    way = kept(open_way)
    ctrl(way, Qt.Key.Key_M)
    way.desk.discreet.set_on(True)
    assert "CANARI-IRIS" not in way.desk.words()
    documents_tab(way)
    assert "bail" not in way.desk.words()


def test_a_tab_that_does_not_show_stays_hidden_once_the_parcours_is_read(open_way: OpenWay) -> None:
    way = kept(open_way)
    assert not any(way.desk.pilot.page.record.own[code].isVisible() for code in ("notes", "documents"))


def test_a_document_is_joined_and_taken_away(open_way: OpenWay, tmp_path: Path, qtbot: QtBot) -> None:
    way = kept(open_way)
    part = documents_tab(way)
    assert "bail.pdf" in way.desk.words()
    path = tmp_path / "attestation.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    pilot = way.desk.pilot.record.way
    assert pilot is not None
    assert pilot._kept is not None
    pilot._kept.attach(path, PARCOURS.id)
    expected = AttachDocument(PARCOURS.id, Group.SOCIAL, "attestation.pdf", b"%PDF-1.4\n")
    qtbot.waitUntil(lambda: way.desk.store.gestures(AttachDocument) == [expected])
    part.card.lines.setFocus()
    part.card.lines.step(1)
    way.desk.key(Qt.Key.Key_Delete)
    assert way.desk.store.gestures(WithdrawDocument) == [WithdrawDocument(LEASE.id)]


def test_a_counsellor_is_led_to_the_case_and_reception_reads_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.BUDGET)
    desk.pilot.open_record(files.SAMIRA)
    desk.pilot.page.record.head.tabs.go_to("notes")
    assert "Ce que garde l’équipe budget est dans le dossier budget de la personne." in desk.words()
    other = make_desk(Role.RECEPTION)
    other.pilot.open_record(files.SAMIRA)
    other.key(Qt.Key.Key_M, CONTROL)
    assert not any(isinstance(question, NotesOf) for question in other.store.asked)
