"""A field that two desks changed at once waits at every desk, in the same words, until one of them settles it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgpack
import pytest

from ceis_desk.core.errors import Outdated
from ceis_desk.core.ids import Id, new_id
from ceis_desk.data.exchange.came import Incoherent
from ceis_desk.data.exchange.crossings import crossing_id, pack
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.schema import reception
from ceis_desk.exchange.gestures import KeepVersion, TakeOtherVersion, UnsettleVersion
from ceis_desk.exchange.model import CrossedEdit
from ceis_desk.exchange.questions import CrossedEdits, ReadExchange
from ceis_desk.people.gestures import ErasePerson
from ceis_desk.reception.gestures import CorrectVisit, RecordVisit
from ceis_desk.reception.model import Medium, MotifChoice
from ceis_desk.reception.questions import AllMotifs
from tests.data.exchange.pcs import NOW, Pc, exchange, hand_over
from tests.data.exchange.test_merging import changed, identity_at, made
from tests.data.exchange.test_refused_content import forge, letter, row_of
from tests.data.exchange.truth import crossings

FIRST, SECOND = "parle bas", "vient le matin"


def cases(pc: Pc) -> list[CrossedEdit]:
    """What « À vérifier » lists of it, but for the desk that a record names."""
    return [replace(case, elsewhere="") for case in pc.ask(CrossedEdits())]


def to_check(pc: Pc) -> int:
    """What the counts of the screens say."""
    return pc.ask(ReadExchange()).crossed


def met_one_after_the_other(root: Path, one: Pc, two: Pc, *others: Pc) -> Id:
    """The first desk reads what the second one wrote, then writes: the second one never sees what lost."""
    person = made(one)
    exchange(root, one, two, *others)
    changed(one, person, at_desk=FIRST)
    changed(two, person, at_desk=SECOND)
    hand_over(root, two, one)
    hand_over(root, one, two)
    return person


def test_the_desk_whose_version_stands_lists_the_case_too(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    met_one_after_the_other(tmp_path, one, two)
    (case,) = cases(one)
    assert (case.kept.value, case.aside.value, case.name) == (SECOND, FIRST, "Mme BENALI Amina")
    assert cases(two) == [case]
    assert (to_check(one), to_check(two)) == (1, 1)


def test_a_record_names_the_other_desk_at_both(three: list[Pc], tmp_path: Path) -> None:
    one, two, third = three
    met_one_after_the_other(tmp_path, one, two, third)
    hand_over(tmp_path, two, third)
    assert [pc.ask(CrossedEdits())[0].elsewhere for pc in three] == ["Poste 2", "Poste 1", "Poste 1"]


def test_a_third_desk_lists_it_in_the_same_words_whatever_reaches_it_first(three: list[Pc], tmp_path: Path) -> None:
    one, two, third = three
    met_one_after_the_other(tmp_path, one, two, third)
    hand_over(tmp_path, two, third)
    assert cases(third) == cases(one) != []


def test_two_desks_that_find_it_each_on_its_own_write_it_once(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, *three)
    changed(one, person, at_desk=FIRST)
    changed(two, person, at_desk=SECOND)
    first, second = one.send(tmp_path / "un"), two.send(tmp_path / "deux")
    one.take(second)
    two.take(first)
    exchange(tmp_path, *three)
    assert [len(cases(pc)) for pc in three] == [1, 1, 1]
    assert crossings(one) == crossings(two) == crossings(three[2])


def test_two_idle_desks_have_nothing_more_to_say_once_both_list_it(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    met_one_after_the_other(tmp_path, one, two)
    exchange(tmp_path, one, two)
    before = [letter(pc).says[0] for pc in (one, two)]
    exchange(tmp_path, one, two)
    assert [letter(pc).says[0] for pc in (one, two)] == before


def test_what_is_found_crossed_is_no_change_that_anybody_waits_for(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, *three)
    changed(one, person, at_desk=FIRST)
    changed(two, person, at_desk=SECOND)
    before = letter(one).changes
    hand_over(tmp_path, two, one)
    assert crossings(one)
    assert letter(one).changes == before


@pytest.mark.parametrize("settles", [KeepVersion, TakeOtherVersion])
def test_settled_at_one_desk_it_is_settled_at_all(three: list[Pc], tmp_path: Path, settles: Any) -> None:  # noqa: ANN401 either gesture
    one, two, third = three
    person = met_one_after_the_other(tmp_path, one, two, third)
    (case,) = cases(two)
    two.do(settles(case.id))
    exchange(tmp_path, *three)
    assert [cases(pc) for pc in three] == [[], [], []]
    wanted = SECOND if settles is KeepVersion else FIRST
    assert {identity_at(pc, person).at_desk for pc in three} == {wanted}


def test_a_version_taken_back_stands_again_at_every_desk_and_can_be_taken_again(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, _ = three
    person = met_one_after_the_other(tmp_path, one, two, three[2])
    (case,) = cases(two)
    undo = two.do(TakeOtherVersion(case.id)).undo
    assert undo == UnsettleVersion(case.id)
    again = two.do(undo).undo
    exchange(tmp_path, *three)
    for pc in three:
        assert identity_at(pc, person).at_desk == SECOND
        ((kept, aside),) = [(found.kept.value, found.aside.value) for found in cases(pc)]
        assert (kept, aside) == (SECOND, FIRST)
    assert again is not None
    two.do(again)
    assert (identity_at(two, person).at_desk, cases(two)) == (FIRST, [])


@pytest.mark.parametrize("late", [False, True], ids=["together", "one after the other"])
def test_of_three_versions_the_two_set_aside_are_listed_whoever_saw_which(
    three: list[Pc], tmp_path: Path, late: bool
) -> None:
    one, two, third = three
    person = made(one)
    exchange(tmp_path, *three)
    for pc, said in ((one, "un"), (two, "deux"), (third, "trois")):
        changed(pc, person, at_desk=said)
    if late:
        hand_over(tmp_path, two, third)
    # The second desk covers the first version before it tells the third one anything.
    hand_over(tmp_path, one, two)
    hand_over(tmp_path, two, third)
    hand_over(tmp_path, third, one, two)
    exchange(tmp_path, *three)
    for pc in three:
        assert [(case.kept.value, case.aside.value) for case in cases(pc)] == [("trois", "un"), ("trois", "deux")]
    assert crossings(one) == crossings(two) == crossings(third)


def test_what_else_waited_against_a_version_waits_again_once_it_is_back(three: list[Pc], tmp_path: Path) -> None:
    one, two, third = three
    person = made(one)
    exchange(tmp_path, *three)
    for pc, said in ((two, "deux"), (third, "trois"), (one, "un")):
        changed(pc, person, at_desk=said)
    exchange(tmp_path, *three)
    found = {case.aside.value: case for case in cases(one)}
    assert set(found) == {"deux", "trois"}
    one.do(KeepVersion(found["trois"].id))
    one.do(UnsettleVersion(found["trois"].id))
    one.do(TakeOtherVersion(found["deux"].id))
    one.do(UnsettleVersion(found["deux"].id))
    exchange(tmp_path, *three)
    for pc in three:
        assert {(case.kept.value, case.aside.value) for case in cases(pc)} == {("un", "deux"), ("un", "trois")}


def test_a_version_taken_is_not_taken_back_over_what_was_written_since(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = met_one_after_the_other(tmp_path, one, two)
    (case,) = cases(two)
    two.do(TakeOtherVersion(case.id))
    changed(two, person, at_desk="autre chose")
    with pytest.raises(Outdated):
        two.do(UnsettleVersion(case.id))
    assert identity_at(two, person).at_desk == "autre chose"


def test_an_erased_person_leaves_no_version_anywhere_however_late_it_comes(three: list[Pc], tmp_path: Path) -> None:
    one, two, third = three
    person = met_one_after_the_other(tmp_path, one, two, third)
    # The file that tells of the crossing is read after the one that erases her.
    late = two.send(tmp_path / "tard")
    one.do(ErasePerson(person))
    hand_over(tmp_path, one, third)
    third.take(late)
    exchange(tmp_path, *three)
    for pc in three:
        assert crossings(pc) == set()
        assert cases(pc) == []


def test_a_word_on_her_visit_goes_even_where_the_visit_is_hers_no_more(three: list[Pc], tmp_path: Path) -> None:
    one, two, third = three
    person, other = made(one), made(one, replace(identity_at(one, made(one)), used_name="Autre", phones=()))
    motif = one.ask(AllMotifs())[0].id
    visit = one.do(RecordVisit((person,), motifs=(MotifChoice(motif),))).made[0]
    exchange(tmp_path, *three)

    def says(pc: Pc, who: Id, words: str) -> None:
        ((clock,),) = pc.rows("SELECT hlc FROM visit WHERE id = ?", visit.bytes)
        pc.do(CorrectVisit(visit, clock, who, "", (MotifChoice(motif, words),), None, Medium.COUNTER, NOW, ""))

    says(one, person, "dit son nom")
    says(two, person, "")
    says(two, person, "rien")
    exchange(tmp_path, *three)
    assert b"dit son nom" in repr(crossings(third)).encode()
    one.do(ErasePerson(person))
    says(third, other, "rien")
    exchange(tmp_path, *three, rounds=3)
    assert crossings(one) == crossings(two) == crossings(third)
    assert "dit son nom" not in repr(crossings(third))


def test_what_is_sealed_travels_sealed_and_is_shown_to_nobody(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    visit = one.do(RecordVisit(anonymous=1)).made[0]
    exchange(tmp_path, *three)
    for pc, sealed in ((one, b"scelle un"), (two, b"scelle deux")):
        pc.write(lambda tx, sealed=sealed: tx.put(reception.visit_comment, visit, sealed=sealed))  # type: ignore[misc]  # bound
    hand_over(tmp_path, two, one)
    hand_over(tmp_path, one, two)
    assert cases(one) == cases(two) == []
    ((_, _, key, _, lost, *_),) = crossings(two)
    assert key == visit.bytes
    assert dict(msgpack.unpackb(lost)) == {1: b"scelle un"}


def test_keys_that_lost_do_not_travel_on(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    for pc, login in ((one, "un"), (two, "deux")):
        pc.run(f"UPDATE account SET name = '{login}' WHERE id = x'{one.account.hex}'")
    exchange(tmp_path, *three)
    assert [crossings(pc) for pc in three] == [set(), set(), set()]


def row_about(person: Id, clock: tuple[int, int], **other: Any) -> tuple[Any, ...]:  # noqa: ANN401 any column
    """The columns of a crossing, as a desk that must not be believed writes them."""
    unit = next(column.number for column in BY_NAME["person"].columns if column.name == "at_desk")
    values = {"tbl": 1, "pk": person.bytes, "col": unit, "lost": pack({unit: FIRST}), "lost_hlc": 5, "lost_origin": 7}
    values |= {"won": pack({unit: SECOND}), "won_hlc": clock[0], "won_origin": clock[1], **other}
    return tuple(values[column.name] for column in BY_NAME["crossed"].columns)


def forged(pc: Pc, path: Path, *rows: tuple[Any, ...], key: bytes | None = None) -> Path:
    """A file that brings such rows."""
    clock = (letter(pc).head.have.get(pc.origin, 0) + 1, pc.origin)
    names = [column.name for column in BY_NAME["crossed"].columns]
    frames = [
        row_of("crossed", clock, key or crossing_id(row).bytes, **dict(zip(names, row, strict=True))) for row in rows
    ]
    return forge(pc, path, *frames)


def test_a_crossing_that_does_not_bear_the_name_of_its_content_is_refused(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    person = made(one)
    exchange(tmp_path, one, two)
    with pytest.raises(Incoherent):
        two.take(forged(one, tmp_path / "faux.ceis", row_about(person, (9, 9)), key=new_id().bytes))
    assert crossings(two) == set()


@pytest.mark.parametrize(
    "lie",
    [
        {"lost": b"\xc1"},
        {"lost": msgpack.packb(7)},
        {"lost": msgpack.packb([[1, 2, 3]])},
        {"lost": pack({25: 12})},
        {"lost": pack({9999: "rien"})},
        {"lost": pack({2: "autre champ"})},
        {"lost": pack({})},
        {"lost": msgpack.packb([[[1], "x"]])},
        {"lost": b"\x91" * 5000},
        {"tbl": 999},
        {"col": 999},
        {"pk": b"personne"},
    ],
    ids=lambda lie: repr(lie)[:30],
)
def test_a_crossing_that_says_nothing_is_kept_and_shown_to_nobody(
    three: list[Pc], tmp_path: Path, lie: dict[str, Any]
) -> None:
    one, two, _ = three
    person = made(one)
    changed(one, person, at_desk=SECOND)
    exchange(tmp_path, one, two)
    ((hlc, origin),) = one.rows("SELECT hlc, origin FROM person WHERE id = ?", person.bytes)
    sound, wrong = row_about(person, (hlc, origin)), row_about(person, (hlc, origin), lost_hlc=6, **lie)
    two.take(forged(one, tmp_path / "faux.ceis", sound, wrong))
    assert len(crossings(two)) == 2
    assert [case.aside.value for case in cases(two)] == [FIRST]
    assert to_check(two) == 1
