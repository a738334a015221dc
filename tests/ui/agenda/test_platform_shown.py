"""The agenda opened on one platform: its team, with the sessions."""

from __future__ import annotations

from tests.ui.agenda.conftest import Desk


def test_only_those_who_receive_for_it_are_shown_until_somebody_is_chosen(desk: Desk) -> None:
    week = desk.pilot.outlook.week
    assert week is not None
    code = week.people[-1].platform
    team = {one.id for one in week.people if one.platform == code}
    desk.pilot.open_on(code)
    scope = desk.pilot._scope()
    assert {one.id for one in scope.people} == team
    assert scope.sessions
    other = next((one for one in week.people if one.id not in team), None)
    if other is not None:
        desk.pilot.toggle(str(other.id))
        assert {one.id for one in desk.pilot._scope().people} == team | {other.id}


def test_a_platform_for_which_nobody_receives_shows_the_sessions_alone(desk: Desk) -> None:
    desk.pilot.open_on("lodging")
    assert desk.pilot._scope().people == ()
    assert desk.pilot._scope().sessions
