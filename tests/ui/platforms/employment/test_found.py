"""The group is found under either spelling, by those who may read it."""

from __future__ import annotations

import pytest

from ceis_desk.access.model import Actor, Role
from ceis_desk.core.ids import new_id
from ceis_desk.ui.shell.actions import actions
from ceis_desk.ui.shell.keys import chosen_keys
from ceis_desk.ui.shell.palette_rows import action_rows


def found(role: Role, text: str) -> list[str]:
    actor = Actor(new_id(), "Marc Vidal", frozenset({role}), new_id())
    every = actions(actor, chosen_keys({}), "", discreet=False, dark=False)
    return [ident for ident, _look in action_rows(every, text)]


@pytest.mark.parametrize("typed", ["Unis’Vers", "unis'veis", "UNISVEIS", "anciens"])
def test_both_spellings_lead_to_the_group(typed: str) -> None:
    assert "action:employment-group" in found(Role.EMPLOYMENT, typed)


def test_the_counter_is_not_led_to_a_group_that_it_may_not_read() -> None:
    assert "action:employment-group" not in found(Role.RECEPTION, "unis'veis")
