"""The composition root: the only module that knows everyone, and the only one besides `ui` that knows Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ceis_desk import __version__
from ceis_desk.core.clock import wall_clock
from ceis_desk.core.crash import install_crash_report
from ceis_desk.core.dumps import forbid_dumps
from ceis_desk.core.memory import share_arenas
from ceis_desk.core.paths import log_folder, store_folder

if TYPE_CHECKING:
    from ceis_desk.access.door import Threshold
    from ceis_desk.core.press import Press
    from ceis_desk.exchange.exchanger import ExchangingDoor

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
NO_DISPLAY = "Il n’y a pas d’écran ici : la fenêtre ne peut pas s’ouvrir. Les commandes marchent (« --help »)."


def main(argv: list[str] | None = None) -> int:
    """Run the window or one command; returns the exit code."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console in another encoding must not turn an accent into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    asked, store = asks_window(words)
    if asked:
        try:
            return open_window(store_folder(store, os.environ))
        except KeyboardInterrupt:
            from ceis_desk.cli import STOPPED

            sys.stderr.write(f"{STOPPED}\n")
            return 1
    # The commands know the whole domain: the window does not wait for them.
    from ceis_desk.cli import Tools, run

    return run(words, Tools(make_door, make_press, open_window))


def _open_closed_streams() -> None:
    """Give a program started with closed streams something to write to and to read from: nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 kept open until the process ends


def asks_window(words: Sequence[str]) -> tuple[bool, str | None]:
    """Whether the words plainly ask for the window, and for which store; anything less plain is for the parser."""
    match list(words):
        case [] | ["open"]:
            return True, None
        case ["--store", store] | ["--store", store, "open"] if not store.startswith("-"):
            return True, store
    return False, None


def make_door(folder: Path, *, ahead: bool = False) -> ExchangingDoor:
    """The door of a store folder; imports SQLAlchemy and the cryptography, so never before the first paint.

    One that reads `ahead` is for the window, which knows how to turn back, and asks at once what its first page shows.
    """
    # Before any key is in memory.
    forbid_dumps()
    share_arenas()
    from ceis_desk.data.door import LocalDoor

    if ahead:
        from ceis_desk.data.handlers import enter_first_rooms

        enter_first_rooms()
    return LocalDoor(folder, wall_clock, ahead=ahead)


def look(folder: Path) -> Threshold:
    """Who may come in, seen before the door is made; imports the cryptography, so never before the first paint."""
    from ceis_desk.data.threshold import look

    return look(folder)


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
    from ceis_desk.ui.plain_import import restore_import

    restore_import()
    from ceis_desk.ui.shell.program import Outside, run_program

    with ExitStack() as closing:
        closing.callback(install_crash_report(log_folder(folder), wall_clock, __version__))

        def begin() -> ExchangingDoor:
            if folder.is_dir():
                keep_log(folder, closing)
            return make_door(folder, ahead=True)

        return run_program(folder, RESOURCES, begin, make_press, Outside(lambda: look(folder), wall_clock))


def keep_log(folder: Path, closing: ExitStack) -> None:
    """Log what the program does, until it closes."""
    from ceis_desk.core.logs import start_log, stop_log

    closing.callback(stop_log, start_log(log_folder(folder)))
