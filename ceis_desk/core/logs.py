"""The log of this desk: what the program did, without anyone in it."""

from __future__ import annotations

import contextlib
import inspect
import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from uuid import UUID

from ceis_desk.core.crash import trace_lines

_FILE_NAME = "ceis-desk.log"
_BYTES_A_FILE = 512 * 1024
_OLD_FILES = 4


def start_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Every logger's records from `level` up go to a rotating file in `folder` (0600); `stop_log` ends it.

    Nothing is written before the first record, and a log that cannot be written never stops the desk.
    """
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile(
        folder / _FILE_NAME, maxBytes=_BYTES_A_FILE, backupCount=_OLD_FILES, encoding="utf-8", delay=True
    )
    handler.setLevel(level)
    handler.setFormatter(ImpersonalFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level > level:
        root.setLevel(level)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Closes the log that `start_log` opened."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class ImpersonalFormatter(logging.Formatter):
    """Time, level, logger, and the message only as far as it is written in the program itself.

    A message is kept when it is a constant of the function that logs (an f-string or a joined text is not); numbers,
    ids and classes are shown, anything else by its type; an exception by its class and places, without its message.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line a record, and one a step of its exception."""
        message = _message(record) if _is_constant(record) else "(texte retenu)"
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}\u00a0: {message}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.extend(trace_lines(record.exc_info[1]))
        return "\n  ".join(lines)


class _PrivateFile(RotatingFileHandler):
    """Files for this account only; no traceback of a failing log, for it would quote the arguments."""

    def _open(self) -> TextIOWrapper:
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(file, "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the name and arguments of logging
        return


def _is_constant(record: logging.LogRecord) -> bool:
    """Whether the message stands as it is in the function that logs, looked for on the stack of this very call."""
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename == record.pathname and code.co_name == record.funcName and frame.f_lineno == record.lineno:
            return isinstance(record.msg, str) and record.msg in code.co_consts
        frame = frame.f_back
    return False


def _message(record: logging.LogRecord) -> str:
    arguments = record.args
    if not arguments:
        return str(record.msg)
    try:
        if isinstance(arguments, tuple):
            return str(record.msg) % tuple(map(_shown, arguments))
        return str(record.msg) % {name: _shown(value) for name, value in arguments.items()}
    except (TypeError, ValueError, KeyError):  # "%d" of a text
        return f"{record.msg} (arguments retenus)"


def _shown(argument: object) -> object:
    """A number, an id, or the name of a class."""
    if isinstance(argument, type):
        return argument.__qualname__
    if type(argument) in {int, float, bool, UUID, type(None)}:
        return argument
    return type(argument).__qualname__
