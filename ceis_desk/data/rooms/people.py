"""Which function answers which request of the records of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ceis_desk.core.store import Change, Gesture, Question
from ceis_desk.data import erasure_extent, households, merges, pairs, people, records
from ceis_desk.data.exchange import erasure
from ceis_desk.data.lookalikes import doubtful_pairs, find_lookalikes
from ceis_desk.data.read import Reader
from ceis_desk.data.search import find_people
from ceis_desk.data.write import Tx
from ceis_desk.people import gestures as people_gestures
from ceis_desk.people import questions as people_questions

GESTURES: Mapping[type[Gesture], Callable[[Tx, Any], Change]] = {
    people_gestures.CreatePerson: people.create_person,
    people_gestures.ChangePerson: people.change_person,
    people_gestures.ChangeWork: people.change_work,
    people_gestures.SetHousehold: households.set_household,
    people_gestures.RestoreHousehold: households.restore_household,
    people_gestures.WithdrawPerson: people.withdraw_person,
    people_gestures.ErasePerson: erasure.erase_person,
    people_gestures.MergePersons: merges.merge_persons,
    people_gestures.UndoMerge: merges.undo_merge,
    people_gestures.ProposeMerge: pairs.propose_merge,
    people_gestures.TellApart: pairs.tell_apart,
    people_gestures.RestorePair: pairs.restore_pair,
}

QUESTIONS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    people_questions.FindPeople: lambda reader, ask: find_people(reader.connection, ask, reader.today),
    people_questions.OpenRecord: lambda reader, ask: records.read_record(
        reader.connection, ask.person_id, reader.today
    ),
    people_questions.VisitsOf: lambda reader, ask: records.visits_of(reader.connection, ask.person_id, reader.today),
    people_questions.WhatErasing: erasure_extent.read_extent,
    people_questions.WorkOf: lambda reader, ask: people.read_work(reader.connection, ask.person_id),
    people_questions.FindLookalikes: lambda reader, ask: find_lookalikes(reader.connection, ask, reader.today),
    people_questions.DoubtfulPairs: lambda reader, ask: doubtful_pairs(reader.connection, ask),
    people_questions.KnownDistricts: lambda reader, _: records.known_districts(reader.connection, reader.today),
}
