"""Spellings of one word made one."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.folding import fold, key, singular, tokens


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("BENALI", "benali"),
        ("  Éloïse   LEFÈVRE ", "eloise lefevre"),
        ("Marie‑Ange", "marie ange"),
        ("L’Hôte d'Azyr", "l hote d azyr"),
        ("Cœur Œuvre Ægir", "coeur oeuvre aegir"),
        ("Strauß Ørsted Łukasz Đorđe", "strauss orsted lukasz dorde"),
        ("İbrahim Yıldız", "ibrahim yildiz"),
        ("e\u0301te\u0301", "ete"),
        ("Nguyễn\u00a0Thị", "nguyen thi"),
        ("Ka\u00adrim\u200b", "karim"),
        ("Ｓｏｆｉａ", "sofia"),
        ("Ňemcová", "nemcova"),
        ("", ""),
    ],
)
def test_a_word_is_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_folding_twice_changes_nothing_for_any_character_with_a_case_or_a_decomposition() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1)]
    touched = [mark for mark in marks if unicodedata.decomposition(mark) or mark.casefold() != mark]
    once = [fold(mark) for mark in touched]
    assert len(once) > 5000
    assert [word for word in once if fold(word) != word] == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_has_no_space_and_no_hyphen(text: str) -> None:
    made = key(text)
    assert not any(mark.isspace() or mark == "-" for mark in made)
    assert key(made) == made


def test_names_apart_by_case_accents_spaces_or_hyphens_have_one_key() -> None:
    spellings = ["Ben-Saïd", "BEN SAID", "bensaid", "Ben – Saîd", " BEN\u00a0SAID "]
    assert {key(name) for name in spellings} == {"bensaid"}


def test_an_apostrophe_counts_in_a_key_but_not_its_shape() -> None:
    assert key("N’Diaye") == key("N'DIAYE")
    assert key("N'Diaye") != key("Ndiaye")


def test_tokens_are_words_in_order_without_punctuation() -> None:
    assert tokens("BENALI, Samira (née d’Azyr) 14/03") == ("benali", "samira", "nee", "d", "azyr", "14", "03")
    assert tokens(" … ") == ()


def test_a_plural_is_searched_as_its_singular_and_short_words_stay() -> None:
    assert [singular(word) for word in ("mediatheques", "impots", "lieux", "pcb", "bus", "pres")] == [
        *("mediatheque", "impot", "lieu", "pcb", "bus", "pres"),
    ]
