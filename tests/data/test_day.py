"""The day at the desk when records were merged: whose visit and whose message it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ceis_desk.access.model import Role
from ceis_desk.core.ids import Id
from ceis_desk.data.day import read_day
from ceis_desk.people.gestures import CreatePerson, MergePersons, UndoMerge
from ceis_desk.people.model import Civility, Identity
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit, StampVisit, WriteMessage
from ceis_desk.reception.model import Medium, VisitState
from tests.scenarios.agents import TODAY, Day, new_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        made.desk.add("lea", "Léa Bastide", Role.SOCIAL)
        yield made


def united(day: Day) -> tuple[Id, Id]:
    """The record that stands and the one merged into it, whose visit and message are of before."""
    old = Identity(used_name="Benaly", first_name="Samira", at_desk="à appeler")
    kept = Identity(used_name="Benali", first_name="Samira", at_desk="ne pas appeler", civility=Civility.MME)
    winner, loser = (day.do(CreatePerson(one)).made[0] for one in (kept, old))
    day.do(RecordVisit((loser,)))
    day.do(WriteMessage("La rappeler", person_id=loser))
    day.do(MergePersons(winner, loser), "lea")
    return winner, loser


def test_a_visit_and_a_message_of_a_merged_record_show_the_one_that_stands_for_her(day: Day) -> None:
    winner, _ = united(day)
    seen, (message,) = day.one(), day.read().messages
    assert (seen.person_id, seen.used_name, seen.at_desk) == (winner, "Benali", "ne pas appeler")
    assert (message.person_id, message.person_name) == (winner, "Mme BENALI Samira")
    said = day.do(StampVisit(seen.id, VisitState.CALLED, seen.clock)).said
    assert "Mme BENALI Samira" in said


def test_correcting_what_was_written_on_a_merged_record_leaves_it_to_that_record(day: Day) -> None:
    winner, loser = united(day)
    seen = day.one()
    day.do(CorrectVisit(seen.id, seen.clock, seen.person_id, "", (), None, Medium.PHONE, seen.at, ""))
    (message,) = day.read().messages
    day.do(WriteMessage("La rappeler demain", person_id=message.person_id, id=message.id, clock=message.clock))
    assert (day.one().medium, day.one().person_id) == (Medium.PHONE, winner)
    day.do(UndoMerge(winner, loser), "lea")
    (message,) = day.read().messages
    assert (day.one().person_id, day.one().used_name, message.person_id) == (loser, "Benaly", loser)


def reading(day: Day) -> int:
    """How many statements the day takes to be read."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    def read(connection: Connection) -> None:
        event.listen(connection.engine, "before_cursor_execute", note)
        read_day(connection, TODAY, account_id)
        event.remove(connection.engine, "before_cursor_execute", note)

    account_id = day.sofiane.id
    opened: Any = day.desk.enter("sofiane")
    opened.store.file.writer.run(read).result()
    return len(seen)


def test_the_day_is_read_in_as_many_statements_however_many_records_were_merged(day: Day) -> None:
    united(day)
    few = reading(day)
    for _ in range(3):
        united(day)
    assert reading(day) == few
