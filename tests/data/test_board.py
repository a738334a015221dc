"""Instructions, messages, absences and motifs: what the desk shows beside the queue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.access.gestures import RenameDesk
from ceis_desk.access.model import Role
from ceis_desk.access.questions import Accounts
from ceis_desk.core.errors import Refusal
from ceis_desk.core.store import Change
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


def do(who: Opened, gesture: object) -> Change:
    return who.store.do(gesture).result()  # type: ignore[arg-type]  # any gesture of the desk


def read(who: Opened, day: dt.date = TODAY) -> DeskDay:
    return who.store.ask(ReadDay(day)).result()


def test_an_instruction_shows_on_its_days_alone(day: Desk) -> None:
    sofiane = day.enter("sofiane")
    change = do(sofiane, WriteInstruction("Ascenseur en panne", TODAY, TODAY))
    assert [line.text for line in read(sofiane).instructions] == ["Ascenseur en panne"]
    assert read(sofiane, TOMORROW).instructions == ()
    do(sofiane, change.undo)
    assert sofiane.store.ask(Instructions(TODAY)).result() == ()


def test_a_message_reaches_its_addressee_and_nobody_else(day: Desk) -> None:
    sofiane = day.enter("sofiane")
    claire = next(one for one in sofiane.store.ask(Accounts()).result() if one.login == "claire")
    day.add("nadia", "Nadia Haddad", Role.BUDGET)
    do(day.enter("sofiane"), WriteMessage("Rappeler Mme Castel", claire.id))
    assert [len(read(day.enter(login)).messages) for login in ("claire", "nadia", "sofiane")] == [1, 0, 1]


def test_a_message_done_stays_that_day_and_goes_the_next(day: Desk, clock: Clock) -> None:
    sofiane = day.enter("sofiane")
    message = do(sofiane, WriteMessage("Bureau 2 pris")).made[0]
    do(sofiane, MarkMessage(message))
    assert [line.done_by for line in read(sofiane).messages] == ["Sofiane Roux"]
    clock.now += dt.timedelta(days=1)
    assert read(sofiane, TOMORROW).messages == ()


def test_a_message_is_taken_back_and_given_again(day: Desk) -> None:
    sofiane = day.enter("sofiane")
    message = do(sofiane, WriteMessage("Bureau 2 pris")).made[0]
    back = do(sofiane, WithdrawMessage(message))
    assert read(sofiane).messages == ()
    do(sofiane, back.undo)
    assert len(read(sofiane).messages) == 1


def test_an_empty_message_is_refused(day: Desk) -> None:
    with pytest.raises(Refusal, match="vide"):
        do(day.enter("sofiane"), WriteMessage("  "))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(9, 18, "aujourd’hui"), (13, 18, "cet après-midi"), (9, 12, "ce matin"), (10, 11, "de 10:00 à 11:00")],
)
def test_an_absence_reads_as_it_is(day: Desk, first: int, last: int, words: str) -> None:
    sofiane = day.enter("sofiane")
    at = dt.datetime.combine(TODAY, dt.time())
    change = do(sofiane, SetAbsence(sofiane.actor.account_id, at.replace(hour=first), at.replace(hour=last)))
    (absence,) = [line.absence for line in read(sofiane).colleagues if line.name == "Sofiane Roux"]
    assert absence.endswith(words)
    do(sofiane, change.undo)
    assert sofiane.store.ask(Absences(TODAY)).result() == ()


def test_an_absence_that_ends_before_it_begins_is_refused(day: Desk) -> None:
    sofiane = day.enter("sofiane")
    at = dt.datetime.combine(TODAY, dt.time(9))
    with pytest.raises(Refusal, match="précède"):
        do(sofiane, SetAbsence(sofiane.actor.account_id, at, at - dt.timedelta(hours=1)))


def motifs(who: Opened) -> dict[str, Motif]:
    return {motif.label: motif for motif in who.store.ask(AllMotifs()).result()}


def test_the_nine_motifs_have_their_digits(day: Desk) -> None:
    listed = day.enter("sofiane").store.ask(AllMotifs()).result()
    assert [motif.position for motif in listed] == list(range(1, 10))
    assert listed[-1].label == "Autre motif"


def test_the_digits_follow_the_order_given_and_undo_brings_the_old_one_back(day: Desk) -> None:
    director = day.enter("helene")
    codes = tuple(motif.code for motif in director.store.ask(AllMotifs()).result())
    change = do(director, OrderMotifs(codes[::-1][:3]))
    assert motifs(director)["Autre motif"].position == 1
    assert motifs(director)["Rendez-vous budget"].position == 0
    do(director, change.undo)
    assert tuple(motif.code for motif in director.store.ask(AllMotifs()).result()) == codes


def test_a_motif_that_changes_platform_keeps_its_past_figures(day: Desk, clock: Clock) -> None:
    sofiane, housing = day.enter("sofiane"), motifs(day.enter("sofiane"))["Logement"]
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    clock.now += dt.timedelta(days=1)
    do(day.enter("helene"), SetMotif("Logement", "digital", 6, "home", code=housing.code))
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    counted = [
        {code: count.visits for code, count in figures.by_platform.items() if count.visits}
        for figures in (sofiane.store.ask(PeriodFigures(one, one)).result() for one in (TODAY, TOMORROW))
    ]
    assert counted == [{"reception": 1}, {"digital": 1}]


def test_a_closed_motif_leaves_the_desk_and_keeps_its_history(day: Desk) -> None:
    sofiane, housing = day.enter("sofiane"), motifs(day.enter("sofiane"))["Logement"]
    do(sofiane, RecordVisit(motifs=(MotifChoice(housing.id),)))
    do(day.enter("helene"), SetMotif("Logement", "reception", 0, "home", code=housing.code, closed=True))
    assert "Logement" not in motifs(sofiane)
    assert sofiane.store.ask(PeriodFigures(TODAY, TODAY)).result().by_motif["Logement"] == 1


def test_a_motif_without_a_name_is_refused(day: Desk) -> None:
    with pytest.raises(Refusal, match="nom"):
        do(day.enter("helene"), SetMotif(" ", "reception", 0, "home"))


def test_undoing_a_change_of_motif_brings_the_old_one_back(day: Desk) -> None:
    director = day.enter("helene")
    housing = motifs(director)["Logement"]
    change = do(director, SetMotif("Habitat", "digital", 6, "home", code=housing.code))
    assert motifs(director)["Habitat"].platform == "digital"
    do(director, change.undo)
    assert motifs(director)["Logement"] == housing


def test_undoing_a_new_motif_closes_it(day: Desk) -> None:
    director = day.enter("helene")
    change = do(director, SetMotif("Jardin", "reception", 0, "home"))
    do(director, change.undo)
    assert "Jardin" not in motifs(director)


def test_a_desk_is_renamed_and_named_again(day: Desk) -> None:
    director = day.enter("helene")
    change = do(director, RenameDesk("Accueil, poste 2"))
    assert day.enter("helene").desk == "Accueil, poste 2"
    do(director, change.undo)
    assert day.enter("helene").desk == "Poste 1"
    with pytest.raises(Refusal, match="nom"):
        do(director, RenameDesk(" "))
