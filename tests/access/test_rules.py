"""Signing in: logins, passwords and waits."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.access.model import Account, Role
from ceis_desk.access.rules import (
    TOO_KNOWN,
    TOO_SHORT,
    WrongPassword,
    keep_an_admin,
    new_login,
    new_password,
    normal_login,
    password_strength,
    refused_password,
    wait_after_failures,
)
from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id


def _account(*roles: Role, closed_on: dt.date | None = None) -> Account:
    return Account(new_id(), "helene", "Hélène Costa", frozenset(roles), closed_on)


@pytest.mark.parametrize("typed", ["helene", "Hélène", " HÉLÈNE ", "he lene", "He\u0301le\u0300ne"])
def test_a_login_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normal_login(typed) == "helene"


@given(st.text())
def test_a_normal_login_is_normal_once_for_all(text: str) -> None:
    once = normal_login(text)
    assert normal_login(once) == once


@pytest.mark.parametrize("bad", ["", " ", "a", "a/b", "nom@ville", "x" * 41, "-lea", "léa\n🙂"])
def test_a_login_that_nobody_could_type_again_is_refused(bad: str) -> None:
    with pytest.raises(Refusal, match="identifiant"):
        new_login(bad)


def test_a_new_login_is_kept_normalised() -> None:
    assert new_login("Cœur.Léa-2") == "coeur.lea-2"


def test_the_strength_of_a_password_is_told_with_its_length() -> None:
    assert password_strength("vélo rouge mardi") == (3, "solide\u00a0: 16 signes")
    assert password_strength("") == (0, "à choisir")
    assert password_strength("k") == (1, "faible\u00a0: 1 signe")


@pytest.mark.parametrize("guessable", ["aaaaaaaaaaaaaaaa", "12345678", "azertyuiop", "motdepasse", "Password2019"])
def test_a_password_that_everyone_tries_first_is_weak(guessable: str) -> None:
    assert password_strength(guessable)[0] == 1


def test_a_long_sentence_is_very_solid() -> None:
    assert password_strength("trois vélos attendent devant la mairie")[0] == 4


@given(st.text(max_size=60))
def test_a_strength_always_fits_its_four_bars(text: str) -> None:
    assert 0 <= password_strength(text)[0] <= 4


@pytest.mark.parametrize("short", ["", "demo", "vélo12345", "123456789"])
def test_a_new_password_has_ten_signs_at_least(short: str) -> None:
    with pytest.raises(Refusal) as refused:
        new_password(short)
    assert refused.value.sentence == TOO_SHORT
    assert "au moins 10 signes, ou une phrase de quatre mots" in TOO_SHORT


@pytest.mark.parametrize(
    "known", ["1234567890", "azertyuiop", "motdepasse1", "aaaaaaaaaa", "Accueil2019", "Bonjour 12"]
)
def test_a_new_password_is_not_one_that_everyone_tries_first(known: str) -> None:
    with pytest.raises(Refusal) as refused:
        new_password(known)
    assert refused.value.sentence == TOO_KNOWN


@pytest.mark.parametrize(
    "fair", ["retrouvées", "vélo rouge mardi", "K7!pmZ2x4w", "trois vélos attendent devant la mairie"]
)
def test_ten_signs_that_do_not_follow_each_other_or_a_phrase_are_taken(fair: str) -> None:
    assert new_password(fair) == fair


def test_a_wrong_password_costs_more_and_more_time_up_to_a_minute() -> None:
    assert [wait_after_failures(times) for times in range(9)] == [0, 0, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after_failures(10**9) == 60


def test_a_wrong_password_says_that_nothing_is_lost_and_how_long_to_wait() -> None:
    assert refused_password(1) == "Mot de passe refusé. Rien n’est perdu, réessayez."
    assert refused_password(3) == "Mot de passe refusé. Rien n’est perdu, réessayez dans 4 secondes."
    assert WrongPassword(3).sentence == refused_password(3)


def test_the_last_open_administration_cannot_go() -> None:
    closed = _account(Role.ADMIN, closed_on=dt.date(2019, 6, 18))
    keep_an_admin([_account(Role.BUDGET), _account(Role.ADMIN, Role.DIRECTOR)])
    with pytest.raises(Refusal, match="administration"):
        keep_an_admin([_account(Role.BUDGET), closed])
