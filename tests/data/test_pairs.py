"""What was said of two records, and what was said before when it is taken back."""

from __future__ import annotations

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id
from ceis_desk.people.gestures import MergePersons, ProposeMerge, TellApart
from ceis_desk.people.model import Identity
from ceis_desk.people.questions import DoubtfulPairs, FindLookalikes
from tests.data.records import SAMIRA, create, do


def waiting(who: Opened) -> list[tuple[Id, Id]]:
    return [(pair.first, pair.second) for pair in who.store.ask(DoubtfulPairs()).result()]


def near(who: Opened, person: Id) -> list[Id]:
    return [one.id for one in who.store.ask(FindLookalikes(SAMIRA, person)).result()]


def test_a_proposal_taken_back_no_longer_waits(lea: Opened) -> None:
    one, other = create(lea), create(lea, Identity(first_name="Karim"))
    proposed = do(lea, ProposeMerge(one, other))
    assert waiting(lea) == [(one, other)]
    back = do(lea, proposed.undo)
    assert waiting(lea) == []
    do(lea, back.undo)
    assert waiting(lea) == [(one, other)]


def test_a_pair_told_apart_waits_again_only_when_it_waited(lea: Opened) -> None:
    one, other = create(lea), create(lea)
    first = do(lea, TellApart(one, other))
    assert near(lea, one) == []
    do(lea, first.undo)
    assert near(lea, one) == [other]
    assert waiting(lea) == []
    do(lea, ProposeMerge(one, other))
    second = do(lea, TellApart(one, other))
    assert waiting(lea) == []
    do(lea, second.undo)
    assert waiting(lea) == [(one, other)]


def test_an_answer_given_since_is_not_erased_by_an_undo(lea: Opened) -> None:
    one, other = create(lea), create(lea)
    proposed = do(lea, ProposeMerge(one, other))
    do(lea, TellApart(other, one))
    with pytest.raises(Outdated, match="autre réponse"):
        do(lea, proposed.undo)
    assert near(lea, one) == []


def test_a_pair_merged_then_separated_waits_again(lea: Opened) -> None:
    one, other = create(lea), create(lea)
    do(lea, ProposeMerge(one, other))
    merged = do(lea, MergePersons(one, other))
    assert waiting(lea) == []
    do(lea, merged.undo)
    assert waiting(lea) == [(one, other)]
