"""A workbook opened by another process, sheet after sheet, as far as whoever reads it wants."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgpack

from ceis_desk.data import workbook_process
from ceis_desk.data.workbook_process import DAMAGED, from_extension

SECONDS, SECONDS_A_MEGABYTE = 60, 15
"""Several times what an honest workbook takes on a slow PC."""

Raw = str | float | bool | dt.date | dt.time | dt.timedelta | None

_Kind = TypeVar("_Kind")
_ROOT = Path(__file__).resolve().parents[2]
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class NotOpened(Exception):
    """The workbook does not open; its argument is the word of the process that tried."""


@dataclass(frozen=True)
class Workbook:
    """The names of all sheets, and those that were asked for, read as they come; reading them raises NotOpened."""

    names: list[str]
    sheets: Iterator[tuple[str, list[list[Raw]]]]


@contextlib.contextmanager
def opened(content: bytes, sheet: str | None) -> Iterator[Workbook]:
    """The workbook, or that sheet of it alone; raises NotOpened, and OSError when no process can be started."""
    command = [
        sys.executable,
        "-P",
        "-m",
        workbook_process.__name__,
        str(SECONDS + SECONDS_A_MEGABYTE * len(content) // 2**20),
    ]
    paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    with subprocess.Popen(  # noqa: S603 our own interpreter and our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        creationflags=_NO_WINDOW,
    ) as process:
        try:
            yield _workbook(process, content, sheet)
        finally:
            process.kill()


def _workbook(process: subprocess.Popen[bytes], content: bytes, sheet: str | None) -> Workbook:
    given, taken = process.stdin, process.stdout
    if given is None or taken is None:
        raise NotOpened(DAMAGED)
    with contextlib.suppress(BrokenPipeError, OSError), given:  # it ended already: its answer, or its silence, says why
        given.write(msgpack.packb([sheet, content]))
    unpacker = msgpack.Unpacker(taken, ext_hook=from_extension)
    names = _next(unpacker, list)
    return Workbook(names, _sheets(unpacker, names if sheet is None else [name for name in names if name == sheet][:1]))


def _sheets(unpacker: msgpack.Unpacker, names: list[str]) -> Iterator[tuple[str, list[list[Raw]]]]:
    for name in names:
        yield name, [_next(unpacker, list) for _ in range(_next(unpacker, int))]


def _next(unpacker: msgpack.Unpacker, kind: type[_Kind]) -> _Kind:
    """What comes next when it is of that kind; a word, or the end of the process, comes instead of it."""
    try:
        found = unpacker.unpack()
    except (msgpack.exceptions.UnpackException, ValueError) as failure:
        raise NotOpened(DAMAGED) from failure
    if not isinstance(found, kind):
        raise NotOpened(found)
    return found
