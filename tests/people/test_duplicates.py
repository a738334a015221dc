from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.duplicates import DEDUPE, french, quality
from ceis_desk.people.alike import traits
from ceis_desk.people.duplicates import THRESHOLD, compare, is_probable, is_shown, reasons, score
from ceis_desk.people.model import Civility, Identity, Sex

SAMIRA = Identity(
    used_name="Benali",
    first_name="Samira",
    birth_date=dt.date(1984, 3, 14),
    phones=("+33639981234",),
    email="samira.benali@exemple.fr",
    address="12 rue des Genêts",
    postcode="34080",
)
IDENTITIES = st.builds(
    Identity,
    used_name=st.sampled_from(["", "Benali", "Benalli", "Haddad", "Martin"]),
    birth_name=st.sampled_from(["", "Benali", "Haddad"]),
    first_name=st.sampled_from(["", "Samira", "Samia", "Karim", "Jean", "Jean-Claude"]),
    birth_date=st.sampled_from([None, dt.date(1984, 3, 14), dt.date(1984, 3, 15), dt.date(1952, 9, 2)]),
    sex=st.sampled_from(Sex),
    phones=st.sampled_from([(), ("+33639981234",), ("+33639984702",)]),
    email=st.sampled_from(["", "a@exemple.fr", "b@exemple.fr"]),
    address=st.sampled_from(["", "12 rue des Genêts"]),
)


def probable(one: Identity, other: Identity) -> bool:
    return is_probable(score(compare(traits(one), traits(other))))


def why(one: Identity, other: Identity) -> tuple[str, ...]:
    return reasons(compare(traits(one), traits(other)))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"used_name": "BENALLI"},
        {"used_name": "Samira", "first_name": "Benali"},
        {"first_name": "Samirra", "birth_date": None},
        {"used_name": "Haddad", "birth_name": "Benali"},
        {"birth_date": dt.date(1983, 3, 14)},
        {"birth_date": None, "address": ""},
        {"phones": (), "email": "", "address": ""},
        {"used_name": "Haddad"},  # married since, same date and same phone
    ],
)
def test_one_person_typed_again_is_very_probable(changed: dict[str, Any]) -> None:
    assert probable(SAMIRA, replace(SAMIRA, **changed))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(SAMIRA, first_name="Karima"), id="twins"),
        pytest.param(replace(SAMIRA, first_name=""), id="a twin without her first name"),
        pytest.param(replace(SAMIRA, birth_date=dt.date(1957, 8, 2)), id="mother and daughter of one name"),
        pytest.param(replace(SAMIRA, first_name="Samira Fille"), id="said to be the daughter"),
        pytest.param(replace(SAMIRA, birth_date=dt.date(1991, 8, 2), phones=(), email="", address=""), id="homonyms"),
        pytest.param(
            replace(SAMIRA, birth_date=dt.date(1983, 3, 14), phones=(), email="", address=""),
            id="homonyms a year apart",
        ),
        pytest.param(
            replace(SAMIRA, first_name="Karim", birth_date=dt.date(1979, 9, 2), civility=Civility.M), id="spouses"
        ),
        pytest.param(Identity(first_name="Odile", phones=SAMIRA.phones), id="a phone alone"),
        pytest.param(
            Identity(email=SAMIRA.email, address=SAMIRA.address, postcode="34080"), id="an e-mail and an address"
        ),
        pytest.param(Identity(used_name="Benali", phones=SAMIRA.phones), id="a family name and a phone"),
        pytest.param(Identity(used_name="Benali", first_name="Samira"), id="a name alone"),
    ],
)
def test_two_persons_are_never_very_probable(other: Identity) -> None:
    assert not probable(SAMIRA, other)
    assert not probable(other, SAMIRA)


def test_a_couple_whose_first_names_are_one_letter_apart_is_two_persons() -> None:
    michel = Identity(used_name="Roux", first_name="Michel", civility=Civility.M, phones=("+33499163008",))
    assert not probable(michel, replace(michel, first_name="Michèle", civility=Civility.MME))


@given(IDENTITIES, IDENTITIES)
def test_the_score_runs_from_0_to_100_and_knows_no_order(one: Identity, other: Identity) -> None:
    points = score(compare(traits(one), traits(other)))
    assert 0 <= points <= 100
    assert points == score(compare(traits(other), traits(one)))


@given(IDENTITIES, IDENTITIES)
def test_without_a_name_in_common_nothing_is_very_probable(one: Identity, other: Identity) -> None:
    stranger = replace(other, used_name="Quillien", birth_name="", first_name="Ozanne")
    assert not probable(one, stranger)


def test_the_reasons_are_those_of_the_doubt_card() -> None:
    typed = Identity(used_name="BENALLI", first_name="Samira", birth_date=SAMIRA.birth_date, phones=SAMIRA.phones)
    assert why(typed, SAMIRA) == ("nom à une lettre près", "même date de naissance", "même téléphone")


def test_a_shared_phone_alone_speaks_of_a_household() -> None:
    karim = Identity(used_name="Benali", first_name="Karim", birth_date=dt.date(1979, 9, 2), phones=SAMIRA.phones)
    assert why(SAMIRA, karim) == ("même téléphone seulement\u00a0: sans doute le même foyer",)
    pair = compare(traits(SAMIRA), traits(karim))
    assert is_shown(pair, score(pair))


def test_a_shared_address_alone_is_not_worth_a_look() -> None:
    neighbour = Identity(used_name="Pujol", first_name="Thierry", address=SAMIRA.address, postcode="34080")
    pair = compare(traits(SAMIRA), traits(neighbour))
    assert not is_shown(pair, score(pair))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (
            replace(SAMIRA, first_name="Karima"),
            "même nom et même date de naissance, autre prénom\u00a0: peut-être des jumeaux",
        ),
        (replace(SAMIRA, used_name="Samira", first_name="Benali"), "nom et prénom inversés"),
        (replace(SAMIRA, birth_date=dt.date(1957, 8, 2)), "autre date de naissance"),
        (replace(SAMIRA, birth_date=dt.date(1983, 3, 14)), "date de naissance à un chiffre près"),
        (replace(SAMIRA, used_name="Haddad"), "autre nom de famille"),
        (SAMIRA, "même nom et même prénom"),
        (SAMIRA, "même e-mail"),
        (SAMIRA, "même adresse"),
        (replace(SAMIRA, used_name=""), "même prénom"),
    ],
)
def test_each_thing_that_matters_is_said(other: Identity, reason: str) -> None:
    assert reason in why(SAMIRA, other)


@pytest.mark.skipif(not DEDUPE.is_dir(), reason="../shared/data/dedupe is not on this machine")
def test_the_threshold_keeps_its_quality_on_known_answers() -> None:
    done = quality(*french())
    assert done.precision >= 0.99
    assert done.recall >= 0.97
    assert THRESHOLD == 60
