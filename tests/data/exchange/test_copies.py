"""Folders put back from a copy, and disks copied to another PC: nobody's writings are taken for another's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange import own
from ceis_desk.data.exchange.absorb import Cloned
from ceis_desk.exchange.questions import CrossedEdits
from ceis_desk.people.gestures import CreatePerson
from ceis_desk.people.model import Identity
from ceis_desk.reception.gestures import RecordVisit
from tests.data.exchange.pcs import Pc, Prepared, Wall, desks, exchange, hand_over
from tests.data.exchange.test_merging import changed, made


def add(pc: Pc, name: str) -> None:
    pc.do(CreatePerson(Identity(used_name=name)))


def names(pc: Pc) -> set[str]:
    return {name for (name,) in pc.rows("SELECT used_name FROM person")}


def copied(pc: Pc, place: Path) -> Path:
    pc.close()
    shutil.copytree(pc.folder, place)
    return place


def put_back(pc: Pc, copy: Path) -> None:
    pc.close()
    # Written before the other is gone: a disk may give a file just made the number of one just removed.
    back = pc.folder.with_name("remis")
    shutil.copytree(copy, back)
    shutil.rmtree(pc.folder)
    back.rename(pc.folder)


@pytest.fixture
def _blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole disk is put back at once: its files say nothing of it."""
    monkeypatch.setattr(own, "_place", str)
    monkeypatch.setattr(own, "_was_ahead", lambda *_: False)


