"""Instructions, messages, absences and motifs: what the desk shows beside the queue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.gestures import RenameDesk
from ceis_desk.access.model import Role
from ceis_desk.access.questions import Staff
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.store import Change, Gesture
from ceis_desk.reception.gestures import (
    MarkMessage,
    OrderMotifs,
    RecordVisit,
    SetAbsence,
    SetMotif,
    WithdrawMessage,
    WriteInstruction,
    WriteMessage,
)
from ceis_desk.reception.model import DeskDay, Motif, MotifChoice
from ceis_desk.reception.questions import Absences, AllMotifs, Instructions, ReadDay
from ceis_desk.statistics.questions import PeriodFigures
from tests.scenarios.agents import Agent
from tests.scenarios.desks import Desk, new_desk

TODAY = dt.date(2019, 6, 18)
TOMORROW = TODAY + dt.timedelta(days=1)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime.combine(TODAY, dt.time(9))

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def day(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "registre", clock) as desk:
        yield desk


def do(who: Agent, gesture: Gesture | None) -> Change:
    return who.do(gesture)


def read(who: Agent, day: dt.date = TODAY) -> DeskDay:
    return who.ask(ReadDay(day))


def test_an_instruction_shows_on_its_days_alone(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    change = do(sofiane, WriteInstruction("Ascenseur en panne", TODAY, TODAY))
    assert [line.text for line in read(sofiane).instructions] == ["Ascenseur en panne"]
    assert read(sofiane, TOMORROW).instructions == ()
    do(sofiane, change.undo)
    assert sofiane.ask(Instructions(TODAY)) == ()


def test_a_message_reaches_its_addressee_and_nobody_else(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    claire = next(one for one in sofiane.ask(Staff()) if one.name == "Claire Fabre")
    day.add("nadia", "Nadia Haddad", Role.BUDGET)
    do(Agent(day, "sofiane"), WriteMessage("Rappeler Mme Castel", claire.id))
    assert [len(read(Agent(day, login)).messages) for login in ("claire", "nadia", "sofiane")] == [1, 0, 1]


def test_a_message_done_stays_that_day_and_goes_the_next(day: Desk, clock: Clock) -> None:
    sofiane = Agent(day, "sofiane")
    message = do(sofiane, WriteMessage("Bureau 2 pris")).made[0]
    do(sofiane, MarkMessage(message))
    assert [line.done_by for line in read(sofiane).messages] == ["Sofiane Roux"]
    clock.now += dt.timedelta(days=1)
    assert read(sofiane, TOMORROW).messages == ()


def test_a_message_is_taken_back_and_given_again(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    message = do(sofiane, WriteMessage("Bureau 2 pris")).made[0]
    back = do(sofiane, WithdrawMessage(message))
    assert read(sofiane).messages == ()
    do(sofiane, back.undo)
    assert len(read(sofiane).messages) == 1


def test_an_empty_message_is_refused(day: Desk) -> None:
    with pytest.raises(Refusal, match="vide"):
        do(Agent(day, "sofiane"), WriteMessage("  "))


def test_a_message_is_changed_by_its_author_alone_and_undo_gives_the_text_back(day: Desk) -> None:
    sofiane, claire = Agent(day, "sofiane"), Agent(day, "claire")
    message = do(sofiane, WriteMessage("Rappeler M. X")).made[0]
    with pytest.raises(Refusal, match="pas de vous"):
        do(claire, WriteMessage("réécrit", id=message))
    with pytest.raises(Refusal, match="pas de vous"):
        do(claire, WithdrawMessage(message))
    change = do(sofiane, WriteMessage("Rappeler Mme Y", id=message))
    assert [(line.text, line.from_name) for line in read(claire).messages] == [("Rappeler Mme Y", "Sofiane Roux")]
    do(sofiane, change.undo)
    assert [line.text for line in read(claire).messages] == ["Rappeler M. X"]


def test_a_word_between_two_others_is_neither_marked_nor_changed(day: Desk) -> None:
    claire = Agent(day, "claire")
    message = do(claire, WriteMessage("pour moi seule", claire.id)).made[0]
    for gesture in (MarkMessage(message), WithdrawMessage(message), WriteMessage("réécrit", id=message)):
        with pytest.raises(Refusal, match="n’est plus là"):
            do(Agent(day, "sofiane"), gesture)


def test_no_undo_writes_over_what_a_colleague_changed_since(day: Desk) -> None:
    sofiane, claire = Agent(day, "sofiane"), Agent(day, "claire")
    at = dt.datetime.combine(TODAY, dt.time(9))
    line = do(sofiane, WriteInstruction("porte B", TODAY, TODAY))
    away = do(sofiane, SetAbsence(sofiane.id, at, at.replace(hour=12)))
    word = do(sofiane, WriteMessage("Bureau 2 pris"))
    done = do(sofiane, MarkMessage(word.made[0]))
    do(claire, WriteInstruction("porte B, poussettes porte C", TODAY, TODAY, line.made[0]))
    do(claire, SetAbsence(sofiane.id, at, at.replace(hour=18), id=away.made[0]))
    do(claire, MarkMessage(word.made[0], done=False))
    for change in (line, away, word, done):
        with pytest.raises(Outdated):
            do(sofiane, change.undo)
    assert [one.text for one in read(sofiane).instructions] == ["porte B, poussettes porte C"]
    assert [one.last.hour for one in sofiane.ask(Absences(TODAY))] == [18]
    assert [one.done_at for one in read(sofiane).messages] == [None]


def test_a_line_read_before_another_change_is_outdated(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    do(sofiane, WriteInstruction("porte B", TODAY, TODAY))
    (line,) = sofiane.ask(Instructions(TODAY))
    do(sofiane, WriteInstruction("porte C", TODAY, TODAY, line.id, line.clock))
    with pytest.raises(Outdated):
        do(sofiane, WriteInstruction("porte D", TODAY, TODAY, line.id, line.clock))


def test_a_social_security_number_is_no_reason_of_an_absence(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    at = dt.datetime.combine(TODAY, dt.time(9))
    with pytest.raises(Refusal, match="sécurité sociale"):
        do(sofiane, SetAbsence(sofiane.id, at, at, "2 84 03 34 172 045 12"))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(9, 18, "aujourd’hui"), (13, 18, "cet après-midi"), (9, 12, "ce matin"), (10, 11, "de 10:00 à 11:00")],
)
def test_an_absence_reads_as_it_is(day: Desk, first: int, last: int, words: str) -> None:
    sofiane = Agent(day, "sofiane")
    at = dt.datetime.combine(TODAY, dt.time())
    change = do(sofiane, SetAbsence(sofiane.id, at.replace(hour=first), at.replace(hour=last)))
    (absence,) = [line.absence for line in read(sofiane).colleagues if line.name == "Sofiane Roux"]
    assert absence.endswith(words)
    do(sofiane, change.undo)
    assert sofiane.ask(Absences(TODAY)) == ()


def test_an_absence_that_ends_before_it_begins_is_refused(day: Desk) -> None:
    sofiane = Agent(day, "sofiane")
    at = dt.datetime.combine(TODAY, dt.time(9))
    with pytest.raises(Refusal, match="précède"):
        do(sofiane, SetAbsence(sofiane.id, at, at - dt.timedelta(hours=1)))


def motifs(who: Agent) -> dict[str, Motif]:
    return {motif.label: motif for motif in who.ask(AllMotifs())}


def test_the_nine_motifs_have_their_digits(day: Desk) -> None:
    listed = Agent(day, "sofiane").ask(AllMotifs())
    assert [motif.position for motif in listed] == list(range(1, 10))
    assert listed[-1].label == "Autre motif"


def test_the_digits_follow_the_order_given_and_undo_brings_the_old_one_back(day: Desk) -> None:
    director = Agent(day, "helene")
    codes = tuple(motif.code for motif in director.ask(AllMotifs()))
    change = do(director, OrderMotifs(codes[::-1][:3]))
    assert motifs(director)["Autre motif"].position == 1
    assert motifs(director)["Rendez-vous budget"].position == 0
    do(director, change.undo)
    assert tuple(motif.code for motif in director.ask(AllMotifs())) == codes


def test_a_motif_that_changes_platform_keeps_its_past_figures(day: Desk, clock: Clock) -> None:
    sofiane, housing = Agent(day, "sofiane"), motifs(Agent(day, "sofiane"))["Logement"]
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    clock.now += dt.timedelta(days=1)
    do(Agent(day, "helene"), SetMotif("Logement", "digital", 6, "home", code=housing.code))
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    counted = [
        {code: count.visits for code, count in figures.by_platform.items() if count.visits}
        for figures in (sofiane.ask(PeriodFigures(one, one)) for one in (TODAY, TOMORROW))
    ]
    assert counted == [{"reception": 1}, {"digital": 1}]


def test_a_closed_motif_leaves_the_desk_and_keeps_its_history(day: Desk) -> None:
    sofiane, housing = Agent(day, "sofiane"), motifs(Agent(day, "sofiane"))["Logement"]
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    do(Agent(day, "helene"), SetMotif("Logement", "reception", 0, "home", code=housing.code, closed=True))
    assert "Logement" not in motifs(sofiane)
    assert sofiane.ask(PeriodFigures(TODAY, TODAY)).by_motif["Logement"] == 1


def test_a_motif_without_a_name_is_refused(day: Desk) -> None:
    with pytest.raises(Refusal, match="nom"):
        do(Agent(day, "helene"), SetMotif(" ", "reception", 0, "home"))


def test_undoing_a_change_of_motif_brings_the_old_one_back(day: Desk) -> None:
    director = Agent(day, "helene")
    housing = motifs(director)["Logement"]
    change = do(director, SetMotif("Habitat", "digital", 6, "home", code=housing.code))
    assert motifs(director)["Habitat"].platform == "digital"
    do(director, change.undo)
    assert motifs(director)["Logement"] == housing


def test_undoing_a_new_motif_closes_it(day: Desk) -> None:
    director = Agent(day, "helene")
    change = do(director, SetMotif("Jardin", "reception", 0, "home"))
    do(director, change.undo)
    assert "Jardin" not in motifs(director)


def test_a_desk_is_renamed_and_named_again(day: Desk) -> None:
    director = Agent(day, "helene")
    change = do(director, RenameDesk("Accueil, poste 2"))
    assert day.enter("helene").desk == "Accueil, poste 2"
    do(director, change.undo)
    assert day.enter("helene").desk == "Poste 1"
    with pytest.raises(Refusal, match="nom"):
        do(director, RenameDesk(" "))
