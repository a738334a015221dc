from __future__ import annotations

import pytest

from ceis_desk.ui.kit.tokens import DARK, LIGHT, Tokens, contrast, strengthened

TEXT, EDGE = 4.5, 3.0
PALETTES = pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, strengthened(LIGHT), strengthened(DARK)], ids=["light", "dark", "light high", "dark high"]
)
TONES = ("primary", "accent", "blue", "violet", "success", "warn", "danger")
SURFACES = ("bg", "surface", "surface2", "sel")


def too_weak(pairs: list[tuple[str, str, str]], least: float) -> list[str]:
    return [f"{what} {contrast(ink, ground):.2f}" for what, ink, ground in pairs if contrast(ink, ground) < least]


@PALETTES
def test_words_are_readable_on_every_surface_that_bears_them(tokens: Tokens) -> None:
    inks = ("ink", "ink2", "ink3", *TONES)
    pairs = [(f"{ink} on {on}", getattr(tokens, ink), getattr(tokens, on)) for ink in inks for on in SURFACES]
    assert too_weak(pairs, TEXT) == []


@PALETTES
def test_words_of_a_tone_are_readable_on_their_own_wash(tokens: Tokens) -> None:
    pairs = [(name, tokens.tone(name).ink, tokens.tone(name).wash) for name in (*TONES, "neutral", "sun")]
    pairs += [("segment", tokens.ink2, tokens.track), ("notice", tokens.ink, tokens.warn_s)]
    assert too_weak(pairs, TEXT) == []


@PALETTES
def test_words_are_readable_on_filled_grounds(tokens: Tokens) -> None:
    pairs = [
        ("main button", tokens.on_primary, tokens.primary),
        ("side bar", tokens.nav_ink2, tokens.nav),
        ("page shown", tokens.nav_ink, tokens.nav_on),
        ("side bar under the pointer", tokens.nav_ink, tokens.nav_on),
        ("match", tokens.on_sun, tokens.sun),
        ("message", tokens.toast_ink, tokens.toast),
        ("undo", tokens.sun, tokens.toast),
    ]
    assert too_weak(pairs, TEXT) == []


@PALETTES
def test_initials_are_readable_and_their_hues_are_of_no_platform(tokens: Tokens) -> None:
    assert too_weak([(tone.ink, tone.ink, tone.wash) for tone in tokens.people], TEXT) == []
    platforms = {tokens.accent, tokens.blue, tokens.primary, tokens.violet, tokens.success}
    assert platforms.isdisjoint(tone.ink for tone in tokens.people)


@PALETTES
def test_edges_and_marks_stand_out(tokens: Tokens) -> None:
    marks = ("strong", "primary", "danger", "focus", "amber")
    pairs = [(f"{mark} on {on}", getattr(tokens, mark), getattr(tokens, on)) for mark in marks for on in SURFACES]
    pairs.append(("focus on nav", tokens.sun, tokens.nav))
    assert too_weak(pairs, EDGE) == []


@PALETTES
def test_heat_cells_skip_the_mid_tones(tokens: Tokens) -> None:
    pairs = [("pale step", tokens.ink, step) for step in tokens.heat[:3]]
    pairs += [("full step", tokens.on_primary, step) for step in tokens.heat[3:]]
    assert too_weak(pairs, TEXT) == []


def test_a_person_keeps_the_same_hue_in_both_palettes() -> None:
    for key in ("0190-a", "0190-b", "0190-c", "0190-d"):
        assert LIGHT.people.index(LIGHT.person(key)) == DARK.people.index(DARK.person(key))


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
