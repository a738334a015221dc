"""Groups of Unis’Vers: who joins, leaves and stays in touch, and who reads their names."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.access.model import Role
from ceis_desk.agenda.gestures import MarkAttendance, SetSession
from ceis_desk.agenda.week import Attendance
from ceis_desk.core.errors import Denied, Outdated, Refusal
from ceis_desk.core.ids import Id
from ceis_desk.parcours.gestures import OpenParcours, ReadFrein
from ceis_desk.parcours.model import FreinLevel, FreinMoment
from ceis_desk.people.gestures import MergePersons
from ceis_desk.platforms.employment.gestures import SetCohort, SetMember
from ceis_desk.platforms.employment.questions import Cohorts, GroupView, ReadGroup
from tests.data.employment.team import TODAY, Team, day


def begun(
    team: Team, name: str = "groupe de juin", first: str = "2019-05-07", last: str | None = None, *, places: int = 9
) -> Id:
    end = day(last) if last else None
    return team.do(SetCohort(name, day(first), end, team.marc.actor.account_id, places)).made[0]


def group(team: Team, cohort_id: Id | None = None) -> GroupView:
    view: GroupView = team.ask(ReadGroup(TODAY, cohort_id))
    assert view is not None
    return view


def test_without_a_group_there_is_nothing_and_nothing_breaks(team: Team) -> None:
    assert team.ask(ReadGroup(TODAY)) is None
    assert team.ask(Cohorts()) == ()


def test_the_group_that_runs_is_shown_before_a_later_or_an_older_one(team: Team) -> None:
    begun(team, "groupe de mars", "2019-03-01", "2019-04-30")
    now = begun(team)
    begun(team, "groupe de septembre", "2019-09-02")
    assert group(team).cohort.id == now
    assert [one.name for one in team.ask(Cohorts())] == ["groupe de septembre", "groupe de juin", "groupe de mars"]
    assert group(team).cohort.with_name == "Marc Vidal"


def test_somebody_joins_leaves_and_stays_in_touch_and_each_step_is_taken_back(team: Team) -> None:
    cohort, person = begun(team), team.person("Ziani", "Nora")
    joined = team.do(SetMember(cohort, person, day("2019-05-07")))
    member = group(team).members[0]
    assert (member.used_name, member.left_on, member.in_touch) == ("Ziani", None, False)
    left = team.do(
        SetMember(cohort, person, member.joined_on, day("2019-06-11"), "emploi", in_touch=True, clock=member.clock)
    )
    view = group(team)
    assert (view.former_count, view.in_touch_count, [one.used_name for one in view.former]) == (1, 1, ["Ziani"])
    assert left.undo is not None
    team.do(left.undo)
    assert group(team).former == ()
    assert joined.undo is not None
    with pytest.raises(Outdated):
        team.do(SetMember(cohort, person, day("2019-05-07"), clock=1))


def test_two_records_of_one_person_are_one_member(team: Team) -> None:
    cohort, one, other = begun(team), team.person("Ziani", "Nora"), team.person("Zianni", "Nora")
    team.do(SetMember(cohort, one, day("2019-05-07")))
    team.do(MergePersons(other, one))
    team.do(SetMember(cohort, other, day("2019-05-09"), clock=group(team).members[0].clock))
    assert [(member.used_name, member.joined_on) for member in group(team).members] == [("Zianni", day("2019-05-09"))]


def test_whoever_joined_under_two_records_is_one_member_once_they_are_merged(team: Team) -> None:
    cohort, one, other = begun(team, places=1), team.person("Ziani", "Nora"), team.person("Zianni", "Nora")
    team.do(SetMember(cohort, other, day("2019-05-09")))
    assert "2 membres" in team.do(SetMember(cohort, one, day("2019-05-07"))).said
    team.do(MergePersons(one, other))
    (member,) = group(team).members
    assert (member.used_name, member.joined_on) == ("Ziani", day("2019-05-07"))
    again = team.do(SetMember(cohort, one, day("2019-05-06"), clock=member.clock))
    assert "membres" not in again.said
    left = team.do(SetMember(cohort, one, day("2019-05-06"), day("2019-06-11"), clock=group(team).members[0].clock))
    assert [one.left_on for one in group(team).members] == [day("2019-06-11")]
    assert left.undo is not None
    team.do(left.undo)
    assert [(one.joined_on, one.left_on) for one in group(team).members] == [(day("2019-05-06"), None)]


def test_freins_of_a_group_are_those_that_held_somebody_back_read_as_on_her_page(team: Team) -> None:
    cohort, person = begun(team), team.person()
    team.do(SetMember(cohort, person, day("2019-05-07")))
    way = team.do(OpenParcours(person, day("2019-05-01"))).made[0]
    for code in ("housing", "mobility", "digital", "money"):
        team.do(ReadFrein(way, code, TODAY, FreinMoment.EXIT, FreinLevel.LIFTED))
        team.do(ReadFrein(way, code, TODAY, FreinMoment.ENTRY, FreinLevel.BLOCKING))
    team.do(ReadFrein(way, "language", TODAY, FreinMoment.ENTRY, FreinLevel.LIFTED))
    team.do(ReadFrein(way, "rights", TODAY, FreinMoment.ENTRY, FreinLevel.WATCH))
    view = group(team)
    assert (view.freins_lifted, view.freins) == (4, 5)


def test_what_former_members_do_together_begins_after_the_end_of_their_group(team: Team) -> None:
    cohort = begun(team, "groupe d’hiver", "2019-01-07", "2019-02-28")
    persons = [team.person(name) for name in ("Un", "Deux")]
    for person in persons:
        team.do(SetMember(cohort, person, day("2019-01-07"), in_touch=True))
    for title, on in (("Séance du groupe", "2019-01-10"), ("Dernière séance", "2019-02-28"), ("Jardin", "2019-03-01")):
        at = dt.datetime.combine(day(on), dt.time(10))
        session = team.do(SetSession(title, "employment", None, at, 60, 9)).made[0]
        for person in persons:
            team.do(MarkAttendance(session, person, Attendance.PRESENT))
    assert group(team).together == ("Jardin, 1 fois",)


def test_a_former_member_of_two_groups_counts_once_by_the_latest(team: Team) -> None:
    person = team.person("Ziani", "Nora")
    for name, first, last in (("un", "2018-10-01", "2018-12-14"), ("deux", "2019-01-07", "2019-02-28")):
        cohort = begun(team, name, first, last)
        team.do(SetMember(cohort, person, day(first), day(last), in_touch=True))
    view = group(team)
    assert (view.former_count, [one.group for one in view.former]) == (1, ["deux"])


def test_the_end_of_the_group_makes_former_members_without_a_day_of_their_own(team: Team) -> None:
    cohort = begun(team, "groupe d’hiver", "2019-01-07", "2019-02-28")
    team.do(SetMember(cohort, team.person(), day("2019-01-07"), in_touch=True))
    assert group(team).former_count == 1


def test_more_members_than_places_is_said(team: Team) -> None:
    cohort = begun(team, places=1)
    team.do(SetMember(cohort, team.person("Un"), TODAY))
    assert "Le groupe a 2 membres pour 1 place." in team.do(SetMember(cohort, team.person("Deux"), TODAY)).said


def test_a_group_and_its_dates_hold_together(team: Team) -> None:
    for gesture, said in (
        (SetCohort(" ", TODAY), "Le nom d’un groupe"),
        (SetCohort("groupe", TODAY, day("2019-06-17")), "La fin vient avant le début"),
        (SetCohort("groupe", TODAY, places=0), "Un groupe a de 1"),
    ):
        with pytest.raises(Refusal, match=said):
            team.do(gesture)
    cohort = begun(team)
    with pytest.raises(Refusal, match="Le départ vient avant l’arrivée"):
        team.do(SetMember(cohort, team.person(), TODAY, day("2019-06-17")))
    gone = team.do(SetCohort("groupe de juin", TODAY, id=cohort, withdrawn=True))
    assert team.ask(Cohorts()) == ()
    assert gone.undo is not None
    team.do(gone.undo)
    assert len(team.ask(Cohorts())) == 1


def test_the_direction_counts_members_and_reads_none(team: Team) -> None:
    cohort = begun(team)
    team.do(SetMember(cohort, team.person("Ziani", "Nora"), TODAY))
    view = team.directed(ReadGroup(TODAY))
    assert view is not None
    assert [(one.person_id, one.used_name, one.first_name) for one in view.members] == [(None, "", "")]


def test_reception_reads_no_group_and_a_counsellor_changes_none(team: Team) -> None:
    cohort, person = begun(team), team.person()
    with pytest.raises(Denied):
        team.joined("sofia", "Sofia Roux", Role.RECEPTION).store.ask(ReadGroup(TODAY)).result()
    with pytest.raises(Denied):
        team.joined("nadia2", "Nadia Haddad", Role.BUDGET).store.do(SetMember(cohort, person, TODAY)).result()
