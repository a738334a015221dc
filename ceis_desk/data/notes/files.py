"""The files of attached documents, beside the store: one each, encrypted under a key of its own, never rewritten.

A file bears the id of its document and begins with the digest of what follows: whether it is whole is known without
any key.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import write_whole
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.envelope import Unreadable, decrypt, encrypt
from ceis_desk.data.schema.registry import TABLES

SET_ASIDE = "mis-de-cote-"
FOLDER, SUFFIX = "attachments", ".bin"
_MAGIC = b"CEISDOC1"
_DIGEST_BYTES = 32
_ORPHAN_SECONDS = 24 * 3600
NOT_HERE = (
    "Le fichier de ce document n’est pas sur ce poste\u00a0: les documents ne partent pas avec les échanges. "
    "Rien n’est perdu\u00a0: ouvrez-le au poste où il a été ajouté."
)
SPOILED = (
    "Le fichier de ce document est abîmé\u00a0: il n’a pas été ouvert. Le dossier est intact\u00a0: "
    "reprenez le fichier d’une sauvegarde."
)
_UNWRITTEN = (
    "Le document n’a pas pu être écrit. Rien n’a été ajouté, le reste est intact\u00a0: "
    "vérifiez la place libre du disque."
)


def folder_of(connection: Connection) -> Path:
    """Where the files lie: beside the file that this connection has open."""
    path = next(row[2] for row in connection.exec_driver_sql("PRAGMA database_list") if row[1] == "main")
    return Path(path).parent / FOLDER


def path_of(folder: Path, document_id: Id) -> Path:
    """The file of a document."""
    return folder / f"{document_id.hex}{SUFFIX}"


def write_file(folder: Path, document_id: Id, key: bytes, content: bytes) -> None:
    """Encrypt a document into its file, flushed before it takes its name; raises Refusal when the disk refuses."""
    body = encrypt(key, content, _place(document_id))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(path_of(folder, document_id), _MAGIC + _digest(body) + body)
    except OSError as error:
        raise Refusal(_UNWRITTEN) from error


def read_file(folder: Path, document_id: Id, key: bytes) -> bytes:
    """The content of a document; raises Refusal when its file is not here, or is not what was written."""
    try:
        found = path_of(folder, document_id).read_bytes()
    except FileNotFoundError as error:
        raise Refusal(NOT_HERE) from error
    except OSError as error:
        raise Refusal(SPOILED) from error
    body = _body(found)
    if body is None:
        raise Refusal(SPOILED)
    try:
        return decrypt(key, body, _place(document_id))
    except Unreadable as failure:
        raise Refusal(SPOILED) from failure


def is_sound(path: Path) -> bool:
    """Whether a file is as it was written; needs no key."""
    try:
        return _body(path.read_bytes()) is not None
    except OSError:
        return False


def files_in(folder: Path) -> Iterator[tuple[Id, Path]]:
    """The files of documents of a folder, whatever else lies there left out, by id."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with contextlib.suppress(ValueError):
            document_id = uuid.UUID(hex=path.stem)
            if path.name == f"{document_id.hex}{SUFFIX}" and path.is_file():
                yield document_id, path


def sweep_files(connection: Connection, folder: Path) -> int:
    """Remove the files of documents that are erased, and those that no document names since a day; how many.

    A file is written before its row: a fresh one may belong to another window’s transaction.
    """
    # What a restore has set aside may still name them.
    alone = not any(folder.parent.glob(f"{SET_ASIDE}*"))
    known = set(connection.exec_driver_sql("SELECT id FROM document").scalars())
    tombs = connection.exec_driver_sql("SELECT pk FROM sync_tomb WHERE tbl = ?", (TABLES["document"],))
    buried, swept = set(tombs.scalars()), 0
    for document_id, path in files_in(folder):
        key = document_id.bytes
        if key in buried or (alone and key not in known and _is_old(path)):
            with contextlib.suppress(OSError):
                path.unlink()
                swept += 1
    for part in folder.glob(f".*{SUFFIX}.*.part"):
        if _is_old(part):
            with contextlib.suppress(OSError):
                part.unlink()
    return swept


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _ORPHAN_SECONDS
    except OSError:
        return False


def _body(found: bytes) -> bytes | None:
    head = len(_MAGIC) + _DIGEST_BYTES
    body = found[head:]
    return body if found[:head] == _MAGIC + _digest(body) else None


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest()


def _place(document_id: Id) -> bytes:
    return f"document|{document_id.hex}|file".encode()
