"""How a person is written on screen, and which letters of it answer what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ceis_desk.core.folding import tokens

NAMELESS = "Personne sans nom"
_TITLES = frozenset({"mme", "madame", "mlle", "mademoiselle", "m", "mr", "monsieur"})
_IN_FULL = {"Mme": "Madame", "M.": "Monsieur"}
_NOT_NAMES = _TITLES | {"nee"}

Span = tuple[int, int]
"""The first position of a run of characters, and the one after its last."""


class _Letter(NamedTuple):
    folded: str
    place: int
    begins: bool


def display_name(civility: str, used_name: str, first_name: str, birth_name: str = "") -> str:
    """« Mme BENALI Samira »; the birth name stands in for a used name that is not known."""
    family = (used_name.strip() or birth_name.strip()).upper()
    first = first_name.strip()
    if not (family or first):
        return NAMELESS
    return " ".join(part for part in (civility, family, first) if part)


def formal_name(civility: str, used_name: str, first_name: str) -> str:
    """« Madame Samira Benali », as letters and documents write it; empty when neither name is known."""
    names = [part for part in (first_name.strip(), used_name.strip()) if part]
    said = _IN_FULL.get(civility.strip(), civility.strip())
    return " ".join(part for part in (said, *names) if part) if names else ""


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a text without « Mme », « M. » or « née », which are nobody's name unless alone."""
    words = tokens(text)
    return tuple(word for word in words if word not in _NOT_NAMES) or words


def match_spans(shown: str, typed: str) -> tuple[Span, ...]:
    """The runs of `shown` that answer the words of `typed`: where a word begins, else inside one.

    « bena » in « Mme BÉNAZET Odile » is (4, 8). A run may span a space or a hyphen: `benali` in « BEN ALI ».
    """
    letters = _letters(shown)
    text = "".join(letter.folded for letter in letters)
    title = len(shown.partition(" ")[0]) if tokens(shown)[:1] and tokens(shown)[0] in _TITLES else 0
    first = next((place for place, letter in enumerate(letters) if letter.place >= title), 0)
    spans = []
    for word in dict.fromkeys(name_words(typed)):
        at = _place(letters, text, word, first)
        if at is not None:
            spans.append((letters[at].place, letters[at + len(word) - 1].place + 1))
    return _merged(spans)


def _letters(shown: str) -> list[_Letter]:
    """The folded letters of `shown` and where each comes from: « œ » gives two."""
    letters: list[_Letter] = []
    begins = True
    for index, character in enumerate(shown):
        if unicodedata.combining(character):
            continue
        folded = "".join(tokens(character))
        letters += [_Letter(letter, index, begins and rank == 0) for rank, letter in enumerate(folded)]
        begins = not folded
    return letters


def _place(letters: list[_Letter], text: str, word: str, first: int) -> int | None:
    """Where `word` begins a word, running over the next ones if it must; else where it stands within a single one."""
    inside = None
    at = text.find(word, first)
    while at >= 0:
        if letters[at].begins:
            return at
        if inside is None and not any(letter.begins for letter in letters[at : at + len(word)]):
            inside = at
        at = text.find(word, at + 1)
    return inside


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
