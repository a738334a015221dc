"""What a session settles with its keys, behind its signing in and after each file taken in: closed, or buried again.

What a team alone can do is imported by whoever has its key, and when there is something to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ceis_desk.access.model import Group
from ceis_desk.core.store import Change
from ceis_desk.data.write import Tx

Keys = Mapping[tuple[str, int], bytes]
Job = Callable[[Tx], Change]


def closings(keys: Keys) -> Iterator[Job]:
    """What closes again what a writing elsewhere had reopened."""
    if _has(keys, Group.BUDGET):
        from ceis_desk.data.budget.closing import keep_closed

        yield keep_closed


def burials(keys: Keys) -> Iterator[Job]:
    """What buries what is sealed of the erased."""
    if _has(keys, Group.BUDGET):
        from ceis_desk.data.budget.burying import bury_cases

        yield bury_cases
    if _has(keys, Group.HEALTH):
        from ceis_desk.data.health.burying import bury_facts

        yield bury_facts
    from ceis_desk.data.parcours.burying import bury_sealed

    yield bury_sealed


def _has(keys: Keys, team: Group) -> bool:
    return any(name == team.value for name, _ in keys)
