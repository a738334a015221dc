"""The report of a bug: where it happened in the program, never what was being handled."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path, PureWindowsPath
from types import TracebackType

from ceis_desk.core.clock import Clock

_DEEPEST = 50  # frames of one exception: the ends of an endless recursion are enough


def install_crash_report(
    folder: Path, clock: Clock, version: str, tell: Callable[[Path | None], None] | None = None
) -> Callable[[], None]:
    """Writes a report in `folder` for each exception that nobody caught, on any thread; returns what takes this back.

    The same failure is written once in a run. `tell` gets the report's path (None when it could not be written), on the
    thread that failed; without it one French sentence goes to stderr. Ctrl C keeps its usual way.
    """
    written: set[str] = set()
    before, before_in_threads = sys.excepthook, threading.excepthook

    def report(error: BaseException) -> None:
        where = "\n".join(trace_lines(error))
        if where not in written:
            written.add(where)
            (tell or _say)(write_report(folder, error, clock, version))

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            before(kind, error, trace)
        else:
            report(error)

    def on_thread_error(failure: threading.ExceptHookArgs) -> None:
        if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
            report(failure.exc_value)

    def remove() -> None:
        sys.excepthook, threading.excepthook = before, before_in_threads

    sys.excepthook, threading.excepthook = on_error, on_thread_error
    return remove


def write_report(folder: Path, error: BaseException, clock: Clock, version: str) -> Path | None:
    """A new report (0600) about `error` in `folder`, or None when it cannot be written."""
    # Almost no start ends in a report: they do not all wait for what writes one.
    import platform

    from ceis_desk.core.dates import write_day, write_hour

    now = clock()
    thread = "principal" if threading.current_thread() is threading.main_thread() else "secondaire"
    lines = [
        "Rapport d’erreur de CEIS Desk",
        "",
        "Ce fichier dit où le programme s’est trompé. Il ne contient ni nom, ni texte saisi, ni donnée d’une personne.",
        f"Moment\u00a0: {write_day(now)} à {write_hour(now.time())}",
        f"Version\u00a0: {version}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"Fil d’exécution\u00a0: {thread}",
        "",
        *trace_lines(error),
        "",
    ]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = (folder / f"rapport-erreur-{now:%Y-%m-%d-%H%M}-{rank}.txt" for rank in count(1))
        path = next(name for name in names if not name.exists())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as report:
            report.write("\n".join(lines))
    except OSError:
        return None
    return path


def trace_lines(error: BaseException) -> list[str]:
    """Class, then file, line and function of each step, of `error` and of what it came from: no message, no value."""
    lines: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(f"{'Pendant' if lines else 'Erreur'}\u00a0: {type(one).__module__}.{type(one).__qualname__}")
        lines.extend(_steps(one.__traceback__))
        one = one.__cause__ or one.__context__
    return lines


def _steps(trace: TracebackType | None) -> list[str]:
    # Not traceback.extract_tb: it reads the source lines, and a line may quote an example.
    steps = [(frame.f_code, line) for frame, line in traceback.walk_tb(trace)]
    shown = steps if len(steps) <= _DEEPEST else steps[: _DEEPEST // 2] + steps[-_DEEPEST // 2 :]
    # PureWindowsPath knows both separators: a folder's name may be someone's name.
    return [f"  {PureWindowsPath(code.co_filename).name}, ligne {line}, {code.co_name}" for code, line in shown]


def _say(path: Path | None) -> None:
    kept = "Le rapport n’a pas pu être écrit." if path is None else f"Rapport sans donnée personnelle\u00a0: {path}"
    if sys.stderr is not None:  # a Windows program without a console has none
        sys.stderr.write(f"Le programme a rencontré une erreur imprévue. Ce qui est enregistré est gardé. {kept}\n")
