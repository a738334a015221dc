"""What a gesture says of somebody, as it is and on a discreet screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.access.model import Role
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import ChangePerson, ChangeWork, CreatePerson
from ceis_desk.people.model import Identity, Work
from ceis_desk.people.questions import OpenRecord
from ceis_desk.reception.gestures import CallNext, RecordVisit, StampVisit, WithdrawVisits
from ceis_desk.reception.model import VisitState
from tests.scenarios.agents import Day, new_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        yield made


def masked(change: Change) -> str:
    return change.sentence(discreet=True)


def test_an_arrival_is_told_with_initials_and_its_hour_alone(day: Day) -> None:
    change = day.do(RecordVisit((day.person(),)))
    assert change.sentence(discreet=False) == "Arrivée de BENALI Samira enregistrée à 9:00"
    assert masked(change) == "Arrivée de B••• S. enregistrée à 9:00"
    assert masked(day.do(WithdrawVisits(change.made))) == "Arrivée de B••• S. annulée."


def test_a_first_name_alone_is_an_initial_and_nobody_stays_nobody(day: Day) -> None:
    assert masked(day.do(RecordVisit(given_name="Samira"))) == "Arrivée de S••• enregistrée à 9:00"
    assert masked(day.do(RecordVisit())) == "Arrivée anonyme enregistrée à 9:00"


def test_where_a_visit_stands_is_told_with_initials(day: Day) -> None:
    visit = day.do(RecordVisit((day.person(),))).made[0]
    assert masked(day.do(CallNext())) == "Appel de B••• S."
    said = [
        masked(day.do(StampVisit(visit, state))) for state in (VisitState.BUSY, VisitState.WAITING, VisitState.GONE)
    ]
    assert said == ["B••• S. est en entretien.", "B••• S. attend de nouveau.", "Passage de B••• S. terminé."]


def test_somebody_without_a_name_is_told_in_words(day: Day) -> None:
    day.do(RecordVisit())
    change = day.do(CallNext())
    assert change.said == "Appel de la personne sans nom."
    assert masked(change) == change.said


def test_a_record_made_and_changed_is_told_with_initials(day: Day) -> None:
    made = day.do(CreatePerson(Identity(used_name="Canari", first_name="Odile")))
    assert (made.said, masked(made)) == ("Fiche de CANARI Odile créée.", "Fiche de C••• O. créée.")
    record = day.sofiane.ask(OpenRecord(made.made[0]))
    changed = day.do(ChangePerson(record.id, replace(record.identity, languages="arabe"), record.clock))
    assert masked(changed) == "Fiche de C••• O. modifiée."


def test_a_situation_is_not_told_at_all(day: Day) -> None:
    day.desk.add("lea", "Léa Bastide", Role.SOCIAL)
    change = day.do(ChangeWork(day.person(), Work.UNABLE), "lea")
    assert Work.UNABLE.label.lower() in change.said
    assert masked(change) == "Situation enregistrée."
