"""The notes of a case: kept as they are typed, signed once, completed, found."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change, Subject
from ceis_desk.notes.gestures import SignNote, draft_kind
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.notes.questions import FindInNotes
from ceis_desk.ui.notes.draft_note import EMPTY, FOR_GOOD, NOT_SIGNED
from ceis_desk.ui.notes.marked_text import MarkedText
from ceis_desk.ui.notes.note_card import NoteCard
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import ESCAPE, Desk, MakeDesk

KIND = draft_kind(files.CASE)


def notes_shown(desk: Desk) -> list[NoteCard]:
    return [card for card in desk.case.findChildren(NoteCard) if card.isVisibleTo(desk.case)]


def test_the_cursor_starts_in_the_draft(open_case: MakeDesk) -> None:
    desk = open_case()
    assert desk.cursor() is desk.draft.text


def test_what_is_typed_is_kept_half_a_second_later_and_said_so(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Échéance d’août à prévenir")
    assert not desk.draft.kept.isVisibleTo(desk.case)
    desk.keep()
    assert "Échéance d’août à prévenir" in desk.drafts[KIND]
    assert desk.draft.kept.isVisibleTo(desk.case)


def test_a_draft_is_found_again_with_all_that_was_chosen(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("À reprendre")
    desk.draft.private.click()
    desk.draft.medium.set_value(InterviewMedium.PHONE.value)
    desk.draft.minutes.spin.setValue(25)
    desk.pilot.leave()
    desk.pilot.open_case(files.CASE)
    typed = desk.draft.typed()
    assert (typed.text, typed.private, typed.medium, typed.minutes) == ("À reprendre", True, InterviewMedium.PHONE, 25)


def test_a_draft_of_words_alone_is_found_too(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.drafts[draft_kind(files.CASE)] = "Mesures reçues le 5 juin, relues ensemble."
    desk.pilot.open_case(files.CASE)
    assert desk.draft.typed().text == "Mesures reçues le 5 juin, relues ensemble."
    assert "Mesures reçues" in desk.draft.text.toPlainText()


def test_each_case_has_its_own_draft(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Pour le foyer DUPUY")
    desk.pilot.open_case(files.OTHER_CASE)
    assert desk.draft.typed().text == ""
    assert "Pour le foyer DUPUY" in desk.drafts[KIND]


def test_the_first_stroke_says_what_signing_means_and_the_second_signs(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Mesures relues ensemble.")
    desk.control(Qt.Key.Key_S)
    assert FOR_GOOD in desk.words(desk.case)
    assert desk.store.gestures(SignNote) == []
    desk.control(Qt.Key.Key_S)
    signed = SignNote(files.CASE, Group.BUDGET, "Mesures relues ensemble.", files.TODAY)
    assert desk.store.gestures(SignNote) == [signed]
    assert desk.draft.typed().text == ""
    assert desk.drafts[KIND] == ""


def test_typing_after_the_first_stroke_signs_nothing(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Mesures")
    desk.control(Qt.Key.Key_S)
    desk.write(" relues")
    desk.control(Qt.Key.Key_S)
    assert desk.store.gestures(SignNote) == []


def test_an_empty_note_is_not_signed(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_S)
    assert EMPTY in desk.words(desk.case)


def test_a_refused_signature_leaves_the_draft_where_it_is(open_case: MakeDesk) -> None:
    desk = open_case(answers={SignNote: Refusal("Le disque est plein.")})
    desk.write("Mesures relues ensemble.")
    desk.control(Qt.Key.Key_S)
    desk.control(Qt.Key.Key_S)
    assert f"{NOT_SIGNED} Le disque est plein." in desk.words(desk.case)
    assert desk.draft.typed().text == "Mesures relues ensemble."
    assert desk.cursor() is desk.draft.text


def test_a_signed_note_is_only_completed(open_case: MakeDesk) -> None:
    desk = open_case()
    card = next(card for card in notes_shown(desk) if card.note == files.ADMITTED)
    buttons = [button.text() for button in card.findChildren(QPushButton)]
    assert buttons == ["Compléter"]
    assert card.complete is not None
    card.complete.click()
    assert "Complément à la note du 14/05/2019, de Claire Fabre" in desk.words(desk.case)
    desk.write("Rappel fait.")
    desk.control(Qt.Key.Key_S)
    desk.control(Qt.Key.Key_S)
    assert [one.completes for one in desk.store.gestures(SignNote)] == [files.ADMITTED.id]


def test_an_addendum_stands_under_the_note_that_it_completes(open_case: MakeDesk) -> None:
    more = files.note("more", files.day(6, 1), "Rappel fait.", completes=files.ADMITTED.id)
    desk = open_case(replace(files.VIEW, notes=(more, *files.VIEW.notes)))
    cards = notes_shown(desk)
    assert more.id not in {card.note.id for card in cards}
    card = next(card for card in cards if card.note == files.ADMITTED)
    assert "Rappel fait." in desk.words(card)


def test_a_private_note_of_somebody_else_shows_its_author_and_its_day_alone(open_case: MakeDesk) -> None:
    desk = open_case()
    card = next(card for card in notes_shown(desk) if card.note == files.HERS)
    words = desk.words(card)
    assert "07/05/2019" in words
    assert "Nadia Haddad" in words
    assert "note pour elle seule" in words
    assert "au bureau" not in words
    assert card.findChildren(QPushButton) == []


def test_a_note_whose_signature_is_not_its_authors_is_shown_with_a_warning(open_case: MakeDesk) -> None:
    forged = replace(files.ADMITTED, sound=False)
    desk = open_case(replace(files.VIEW, notes=(forged,)))
    assert "La signature de cette note n’est pas celle de son auteur" in desk.words(desk.case)
    assert "Dossier recevable" in desk.words(desk.case)


def test_ctrl_f_looks_inside_notes_and_marks_what_it_finds(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_F)
    desk.write("bailleur")
    question = desk.store.asked[-1]
    assert question == FindInNotes("bailleur", Group.BUDGET, files.CASE)
    shown = [text for text in desk.case.findChildren(MarkedText) if text.isVisibleTo(desk.case)]
    assert [text.text() for text in shown] == ["Bailleur prévenu"]
    assert shown[0]._marks == ((0, 8),)
    assert notes_shown(desk) == []
    desk.key(ESCAPE)
    assert [card.note for card in notes_shown(desk)] == [files.ADMITTED, files.HERS, files.FILED]
    assert desk.cursor() is desk.draft.text


def test_what_is_found_leads_to_its_note(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_F)
    desk.write("bailleur")
    see = next(one for one in desk.case.findChildren(QPushButton) if one.text() == "Voir la note")
    see.click()
    card = next(card for card in notes_shown(desk) if card.note == files.FILED)
    assert desk.cursor() is card.complete


def test_older_notes_come_when_they_are_asked_for(open_case: MakeDesk) -> None:
    many = tuple(files.note(f"note {at}", files.day(1, 18), f"Note {at}") for at in range(30))
    desk = open_case(replace(files.VIEW, notes=many))
    notes = desk.case.follow.notes
    assert len(notes_shown(desk)) == 6
    assert notes.older.text() == "24 notes plus anciennes"
    notes.older.click()
    assert len(notes_shown(desk)) == 26
    assert desk.cursor() is notes_shown(desk)[6].complete


def test_a_template_comes_by_its_digit_and_keeps_what_is_written(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.write("Avec sa sœur. ")
    desk.control(Qt.Key.Key_T)
    desk.key(Qt.Key.Key_3)
    assert desk.draft.typed().text.startswith("Avec sa sœur. Appel de\u00a0: ")
    assert desk.cursor() is desk.draft.text


def test_ctrl_m_comes_back_to_the_draft_from_any_part(open_case: MakeDesk) -> None:
    desk = open_case()
    desk.control(Qt.Key.Key_Tab)
    assert desk.case.part() == "work"
    desk.control(Qt.Key.Key_M)
    assert desk.case.part() == "follow"
    assert desk.cursor() is desk.draft.text


def test_a_colleague_who_wrote_today_is_named(open_case: MakeDesk) -> None:
    hers = files.note("nadia", files.TODAY, "Vu avec le bailleur.", "Nadia Haddad")
    desk = open_case(replace(files.VIEW, notes=(hers, *files.VIEW.notes)))
    assert "Nadia Haddad y écrit aussi aujourd’hui" in desk.words(desk.case.follow.notes)
    alone = open_case()
    assert "y écrit aussi" not in alone.words(alone.case.follow.notes)


def test_the_cursor_stays_on_a_note_while_the_case_is_read_again(open_case: MakeDesk) -> None:
    desk = open_case()
    card = next(card for card in notes_shown(desk) if card.note == files.ADMITTED)
    assert card.complete is not None
    card.complete.setFocus()
    desk.store.tell(Change(frozenset({Subject("case", files.CASE)})))
    assert desk.cursor() is card.complete
