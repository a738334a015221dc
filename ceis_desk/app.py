"""The composition root: the only module that knows everyone, and the only one besides `ui` that knows Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ceis_desk import __version__
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.crash import install_crash_report
from ceis_desk.core.logs import start_log, stop_log
from ceis_desk.core.paths import log_folder

if TYPE_CHECKING:
    from ceis_desk.access.door import Door
    from ceis_desk.core.press import Press

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
NO_DISPLAY = "Il n’y a pas d’écran ici : la fenêtre ne peut pas s’ouvrir. Les commandes marchent (« --help »)."


def main(argv: list[str] | None = None) -> int:
    """Run the window or one command; returns the exit code."""
    from ceis_desk.cli import Tools, run

    for stream in (sys.stdout, sys.stderr):
        # A console in another encoding must not turn an accent into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return run(list(sys.argv[1:] if argv is None else argv), Tools(make_door, make_press, open_window))


def make_door(folder: Path) -> Door:
    """The door of a store folder; imports SQLAlchemy and the cryptography, so never before the first paint."""
    from ceis_desk.data.door import LocalDoor

    return LocalDoor(folder, wall_clock)


def make_press() -> Press:
    """The press; imports ReportLab at its first document."""
    from ceis_desk.reports.press import LocalPress

    return LocalPress()


def has_display() -> bool:
    """Whether a window may open: Qt would abort without a display on Linux instead of saying so."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(folder: Path) -> int:
    """Open the window on a store folder and run until it closes."""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    from ceis_desk.ui.shell.program import run_program

    log = start_log(log_folder(folder)) if folder.is_dir() else None
    remove = install_crash_report(log_folder(folder), wall_clock, __version__)
    try:
        return run_program(folder, RESOURCES, lambda: make_door(folder), make_press)
    finally:
        remove()
        if log is not None:
            stop_log(log)
