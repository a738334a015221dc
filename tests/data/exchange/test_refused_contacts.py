"""A refusal written at one desk on a record that another desk was merging at the same time is never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange.capture import BASE
from ceis_desk.people.gestures import ErasePerson, MergePersons, UndoMerge
from ceis_desk.people.model import SafeContact
from tests.data.exchange.pcs import Pc, exchange, hand_over
from tests.data.exchange.test_merging import AMINA, changed, identity_at, made
from tests.data.exchange.truth import content, see

CAREFUL = SafeContact(no_call=True, no_letter=True)


def two_records(root: Path, pcs: list[Pc]) -> tuple[Id, Id]:
    winner, loser = made(pcs[0]), made(pcs[0], replace(AMINA, used_name="Ben Ali"))
    exchange(root, *pcs)
    return winner, loser


def safe(pc: Pc, person: Id) -> SafeContact:
    return identity_at(pc, person).safe_contact


@pytest.mark.parametrize("merge_first", [True, False])
def test_it_stands_on_the_kept_record_at_every_desk_whichever_was_first(
    three: list[Pc], tmp_path: Path, *, merge_first: bool
) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, _ = three
    writings: list[Callable[[], object]] = [
        lambda: one.do(MergePersons(winner, loser)),
        lambda: changed(two, loser, safe_contact=CAREFUL),
    ]
    for write in writings if merge_first else reversed(writings):
        write()
    exchange(tmp_path, *three)
    assert [safe(pc, winner) for pc in three] == [CAREFUL] * 3
    assert content(see(three[0])) == content(see(three[1])) == content(see(three[2]))


def test_a_desk_that_reads_both_joins_them_whatever_reaches_it_first(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, third = three
    one.do(MergePersons(winner, loser))
    changed(two, loser, safe_contact=CAREFUL)
    hand_over(tmp_path, two, third)
    hand_over(tmp_path, one, third)
    assert safe(third, winner) == CAREFUL


def test_it_goes_up_a_chain_of_merges(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    last = made(three[0], replace(AMINA, used_name="Benaly"))
    exchange(tmp_path, *three)
    one, two, third = three
    one.do(MergePersons(winner, loser))
    two.do(MergePersons(last, winner))
    changed(third, loser, safe_contact=CAREFUL)
    exchange(tmp_path, *three, rounds=3)
    assert [safe(pc, last) for pc in three] == [CAREFUL] * 3


def test_what_was_lifted_by_somebody_who_knew_of_both_is_not_refused_again(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, third = three
    changed(two, loser, safe_contact=CAREFUL)
    one.do(MergePersons(winner, loser))
    hand_over(tmp_path, one, two)
    assert safe(two, winner) == CAREFUL
    changed(two, winner, safe_contact=SafeContact())
    exchange(tmp_path, two, third)
    assert safe(third, winner) == SafeContact()


def test_a_refusal_known_when_they_were_merged_and_lifted_since_stays_lifted(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, _, _ = three
    changed(one, loser, safe_contact=CAREFUL)
    exchange(tmp_path, *three)
    one.do(MergePersons(winner, loser))
    changed(one, winner, safe_contact=SafeContact())
    exchange(tmp_path, *three)
    assert [safe(pc, winner) for pc in three] == [SafeContact()] * 3


def test_records_that_were_separated_meanwhile_keep_each_its_own(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, _ = three
    one.do(MergePersons(winner, loser))
    one.do(UndoMerge(winner, loser))
    changed(two, loser, safe_contact=CAREFUL)
    exchange(tmp_path, *three)
    assert [safe(pc, winner) for pc in three] == [SafeContact()] * 3


def test_nothing_is_written_on_a_record_that_was_erased_meanwhile(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, _ = three
    one.do(MergePersons(winner, loser))
    one.do(ErasePerson(winner))
    changed(two, loser, safe_contact=CAREFUL)
    exchange(tmp_path, *three)
    for pc in three:
        assert pc.rows("SELECT no_call FROM person WHERE id = ?", winner.bytes) == [(0,)]


def test_desks_that_have_joined_a_refusal_have_nothing_more_to_say(three: list[Pc], tmp_path: Path) -> None:
    winner, loser = two_records(tmp_path, three)
    one, two, _ = three
    one.do(MergePersons(winner, loser))
    changed(two, loser, safe_contact=CAREFUL)
    exchange(tmp_path, *three, rounds=3)
    before = [pc.rows("SELECT max(hlc) FROM sync_cell WHERE col != ?", BASE) for pc in three]
    exchange(tmp_path, *three)
    assert [pc.rows("SELECT max(hlc) FROM sync_cell WHERE col != ?", BASE) for pc in three] == before
