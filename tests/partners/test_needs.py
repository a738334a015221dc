"""The words of needs: what a professional types, plurals and accents aside, and the structures that answer."""

from __future__ import annotations

import pytest

from ceis_desk.core.folding import tokens
from ceis_desk.parcours.freins import FREINS
from ceis_desk.partners.model import PartnerCard, PartnerKind
from ceis_desk.partners.needs import NEEDS, answers, needs_met, needs_named
from ceis_desk.partners.themes import THEMES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("garde d’enfants", "childcare"),
        ("gardes d'enfant", "childcare"),
        ("creche", "childcare"),
        ("violence conjugale", "violence"),
        ("VIOLENCES CONJUGALES", "violence"),
        ("expulsions", "housing"),
        ("permis de conduire", "mobility"),
        ("illettrisme", "language"),
        ("impayés", "money"),
        ("titre de sejour", "paperwork"),
        ("solitude", "isolation"),
        ("aide juridictionnelle", "justice"),
        ("alcool", "addiction"),
        ("colis alimentaire", "food"),
    ],
)
def test_what_a_professional_types_names_its_need(typed: str, code: str) -> None:
    assert code in {need.code for need in NEEDS if answers(need, tokens(typed))}


def test_every_frein_of_the_program_has_its_words() -> None:
    labels = {need.code: need.label for need in NEEDS}
    assert {kind.code: kind.label for kind in FREINS}.items() <= labels.items()


def test_every_theme_of_the_table_is_national() -> None:
    assert {theme for need in NEEDS for theme in need.themes} <= set(THEMES)


def test_a_structure_answers_by_its_kind_by_a_theme_or_by_a_whole_group() -> None:
    shelter = PartnerCard("Lieu d’écoute", kind=PartnerKind.VIOLENCE)
    family = PartnerCard("Caisse", themes=("famille",))
    separation = PartnerCard("Médiation", themes=("famille--surmonter-conflits-separation-violence",))
    assert [need.code for need in needs_met(shelter)] == ["violence"]
    assert [need.code for need in needs_met(family)] == ["childcare"]
    assert [need.code for need in needs_met(separation)] == ["violence"]


def test_a_motif_is_of_the_needs_that_its_label_names() -> None:
    assert [need.code for need in needs_named("Logement")] == ["housing"]
    assert needs_named("Autre motif") == ()
