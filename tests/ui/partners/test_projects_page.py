"""« Projets » with keys alone: its lines added, ticked, taken away; persons named to those who may."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from ceis_desk.access.model import Role
from ceis_desk.core.store import Change
from ceis_desk.partners.projects import (
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
from ceis_desk.ui.kit.choices import ComboBox
from tests.ui.partners import files
from tests.ui.partners.conftest import CONTROL, MakeDesk
from tests.ui.people import files as people

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
