"""Memory that the opening of a desk took and no longer needs."""

from __future__ import annotations

import contextlib


def give_back() -> None:
    """Give the system back the pages that the C library keeps for later; nothing where it does not know how.

    Imports `ctypes`, so it is called after the first paint.
    """
    import ctypes

    # Windows and musl have no such call.
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
