"""What may be recorded of a help or a procedure, and when a procedure is to be seen again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.core.ids import new_id
from ceis_desk.people.model import Work
from ceis_desk.platforms.digital.coop import ProcedureTheme, Status, Theme, status_of
from ceis_desk.platforms.digital.model import Help, Procedure, ProcedureState, ProcedureTab
from ceis_desk.platforms.digital.rules import (
    NO_AGE,
    NO_LABEL,
    NO_MINUTES,
    NO_PROCEDURE,
    NO_THEME,
    SECRET,
    TOO_LONG,
    check_help,
    check_label,
    check_words,
    due_words,
    in_order,
    is_late,
    next_due,
)

TODAY = dt.date(2019, 6, 18)


def procedure(state: ProcedureState = ProcedureState.SENT, due: dt.date | None = None, **more: object) -> Procedure:
    one = Procedure(
        new_id(),
        1,
        new_id(),
        "Mme",
        "Gil",
        "Marta",
        "Prime d’activité",
        ProcedureTheme.SOCIAL,
        TODAY,
        state,
        TODAY,
        due,
    )
    return replace(one, **more)  # type: ignore[arg-type]  # fields of any type


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (Help(()), NO_THEME),
        (Help((Theme.PROCEDURES,)), NO_PROCEDURE),
        (Help((Theme.EMAIL,), minutes=0), NO_MINUTES),
        (Help((Theme.EMAIL,), minutes=481), NO_MINUTES),
        (Help((Theme.EMAIL,), age=-1), NO_AGE),
        (Help((Theme.EMAIL,), age=140), NO_AGE),
    ],
)
def test_a_help_that_cannot_be_counted_is_refused_and_kept_as_a_draft(one: Help, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_help(one)
    assert refused.value.sentence == sentence
    assert "gardée en brouillon" in sentence


def test_a_help_with_a_theme_is_enough_and_a_procedure_needs_its_own() -> None:
    check_help(Help((Theme.EMAIL,)))
    check_help(Help((Theme.PROCEDURES,), (ProcedureTheme.HOUSING,)))


def test_la_coop_has_nineteen_themes_and_eleven_of_procedures() -> None:
    assert (len(Theme), len(ProcedureTheme) - 1) == (19, 11)
    assert all(one.label for one in (*Theme, *ProcedureTheme))


@pytest.mark.parametrize(
    "words", ["CAF, mot de passe soleil34", "mdp : soleil34", "Mots de passe CAF", "code: 4521", "Code PIN 0000"]
)
def test_a_label_never_holds_what_opens_an_account(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_words(words)
    assert refused.value.sentence == SECRET


def test_a_label_never_holds_a_social_security_number_nor_says_nothing_nor_too_much() -> None:
    with pytest.raises(Refusal, match="sécurité sociale"):
        check_label("Ameli 2 84 03 34 172 001 64")
    for words, sentence in (("  ", NO_LABEL), ("a" * 81, TOO_LONG)):
        with pytest.raises(Refusal) as refused:
            check_label(words)
        assert refused.value.sentence == sentence
    check_label("Code de la route, dossier 1234567")
    check_label("Identifiant des impôts perdu")


def test_a_procedure_says_when_to_see_it_again() -> None:
    assert due_words(procedure(due=in_days(3)), TODAY) == "revoir le 21/06"
    assert due_words(procedure(ProcedureState.PIECE_MISSING, in_days(6)), TODAY) == "avant le 24/06"
    assert due_words(procedure(ProcedureState.TO_FINISH, TODAY), TODAY) == "aujourd’hui"
    assert due_words(procedure(due=in_days(-6)), TODAY) == "en retard depuis le 12/06"
    assert due_words(procedure(due=dt.date(2020, 1, 3)), TODAY) == "revoir le 03/01/2020"
    assert due_words(procedure(), TODAY) == ""
    assert due_words(procedure(ProcedureState.SUCCEEDED, in_days(-6)), TODAY) == "18/06/2019"


def test_only_what_is_still_followed_is_late() -> None:
    assert is_late(procedure(due=in_days(-1)), TODAY)
    assert not is_late(procedure(due=TODAY), TODAY)
    assert not is_late(procedure(ProcedureState.REFUSED, in_days(-1)), TODAY)


def test_what_presses_most_comes_first_and_what_ended_last_comes_first_among_those_ended() -> None:
    late, soon, never = procedure(due=in_days(-2)), procedure(due=in_days(2)), procedure()
    old = procedure(ProcedureState.SUCCEEDED, state_on=in_days(-30))
    new = procedure(ProcedureState.DROPPED, state_on=in_days(-3))
    assert in_order([never, old, soon, new, late]) == (late, soon, never, new, old)


def test_a_state_proposes_a_day_unless_it_is_the_end() -> None:
    assert next_due(ProcedureState.SENT, TODAY) == in_days(7)
    assert next_due(ProcedureState.SUCCEEDED, TODAY) is None


def test_each_state_is_in_one_tab() -> None:
    assert sorted(state for tab in ProcedureTab for state in tab.states) == sorted(ProcedureState)
    assert all(state.is_open == (state in ProcedureTab.FOLLOW.states) for state in ProcedureState)


def test_the_status_of_la_coop_follows_the_work_of_a_person() -> None:
    assert [status_of(work) for work in (Work.RETIRED, Work.STUDENT, Work.UNKNOWN)] == [
        Status.RETIRED, Status.SCHOOL, Status.NOT_SAID,
    ]  # fmt: skip
