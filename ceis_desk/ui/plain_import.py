"""Python's own `import`, put back after PySide6 has replaced it (docs/decisions/0017)."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 whoever imports it first replaces `import`


def restore_import() -> None:
    """Put Python's `import` back, for the whole process.

    PySide6 6.11 reads the source of each module imported after it and keeps the lines in memory, for an option that is
    not used here (`from __feature__ import …`). A version that no longer keeps the former `import` has nothing to undo.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
