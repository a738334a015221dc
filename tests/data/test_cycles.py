"""What is asked all day leaves no table in a cycle: nothing collects while a window is open."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import FromClause

from ceis_desk.agenda.questions import DayAppointments, ReadWeek
from ceis_desk.core.store import Question
from ceis_desk.people.questions import FindPeople
from ceis_desk.reception.questions import AllMotifs, ReadDay
from tests.scenarios.agents import TODAY, Agent
from tests.scenarios.desks import new_desk

ASKED_ALL_DAY = (ReadDay(TODAY), FindPeople("kov"), DayAppointments(TODAY), ReadWeek(TODAY), AllMotifs())


@pytest.mark.parametrize("question", ASKED_ALL_DAY, ids=lambda one: type(one).__name__)
def test_no_table_of_a_reading_waits_to_be_collected(tmp_path: Path, question: Question[Any]) -> None:
    with new_desk(tmp_path / "registre") as desk:
        agent = Agent(desk, "sofiane")
        agent.ask(question)
        gc.collect()
        agent.ask(question)
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            gc.collect()
            left = [repr(one) for one in gc.garbage if isinstance(one, FromClause)]
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
    assert left == []
