"""Whoever opens the whole file by hand finds no word of what is sealed, and whose keys open what."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.data.schema import metadata
from ceis_desk.parcours.gestures import SetReferent
from ceis_desk.parcours.model import FreinLevel
from ceis_desk.parcours.own_words import Aspect, Visibility, WriteOwnWords
from ceis_desk.parcours.self_assessment import Answer, AssessmentMoment, RecordSelfAssessment, ScaleForm
from ceis_desk.parcours.sharing import RecordShare
from tests.data.parcours.team import ENTRY, LEA, MARC, PAUL, Team
from tests.scenarios.agents import TODAY

RESTRICTED, PRIVATE, SOCIAL, SHARED = "canari-reserve", "canari-prive", "canari-social", "canari-partage"
CANARIES = (RESTRICTED, PRIVATE, SOCIAL, SHARED, "self_image")


@pytest.fixture
def full(team: Team) -> Team:
    """Something in every sealed table, with a canary word in each."""
    parcours = team.open()
    paul = team.agent(PAUL).id
    team.do(SetReferent(parcours.id, paul, ENTRY))
    team.restricted(words=RESTRICTED, readers=(paul,))
    for text, visibility in ((PRIVATE, Visibility.AUTHOR), (SOCIAL, Visibility.SOCIAL)):
        team.do(WriteOwnWords(team.person_id, Aspect.FEARS, text, TODAY, visibility))
    team.do(RecordShare(team.person_id, SHARED, "Logement", ("coordonnées",), informed=True))
    marks = (Answer("self_image", 1),)
    team.do(RecordSelfAssessment(team.person_id, TODAY, AssessmentMoment.ENTRY, ScaleForm.FACES, marks))
    team.frein("housing", FreinLevel.WATCH)
    return team


def dumped(team: Team) -> bytes:
    """Every cell of every table, as whoever has the key of the file reads it."""
    store: Any = team.day.desk.enter("sofiane").store

    def read(connection: Any) -> bytes:  # noqa: ANN401 a connection
        cells = [
            cell if isinstance(cell, bytes) else str(cell).encode()
            for table in metadata.sorted_tables
            for row in connection.execute(select(table)).all()
            for cell in row
        ]
        return b"\x00".join(cells)

    content: bytes = store.file.writer.run(read).result()
    return content


def test_no_sealed_word_lies_in_any_column(full: Team) -> None:
    content = dumped(full)
    assert b"housing" in content
    assert [word for word in (*CANARIES, "violence") if word.encode() in content] == []


def test_the_reception_holds_no_key_of_any_team(full: Team) -> None:
    store: Any = full.day.desk.enter("sofiane").store
    assert {name for name, _ in store.keys} == {"self", "sign"}


def test_a_professional_of_no_team_here_opens_neither_social_nor_restricted_words(full: Team) -> None:
    full.agent(MARC)
    way = full.way(MARC)
    assert way.current is not None
    assert [one.code for one in way.current.freins] == ["housing"]
    assert RESTRICTED not in repr(full.way(LEA))
