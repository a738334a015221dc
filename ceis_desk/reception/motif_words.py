"""The motifs of one cell: labels are matched first, then what is left is split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ceis_desk.people.cells import is_nothing
from ceis_desk.people.columns import bare_key

_SEPARATORS = re.compile(r"[|/;,\n\r]+")


def label_keys(labels: Iterable[str], former: Mapping[str, str]) -> dict[str, str]:
    """Known labels by their bare key, and by that of the names that some had before: `former` gives their label."""
    before = {bare_key(name): label for name, label in former.items()}
    return before | {bare_key(label): label for label in labels}


def split_motifs(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """The motifs of a cell, each once, in their order: known labels in their own spelling, others as they are written.

    « Café, lien social / Santé, prévention » is two labels with their commas; a label unknown so far joins `known`, so
    that its later spellings are the same motif.
    """
    pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
    found: dict[str, None] = {}
    while pieces:
        length = next((end for end in range(len(pieces), 0, -1) if bare_key("".join(pieces[:end])) in known), 1)
        words = " ".join("".join(pieces[:length]).split())
        if not is_nothing(words):
            found[known.setdefault(bare_key(words), words)] = None
        del pieces[:length]
    return tuple(found)
