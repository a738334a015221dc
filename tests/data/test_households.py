"""Households: one row a person, whichever record says it, and nothing erased that another record said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceis_desk.access.door import Opened
from ceis_desk.core.errors import Outdated, Refusal
from ceis_desk.core.ids import Id, new_id
from ceis_desk.core.store import Change
from ceis_desk.people.gestures import ChangePerson, MergePersons, SetHousehold
from ceis_desk.people.model import HouseholdMember, HouseholdRole, Identity
from tests.data.records import SAMIRA, create, do, record

SON = Identity(used_name="Benali", first_name="Adam", birth_year=2010)
FATHER = Identity(used_name="Benali", first_name="Karim", birth_year=1979)


def known(person: Id, role: HouseholdRole = HouseholdRole.CHILD) -> HouseholdMember:
    return HouseholdMember(new_id(), person, "un nom recopié", role, 1900)


def named(name: str, year: int | None = None, role: HouseholdRole = HouseholdRole.CHILD) -> HouseholdMember:
    return HouseholdMember(new_id(), None, name, role, year)


def seen(who: Opened, person: Id) -> list[tuple[str, HouseholdRole]]:
    return [(member.name, member.role) for member in record(who, person).household]


def keep(who: Opened, person: Id, *members: HouseholdMember) -> Change:
    """Save these members from her record as it stands."""
    return do(who, SetHousehold(person, members, record(who, person).household))


def add(who: Opened, person: Id, *members: HouseholdMember) -> Change:
    return keep(who, person, *record(who, person).household, *members)


def test_a_household_is_kept_taken_back_and_kept_again(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    kept = add(lea, mother, known(son), named("Lina", 2013))
    both = [("BENALI Adam", HouseholdRole.CHILD), ("Lina", HouseholdRole.CHILD)]
    assert seen(lea, mother) == both
    back = do(lea, kept.undo)
    assert (seen(lea, mother), seen(lea, son)) == ([], [])
    do(lea, back.undo)
    assert seen(lea, mother) == both


def test_a_member_who_has_a_record_is_called_as_her_record_says(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, known(son))
    (member,) = record(lea, mother).household
    assert (member.name, member.birth_year) == ("BENALI Adam", 2010)
    do(lea, ChangePerson(son, Identity(), record(lea, son).clock))
    (member,) = record(lea, mother).household
    assert (member.name, member.birth_year) == ("Personne sans nom", None)


def test_saving_from_the_record_of_the_son_makes_nobody_double_and_changes_no_role(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, known(son))
    add(lea, son, named("Mamie", None, HouseholdRole.PARENT))
    assert seen(lea, mother) == [("Mamie", HouseholdRole.PARENT), ("BENALI Adam", HouseholdRole.CHILD)]
    assert seen(lea, son) == [("Mamie", HouseholdRole.PARENT), ("BENALI Samira", HouseholdRole.HEAD)]


def test_a_son_who_adds_his_mother_joins_her_household(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, named("Lina", 2013))
    added = add(lea, son, known(mother, HouseholdRole.PARENT))
    assert seen(lea, son) == [("BENALI Samira", HouseholdRole.HEAD), ("Lina", HouseholdRole.CHILD)]
    assert [name for name, _ in seen(lea, mother)] == ["BENALI Adam", "Lina"]
    do(lea, added.undo)
    assert (seen(lea, mother), seen(lea, son)) == ([("Lina", HouseholdRole.CHILD)], [])


def test_someone_in_two_households_has_both_in_her_record(lea: Opened) -> None:
    mother, father, son = create(lea), create(lea, FATHER), create(lea, SON)
    add(lea, mother, known(son), named("Lina", 2013))
    add(lea, father, known(create(lea, Identity(first_name="Inès")), HouseholdRole.PARTNER))
    add(lea, father, known(son))
    assert {name for name, _ in seen(lea, son)} == {"BENALI Samira", "Lina", "BENALI Karim", "Inès"}
    assert {name for name, _ in seen(lea, mother)} == {"BENALI Adam", "Lina"}
    assert {name for name, _ in seen(lea, father)} == {"BENALI Adam", "Inès"}


def test_whoever_is_removed_leaves_and_the_others_stay_together(lea: Opened) -> None:
    mother, father, son = create(lea), create(lea, FATHER), create(lea, SON)
    add(lea, mother, known(father, HouseholdRole.PARTNER), known(son))
    keep(lea, mother, *(member for member in record(lea, mother).household if member.person_id == son))
    assert seen(lea, mother) == [("BENALI Adam", HouseholdRole.CHILD)]
    assert seen(lea, father) == []


def test_emptied_from_one_record_it_is_she_who_leaves(lea: Opened) -> None:
    mother, father, son = create(lea), create(lea, FATHER), create(lea, SON)
    add(lea, mother, known(father, HouseholdRole.PARTNER), known(son), named("Lina", 2013))
    emptied = keep(lea, mother)
    assert seen(lea, mother) == []
    assert seen(lea, father) == [("BENALI Adam", HouseholdRole.CHILD), ("Lina", HouseholdRole.CHILD)]
    do(lea, emptied.undo)
    assert len(seen(lea, mother)) == len(seen(lea, father)) == 3


def test_names_without_a_record_go_with_the_last_person_known(lea: Opened) -> None:
    mother, father = create(lea), create(lea, FATHER)
    add(lea, mother, named("Lina", 2013))
    emptied = keep(lea, mother)
    add(lea, mother, known(father, HouseholdRole.PARTNER))
    assert seen(lea, father) == [("BENALI Samira", HouseholdRole.HEAD)]
    with pytest.raises(Outdated):
        do(lea, emptied.undo)


def test_a_place_in_the_household_is_changed_and_given_back(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, known(son), named("Lina", 2013))
    moved = [replace(member, role=HouseholdRole.OTHER) for member in record(lea, mother).household]
    changed = keep(lea, mother, *moved)
    assert {role for _, role in seen(lea, mother)} == {HouseholdRole.OTHER}
    do(lea, changed.undo)
    assert {role for _, role in seen(lea, mother)} == {HouseholdRole.CHILD}


def test_a_child_who_comes_back_has_the_place_she_had(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, known(son), named("Lina", 2013))
    keep(lea, son)
    add(lea, son, known(mother, HouseholdRole.PARENT))
    assert seen(lea, mother)[0] == ("BENALI Adam", HouseholdRole.CHILD)


def test_an_undo_never_erases_what_was_added_since(lea: Opened) -> None:
    mother = create(lea)
    first = add(lea, mother, named("Lina", 2013))
    second = add(lea, mother, named("Adam", 2010))
    with pytest.raises(Outdated):
        do(lea, first.undo)
    assert [name for name, _ in seen(lea, mother)] == ["Adam", "Lina"]
    do(lea, second.undo)
    do(lea, first.undo)
    assert seen(lea, mother) == []


def test_a_household_changed_since_it_was_read_is_not_overwritten(lea: Opened) -> None:
    mother, son = create(lea), create(lea, SON)
    add(lea, mother, known(son))
    read = record(lea, mother).household
    add(lea, son, named("Mamie", None, HouseholdRole.PARENT))
    with pytest.raises(Outdated):
        do(lea, SetHousehold(mother, (*read, named("Lina", 2013)), read))
    assert {name for name, _ in seen(lea, mother)} == {"BENALI Adam", "Mamie"}


def test_a_member_merged_since_is_shown_once_under_the_record_that_stands(lea: Opened) -> None:
    mother, son, double = create(lea), create(lea, SON), create(lea, replace(SON, first_name="Adame"))
    add(lea, mother, known(son), known(double))
    merged = do(lea, MergePersons(son, double))
    assert [(member.person_id, member.name) for member in record(lea, mother).household] == [(son, "BENALI Adam")]
    removed = keep(lea, mother)
    assert seen(lea, son) == []
    do(lea, removed.undo)
    do(lea, merged.undo)
    assert sorted(name for name, _ in seen(lea, mother)) == ["BENALI Adam", "BENALI Adame"]


def test_nobody_lives_with_herself(lea: Opened) -> None:
    mother = create(lea)
    add(lea, mother, known(mother))
    assert record(lea, mother).household == ()


def test_a_social_security_number_is_refused_in_a_name(lea: Opened) -> None:
    with pytest.raises(Refusal, match="sécurité sociale"):
        add(lea, create(lea, SAMIRA), named("Lina 2 84 03 34 172 045 12"))
