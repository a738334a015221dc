"""The files of a store put in place together, taken back when a stop left them half-way, removed in a safe order."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from ceis_desk.core.errors import Refusal
from ceis_desk.data.backup.shelf import remove_of
from ceis_desk.data.exchange.erasure import LEDGER
from ceis_desk.data.exchange.own import MARK
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.lock import LOCK_NAME
from ceis_desk.data.keys.ring_file import RING_NAME, read_ring, ring_exists, write_private
from ceis_desk.data.notes.files import FOLDER, files_in
from ceis_desk.data.open_mark import NAME as OPEN_MARK
from ceis_desk.data.threshold import DEMO_MARK, STORE_FILE, is_vacant

ASIDE = ".fondation-"
_CONTENTS = "contenu"
_LOGS = (f"{STORE_FILE}-wal", f"{STORE_FILE}-shm")
_HEAD = 4096
_MARK_SIGNS = 32


def unfinished(folder: Path) -> Path | None:
    """The files aside of a founding stopped before its ring was moved, when the data in `folder` are proved its own."""
    found = _head(folder / STORE_FILE)
    for aside in sorted(folder.glob(f"{ASIDE}*")):
        if found and (aside / RING_NAME).exists() and _contents(aside).get(STORE_FILE) == found:
            return aside
    return None


def put_in_place(aside: Path, folder: Path) -> None:
    """Move a finished store into `folder`, its ring last: without it there is no store yet. Raises OSError."""
    names = sorted(path.name for path in aside.iterdir() if path.name not in (RING_NAME, LOCK_NAME))
    # What is moved is signed first: whoever finds the move half done knows these files from any others.
    lines = [f"{_head(aside / name)} {name}" for name in names]
    write_private(aside / _CONTENTS, "\n".join(lines).encode())
    for name in (*names, RING_NAME):
        # A desk key without its ring hides nothing any more; anything else is somebody's.
        if name != DESK_KEY_NAME and (folder / name).exists():
            raise FileExistsError(name)
        (aside / name).replace(folder / name)


def take_back(aside: Path, folder: Path) -> None:
    """Undo a founding that did not end; nothing that it did not make is touched. Raises OSError, to be tried again."""
    if not (folder / RING_NAME).exists():
        # The data last: until then the folder is known as half founded.
        for name, head in sorted(_contents(aside).items(), reverse=True):
            if _head(folder / name) == head:
                (folder / name).replace(aside / name)
    shutil.rmtree(aside, ignore_errors=True)


def make_room(folder: Path) -> None:
    """Clear what stops have left in a folder where a store is to be founded; raises OSError."""
    if ring_exists(folder) and is_vacant(folder):
        remove_example(folder)
    half = unfinished(folder) if not ring_exists(folder) else None
    if half is not None:
        take_back(half, folder)
    _sweep_asides(folder)
    if not holds_store(folder):
        _remove_stale_mark(folder)


def holds_store(folder: Path) -> bool:
    """Whether a file there would be lost or misread under a new store."""
    return ring_exists(folder) or any((folder / name).exists() for name in (STORE_FILE, *_LOGS))


def remove_example(folder: Path) -> None:
    """Remove every file of a store that holds nothing of anybody's, the example above all; raises OSError.

    Its data go first, its ring and its mark last: stopped anywhere, what is left still says that it was an example,
    and it is to be tried again.
    """
    with contextlib.suppress(Refusal):
        # First: a folder with backups and no data would be told as a loss.
        remove_of(folder, read_ring(folder).desk_id)
    for name in (STORE_FILE, *_LOGS, OPEN_MARK, DESK_KEY_NAME, LEDGER, MARK):
        (folder / name).unlink(missing_ok=True)
    for _, path in files_in(folder / FOLDER):
        path.unlink(missing_ok=True)
    if (folder / FOLDER).is_dir() and not any((folder / FOLDER).iterdir()):
        (folder / FOLDER).rmdir()
    for part in _parts(folder):
        part.unlink(missing_ok=True)
    _sweep_asides(folder)
    (folder / RING_NAME).unlink(missing_ok=True)
    _remove_stale_mark(folder)


def _remove_stale_mark(folder: Path) -> None:
    mark = folder / DEMO_MARK
    with contextlib.suppress(ValueError):
        # A file of that name may be somebody's notes.
        if mark.is_file() and len(mark.read_text(encoding="ascii")) in (0, _MARK_SIGNS):
            mark.unlink()


def _parts(folder: Path) -> Iterator[Path]:
    """What a stop left of a file being written."""
    for name in (RING_NAME, DESK_KEY_NAME, DEMO_MARK):
        yield from folder.glob(f".{name}.*.part")


def _sweep_asides(folder: Path) -> None:
    for aside in folder.glob(f"{ASIDE}*"):
        moved = (aside / _CONTENTS).exists() and not (aside / STORE_FILE).exists()
        # A ring whose data have gone somewhere else may be the only one that opens them.
        if not (moved and (aside / RING_NAME).exists()):
            shutil.rmtree(aside, ignore_errors=True)


def _contents(aside: Path) -> dict[str, str]:
    try:
        text = (aside / _CONTENTS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    return {name: head for head, _, name in (line.partition(" ") for line in text.split("\n"))}


def _head(path: Path) -> str | None:
    """The digest of a file's first page: an encrypted file begins with a salt of its own."""
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(_HEAD)).hexdigest()
    except OSError:
        return None
