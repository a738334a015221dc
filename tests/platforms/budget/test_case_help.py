"""Totals of debts, letters filled, rights to verify."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.platforms.budget.debts import is_aside, is_late, totals
from ceis_desk.platforms.budget.letters import DEFAULT_LETTERS, FIELDS, fields_of, fill, missing_fields
from ceis_desk.platforms.budget.model import Debt, DebtFamily, SpecialDebt
from ceis_desk.platforms.budget.rights_check import Housing, Right, Situation, rights_to_check

TODAY = dt.date(2019, 6, 18)


def debt(family: DebtFamily, cents: int, special: SpecialDebt = SpecialDebt.NONE, **fields: Any) -> Debt:  # noqa: ANN401 fields of any type
    return Debt(new_id(), 1, "dette", "créancier", family, special, cents, **fields)


DUPUY = (
    debt(DebtFamily.HOUSING, 124_000, SpecialDebt.LANDLORD, late=124_000),
    debt(DebtFamily.CONSUMER, 486_040, monthly=9_500),
    debt(DebtFamily.CONSUMER, 731_215, monthly=16_200),
    debt(DebtFamily.CURRENT, 38_690),
    debt(DebtFamily.OTHER, 52_000),
    debt(DebtFamily.OTHER, 13_500, SpecialDebt.FINE),
)


def test_the_debts_of_the_picture_make_its_total() -> None:
    found = totals(DUPUY)
    assert (found.count, found.remaining, found.monthly, found.late) == (6, 1_445_445, 25_700, 124_000)
    assert [(one.family, one.count, one.remaining) for one in found.families] == [
        (DebtFamily.CONSUMER, 2, 1_217_255),
        (DebtFamily.HOUSING, 1, 124_000),
        (DebtFamily.CURRENT, 1, 38_690),
        (DebtFamily.OTHER, 2, 65_500),
    ]


def test_what_a_procedure_leaves_aside_is_counted_apart_and_a_landlord_is_not() -> None:
    assert totals(DUPUY).aside == 13_500
    assert [one for one in SpecialDebt if is_aside(debt(DebtFamily.OTHER, 1, one))] == [
        SpecialDebt.ALIMONY,
        SpecialDebt.DAMAGES,
        SpecialDebt.FINE,
        SpecialDebt.PROFESSIONAL,
    ]


def test_a_settled_debt_counts_no_more() -> None:
    assert totals(replace(one, settled_on=TODAY) for one in DUPUY).count == 0


def test_something_to_do_is_late_the_day_after() -> None:
    assert not is_late(TODAY, TODAY)
    assert is_late(TODAY, TODAY + dt.timedelta(days=1))
    assert not is_late(None, TODAY)


def test_every_shipped_letter_asks_for_known_fields() -> None:
    assert {name for one in DEFAULT_LETTERS for name in fields_of(one.text + one.subject)} <= set(FIELDS)


@pytest.mark.parametrize("text", ["Bonjour {nom}", "Bonjour {personne", "Bonjour personne}", "{}", "{{personne}}"])
def test_a_field_that_does_not_exist_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(Refusal, match="champ inconnu"):
        fill(text, {"personne": "Mme DUPUY Laure"})


def test_a_known_field_is_filled_and_a_missing_one_leaves_dots() -> None:
    assert fill("{ personne } doit {reste_du}.", {"personne": "Mme DUPUY"}) == "Mme DUPUY doit …………."
    assert missing_fields(("{personne} {reste_du}",), {"personne": "x"}) == ("ce qui reste dû",)


def test_what_a_person_is_called_never_counts_as_a_field() -> None:
    assert fill("{personne}", {"personne": "{dette}"}) == "{dette}"


FAMILY = Situation((34,), (9, 4), lone_parent=True, disabled=False, working=True, housing=Housing.TENANT)


def codes(situation: Situation) -> set[Right]:
    return {line.right for line in rights_to_check(situation)}


def test_a_lone_parent_who_rents_and_works_has_her_rights_to_verify() -> None:
    assert codes(FAMILY) == {
        Right.RSA,
        Right.CSS,
        Right.PRIME_ACTIVITE,
        Right.HOUSING_AID,
        Right.ENERGY_CHEQUE,
        Right.ASF,
        Right.FAMILY_BENEFITS,
        Right.SCHOOL_START,
    }


def test_each_right_says_why_and_none_says_how_much() -> None:
    for line in rights_to_check(replace(FAMILY, monthly=90_000, rent_late=True, overindebted=True, disabled=True)):
        assert line.reasons
        assert not any("€" in words or "euro" in words for words in (*line.reasons, *line.to_ask))


def test_what_is_received_already_is_left_out() -> None:
    assert Right.CSS not in codes(replace(FAMILY, received=frozenset({"css"})))


@pytest.mark.parametrize(
    ("situation", "right", "wanted"),
    [
        (Situation((70,), (), lone_parent=False, disabled=False), Right.ASPA, True),
        (Situation((70,), (), lone_parent=False, disabled=False), Right.RSA, False),
        (Situation((64,), (), lone_parent=False, disabled=False), Right.ASPA, False),
        (Situation((22,), (), lone_parent=False, disabled=False), Right.RSA, False),
        (Situation((22,), (1,), lone_parent=True, disabled=False), Right.RSA, True),
        (Situation((40,), (), lone_parent=False, disabled=True), Right.AAH, True),
        (Situation((40,), (), lone_parent=False, disabled=False, working=False), Right.PRIME_ACTIVITE, False),
        (Situation((40,), (), lone_parent=False, disabled=False, seeking_work=True), Right.ASS, True),
        (Situation((40,), (), lone_parent=False, disabled=False, rent_late=True), Right.FSL, True),
        (Situation((40,), (), lone_parent=False, disabled=False, overindebted=True), Right.BANK_BASIC, True),
        (Situation((40,), (3,), lone_parent=True, disabled=False), Right.SCHOOL_START, False),
        (Situation((40,), (3,), lone_parent=True, disabled=False), Right.FAMILY_BENEFITS, False),
        (
            Situation((40,), (), lone_parent=False, disabled=False, housing=Housing.HOSTED),
            Right.HOUSING_AID,
            False,
        ),
    ],
)
def test_a_right_follows_from_the_situation(situation: Situation, right: Right, wanted: bool) -> None:
    assert (right in codes(situation)) is wanted


def test_what_is_not_known_is_asked_and_never_taken_for_no() -> None:
    lines = {line.right: line for line in rights_to_check(Situation((None,), (), lone_parent=False, disabled=False))}
    assert lines[Right.HOUSING_AID].to_ask == ("locataire, propriétaire ou hébergé",)
    assert lines[Right.RSA].reasons == ("l’âge des adultes n’est pas connu",)
