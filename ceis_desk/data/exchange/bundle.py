r"""The `.ceis` file that a desk leaves for others: signed outside, sealed to its readers inside.

`"CEIS1\0" | Ed25519 public key, 32 | age | Ed25519 signature of the BLAKE2b-256 of all before, 64 | "\0CEIS\n"`
(decision 0018).
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ceis_desk.core.files import ORDINARY, shown_name, writing_whole
from ceis_desk.data.exchange.desk_keys import identity_of, is_of_age, recipients_of, signing_key
from ceis_desk.data.exchange.frames import Frame
from ceis_desk.data.exchange.head import Head, Later
from ceis_desk.data.exchange.limits import FILE_BYTES, MIB, Beyond, Wrong
from ceis_desk.data.exchange.pipes import Feed, Gauge, Part, Vessel, new_sum
from ceis_desk.data.exchange.refusals import (
    BadKey,
    Damaged,
    Hostile,
    Incomplete,
    NewerFormat,
    NotABundle,
    NotAddressed,
    RevokedSigner,
    TooLarge,
    UnknownSigner,
    Unreachable,
    Unwritten,
)
from ceis_desk.data.exchange.stream import read_frames, read_head, squeezed

MAGIC = b"CEIS1\0"
# Without it, a copy under way could not be told from a damaged file.
LAST = b"\0CEIS\n"
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_START = len(MAGIC) + _KEY_BYTES
_TAIL = _SIGNATURE_BYTES + len(LAST)
_BLOCK = MIB
_OTHER_READERS = "No matching keys"  # the words of age when no seal of the file is ours


@dataclass(frozen=True)
class Written:
    """An export on disk: its bytes, and the BLAKE2b-256 of them in hexadecimal."""

    size: int
    digest: str


@dataclass(frozen=True)
class OpenedBundle:
    """A file whose signature, seal and head are good; its frames are read as they are asked for, from the first."""

    head: Head
    digest: str
    signer: bytes
    name: str
    content: memoryview = field(repr=False)

    def frames(self) -> Iterator[Frame]:
        """Raises Hostile where the content stops being what a desk writes, its end included."""
        try:
            yield from read_frames(self.content)
        except Wrong as failure:
            raise Hostile(self.name) from failure


def write_bundle(
    path: Path, head: Head, frames: Iterable[Frame], sign_private: bytes, readers: Sequence[str]
) -> Written:
    """Write the whole file or nothing, in constant memory.

    Raises Refusal when the disk, a key or a limit refuses; whatever `frames` raises passes as it is.
    """
    key, recipients = signing_key(sign_private), recipients_of(readers)
    feed = Feed(squeezed(head, frames))
    try:
        with writing_whole(path, ORDINARY) as file:
            gauge = Gauge(file, FILE_BYTES - _TAIL)
            gauge.write(MAGIC + key.public_key().public_bytes_raw())
            _seal(feed, gauge, recipients)
            tail = key.sign(gauge.sum.digest()) + LAST
            gauge.most = FILE_BYTES
            gauge.write(tail)
            return Written(gauge.size, gauge.sum.hexdigest())
    except Beyond as failure:
        raise TooLarge(path.name) from failure
    except OSError as failure:
        if failure is feed.failure:
            raise
        raise Unwritten(path.name) from failure


def open_bundle(path: Path, signers: Collection[bytes], identity: str, revoked: Collection[bytes] = ()) -> OpenedBundle:
    """Check, in this order, size, mark, signer, signature, seal and head; only compressed bytes are kept, in memory.

    Raises Refusal, of the class of its reason.
    """
    own = identity_of(identity)
    name = shown_name(path)
    with reading(path) as file:
        size, start = _check_outside(name, file)
        signer = start[len(MAGIC) :]
        if signer in revoked:
            raise RevokedSigner(name)
        if signer not in signers:
            raise UnknownSigner(name, signer)
        signed, digest = _check_signature(name, file, start, size)
        part = Part(file, size - _START - _TAIL, new_sum(start))
        content = _unsealed(name, file, part, own, signed)
    try:
        return OpenedBundle(read_head(content), digest, signer, name, content)
    except Later as failure:
        raise NewerFormat(name) from failure
    except Wrong as failure:
        raise Hostile(name) from failure


def signer_of_file(path: Path) -> bytes:
    """The key that a file says it is signed with, nothing verified; empty when it says none or cannot be read."""
    with contextlib.suppress(OSError, Unreachable), reading(path) as file:
        start = file.read(_START)
        if start.startswith(MAGIC) and len(start) == _START:
            return start[len(MAGIC) :]
    return b""


def digest_of(path: Path) -> str:
    """The BLAKE2b-256 of a file in hexadecimal; raises Unreachable."""
    total = new_sum()
    with reading(path) as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def is_later(mark: bytes, magic: bytes) -> bool:
    """Whether a mark is the same but for a higher version, its last digit."""
    return mark[:-2] == magic[:-2] and mark[-2:-1].isdigit() and mark[-1:] == magic[-1:] and mark > magic


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open; raises NotABundle for anything else, Unreachable when the disk does not give it."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            raise NotABundle(shown_name(path))
        with path.open("rb", buffering=_BLOCK) as file:
            yield file
    except OSError as failure:
        raise Unreachable(shown_name(path)) from failure


def _check_outside(name: str, file: BinaryIO) -> tuple[int, bytes]:
    """The size and the first bytes of a file that begins and ends as a bundle does."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(_START)
    mark = start[: len(MAGIC)]
    if is_later(mark, MAGIC):
        raise NewerFormat(name)
    if not MAGIC.startswith(mark):
        raise NotABundle(name)
    if size > FILE_BYTES:
        raise Hostile(name)
    if size < _START + _TAIL:
        raise Incomplete(name)
    file.seek(size - len(LAST))
    if file.read() != LAST:
        raise Incomplete(name)
    return size, start