def test_a_folder_put_back_takes_a_new_number_and_gets_its_own_writings_again(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Avant")
    copy = copied(one, tmp_path / "copie")
    add(one, "Après")
    exchange(tmp_path, *three)
    number = one.origin
    put_back(one, copy)
    assert names(one) == {"Avant"}
    assert one.origin != number
    add(one, "Depuis")
    exchange(tmp_path, *three)
    assert names(one) == names(two) == names(three_) == {"Avant", "Après", "Depuis"}


@pytest.mark.usefixtures("_blind")
def test_a_whole_disk_put_back_is_noticed_by_what_the_others_have_read(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Avant")
    exchange(tmp_path, *three)
    copy = copied(one, tmp_path / "copie")
    add(one, "Après")
    exchange(tmp_path, *three)
    put_back(one, copy)
    add(one, "Depuis")
    exchange(tmp_path, *three, rounds=3)
    assert names(one) == names(two) == names(three_) == {"Avant", "Après", "Depuis"}


@pytest.mark.usefixtures("_blind")
def test_a_whole_disk_put_back_with_its_clock_behind_loses_nothing_either(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Avant")
    exchange(tmp_path, *three)
    copy = copied(one, tmp_path / "copie")
    one.shift = 3_600_000
    add(one, "Après")
    exchange(tmp_path, *three)
    put_back(one, copy)
    one.shift = 0
    add(one, "Depuis")
    exchange(tmp_path, *three, rounds=4)
    assert names(one) == names(two) == names(three_) == {"Avant", "Après", "Depuis"}


def test_an_older_copy_may_write_its_next_file_though_others_have_read_later_ones(
    three: list[Pc], tmp_path: Path
) -> None:
    one, two, three_ = three
    copy = copied(one, tmp_path / "copie")
    for rank in range(6):
        add(one, f"Nom {rank}")
        exchange(tmp_path, *three, rounds=1)
    put_back(one, copy)
    add(one, "Depuis")
    exchange(tmp_path, *three, rounds=3)
    assert names(one) == names(two) == names(three_) == {*(f"Nom {rank}" for rank in range(6)), "Depuis"}


@pytest.mark.usefixtures("_blind")
def test_what_a_desk_put_back_had_found_crossed_is_listed_everywhere(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    person = made(one)
    exchange(tmp_path, *three)
    copy = copied(one, tmp_path / "copie")
    add(one, "Après")
    hand_over(tmp_path, one, two)
    put_back(one, copy)
    changed(three_, person, at_desk="parle bas")
    changed(one, person, at_desk="vient le matin")
    # It finds the crossing under a number that it must leave, as it hears from the second desk.
    hand_over(tmp_path, three_, one)
    hand_over(tmp_path, two, one)
    exchange(tmp_path, *three, rounds=3)
    for pc in three:
        (case,) = pc.ask(CrossedEdits())
        assert (case.kept.value, case.aside.value) == ("vient le matin", "parle bas")
        assert (case.kept.desk, case.aside.desk) == ("Poste 1", "Poste 3")


def restored(pc: Pc, copy: Path) -> None:
    """A backup put back as the program does: the mark of what was sent stays."""
    mark = (pc.folder / own.MARK).read_bytes()
    put_back(pc, copy)
    (pc.folder / own.MARK).write_bytes(mark)


def test_a_restored_desk_reads_its_own_former_file_that_nobody_else_had_read(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Avant")
    copy = copied(one, tmp_path / "copie")
    add(one, "Après")
    former = one.send(tmp_path / "fichiers")
    restored(one, copy)
    assert names(one) == {"Avant"}
    taken = one.take(former)
    assert (taken.known, taken.missing) == (False, "")
    assert names(one) == {"Avant", "Après"}
    # The next file sweeps the former one away: it says all that it said.
    assert one.send(tmp_path / "fichiers").exists()
    assert not former.exists()
    exchange(tmp_path, *three, rounds=3)
    assert names(two) == names(three_) == {"Avant", "Après"}


def test_a_restored_desk_that_has_exported_since_still_knows_its_former_file(three: list[Pc], tmp_path: Path) -> None:
    one = three[0]
    copy = copied(one, tmp_path / "copie")
    add(one, "Après")
    former = one.send(tmp_path / "clé")
    restored(one, copy)
    one.send(tmp_path / "fichiers")
    assert not one.take(former).missing
    assert names(one) == {"Après"}
    assert one.take(former).known


def test_a_former_file_that_follows_what_others_wrote_waits_for_them_and_says_why(
    site: tuple[Prepared, ...], wall: Wall, tmp_path: Path
) -> None:
    with desks(site, len(site), tmp_path, wall) as pcs:
        one, two, *_ = pcs
        copy = copied(one, tmp_path / "copie")
        add(two, "Deux")
        exchange(tmp_path, *pcs, rounds=3)
        add(one, "Après")
        former = one.send(tmp_path / "clé")
        restored(one, copy)
        assert "d’une sauvegarde" in one.take(former).missing
        exchange(tmp_path, *pcs, rounds=2)
        assert names(one) == {"Deux"}
        assert not one.take(former).missing
        assert names(one) == {"Deux", "Après"}


def test_a_copied_disk_does_not_take_the_later_files_of_the_other_for_its_own(three: list[Pc], tmp_path: Path) -> None:
    one = three[0]
    add(one, "Avant")
    one.send(tmp_path / "fichiers")
    twin = replace(one, folder=copied(one, tmp_path / "copie"), _file=None)
    try:
        add(twin, "Là")
        add(one, "Ici")
        with pytest.raises(Cloned):
            twin.take(one.send(tmp_path / "fichiers"))
    finally:
        twin.close()


def test_two_pcs_of_one_identity_are_told_so_and_nothing_is_lost(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Avant")
    exchange(tmp_path, *three)
    twin = replace(one, folder=copied(one, tmp_path / "copie"), _file=None)
    try:
        add(one, "Ici")
        add(twin, "Là")
        path = twin.send(tmp_path / "jumeau")
        with pytest.raises(Cloned, match="un disque a été copié"):
            one.take(path)
        assert names(one) == {"Avant", "Ici"}
        for _ in range(3):
            for writer in (one, twin):
                hand_over(tmp_path, writer, two, three_)
            for writer in (two, three_):
                hand_over(tmp_path, writer, one, twin)
        assert names(one) == names(twin) == names(two) == names(three_) == {"Avant", "Ici", "Là"}
    finally:
        twin.close()


def test_two_desks_that_do_not_count_the_same_are_healed_by_a_whole_export(three: list[Pc], tmp_path: Path) -> None:
    one, two, _ = three
    add(one, "Benali")
    exchange(tmp_path, *three)
    # A row lost by a fault that nobody has thought of.
    two.run(
        "UPDATE desk_self SET capture = 0",
        "DELETE FROM person",
        "UPDATE desk_self SET capture = 1",
    )
    exchange(tmp_path, *three, rounds=5)
    assert names(two) == {"Benali"}


def test_a_desk_silent_for_long_gets_all_at_once(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    for rank in range(5):
        add(one, f"Nom {rank}")
        exchange(tmp_path, one, two, rounds=1)
    hand_over(tmp_path, two, three_)
    assert names(three_) == {f"Nom {rank}" for rank in range(5)}


def test_neither_of_two_pcs_of_one_identity_starves_whichever_is_heard_last(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    exchange(tmp_path, *three)
    twin = replace(one, folder=copied(one, tmp_path / "copie"), _file=None)
    try:
        # The first one asks for all again, as a desk does whose counts differ.
        one.run("DELETE FROM sync_vector")
        for rank in range(3):
            add(two, f"Nom {rank}")
            # The twin is always heard last: what it has is no word of what the first one has.
            for writer in (one, twin):
                hand_over(tmp_path, writer, two, three_)
            for writer in (two, three_):
                hand_over(tmp_path, writer, twin)
        path = two.send(tmp_path / "deux")
        assert not one.take(path).missing
        assert names(one) == names(twin) == {"Nom 0", "Nom 1", "Nom 2"}
    finally:
        twin.close()


def test_the_file_of_a_desk_that_doubts_holds_what_its_writings_refer_to(three: list[Pc], tmp_path: Path) -> None:
    one, two, three_ = three
    add(one, "Benali")
    hand_over(tmp_path, one, two)
    person = Id(bytes=two.rows("SELECT id FROM person")[0][0])
    two.do(RecordVisit((person,)))
    # It says to have nothing of the others any more, so that they send it all again.
    two.run("DELETE FROM sync_vector")
    hand_over(tmp_path, two, three_)
    assert names(three_) == {"Benali"}
    exchange(tmp_path, *three, rounds=3)
    assert three_.rows("SELECT person_id FROM visit") == [(person.bytes,)]
