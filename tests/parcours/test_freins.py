"""Every frein has a national theme behind it, shipped or added."""

from __future__ import annotations

import pytest

from ceis_desk.core.errors import Refusal
from ceis_desk.parcours.freins import BY_CODE, FREINS, FreinKind, check_local, is_pivot
from ceis_desk.partners.themes import THEMES


def test_the_themes_that_the_field_names_are_in_it() -> None:
    assert {
        "difficultes-financieres--situation-dendettement-surendettement",
        "remobilisation--lien-social",
        "famille--surmonter-conflits-separation-violence",
        "logement-hebergement--reduire-les-impayes-de-loyer",
    } <= set(THEMES)


def test_every_shipped_frein_is_mapped_to_the_list() -> None:
    assert all(is_pivot(one.pivot) for one in FREINS)
    assert len(BY_CODE) == len(FREINS)


def test_violence_and_justice_are_the_restricted_ones() -> None:
    assert {one.code for one in FREINS if one.restricted} == {"violence", "justice"}


def test_an_added_frein_never_takes_the_code_of_a_shipped_one() -> None:
    for shipped in FREINS:
        with pytest.raises(Refusal):
            check_local((FreinKind(shipped.code, "Autre", "flag", shipped.pivot),))


def test_the_same_addition_twice_is_refused() -> None:
    noise = FreinKind("local_noise", "Bruit", "flag", "logement-hebergement")
    check_local((noise,))
    with pytest.raises(Refusal, match="chacun une fois"):
        check_local((noise, noise))
