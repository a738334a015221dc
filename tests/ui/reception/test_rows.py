"""How persons and appointments read at the counter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.access.masking import Discretion
from ceis_desk.agenda.model import Outcome
from ceis_desk.reception.model import Medium, VisitState
from ceis_desk.ui.reception.rows import hit_row, is_near_only, near_day, still_matters
from ceis_desk.ui.reception.visit_sheet import acts_on
from tests.ui.reception.desk_day import BENALI, LINES, NOW, SESSION, TODAY, at, visit

WAITING = VisitState.WAITING.value
OPEN, DISCREET = Discretion(on=False), Discretion(on=True)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "aujourd’hui"),
        (dt.date(2019, 6, 17), "hier"),
        (dt.date(2019, 6, 1), "le 1er juin"),
        (dt.date(2018, 11, 20), "le 20 novembre 2018"),
    ],
)
def test_a_day_is_written_as_near_as_it_is(day: dt.date, words: str) -> None:
    assert near_day(day, TODAY) == words


def test_the_birth_name_is_said_when_it_is_what_was_typed() -> None:
    known = replace(BENALI, birth_name="Hamidi")
    assert hit_row(known, "hami", OPEN, TODAY).subtitle.startswith("nom de naissance HAMIDI")
    assert "HAMIDI" not in hit_row(known, "bena", OPEN, TODAY).subtitle


def test_whoever_is_already_here_shows_it_instead_of_the_appointment() -> None:
    here = visit("Benali", at(10, 40), VisitState.WAITING, "Logement")
    assert [chip.words for chip in hit_row(BENALI, "bena", OPEN, TODAY, here).chips] == ["attend"]
    gone = replace(here, state=VisitState.GONE)
    assert [chip.words for chip in hit_row(BENALI, "bena", OPEN, TODAY, gone).chips] == ["RDV 10:45"]


def test_a_visit_to_come_is_nobody_s_last_visit() -> None:
    assert "dernier passage" not in hit_row(replace(BENALI, last_visit=dt.date(2019, 7, 1)), "b", OPEN, TODAY).subtitle


def test_a_word_agrees_with_the_civility_and_with_none_when_hidden() -> None:
    assert [OPEN.agreed(civility, "Arrivé") for civility in ("Mme", "M.", "")] == ["Arrivée", "Arrivé", "Arrivé·e"]
    assert DISCREET.agreed("Mme", "Arrivé") == "Arrivé·e"


def test_a_name_with_a_slip_is_only_near_while_digits_always_answer() -> None:
    assert is_near_only(BENALI, "benaly")
    assert not is_near_only(BENALI, "BÉNA")
    assert not is_near_only(BENALI, "0639")


def test_a_session_matters_until_its_end_and_an_appointment_until_it_is_settled() -> None:
    assert still_matters(SESSION, at(11, 44))
    assert not still_matters(SESSION, at(11, 45))
    late = next(line for line in LINES if line.used_name == "Rossi")
    assert still_matters(late, NOW)
    assert not still_matters(replace(late, outcome=Outcome.EXCUSED), NOW)


@pytest.mark.parametrize("state", [VisitState.BUSY, VisitState.GONE])
def test_a_call_or_a_message_is_not_put_back_in_a_queue_where_it_never_was(state: VisitState) -> None:
    came = visit("Benali", at(10, 40), state, "Logement")
    called = replace(came, medium=Medium.PHONE, waiting_at=None)
    assert WAITING in acts_on(came, closed=False, mending=False)
    assert WAITING not in acts_on(called, closed=False, mending=False)
    assert WAITING in acts_on(replace(called, waiting_at=at(10, 40)), closed=False, mending=False)
