"""A process of its own that opens one workbook: what a hostile file breaks, fills or holds up is this process alone.

In: `[sheet or None, content]`. Out: the names of the sheets, then for each sheet the number of its rows and its rows;
or a word that says why not. All of it is msgpack.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import faulthandler
import io
import os
import sys
import zipfile
from typing import Any, BinaryIO

import msgpack

from ceis_desk.data.sheet_extent import MAX_CELLS, unpacked_bytes, widest_extent

LARGE, PROTECTED, DAMAGED = "large", "protected", "damaged"
ZIP_MARK = b"PK\x03\x04"
DATE, MOMENT, HOUR, LENGTH = range(1, 5)

_MAX_UNPACKED = 500 * 1024 * 1024
_MAX_MEMORY = 4 * 1024**3


def main(seconds: float) -> None:
    """Answer on the standard output; the process ends by itself after so many seconds, whatever holds it."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115 until the end
    _bound_memory()
    sheet, content = msgpack.unpackb(sys.stdin.buffer.read(), max_bin_len=2**31 - 1)
    out = sys.stdout.buffer
    with contextlib.suppress(BrokenPipeError):  # whoever asked has found its sheet
        answer(content, sheet, out)
        out.flush()


def answer(content: bytes, sheet: str | None, out: BinaryIO) -> None:
    """Write the sheets, that one alone when it is named, or the word of what prevents it."""
    from python_calamine import PasswordError

    try:
        if content.startswith(ZIP_MARK) and _is_too_large(content):
            _send(out, LARGE)
            return
        _send_sheets(content, sheet, out)
    except BrokenPipeError:
        raise
    except PasswordError:
        _send(out, PROTECTED)
    except BaseException:  # noqa: BLE001 calamine panics, outside of Exception, and zipfile raises of every class
        _send(out, DAMAGED)


def as_extension(value: Any) -> msgpack.ExtType:
    """Dates, hours and lengths of time, which msgpack has not."""
    match value:
        case dt.datetime():
            return msgpack.ExtType(MOMENT, value.isoformat().encode())
        case dt.date():
            return msgpack.ExtType(DATE, value.isoformat().encode())
        case dt.time():
            return msgpack.ExtType(HOUR, value.isoformat().encode())
        case dt.timedelta():
            return msgpack.ExtType(LENGTH, msgpack.packb([value.days, value.seconds, value.microseconds]))
    raise TypeError(type(value).__name__)


def from_extension(kind: int, content: bytes) -> dt.date | dt.time | dt.timedelta:
    """The other way round."""
    if kind == LENGTH:
        days, seconds, microseconds = msgpack.unpackb(content)
        return dt.timedelta(days, seconds, microseconds)
    text = content.decode()
    if kind == HOUR:
        return dt.time.fromisoformat(text)
    return dt.datetime.fromisoformat(text) if kind == MOMENT else dt.date.fromisoformat(text)


def _send(out: BinaryIO, what: Any) -> None:
    out.write(msgpack.packb(what, default=as_extension))


def _send_sheets(content: bytes, sheet: str | None, out: BinaryIO) -> None:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        names = workbook.sheet_names
        _send(out, names)
        for name in names if sheet is None else [name for name in names if name == sheet][:1]:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            _send(out, len(rows))
            for row in rows:
                _send(out, row)
            out.flush()


def _is_too_large(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return unpacked_bytes(archive) > _MAX_UNPACKED or widest_extent(archive) > MAX_CELLS


def _bound_memory() -> None:
    """Where the system can: Rust ends the process when it is refused memory, and Linux lends more than it has."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


if __name__ == "__main__":
    main(float(sys.argv[1]))