def _check_signature(name: str, file: BinaryIO, start: bytes, size: int) -> tuple[bytes, str]:
    """The sum that is signed, and the one of the whole file in hexadecimal."""
    total = new_sum(start)
    part = Part(file, size - _START - _TAIL, total)
    file.seek(_START)
    while part.read(_BLOCK):
        pass
    tail = file.read(_TAIL)
    if part.left or len(tail) != _TAIL:
        raise Incomplete(name)
    signed = total.digest()
    try:
        Ed25519PublicKey.from_public_bytes(start[len(MAGIC) :]).verify(tail[:_SIGNATURE_BYTES], signed)
    except (InvalidSignature, ValueError) as failure:
        raise Damaged(name) from failure
    total.update(tail)
    return signed, total.hexdigest()


def _unsealed(name: str, file: BinaryIO, part: Part, own: pyrage.x25519.Identity, signed: bytes) -> memoryview:
    """The compressed clear bytes, of the very bytes that were signed: the file may have changed since."""
    vessel = Vessel()
    file.seek(_START)
    try:
        pyrage.decrypt_io(part, vessel, [own])
    except BaseException as failure:
        if part.failure is not None:
            raise part.failure from None
        if not is_of_age(failure):
            raise
        raise (NotAddressed if _OTHER_READERS in str(failure) else Damaged)(name) from failure
    if part.left or part.sum.digest() != signed:
        raise Damaged(name)
    return memoryview(vessel.content).toreadonly()


def _seal(feed: Feed, gauge: Gauge, recipients: Sequence[pyrage.x25519.Recipient]) -> None:
    try:
        pyrage.encrypt_io(feed, gauge, recipients)
    except BaseException as failure:
        cause = feed.failure or gauge.failure
        if cause is not None:
            raise cause from None
        if not is_of_age(failure):
            raise
        raise BadKey from failure
