"""The person in her own words: dated, for chosen readers, nothing overwritten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.store import Change
from ceis_desk.data.schema.parcours import own_words
from ceis_desk.parcours.own_words import Aspect, OwnWords, ReadOwnWords, Visibility, WriteOwnWords
from ceis_desk.people.gestures import ErasePerson
from tests.data.parcours.team import CLAIRE, INES, LEA, MARC, PAUL, Team
from tests.scenarios.agents import TODAY

SPRING = dt.date(2019, 4, 1)
CANARY = "Je sais cuisiner pour cinquante, canari."


def write(team: Team, text: str = CANARY, login: str = LEA, **fields: Any) -> Change:  # noqa: ANN401 fields of any type
    values = {"aspect": Aspect.STRENGTHS, "day": SPRING, **fields}
    return team.do(WriteOwnWords(team.person_id, text=text, **values), login)


def read(team: Team, login: str = LEA) -> tuple[OwnWords, ...]:
    return team.agent(login).ask(ReadOwnWords(team.person_id))


def texts(team: Team, login: str = LEA) -> list[str]:
    return [one.text for one in read(team, login)]


def test_what_she_says_is_dated_and_told_by_aspect(team: Team) -> None:
    write(team, "Peur de perdre le logement", aspect=Aspect.FEARS)
    write(team)
    assert [(one.aspect, one.text, one.day, one.author_name) for one in read(team)] == [
        (Aspect.STRENGTHS, CANARY, SPRING, "Léa Bastide"),
        (Aspect.FEARS, "Peur de perdre le logement", SPRING, "Léa Bastide"),
    ]


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.PROFESSIONALS, {LEA, PAUL, MARC, INES, CLAIRE}),
        (Visibility.SOCIAL, {LEA, PAUL}),
        (Visibility.AUTHOR, {LEA}),
    ],
)
def test_those_chosen_read_it_and_nobody_else(team: Team, visibility: Visibility, readers: set[str]) -> None:
    write(team, visibility=visibility)
    assert {login for login in (LEA, PAUL, MARC, INES, CLAIRE) if texts(team, login)} == readers


def test_the_reception_and_the_direction_are_refused(team: Team) -> None:
    for login in ("sofiane", "helene"):
        with pytest.raises(Denied):
            read(team, login)


def test_no_word_of_it_lies_in_a_clear_column(team: Team) -> None:
    write(team)
    store: Any = team.day.desk.enter("helene").store
    row = store.file.writer.run(lambda one: one.execute(select(own_words)).one()).result()
    assert CANARY.encode() not in row.sealed
    assert row.group_code == "professionals"


def test_words_take_the_place_of_others_which_stay_in_the_history(team: Team) -> None:
    first = write(team, "Je suis ponctuelle").made[0]
    (before,) = read(team)
    change = write(team, "Je suis ponctuelle et patiente", day=TODAY, replaces=first, clock=before.clock)
    (now,) = read(team)
    assert (now.text, [(one.text, one.until) for one in now.former]) == (
        "Je suis ponctuelle et patiente",
        [("Je suis ponctuelle", TODAY)],
    )
    with pytest.raises(Outdated):
        write(team, "Encore", day=TODAY, replaces=first, clock=before.clock)
    back = team.do(change.undo)
    assert [(one.text, one.until) for one in read(team)] == [("Je suis ponctuelle", None)]
    team.do(back.undo)
    assert texts(team) == ["Je suis ponctuelle et patiente"]


def test_words_replaced_by_private_ones_stand_no_more_for_the_others(team: Team) -> None:
    first = write(team).made[0]
    write(team, "Pour moi", day=TODAY, replaces=first, visibility=Visibility.AUTHOR)
    assert (texts(team, LEA), texts(team, PAUL)) == (["Pour moi"], [])


def test_words_of_another_aspect_or_already_replaced_are_not_replaced(team: Team) -> None:
    first = write(team).made[0]
    with pytest.raises(Refusal, match="ne sont plus là"):
        write(team, "Peur", aspect=Aspect.FEARS, replaces=first)
    write(team, "Autre", replaces=first)
    with pytest.raises(Refusal, match="pris leur place"):
        write(team, "Encore", replaces=first)


def test_the_private_words_of_a_colleague_are_neither_replaced_nor_withdrawn(team: Team) -> None:
    change = write(team, visibility=Visibility.AUTHOR)
    with pytest.raises(Denied):
        write(team, "Autre", PAUL, replaces=change.made[0])
    with pytest.raises(Denied):
        team.do(change.undo, PAUL)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "mon numéro 1 84 03 34 172 001 07"])
def test_words_that_may_not_be_kept_are_refused(team: Team, text: str) -> None:
    with pytest.raises(Refusal):
        write(team, text)


def test_those_who_read_the_situation_do_not_write_it(team: Team) -> None:
    for login in (CLAIRE, MARC, INES):
        with pytest.raises(Denied):
            write(team, login=login)


def test_an_erased_person_leaves_no_words(team: Team) -> None:
    write(team)
    team.do(ErasePerson(team.person_id), "helene")
    assert read(team) == ()
    with pytest.raises(Refusal):
        write(team)
