"""Notes and documents of a parcours: for the team that wrote them, while it lasts, and gone with the person."""

from __future__ import annotations

import pytest

from ceis_desk.access.model import Group
from ceis_desk.core.errors import Denied, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.notes.gestures import AttachDocument, SignNote
from ceis_desk.notes.model import Note
from ceis_desk.notes.questions import DocumentsOf, NotesOf
from ceis_desk.parcours.gestures import EndParcours
from ceis_desk.people.gestures import ErasePerson
from tests.data.parcours.team import CLAIRE, INES, LEA, MARC, REACHED, Team
from tests.scenarios.agents import TODAY

PDF = b"%PDF-1.4\n%%EOF\n"


def sign(team: Team, thread: Id, text: str = "Vue au bureau.", login: str = LEA, **more: object) -> Id:
    group = Group.HEALTH if login == INES else Group.SOCIAL
    return team.do(SignNote(thread, group, text, TODAY, **more), login).made[0]  # type: ignore[arg-type]  # fields of a note


def notes(team: Team, thread: Id, login: str = LEA, group: Group = Group.SOCIAL) -> tuple[Note, ...]:
    return team.agent(login).ask(NotesOf(thread, group))


def test_a_social_note_of_a_parcours_is_read_by_the_social_team_alone(team: Team) -> None:
    parcours = team.open()
    sign(team, parcours.id)
    assert [note.text for note in notes(team, parcours.id)] == ["Vue au bureau."]
    for login in (CLAIRE, INES, MARC):
        with pytest.raises(Denied):
            notes(team, parcours.id, login)


def test_a_health_note_stands_beside_it_for_the_health_workers(team: Team) -> None:
    parcours = team.open()
    sign(team, parcours.id, "Suivi santé.", INES)
    assert [note.text for note in notes(team, parcours.id, INES, Group.HEALTH)] == ["Suivi santé."]
    assert notes(team, parcours.id) == ()


def test_a_note_needs_a_parcours_that_is_there(team: Team) -> None:
    with pytest.raises(Refusal, match="n’est plus là"):
        sign(team, new_id())


def test_once_a_parcours_ended_its_notes_are_completed_and_none_is_added(team: Team) -> None:
    parcours = team.open()
    first = sign(team, parcours.id)
    team.do(EndParcours(parcours.id, parcours.clock, TODAY, REACHED))
    with pytest.raises(Refusal, match="terminé"):
        sign(team, parcours.id, "Trop tard.")
    sign(team, parcours.id, "Complément.", completes=first)
    assert len(notes(team, parcours.id)) == 2


def test_an_erased_person_leaves_neither_note_nor_document(team: Team) -> None:
    parcours = team.open()
    sign(team, parcours.id)
    team.do(AttachDocument(parcours.id, Group.SOCIAL, "bail.pdf", PDF))
    assert len(team.agent(LEA).ask(DocumentsOf(parcours.id, Group.SOCIAL))) == 1
    team.do(ErasePerson(team.person_id), "helene")
    assert notes(team, parcours.id) == ()
    assert team.agent(LEA).ask(DocumentsOf(parcours.id, Group.SOCIAL)) == ()
