"""What a session settles with its keys: its own teams' alone, and what every account may bury."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ceis_desk.access.model import Group
from ceis_desk.data.upkeep import burials, closings

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(32)


@pytest.mark.parametrize(
    ("teams", "closed", "buried"),
    [
        ((), [], ["bury_sealed"]),
        ((Group.FIGURES,), [], ["bury_sealed"]),
        ((Group.BUDGET,), ["keep_closed"], ["bury_cases", "bury_sealed"]),
        ((Group.HEALTH,), [], ["bury_facts", "bury_sealed"]),
        ((Group.HEALTH, Group.BUDGET), ["keep_closed"], ["bury_cases", "bury_facts", "bury_sealed"]),
    ],
)
def test_a_session_settles_what_its_teams_own_in_order(
    teams: tuple[Group, ...], closed: list[str], buried: list[str]
) -> None:
    keys = {(team.value, 1): KEY for team in teams}
    assert [job.__name__ for job in closings(keys)] == closed
    assert [job.__name__ for job in burials(keys)] == buried


def test_who_has_no_key_of_a_team_does_not_load_what_it_does() -> None:
    code = (
        "import sys; from ceis_desk.data.upkeep import burials, closings; "
        "print(len([*closings({}), *burials({})]), 'ceis_desk.data.budget.closing' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "False"], done.stderr
