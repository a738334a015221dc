"""The one masking formatter: what the discreet screen leaves and what it takes away."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.masking import ANONYMOUS, DOTS, Discretion, initials

DISCREET = Discretion(on=True)
OPEN = Discretion(on=False)
BORN = dt.date(1984, 3, 14)


def test_a_name_is_written_family_first_on_screen() -> None:
    assert OPEN.name("Mme", "Benali", "Samira") == "Mme BENALI Samira"
    assert OPEN.name("", "Benali", "") == "BENALI"


def test_the_discreet_screen_leaves_initials() -> None:
    assert DISCREET.name("Mme", "Benali", "Samira") == "B••• S."
    assert DISCREET.name("M.", "Benali", "") == "B•••"


def test_a_first_name_alone_is_masked_too() -> None:
    assert DISCREET.name("", "", "Samira") == "S•••"


@pytest.mark.parametrize("screen", [OPEN, DISCREET])
def test_a_visit_without_a_name_stays_a_passage_anonyme(screen: Discretion) -> None:
    assert screen.name("", " ", "") == ANONYMOUS


@given(st.text(alphabet="bcdfghjklmnpqrtvwxz", min_size=2), st.text(alphabet="aeiouy", min_size=2))
def test_no_more_than_the_initials_of_a_name_is_ever_shown(family: str, first: str) -> None:
    letters = [char for char in DISCREET.name("Mme", family, first) if char.isalpha()]
    assert letters == [family[0].upper(), first[0].upper()]


def test_a_birth_date_loses_its_year_and_its_gender() -> None:
    assert DISCREET.birth(BORN, feminine=True) == "né·e un 14/03"
    assert DISCREET.birth(None, 1984) == ""


def test_a_birth_date_is_written_in_full_otherwise() -> None:
    assert OPEN.birth(BORN, feminine=True) == "née le 14/03/1984"
    assert OPEN.birth(BORN, feminine=False) == "né le 14/03/1984"
    assert OPEN.birth(None, 1984) == "né·e en 1984"
    assert OPEN.birth(None) == ""


def test_the_discreet_screen_hides_motifs_amounts_phones_and_details() -> None:
    assert DISCREET.motif("Rendez-vous budget") == "motif masqué"
    assert DISCREET.amount("1 795,93 €") == DOTS
    assert DISCREET.phone("06 39 98 12 34") == DOTS
    assert DISCREET.detail("35 ans, Mosson") == "Détails masqués, F9 pour afficher"


def test_not_even_the_platform_of_a_motif_is_told_at_the_counter() -> None:
    assert DISCREET.platform("budget") == ""
    assert OPEN.platform("budget") == "budget"


def test_the_key_that_shows_details_again_is_the_one_chosen_and_none_on_paper() -> None:
    assert Discretion(on=True, key="F4").detail("x") == "Détails masqués, F4 pour afficher"
    assert Discretion(on=True, key="").detail("x") == "Détails masqués"


def test_what_is_empty_stays_empty_so_that_nothing_is_suggested() -> None:
    assert (DISCREET.phone(""), DISCREET.amount(""), DISCREET.detail("")) == ("", "", "")


@given(st.text())
def test_the_open_screen_changes_nothing(text: str) -> None:
    assert {OPEN.motif(text), OPEN.phone(text), OPEN.amount(text), OPEN.detail(text)} == {text}


def test_a_badge_bears_two_letters() -> None:
    assert initials("d’Aubigné", "élodie") == "DÉ"
    assert initials("", "") == "PA"
