"""« Projets » with keys alone: its lines added, ticked, taken away; persons named to those who may."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.agenda.workshop_requests import ReadSessions
from ceis_desk.core.ids import new_id
from ceis_desk.core.store import Change
from ceis_desk.partners.projects import (
    Part,
    PartKind,
    PartState,
    ProjectKind,
    ProjectTopic,
    ProjectView,
    PutPart,
    ReadProject,
    SetProject,
    WithdrawPart,
)
from ceis_desk.ui.forms.form_sheet import FormSheet
from ceis_desk.ui.kit.choices import ComboBox
from ceis_desk.ui.partners.projects.tests_of_use import NO_SESSION
from tests.typing_help import type_text
from tests.ui.partners import files
from tests.ui.partners.conftest import CONTROL, Desk, MakeDesk
from tests.ui.people import files as people
from tests.ui.workshops import files as sessions

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


def test_a_project_is_shown_with_who_carries_it_and_its_money(make_desk: MakeDesk) -> None:
    said = make_desk(projects=True).words()
    for words in ("Jardin partagé", "CASTEL Rose", "porte le projet", "1\u00a0500,00\u00a0€ accordés", "Planter"):
        assert words in said


def test_tests_of_use_are_asked_of_the_projects_that_have_some(make_desk: MakeDesk) -> None:
    cards = make_desk(projects=True).projects.page.detail.cards
    assert not cards[PartKind.TEST].isVisible()
    use = replace(files.GARDEN.project, kind=ProjectKind.USE)
    cards = make_desk(projects=True, answers={ReadProject: ProjectView(use, ())}).projects.page.detail.cards
    assert cards[PartKind.TEST].isVisible()
    assert cards[PartKind.FEEDBACK].isVisible()


def test_enter_goes_into_the_lines_and_space_says_that_a_step_is_done(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True)
    desk.key(ENTER)
    assert desk.cursor() is desk.projects.page.detail.cards[PartKind.PARTICIPANT].lines
    desk.projects.page.detail.cards[PartKind.STEP].lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(SPACE)
    (gesture,) = desk.store.gestures(PutPart)
    assert (gesture.part_id, gesture.state, gesture.clock, gesture.words) == (
        files.STEP.id,
        PartState.DONE,
        11,
        "Planter",
    )


def test_a_line_is_taken_away_by_suppr(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True)
    desk.projects.page.detail.cards[PartKind.STEP].lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Delete)
    assert desk.store.gestures(WithdrawPart) == [WithdrawPart(files.STEP.id, clock=11)]


def test_money_is_typed_as_it_comes(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True)
    desk.projects.page.detail.cards[PartKind.FUNDING].added.emit()
    desk.fill("Qui finance, et quoi", "Fondation")
    desk.fill("Montant", "450+150,50")
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(PutPart)
    assert (gesture.kind, gesture.words, gesture.cents) == (PartKind.FUNDING, "Fondation", 60_050)


def test_a_person_is_found_then_takes_part_or_carries_by_a_digit(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True)
    desk.projects.page.detail.cards[PartKind.PARTICIPANT].added.emit()
    desk.write("ben")
    desk.key(ENTER)
    desk.write("2")
    (gesture,) = desk.store.gestures(PutPart)
    assert (gesture.kind, gesture.person_id, gesture.words) == (PartKind.CARRIER, people.HITS[0].id, "")


def test_the_direction_reads_how_many_they_are_and_no_name(make_desk: MakeDesk) -> None:
    view = ProjectView(files.GARDEN.project, (files.UNNAMED, files.STEP))
    desk = make_desk(Role.DIRECTOR, projects=True, answers={ReadProject: view})
    assert "Son nom est réservé." in desk.words()
    desk.projects.page.detail.cards[PartKind.PARTICIPANT].added.emit()
    assert desk.refused == ["Votre compte ne lit pas les fiches\u00a0: demandez à un professionnel."]


def test_names_follow_the_discreet_screen(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True)
    desk.discreet.set_on(True)
    assert "CASTEL" not in desk.words()


def test_a_project_begins_with_its_title(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True, answers={SetProject: Change(made=(files.GARDEN.project.id,))})
    desk.key(Qt.Key.Key_N, CONTROL)
    desk.fill("Titre", "Fête des voisins")
    for control in desk.sheet().findChildren(ComboBox):
        if control.accessibleName() == "Domaine":
            control.setFocus()
    desk.key(Qt.Key.Key_E)
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(SetProject)
    assert gesture.topic is ProjectTopic.LINKS
    assert (gesture.title, gesture.kind, gesture.project_id) == ("Fête des voisins", ProjectKind.CITIZEN, None)


def test_readers_change_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION, projects=True)
    assert not desk.projects.page.new.isVisible()
    desk.projects.page.detail.cards[PartKind.STEP].lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(SPACE)
    desk.key(Qt.Key.Key_Delete)
    assert desk.store.done == []


def of_use(*parts: Part) -> ProjectView:
    return ProjectView(replace(files.GARDEN.project, kind=ProjectKind.USE), parts)


def choose_session(desk: Desk, name: str) -> ComboBox:
    """Put the cursor on the list of sessions, and choose by the first letters of its day."""
    (control,) = (one for one in desk.sheet().findChildren(ComboBox) if one.accessibleName() == "Séance d’Ateliers")
    control.setFocus()
    type_text(control, name)
    return control


def test_a_test_is_written_with_one_of_the_sessions_near_its_day_and_none_unless_said(make_desk: MakeDesk) -> None:
    answers = {ReadProject: of_use(), ReadSessions: sessions.WEEK}
    desk = make_desk(projects=True, answers=answers)
    desk.projects.page.detail.cards[PartKind.TEST].added.emit()
    assert ReadSessions(dt.date(2019, 6, 4), 29) in desk.store.asked
    desk.fill("Ce qui est essayé", "Lire un courrier")
    control = choose_session(desk, "")
    assert (control.value(), control.count()) == ("", 1 + len(sessions.WEEK))
    choose_session(desk, "mardi 18 juin 2019 à 16")
    desk.key(ENTER, CONTROL)
    (gesture,) = desk.store.gestures(PutPart)
    assert (gesture.kind, gesture.session_id, gesture.day) == (PartKind.TEST, sessions.WALK.id, None)


def test_the_sessions_offered_follow_the_day_that_is_typed_and_keep_what_was_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True, answers={ReadProject: of_use(), ReadSessions: sessions.WEEK})
    desk.projects.page.detail.cards[PartKind.TEST].added.emit()
    choose_session(desk, "mardi 18 juin 2019 à 16")
    desk.store.answers[ReadSessions] = (sessions.session("Essai d’avril", 18, 14),)
    desk.fill("Jour", "12/04/2019")
    desk.key(Qt.Key.Key_Tab)
    assert desk.store.asked[-1] == ReadSessions(dt.date(2019, 3, 29), 29)
    control = choose_session(desk, "")
    assert control.value() == str(sessions.WALK.id)
    assert [control.itemText(at).rpartition(", ")[2] for at in range(3)] == ["aucune", "Essai d’avril", "Marche douce"]


def test_the_line_says_its_session_and_how_many_came_and_leads_to_it(make_desk: MakeDesk) -> None:
    desk = make_desk(projects=True, answers={ReadProject: of_use(files.TRIED), ReadSessions: ()})
    assert "séance «\u00a0Essai du matin\u00a0» du 17/06/2019, 6\u00a0présents" in desk.words()
    wanted = ("workshops", (files.TRIED_IN.starts_at.date(), files.TRIED_IN.id))
    desk.key(Qt.Key.Key_O, CONTROL)
    assert desk.went == [wanted]
    desk.projects.page.detail.cards[PartKind.TEST].lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(ENTER)
    sheet = desk.sheet()
    assert isinstance(sheet, FormSheet)
    sheet.aside.click()
    assert desk.went == [wanted, wanted]
    assert desk.pilot.sheets.content() is None


def test_whoever_only_reads_goes_from_the_line_to_the_session(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.RECEPTION, projects=True, answers={ReadProject: of_use(files.TRIED)})
    desk.projects.page.detail.cards[PartKind.TEST].lines.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(ENTER)
    assert desk.went == [("workshops", (files.TRIED_IN.starts_at.date(), files.TRIED_IN.id))]


def test_without_a_session_there_is_none_to_open_and_a_withdrawn_one_is_said(make_desk: MakeDesk) -> None:
    gone = replace(files.TRIED, session=None)
    desk = make_desk(projects=True, answers={ReadProject: of_use(gone)})
    assert "sa séance n’est plus dans Ateliers" in desk.words()
    desk.key(Qt.Key.Key_O, CONTROL)
    assert desk.went == []
    assert desk.refused == [NO_SESSION]


def test_nobody_is_counted_in_a_session_to_come(make_desk: MakeDesk) -> None:
    later = replace(files.TRIED_IN, starts_at=dt.datetime(2019, 7, 2, 10))
    desk = make_desk(projects=True, answers={ReadProject: of_use(replace(files.TRIED, session=later))})
    assert "présent" not in desk.words()


def test_the_line_under_the_cursor_stays_in_sight(make_desk: MakeDesk) -> None:
    later = [replace(files.STEP, id=new_id(), words=f"Étape {number}") for number in range(30)]
    desk = make_desk(projects=True, answers={ReadProject: ProjectView(files.GARDEN.project, tuple(later))})
    lines = desk.projects.page.detail.cards[PartKind.STEP].lines
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in later:
        desk.key(Qt.Key.Key_Down)
    box = lines.visualRect(lines.currentIndex())
    assert lines.currentIndex().row() == len(later) - 1
    assert lines.visibleRegion().contains(box.center())
