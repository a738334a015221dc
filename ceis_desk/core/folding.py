"""Spellings of one word made one: what search, import and duplicates compare instead of what was typed."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, and the apostrophes and hyphens of keyboards, phones and word processors.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"})
_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛ʼʻ`´′＇"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹣－"), "-")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PLURAL = 4


def fold(text: str) -> str:
    """`text` without case or accents, apostrophes and hyphens as spaces, spaces collapsed; folding is idempotent."""
    return " ".join(_plain(text).replace("'", " ").replace("-", " ").split())


def key(text: str) -> str:
    """`text` without case, accents, spaces or hyphens: two names with one key are one name (import rule, cli).

    Apostrophes are made alike but kept: the rule does not name them, and « N'Diaye » and « Ndiaye » are only near.
    """
    return "".join(_plain(text).replace("-", " ").split())


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order, without punctuation."""
    return tuple(_WORD.findall(fold(text)))


def singular(word: str) -> str:
    """A folded word without the mark of its plural: what is searched in the plural is written in the singular."""
    return word[:-1] if len(word) > _SHORTEST_PLURAL and word[-1] in "sx" else word


def _plain(text: str) -> str:
    """Lower case, no accent, no invisible character, one apostrophe, one hyphen."""
    if text.isascii():
        return text.casefold().replace("`", "'")
    marks = text.translate(_APOSTROPHES).translate(_HYPHENS)
    letters = _unaccented(_unaccented(marks).casefold()).translate(_LETTERS)
    return letters.translate(_APOSTROPHES).translate(_HYPHENS)


class _Signs(dict[int, int | None]):
    """What each code point becomes, learnt at its first use: None for an accent or a character without width."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        dropped = bool(unicodedata.combining(sign)) or unicodedata.category(sign) == "Cf"
        self[code] = kept = None if dropped else code
        return kept


_SIGNS = _Signs()


def _unaccented(text: str) -> str:
    """Compatible forms taken apart, accents and characters without width (soft hyphen, marks of direction) dropped."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_SIGNS)
