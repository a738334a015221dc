from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.agenda.model import DayState, Outcome
from ceis_desk.agenda.rules import ABSENT_AFTER_MINUTES, entry_state, is_movable, propose_absent
from ceis_desk.agenda.week import Entry, EntryKind
from ceis_desk.core.ids import Id

AT = dt.datetime(2019, 6, 18, 10, 45)
ENTRY = Entry(Id(int=1), 1, EntryKind.APPOINTMENT, AT, 45)
LATER = AT + dt.timedelta(minutes=ABSENT_AFTER_MINUTES)


@pytest.mark.parametrize(
    ("entry", "now", "state"),
    [
        (ENTRY, AT, DayState.EXPECTED),
        (ENTRY, AT + dt.timedelta(minutes=6), DayState.LATE),
        (replace(ENTRY, visit_state="waiting"), AT, DayState.ARRIVED),
        (replace(ENTRY, visit_state="busy"), AT, DayState.BUSY),
        (replace(ENTRY, visit_state="gone"), AT, DayState.DONE),
        (replace(ENTRY, visit_state="waiting", outcome=Outcome.EXCUSED), AT, DayState.CANCELLED),
        (replace(ENTRY, outcome=Outcome.NO_SHOW), AT, DayState.ABSENT),
    ],
)
def test_the_state_of_a_box_is_that_of_its_visit_unless_somebody_said_what_became_of_it(
    entry: Entry, now: dt.datetime, state: DayState
) -> None:
    assert entry_state(entry, now) is state


def test_absent_is_proposed_after_a_quarter_of_an_hour_and_not_before() -> None:
    assert not propose_absent(ENTRY, LATER - dt.timedelta(seconds=1))
    assert propose_absent(ENTRY, LATER)


@pytest.mark.parametrize(
    "entry",
    [
        replace(ENTRY, visit_state="waiting"),
        replace(ENTRY, outcome=Outcome.HONOURED),
        replace(ENTRY, outcome=Outcome.EXCUSED),
        replace(ENTRY, kind=EntryKind.SESSION),
        replace(ENTRY, kind=EntryKind.BUSY),
    ],
)
def test_absent_is_never_proposed_of_whoever_came_or_of_what_is_nobody_s(entry: Entry) -> None:
    assert not propose_absent(entry, LATER + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("entry", "movable"),
    [
        (ENTRY, True),
        (replace(ENTRY, visit_state="waiting"), True),
        (replace(ENTRY, visit_state="busy"), False),
        (replace(ENTRY, visit_state="gone"), False),
        (replace(ENTRY, outcome=Outcome.HONOURED), False),
        (replace(ENTRY, outcome=Outcome.NO_SHOW), False),
        (replace(ENTRY, outcome=Outcome.REVOKED), False),
        (replace(ENTRY, kind=EntryKind.SESSION), False),
    ],
)
def test_only_an_open_appointment_not_received_yet_is_moved(entry: Entry, movable: bool) -> None:
    assert is_movable(entry) is movable
