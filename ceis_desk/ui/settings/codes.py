"""The code of what a site adds to a list: made of its words, and of its own."""

from __future__ import annotations

import re
from collections.abc import Collection

from ceis_desk.core.folding import fold

_LONGEST = 40


def new_code(words: str, taken: Collection[str], otherwise: str) -> str:
    """A code made of these words, `otherwise` when they hold no letter; none of `taken`."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(words)).strip("_")[:_LONGEST] or otherwise
    code, rank = stem, 2
    while code in taken:
        code, rank = f"{stem}_{rank}", rank + 1
    return code
