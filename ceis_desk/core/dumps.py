"""No image of this program's memory on the disk: a crash of the system must not write down names and keys."""

from __future__ import annotations

import contextlib
import sys

_PR_SET_DUMPABLE = 4
_FAIL_QUIETLY = 0x0001 | 0x0002  # SetErrorMode: SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX
_NO_HEAP = 0x0001  # WerSetFlags: WER_FAULT_REPORTING_FLAG_NOHEAP


if sys.platform == "win32":

    def forbid_dumps() -> None:
        """Ask Windows for no report of a crash with memory in it; what it cannot do is left undone."""
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_FAIL_QUIETLY)
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)

else:

    def forbid_dumps() -> None:
        """Ask the system for no core dump; what it cannot do is left undone.

        Imports `ctypes`, so it is called after the first paint, before any key is opened.
        """
        import ctypes
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        # A program that gathers crashes gets them by a pipe whatever the limit: not those of a process like this one.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
