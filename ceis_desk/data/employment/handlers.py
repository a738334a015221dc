"""Which function answers which request of the employment platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data.employment import board, community, contracts, facts, groups, places
from ceis_desk.data.read import Reader
from ceis_desk.data.write import Tx
from ceis_desk.platforms.employment import gestures, questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    gestures.PutPlace: places.put_place,
    gestures.PutContract: contracts.put_contract,
    gestures.EndContract: contracts.end_contract,
    gestures.SetSchool: contracts.set_school,
    gestures.PutFact: facts.put_fact,
    gestures.SetCohort: groups.set_cohort,
    gestures.SetMember: groups.set_member,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    questions.ReadBoard: board.read_board,
    questions.ReadPlaces: places.read_places,
    questions.ReadContract: board.read_contract,
    questions.ReadExits: board.read_exits,
    questions.MeanOccupation: board.mean_occupation,
    questions.Cohorts: community.read_cohorts,
    questions.ReadGroup: community.read_group,
    questions.AttendedSessions: community.attended_sessions,
}
