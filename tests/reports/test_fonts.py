from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.reports.fonts import drawable, face, fitted, printable, width

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WEIGHTS = ("400Regular", "600SemiBold", "700Bold")
FRENCH = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’…–—€°·•−\u00a0"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_digits_of_a_twin_have_one_width_and_nothing_else_changes(weight: str) -> None:
    with (
        TTFont(FONTS / f"AtkinsonHyperlegibleNext_{weight}.ttf") as plain,
        TTFont(FONTS / f"AtkinsonHyperlegibleNext-Tabular_{weight}.ttf") as twin,
    ):
        before, after = plain.getBestCmap(), twin.getBestCmap()
        digits = set(map(ord, "0123456789"))
        assert {twin["hmtx"][after[digit]][0] for digit in digits} == {632}
        assert {code: name for code, name in before.items() if code not in digits} == {
            code: name for code, name in after.items() if code not in digits
        }
        assert twin["name"].getDebugName(6) != plain["name"].getDebugName(6)


def test_every_french_sign_can_be_drawn() -> None:
    assert printable(FRENCH) == FRENCH


def test_the_narrow_space_becomes_one_that_the_font_has() -> None:
    assert printable("1\u202f234 soft\u00ad hyphen\u2011s") == "1\u00a0234 soft hyphen-s"


def test_a_letter_loses_only_the_accent_that_the_font_lacks() -> None:
    assert printable("Nguyễn Ḩasan") == "Nguyên Hasan" or all(map(drawable, printable("Nguyễn Ḩasan")))


def test_an_accent_typed_apart_from_its_letter_joins_it() -> None:
    assert printable("Ele\u0301na Nu\u0301n\u0303ez") == "Eléna Núñez"


def test_what_only_joins_or_turns_letters_leaves_no_trace() -> None:
    assert printable("\u202e\u200bAnne\ufe0f\u200d") == "Anne"


@given(st.text(max_size=30))
def test_whatever_is_typed_only_known_glyphs_are_drawn(text: str) -> None:
    assert all(map(drawable, printable(text)))


def test_a_text_too_wide_for_its_place_is_cut_with_an_ellipsis() -> None:
    cut = fitted("Centre communal d’action sociale de Montpellier", 400, 10, 100)
    assert cut.endswith("…")
    assert width(cut, 400, 10) <= 100
    assert fitted("Accueil", 400, 10, 100) == "Accueil"


def test_tabular_faces_are_other_faces() -> None:
    assert len({face(weight, tabular=tabular) for weight in (400, 600, 700) for tabular in (False, True)}) == 6
