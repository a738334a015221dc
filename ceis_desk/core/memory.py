"""Memory that this program no longer uses, given back to the system."""

from __future__ import annotations

import contextlib
import sys

if sys.platform == "linux":

    def give_back() -> None:
        """Have the system take back what is free: glibc keeps it otherwise, for each thread apart."""
        import ctypes

        # Another library of C knows no such call.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)

else:

    def give_back() -> None:
        """Other systems take back by themselves."""
