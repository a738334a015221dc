from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.people.alike import traits
from ceis_desk.people.duplicates import compare
from ceis_desk.people.likenesses import in_addition, side_by_side, write_appointment, write_birth, write_visits
from ceis_desk.people.model import Identity, Likeness

TODAY = dt.date(2019, 6, 18)
SAMIRA = Identity(
    used_name="Benali",
    first_name="Samira",
    birth_date=dt.date(1984, 3, 14),
    phones=("+33499163008", "+33639981234"),
    district="Mosson",
)


def lines(typed: Identity, existing: Identity = SAMIRA) -> tuple[Likeness, ...]:
    return side_by_side(typed, existing, compare(traits(typed), traits(existing)))


def test_the_card_reads_as_in_the_picture() -> None:
    typed = Identity(
        used_name="BENALLI",
        first_name="Samira",
        birth_date=dt.date(1984, 3, 14),
        phones=("+33639981234",),
        district="mosson",
    )
    assert lines(typed) == (
        Likeness("Nom, prénom", "BENALLI Samira", "BENALI Samira", "une lettre"),
        Likeness("Naissance", "14/03/1984", "14/03/1984", "pareil"),
        Likeness("Téléphone", "06 39 98 12 34", "06 39 98 12 34", "pareil"),
        Likeness("Quartier", "mosson", "Mosson", "pareil"),
    )


def test_what_one_record_alone_says_is_more() -> None:
    found = {line.field: line for line in lines(Identity(used_name="Benali", email="s.benali@exemple.fr"))}
    assert found["Naissance"] == Likeness("Naissance", "non saisi", "14/03/1984", "en plus")
    assert found["E-mail"] == Likeness("E-mail", "s.benali@exemple.fr", "non renseigné", "en plus")
    assert "Adresse" not in found


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        (Identity(used_name="BÉNALI", first_name="samira"), "pareil"),
        (Identity(used_name="Samira", first_name="Benali"), "pareil"),
        (Identity(used_name="Benali", first_name="Samyra"), "une lettre"),
        (Identity(used_name="Benalli", first_name="Samyra"), "différent"),
        (Identity(used_name="Benali", first_name="Karim"), "différent"),
    ],
)
def test_names_are_the_same_one_letter_apart_or_different(typed: Identity, verdict: str) -> None:
    assert lines(typed)[0].verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        (Identity(birth_date=dt.date(1984, 3, 14)), "pareil"),
        (Identity(birth_year=1984), "pareil"),
        (Identity(birth_date=dt.date(1984, 3, 15)), "différent"),
        (Identity(birth_year=1985), "différent"),
    ],
)
def test_births_are_the_same_or_different(typed: Identity, verdict: str) -> None:
    assert {line.field: line.verdict for line in lines(typed)}["Naissance"] == verdict


def test_birth_names_are_compared_when_one_is_known() -> None:
    typed = Identity(used_name="Benali", birth_name="Hadad")
    existing = Identity(used_name="Benali", birth_name="Haddad")
    assert Likeness("Nom de naissance", "HADAD", "HADDAD", "une lettre") in lines(typed, existing)


def test_a_birth_is_written_with_the_age_of_today() -> None:
    assert write_birth(SAMIRA, TODAY) == "14/03/1984, 35\u00a0ans"
    assert write_birth(Identity(birth_year=2018), TODAY) == "2018, 1\u00a0an"
    assert write_birth(SAMIRA) == "14/03/1984"
    assert write_birth(Identity(), TODAY) == ""


def test_visits_are_counted_with_the_last_one() -> None:
    assert write_visits(23, dt.date(2019, 6, 11), TODAY) == "23, dont le 11 juin"
    assert write_visits(1, dt.date(2019, 6, 1), TODAY) == "1, le 1er juin"
    assert write_visits(2, dt.date(2018, 6, 11), TODAY) == "2, dont le 11/06/2018"


def test_an_appointment_of_today_says_so() -> None:
    assert write_appointment(dt.datetime(2019, 6, 18, 10, 45), TODAY) == "aujourd’hui, 10:45"
    assert write_appointment(dt.datetime(2019, 6, 20, 9), TODAY) == "20/06/2019, 9:00"
    assert in_addition("Rendez-vous", "aujourd’hui, 10:45").verdict == "en plus"
