"""One backup, one file: a stored zip of the encrypted data, the ring and the desk key, described by a manifest."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import struct
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from ceis_desk.access.backups import Backup
from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import PRIVATE, open_private
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.directory import DESK_KEY_NAME
from ceis_desk.data.keys.ring_file import RING_NAME, canonical
from ceis_desk.data.threshold import STORE_FILE

FORMAT = 1
MEMBERS = (STORE_FILE, RING_NAME, DESK_KEY_NAME)
_MANIFEST = "manifeste.json"
_MANIFEST_BYTES = 1_000_000
_CHUNK = 1 << 20
_FIRST_YEAR = 1980  # of a zip
_ENCRYPTED = 1
# Whatever a damaged zip makes the library raise.
_BROKEN = (zipfile.BadZipFile, EOFError, struct.error, ValueError, KeyError, RuntimeError, OverflowError)


class NotWhole(Refusal):
    """The file is no backup, or a byte of it has changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"La sauvegarde {path.name} est abîmée, coupée, ou n’est pas une sauvegarde de CEIS Desk. "
            "Rien n’a changé\u00a0: choisissez-en une autre."
        )


@dataclass(frozen=True)
class Contents:
    """What a store holds, without a word of it: schema, desk, last clock, rows of each table, BLAKE2b of all rows."""

    schema: int
    desk_id: Id
    clock: int
    counts: Mapping[str, int]
    digest: str


@dataclass(frozen=True)
class Manifest:
    """The description of a backup; `members` are the BLAKE2b of its files, `tag` proves it to whoever has the key."""

    contents: Contents
    moment: dt.datetime
    written_at: float
    members: Mapping[str, str]
    tag: str = ""

    def line(self) -> bytes:
        """All of it but the tag, in its one spelling: what the tag is computed over."""
        held = self.contents
        return canonical(
            {
                "format": FORMAT,
                "schema": held.schema,
                "desk": held.desk_id.hex,
                "clock": held.clock,
                "counts": dict(held.counts),
                "content": held.digest,
                "moment": self.moment.isoformat(),
                "written_at": self.written_at,
                "members": dict(self.members),
            }
        )


def pack(target: Path, room: Path, manifest: Manifest) -> None:
    """Write the members found in `room` and their manifest into a new file, and flush it; raises OSError."""
    content = canonical({**json.loads(manifest.line()), "tag": manifest.tag})
    moment = manifest.moment
    stamp = (max(moment.year, _FIRST_YEAR), moment.month, moment.day, moment.hour, moment.minute, 0)
    with open_private(target) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.writestr(_entry(_MANIFEST, stamp), content)
            for name in MEMBERS:
                entry = _entry(name, stamp)
                entry.file_size = (room / name).stat().st_size
                with (room / name).open("rb") as source, archive.open(entry, "w") as inside:
                    _pour(source, inside)
        file.flush()
        os.fsync(file.fileno())


def digests(room: Path) -> dict[str, str]:
    """The BLAKE2b of each member in a folder; raises OSError."""
    found = {}
    for name in MEMBERS:
        with (room / name).open("rb") as file:
            found[name] = _pour(file)
    return found


def describe(path: Path) -> Backup:
    """What the manifest of a file says, its other bytes not yet read; raises NotWhole, or Refusal when it is newer."""
    with _opened(path) as archive:
        return backup_of(path, _manifest(path, archive))


def backup_of(path: Path, manifest: Manifest) -> Backup:
    """The row of a backup."""
    held = manifest.contents
    return Backup(
        path=path,
        desk_id=held.desk_id,
        moment=manifest.moment,
        written_at=manifest.written_at,
        clock=held.clock,
        schema=held.schema,
        content=held.digest,
        rows=sum(held.counts.values()),
        size=path.stat().st_size,
    )


def is_whole(path: Path) -> bool:
    """Whether every byte of the file is what was verified when it was made; needs no key."""
    try:
        with _opened(path) as archive:
            manifest = _manifest(path, archive)
            return all(_pour(archive.open(name)) == manifest.members[name] for name in MEMBERS)
    except (Refusal, *_BROKEN, OSError):
        return False


def unpack(path: Path, room: Path) -> Manifest:
    """Write the members into the empty folder `room`; raises NotWhole, or OSError when `room` cannot be written."""
    with _opened(path) as archive:
        manifest = _manifest(path, archive)
        for name in MEMBERS:
            with open_private(room / name) as target:
                try:
                    found = _pour(archive.open(name), target)
                except _BROKEN as failure:
                    raise NotWhole(path) from failure
                target.flush()
                os.fsync(target.fileno())
            if found != manifest.members[name]:
                raise NotWhole(path)
    return manifest


def tagged(manifest: Manifest, tag: str) -> Manifest:
    """The manifest with its tag."""
    return replace(manifest, tag=tag)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as failure:
        raise Refusal(f"Le fichier {path.name} n’existe pas. Rien n’a changé\u00a0: vérifiez son nom.") from failure
    except _BROKEN as failure:
        raise NotWhole(path) from failure
    except OSError as failure:
        raise Refusal(
            f"Le fichier {path.name} n’a pas pu être lu. Rien n’a changé\u00a0: vérifiez le disque et les droits."
        ) from failure
    with archive:
        yield archive


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    entries = {entry.filename: entry for entry in archive.infolist()}
    # Stored only: a small file must not unfold into a large one.
    stored = all(
        entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & _ENCRYPTED for entry in entries.values()
    )
    if set(entries) != {_MANIFEST, *MEMBERS} or not stored or entries[_MANIFEST].file_size > _MANIFEST_BYTES:
        raise NotWhole(path)
    try:
        found = json.loads(archive.read(_MANIFEST))
        if found["format"] > FORMAT:
            raise Refusal(
                f"La sauvegarde {path.name} vient d’une version plus récente de CEIS Desk. Rien n’a changé\u00a0: "
                "installez la nouvelle version sur ce poste."
            )
        return _read(found)
    except (*_BROKEN, TypeError, AttributeError) as failure:
        raise NotWhole(path) from failure


def _read(found: Mapping[str, Any]) -> Manifest:
    counts = {str(name): int(count) for name, count in found["counts"].items()}
    desk_id = uuid.UUID(hex=found["desk"])
    return Manifest(
        Contents(int(found["schema"]), desk_id, int(found["clock"]), counts, str(found["content"])),
        dt.datetime.fromisoformat(found["moment"]).replace(tzinfo=None),
        float(found["written_at"]),
        {name: str(found["members"][name]) for name in MEMBERS},
        str(found["tag"]),
    )


def _entry(name: str, stamp: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    entry.external_attr = PRIVATE << 16
    return entry


def _pour(source: IO[bytes], target: IO[bytes] | None = None) -> str:
    """Read a stream to its end, into `target` when there is one; its BLAKE2b."""
    digest = hashlib.blake2b(digest_size=32)
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()
