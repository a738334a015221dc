"""The end of an interview: note, step and next appointment in one stroke."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.agenda.gestures import BookAppointment
from ceis_desk.agenda.questions import FindSlots
from ceis_desk.agenda.week import Slot
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.store import Change
from ceis_desk.notes.gestures import SignNote
from ceis_desk.notes.model import InterviewMedium
from ceis_desk.platforms.budget.gestures import EndInterview
from ceis_desk.platforms.budget.model import Step
from ceis_desk.platforms.budget.questions import ReadCase
from ceis_desk.ui.notes.note_card import NoteCard
from ceis_desk.ui.platforms.budget.case.end_pilot import NO_NOTE, NOT_BOOKED, SIGNED_TODAY
from tests.ui.platforms.budget import files
from tests.ui.platforms.budget.conftest import ENTER, Desk, MakeDesk

SLOT = Slot(files.CLAIRE, "Claire Fabre", "budget", dt.datetime(2019, 7, 2, 9), 45, "bureau 2")
ANSWERS: dict[type, object] = {FindSlots: (SLOT,)}


def choose(desk: Desk, name: str, code: str) -> None:
    desk.field(name).set_value(code)  # type: ignore[attr-defined]  # a list


def test_two_strokes_end_the_interview_with_its_note(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    desk.write("Mesures relues ensemble.")
    desk.control(ENTER)
    assert "«\u00a0Mesures relues ensemble.\u00a0»" in desk.words(desk.sheet())
    assert "Arrivée à 13:52" in desk.words(desk.sheet())
    desk.control(ENTER)
    here = files.HERE
    ended = EndInterview(
        files.CASE,
        7,
        "Mesures relues ensemble.",
        20,
        InterviewMedium.OFFICE,
        appointment_id=here.appointment_id,
        visit_id=here.visit_id,
    )
    assert desk.store.gestures(EndInterview) == [ended]
    assert desk.store.gestures(BookAppointment) == []
    assert desk.draft.typed().text == ""
    assert desk.pilot.sheets.content() is None


def test_the_step_and_the_next_appointment_come_with_it(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    desk.write("Bilan fait.")
    desk.control(ENTER)
    assert desk.cursor() is desk.field("Prochain rendez-vous")
    desk.key(Qt.Key.Key_Down)
    choose(desk, "Étape du dossier", "review")
    desk.control(ENTER)
    assert [one.step for one in desk.store.gestures(EndInterview)] == [Step.REVIEW]
    booked = BookAppointment(files.LAURE, files.CLAIRE, "budget", SLOT.starts_at, 45, "bureau 2")
    assert desk.store.gestures(BookAppointment) == [booked]


def test_a_note_signed_earlier_in_the_day_is_not_said_to_be_missing(open_case: MakeDesk) -> None:
    signed = replace(files.ADMITTED, day=files.TODAY)
    desk = open_case(answers={**ANSWERS, ReadCase: replace(files.VIEW, notes=(signed,))})
    desk.control(ENTER)
    assert SIGNED_TODAY in desk.words(desk.sheet())


def test_another_moment_is_written_as_it_is_said(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    desk.control(ENTER)
    assert NO_NOTE in desk.words(desk.sheet())
    choose(desk, "Prochain rendez-vous", "other")
    desk.control(ENTER)
    assert "Écrivez le jour et l’heure" in desk.words(desk.sheet())
    assert desk.store.gestures(EndInterview) == []
    desk.fill("Autre moment", "jeu 14h")
    desk.control(ENTER)
    assert [one.starts_at for one in desk.store.gestures(BookAppointment)] == [dt.datetime(2019, 6, 20, 14)]


def test_a_refused_end_keeps_the_draft_and_books_nothing(open_case: MakeDesk) -> None:
    refused = Outdated("Ce dossier a été modifié depuis, au poste 2.")
    desk = open_case(answers={**ANSWERS, EndInterview: refused})
    desk.write("Mesures relues ensemble.")
    desk.control(ENTER)
    choose(desk, "Prochain rendez-vous", "0")
    desk.control(ENTER)
    assert "Ce dossier a été modifié depuis, au poste 2." in desk.words(desk.sheet())
    assert desk.draft.typed().text == "Mesures relues ensemble."
    assert desk.store.gestures(BookAppointment) == []


def test_a_second_stroke_ends_an_interview_refused_because_the_case_was_written_since(open_case: MakeDesk) -> None:
    def once(gesture: EndInterview) -> Change:
        if gesture.clock == files.BUDGET_CASE.clock:
            raise Outdated("Ce dossier a été modifié depuis, au poste 2.")
        return Change()

    desk = open_case(answers={**ANSWERS, EndInterview: once})
    desk.control(ENTER)
    desk.store.answers[ReadCase] = replace(files.VIEW, case=replace(files.BUDGET_CASE, clock=8))
    desk.control(ENTER)
    assert desk.pilot.sheets.content() is not None
    desk.control(ENTER)
    assert [one.clock for one in desk.store.gestures(EndInterview)] == [7, 8]
    assert desk.pilot.sheets.content() is None


def test_a_slot_taken_meanwhile_is_said_and_the_interview_is_ended(open_case: MakeDesk) -> None:
    taken = "Ce créneau vient d’être pris."
    desk = open_case(answers={**ANSWERS, BookAppointment: Refusal(taken)})
    desk.control(ENTER)
    choose(desk, "Prochain rendez-vous", "0")
    desk.control(ENTER)
    assert len(desk.store.gestures(EndInterview)) == 1
    assert desk.refused == [NOT_BOOKED.format(taken)]


def test_without_an_agenda_the_interview_ends_all_the_same(open_case: MakeDesk) -> None:
    desk = open_case(answers={FindSlots: Refusal("Rien de libre.")})
    desk.control(ENTER)
    desk.control(ENTER)
    assert len(desk.store.gestures(EndInterview)) == 1


def test_an_addendum_keeps_its_note_when_the_interview_ends(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    card = next(card for card in desk.case.findChildren(NoteCard) if card.note == files.ADMITTED)
    assert card.complete is not None
    card.complete.click()
    desk.write("Rappel fait.")
    desk.control(ENTER)
    desk.control(ENTER)
    assert desk.store.gestures(SignNote) == []
    assert [(one.text, one.completes) for one in desk.store.gestures(EndInterview)] == [
        ("Rappel fait.", files.ADMITTED.id)
    ]


def test_an_addendum_stays_to_be_signed_when_the_end_is_refused(open_case: MakeDesk) -> None:
    desk = open_case(answers={**ANSWERS, EndInterview: Refusal("Ce rendez-vous a déjà une issue.")})
    card = next(card for card in desk.case.findChildren(NoteCard) if card.note == files.ADMITTED)
    assert card.complete is not None
    card.complete.click()
    desk.write("Rappel fait.")
    desk.control(ENTER)
    desk.control(ENTER)
    assert desk.store.gestures(SignNote) == []
    assert (desk.draft.typed().text, desk.draft.typed().completes) == ("Rappel fait.", files.ADMITTED.id)


def test_the_budget_sheet_opens_next_when_asked(open_case: MakeDesk) -> None:
    desk = open_case(answers=ANSWERS)
    desk.control(ENTER)
    desk.sheet().controls["sheet"].click()  # type: ignore[attr-defined]  # the form of the end
    desk.control(ENTER)
    assert desk.went == [("budget-sheet", (files.CASE, None))]


def test_a_common_case_that_stopped_has_no_interview_to_end(open_case: MakeDesk) -> None:
    desk = open_case(replace(files.VIEW, writable=False), ANSWERS)
    desk.control(ENTER)
    assert desk.pilot.sheets.content() is None
