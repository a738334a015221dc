"""The table of rights against its contract, cell by cell, and the laws of what a cell grants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.model import Group, Level, Role, Thing
from ceis_desk.access.rights import RIGHTS, groups_of, level, levels, may, permits

# Copied from the contract as it is written; the columns are its own.
COLUMNS = "reception | budget | social | employment | digital | health | director | admin"
CONTRACT = """
IDENTITY | w | w | w | w | w | w | – | –
SITUATION | – | r | w | w | r | r | – | –
VISITS | w | w | w | w | w | w | – | –
PRECISION | precision w, comment – | r | r | r | r | r | – | –
IMPORTED_COMMENT | precision w, comment – | r | r | r | r | r | – | –
APPOINTMENTS | w | w | w | w | w | w | r | –
APPOINTMENT_SUBJECT | – | w | own | own | own | own | – | –
SESSIONS | w | w | w | w | w | w | r | –
PARCOURS | – | r | w | w | r | r | – | –
RESTRICTED_FREINS | – | own | own | own | – | own | – | –
GROUP_NOTES | – | budget's | social's | social's | – | health's | – | –
PRIVATE_NOTES | – | own | own | own | own | own | – | –
BUDGET_CASES | – | w | – | – | – | – | – | –
HEALTH_FACTS | – | – | – | – | – | w | – | –
DOCUMENTS | deposit only | w its group | w its group | w its group | own | w its group | – | –
CONTRACTS | – | – | r | w | – | – | r | –
PARTNERS | r | r | w | w | w | r | w | –
FIGURES | r | r | r | r | r | r | r | –
SEALED_FIGURES | – | r budget | r | r | – | r health | r | –
LISTS | own motifs' | own domain | own domain | own domain | own domain | own domain | – | –
MERGE | p | w | w | w | p | p | – | –
CLOSE_MONTH | – | – | – | – | – | – | w | –
ERASE | p | p | p | p | p | p | decides | carries out
EXPORT_PERSON | – | p | p | p | – | p | decides | carries out
EXPORT_LISTS | – | own domain | own domain | own domain | – | – | – | –
IMPORT | p | – | – | – | – | – | w | w
ACCOUNTS | – | – | – | – | – | – | r | w
JOURNAL | own | own | own | own | own | own | r | r
"""
WORDS = {
    "–": Level.NONE,
    "own": Level.OWN,
    "r": Level.READ,
    "w": Level.WRITE,
    "p": Level.PROPOSE,
    "budget's": Level.GROUP,
    "social's": Level.GROUP,
    "health's": Level.GROUP,
    "w its group": Level.GROUP,
    "deposit only": Level.DEPOSIT,
    "r budget": Level.DOMAIN,
    "r health": Level.DOMAIN,
    "own domain": Level.DOMAIN,
    "own motifs'": Level.MOTIFS,
    "decides": Level.DECIDE,
    "carries out": Level.CARRY_OUT,
}


def _cells() -> list[tuple[str, str, str]]:
    roles = COLUMNS.split(" | ")
    rows = [line.split(" | ") for line in CONTRACT.strip().splitlines()]
    return [(row[0], role, word) for row in rows for role, word in zip(roles, row[1:], strict=True)]


def _meant(thing: str, word: str) -> Level:
    if word == "precision w, comment –":
        return {"PRECISION": Level.WRITE, "IMPORTED_COMMENT": Level.NONE}[thing]
    return WORDS[word]


@pytest.mark.parametrize(("thing", "role", "word"), _cells())
def test_each_cell_is_the_contract_s(thing: str, role: str, word: str) -> None:
    assert RIGHTS[Thing[thing]][Role(role)] is _meant(thing, word)


def test_the_table_has_the_rows_and_columns_of_the_contract_and_no_other() -> None:
    assert {(thing.name, role.value) for thing in Thing for role in RIGHTS[thing]} == {
        (thing, role) for thing, role, _ in _cells()
    }


roles_sets = st.frozensets(st.sampled_from(Role))
things = st.sampled_from(Thing)
levels_ = st.sampled_from(Level)


@given(roles_sets, roles_sets, things, levels_)
def test_holding_two_roles_is_holding_each_of_them_and_nothing_more(
    some: frozenset[Role], others: frozenset[Role], thing: Thing, wanted: Level
) -> None:
    assert may(some | others, thing, wanted) == (may(some, thing, wanted) or may(others, thing, wanted))


@given(roles_sets, things)
def test_whoever_writes_reads(roles: frozenset[Role], thing: Thing) -> None:
    assert may(roles, thing, Level.READ) or not may(roles, thing, Level.WRITE)


@given(things, levels_)
def test_an_account_without_role_may_nothing(thing: Thing, wanted: Level) -> None:
    assert not may((), thing, wanted)


@given(roles_sets, things)
def test_nobody_is_ever_granted_nothing(roles: frozenset[Role], thing: Thing) -> None:
    assert not may(roles, thing, Level.NONE)


@pytest.mark.parametrize("scoped", [Level.OWN, Level.GROUP, Level.DOMAIN, Level.MOTIFS, Level.DEPOSIT])
def test_a_scoped_cell_never_grants_the_whole_row(scoped: Level) -> None:
    cells = [(thing, role) for thing in Thing for role in Role if RIGHTS[thing][role] is scoped]
    assert cells
    assert not any(may({role}, thing, wide) for thing, role in cells for wide in (Level.READ, Level.WRITE))


def test_reading_the_sealed_figures_is_reading_one_s_own_domain_too() -> None:
    assert may({Role.DIRECTOR}, Thing.SEALED_FIGURES, Level.DOMAIN)
    assert not may({Role.BUDGET}, Thing.SEALED_FIGURES, Level.READ)


OF_A_PERSON = [
    Thing.IDENTITY,
    Thing.SITUATION,
    Thing.VISITS,
    Thing.PRECISION,
    Thing.IMPORTED_COMMENT,
    Thing.APPOINTMENT_SUBJECT,
    Thing.PARCOURS,
    Thing.RESTRICTED_FREINS,
    Thing.GROUP_NOTES,
    Thing.PRIVATE_NOTES,
    Thing.BUDGET_CASES,
    Thing.HEALTH_FACTS,
    Thing.DOCUMENTS,
    Thing.LISTS,
    Thing.EXPORT_LISTS,
]


@pytest.mark.parametrize("thing", OF_A_PERSON)
def test_administering_and_directing_open_no_record(thing: Thing) -> None:
    assert levels({Role.ADMIN, Role.DIRECTOR}, thing) == frozenset()


def test_several_roles_keep_every_cell_and_show_the_widest() -> None:
    marc = {Role.DIGITAL, Role.EMPLOYMENT}
    assert levels(marc, Thing.DOCUMENTS) == {Level.OWN, Level.GROUP}
    assert level(marc, Thing.DOCUMENTS) is Level.GROUP
    assert level(marc, Thing.MERGE) is Level.WRITE
    assert level({Role.ADMIN}, Thing.VISITS) is Level.NONE


def test_one_of_several_needs_is_enough_and_no_need_is_for_everyone() -> None:
    needs = ((Thing.JOURNAL, Level.READ), (Thing.JOURNAL, Level.OWN))
    assert permits({Role.HEALTH}, needs)
    assert permits((), ())
    assert not permits({Role.HEALTH}, needs[:1])


def test_a_need_that_no_row_bears_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="visit"):
        permits({Role.RECEPTION}, (("visit", "write"),))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.RECEPTION, set()),
        (Role.BUDGET, {Group.BUDGET, Group.FIGURES, Group.PROFESSIONALS}),
        (Role.SOCIAL, {Group.SOCIAL, Group.FIGURES, Group.PROFESSIONALS}),
        (Role.EMPLOYMENT, {Group.SOCIAL, Group.FIGURES, Group.PROFESSIONALS}),
        (Role.DIGITAL, {Group.PROFESSIONALS}),
        (Role.HEALTH, {Group.HEALTH, Group.FIGURES, Group.PROFESSIONALS}),
        (Role.DIRECTOR, {Group.FIGURES}),
        (Role.ADMIN, set()),
    ],
)
def test_each_role_is_given_the_keys_of_its_groups(role: Role, groups: set[Group]) -> None:
    assert groups_of({role}) == groups


@pytest.mark.parametrize("role", Role)
def test_the_professionals_key_goes_to_those_who_may_read_an_imported_comment(role: Role) -> None:
    assert (Group.PROFESSIONALS in groups_of({role})) == may({role}, Thing.IMPORTED_COMMENT, Level.READ)


@pytest.mark.parametrize("role", Role)
def test_the_figures_key_goes_to_those_who_may_read_some_sealed_figure(role: Role) -> None:
    assert (Group.FIGURES in groups_of({role})) == may({role}, Thing.SEALED_FIGURES, Level.DOMAIN)


@pytest.mark.parametrize("word", [*Role, *Thing, *Level, *Group])
def test_every_code_has_french_words(word: Role | Thing | Level | Group) -> None:
    assert word.label
    assert word.label != word.value or word is Level.PROPOSE
