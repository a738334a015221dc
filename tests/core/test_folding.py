"""Spellings of one word made one."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceis_desk.core.folding import fold, key, tokens


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


def test_folding_twice_changes_nothing_for_any_character() -> None:
    once = [fold(chr(code)) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
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
