"""Rules of partners: days to ask again, names that are found, networks never named."""

from __future__ import annotations

import datetime as dt

import pytest

from ceis_desk.core.ids import new_id
from ceis_desk.partners.model import (
    Agreement,
    AgreementKind,
    Direction,
    FollowUp,
    PartnerCard,
    PartnerKind,
    Referral,
    ReferralOutcome,
)
from ceis_desk.partners.model import ReferralState as State
from ceis_desk.partners.rules import (
    a_month_after,
    bears_name,
    begun,
    due_words,
    ends_soon,
    finds,
    has_ended,
    is_due,
    is_sensitive,
    marked,
    names_of,
    sensitive_kind,
    told,
)
from ceis_desk.partners.themes import GROUPS, SENSITIVE_THEMES, THEMES, group_of, groups_of, theme_of

DAY = dt.date(2019, 6, 18)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2019, 6, 18), dt.date(2019, 7, 18)),
        (dt.date(2019, 1, 31), dt.date(2019, 2, 28)),
        (dt.date(2020, 1, 30), dt.date(2020, 2, 29)),
        (dt.date(2019, 12, 15), dt.date(2020, 1, 15)),
    ],
)
def test_a_month_after_is_the_same_day_or_the_last_one(day: dt.date, later: dt.date) -> None:
    assert a_month_after(day) == later


def test_a_day_wished_is_kept_instead_of_the_fortnight() -> None:
    assert begun(DAY, dt.date(2019, 6, 20)).remind_on == dt.date(2019, 6, 20)
    assert begun(DAY).remind_on == dt.date(2019, 7, 3)


def test_a_referral_whose_outcome_is_known_is_not_asked_about_when_its_state_changes() -> None:
    known = told(begun(DAY), ReferralOutcome.HELPED, DAY, DAY)
    assert marked(known, State.TAKEN_UP, DAY, DAY).remind_on is None


def test_an_outcome_taken_away_is_asked_again() -> None:
    known = told(marked(begun(DAY), State.ACCEPTED, DAY, DAY), ReferralOutcome.HELPED, DAY, DAY)
    assert told(known, ReferralOutcome.NONE, DAY, DAY).remind_on == dt.date(2019, 7, 18)


def test_what_is_due_today_is_due() -> None:
    assert is_due(FollowUp(remind_on=DAY), DAY)
    assert not is_due(FollowUp(remind_on=DAY + dt.timedelta(days=1)), DAY)
    assert not is_due(FollowUp(), DAY)


@pytest.mark.parametrize(
    ("days", "soon", "ended"), [(-1, False, True), (0, True, False), (90, True, False), (91, False, False)]
)
def test_an_agreement_ends_soon_within_a_quarter(days: int, soon: bool, ended: bool) -> None:
    agreement = Agreement(new_id(), 1, None, "", AgreementKind.LABEL, "X", None, DAY + dt.timedelta(days=days))
    assert (ends_soon(agreement, DAY), has_ended(agreement, DAY)) == (soon, ended)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CIDFF de l’Hérault", PartnerKind.VIOLENCE),
        ("Spip 34", PartnerKind.JUSTICE),
        ("Csapa Arc en ciel", PartnerKind.ADDICTION),
        ("Service ASE", PartnerKind.CHILDHOOD),
        ("Asean Import", None),
        ("Base nautique", None),
    ],
)
def test_a_network_never_named_outside_is_known_by_its_name(name: str, kind: PartnerKind | None) -> None:
    assert sensitive_kind(name) is kind


def test_a_partner_is_sensitive_by_its_kind_or_because_somebody_said_so() -> None:
    assert is_sensitive(PartnerCard("X", kind=PartnerKind.JUSTICE))
    assert is_sensitive(PartnerCard("X", sensitive=True))
    assert not is_sensitive(PartnerCard("X"))


def test_a_name_written_by_hand_is_that_of_a_partner_whatever_its_accents() -> None:
    card = names_of(PartnerCard("France Travail", "FT", ("Pôle Emploi",)))
    assert bears_name(card, "pole-emploi")
    assert bears_name(card, "FT")
    assert not bears_name(card, "Pôle")
    assert not bears_name(card, "")


def test_the_national_list_has_its_sixteen_groups_and_sixty_nine_themes() -> None:
    assert (len(GROUPS), len(THEMES) - len(GROUPS)) == (16, 69)
    assert {group_of(code) for code in THEMES} == set(GROUPS)
    assert set(THEMES) >= SENSITIVE_THEMES


def test_a_theme_is_known_by_its_code_its_words_or_its_group() -> None:
    assert theme_of("numerique--acquerir-un-equipement") == "numerique--acquerir-un-equipement"
    assert theme_of("acquérir un équipement") == "numerique--acquerir-un-equipement"
    assert theme_of("numerique--utiliser-le-minitel") == "numerique"
    assert theme_of("jardinage") == ""
    assert groups_of(("sante--acces-aux-soins", "famille", "sante")) == ("famille", "sante")


@pytest.mark.parametrize(
    ("direction", "follow", "words"),
    [
        (Direction.OUT, FollowUp(State.SENT), "réponse attendue depuis 20 jours"),
        (Direction.IN, FollowUp(State.SENT), "répondre au partenaire, depuis 20 jours"),
        (Direction.OUT, FollowUp(State.ACCEPTED), "demander ce que c’est devenu, depuis 20 jours"),
        (
            Direction.OUT,
            FollowUp(State.TAKEN_UP, outcome=ReferralOutcome.WAITING),
            "en liste d’attente\u00a0: demander où cela en est",
        ),
    ],
)
def test_what_is_to_be_asked_follows_where_the_referral_stands(
    direction: Direction, follow: FollowUp, words: str
) -> None:
    day = DAY - dt.timedelta(days=20)
    referral = Referral(new_id(), 1, new_id(), "Mme", "Benali", "", direction, day, None, "", "", "", "", "", follow)
    assert due_words(referral, DAY) == words


def test_a_structure_is_found_in_the_plural_too() -> None:
    card = PartnerCard("Médiathèque Émile-Zola", kind=PartnerKind.OTHER)
    assert finds(card, ("mediatheques",))[0]
    assert not finds(card, ("theatres",))[0]
