"""Undo works back through one's own changes of a row, and stops where somebody else has written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.access.gestures import RenameDesk, SetSiteSetting
from ceis_desk.access.model import Role
from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Change, Gesture
from ceis_desk.people.gestures import ChangePerson, CreatePerson, MergePersons
from ceis_desk.people.model import Identity, PersonRecord
from ceis_desk.people.questions import FindPeople, OpenRecord
from ceis_desk.reception.gestures import CloseDay, CorrectVisit, RecordVisit, StampVisit
from ceis_desk.reception.model import Medium, MotifChoice, VisitState
from tests.scenarios.agents import Day, new_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with new_day(tmp_path / "registre") as made:
        made.desk.add("lea", "Léa Bastide", Role.SOCIAL)
        yield made


def record(day: Day) -> PersonRecord:
    """Samira's, made the first time."""
    known = day.sofiane.ask(FindPeople("benali"))
    return day.sofiane.ask(OpenRecord(known[0].id if known else day.person()))


def write(day: Day, languages: str, login: str = "sofiane") -> Change:
    """One change of Samira's record, read just before."""
    now = record(day)
    return day.do(ChangePerson(now.id, replace(now.identity, languages=languages), now.clock), login)


def languages(day: Day) -> str:
    return record(day).identity.languages


def taken_back(day: Day, changes: list[Change], login: str = "sofiane") -> list[Change]:
    """Each change taken back, the last one first, and what takes that back."""
    return [day.do(change.undo, login) for change in reversed(changes)]


def correct(day: Day, visit_id: Id, referred_to: str) -> Change:
    visit = next(one for one in day.read().visits if one.id == visit_id)
    gesture = CorrectVisit(
        visit_id, visit.clock, visit.person_id, "", (MotifChoice(day.motif("Logement")),), None, Medium.COUNTER,
        visit.at, referred_to,
    )  # fmt: skip
    return day.do(gesture)


def test_three_changes_of_one_record_are_taken_back_one_after_the_other(day: Day) -> None:
    changes = [write(day, words) for words in ("arabe", "arabe, français", "français")]
    seen = []
    for change in reversed(changes):
        day.do(change.undo)
        seen.append(languages(day))
    assert seen == ["arabe, français", "arabe", ""]


def test_what_was_taken_back_is_done_again_step_by_step_and_taken_back_again(day: Day) -> None:
    changes = [write(day, words) for words in ("arabe", "français")]
    again = taken_back(day, changes)
    assert languages(day) == ""
    back = taken_back(day, again)
    assert languages(day) == "français"
    taken_back(day, back)
    assert languages(day) == ""


def test_a_record_made_then_changed_is_taken_back_to_nothing(day: Day) -> None:
    made = day.do(CreatePerson(Identity(used_name="Zola", first_name="Émile")))
    now = day.sofiane.ask(OpenRecord(made.made[0]))
    changed = day.do(ChangePerson(now.id, replace(now.identity, languages="italien"), now.clock))
    assert [one.said for one in taken_back(day, [made, changed])][-1] == "Création de la fiche annulée."


def test_a_visit_recorded_called_and_corrected_twice_is_taken_back_to_nothing(day: Day) -> None:
    made = day.do(RecordVisit((day.person(), day.person("Hamidi"))))
    one = made.made[0]
    changes = [made, day.do(StampVisit(one, VisitState.CALLED)), correct(day, one, "CAF"), correct(day, one, "CPAM")]
    taken_back(day, changes)
    assert day.read().visits == ()


def test_a_day_closed_and_opened_again_lets_go_back_further(day: Day) -> None:
    made = day.do(RecordVisit((day.person(),)))
    called = day.do(StampVisit(made.made[0], VisitState.CALLED))
    closed = day.do(CloseDay(day.read().day), "claire")
    day.do(closed.undo, "claire")
    taken_back(day, [made, called])
    assert day.read().visits == ()


def test_a_setting_changed_three_times_goes_back_twice(day: Day) -> None:
    changes = [day.do(SetSiteSetting("place", f'"{name}"'), "helene") for name in ("Un", "Deux", "Trois")]
    taken_back(day, changes[1:], "helene")
    renamed = [day.do(RenameDesk(name), "helene") for name in ("Poste A", "Poste B")]
    assert taken_back(day, renamed, "helene")[-1].said == "Ce poste s’appelle « Poste 1 »."


def test_a_merge_that_filled_a_record_gives_it_back_to_the_changes_before(day: Day) -> None:
    changed = write(day, "arabe", "lea")
    now = record(day)
    filled = replace(now.identity, at_desk="Poussette")
    merged = day.do(MergePersons(now.id, day.person("Hamidi"), filled, now.clock), "lea")
    taken_back(day, [changed, merged], "lea")
    assert (languages(day), record(day).identity.at_desk) == ("", now.identity.at_desk)


def refused(day: Day, gesture: Gesture | None, login: str = "sofiane") -> bool:
    try:
        day.do(gesture, login)
    except Outdated:
        return True
    return False


def test_another_account_s_change_stops_undo_and_nothing_of_it_is_lost(day: Day) -> None:
    changes = [write(day, words) for words in ("arabe", "français")]
    write(day, "berbère", "lea")
    assert [refused(day, change.undo) for change in reversed(changes)] == [True, True]
    assert languages(day) == "berbère"


def test_another_account_s_change_between_two_undos_stops_the_second(day: Day) -> None:
    first, second = (write(day, words) for words in ("arabe", "français"))
    day.do(second.undo)
    write(day, "berbère", "lea")
    assert refused(day, first.undo)
    assert languages(day) == "berbère"


def test_another_account_s_change_of_the_telephone_alone_stops_undo_as_well(day: Day) -> None:
    changed = write(day, "arabe")
    now = record(day)
    day.do(ChangePerson(now.id, replace(now.identity, phones=("+33639980001",)), now.clock), "lea")
    assert refused(day, changed.undo)
    assert record(day).identity.phones == ("+33639980001",)


def test_a_change_that_its_author_took_back_stops_nobody(day: Day) -> None:
    changes = [write(day, words) for words in ("arabe", "français")]
    theirs = write(day, "berbère", "lea")
    day.do(theirs.undo, "lea")
    taken_back(day, changes)
    assert languages(day) == ""


def test_the_same_words_written_by_hand_are_another_change(day: Day) -> None:
    first = write(day, "arabe")
    write(day, "français", "lea")
    write(day, "arabe", "lea")
    assert refused(day, first.undo)


def test_a_form_opened_before_one_s_own_change_is_still_refused(day: Day) -> None:
    opened = record(day)
    write(day, "arabe")
    assert refused(day, ChangePerson(opened.id, replace(opened.identity, at_desk="Poussette"), opened.clock))


def test_a_form_opened_before_a_change_taken_back_is_kept(day: Day) -> None:
    opened = record(day)
    day.do(write(day, "arabe").undo)
    day.do(ChangePerson(opened.id, replace(opened.identity, languages="turc"), opened.clock))
    assert languages(day) == "turc"
