"""Memory that this program no longer uses, shared by its threads or given back to the system."""

from __future__ import annotations

import contextlib
import sys

_M_ARENA_MAX, _ARENAS = -8, 2  # the first is of glibc's malloc.h

if sys.platform == "linux":

    def share_arenas() -> None:
        """Have all threads take from two heaps: with one for each, what one frees serves no other. Called early."""
        import ctypes

        # Another library of C knows no such call.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)

    def give_back() -> None:
        """Have the system take back what is free: glibc keeps it otherwise, for each thread apart."""
        import ctypes

        # Another library of C knows no such call.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)

else:

    def share_arenas() -> None:
        """Other systems have one heap for all threads."""

    def give_back() -> None:
        """Other systems take back by themselves."""
