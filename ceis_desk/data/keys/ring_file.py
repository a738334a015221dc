"""The key ring on disk: one line a part, each with its sum, so that a damaged line is known and spares the others."""

from __future__ import annotations

import contextlib
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceis_desk.core.errors import Refusal
from ceis_desk.core.files import NotSmall, read_small, write_whole
from ceis_desk.core.ids import Id
from ceis_desk.data.keys.credential import Credential
from ceis_desk.data.keys.envelope import Argon

RING_NAME = "keyring.ceis"
_FORMAT = 1
_SUM_DIGITS = 32

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Holder:
    """One account: its credential, and the store's key sealed to it."""

    credential: Credential
    store_key: bytes

    @property
    def line(self) -> dict[str, Any]:
        """All of it, as it is written."""
        held = self.credential
        return {
            "kind": "account",
            "id": held.account_id.hex,
            "rank": held.rank,
            "argon": [held.cost.memory_kib, held.cost.passes, held.cost.lanes],
            "salt": held.salt.hex(),
            "wrapped": held.wrapped.hex(),
            "box": held.box_public.hex(),
            "sign": held.sign_public.hex(),
            "proof": held.proof.hex(),
            "store": self.store_key.hex(),
        }


@dataclass(frozen=True)
class Ring:
    """The whole file; the tag of its head can only be checked by whoever holds the store's key."""

    desk_id: Id
    recovery_public: bytes
    recovery_store_key: bytes
    tag: bytes = b""
    names: bytes = b""
    holders: Mapping[Id, Holder] = field(default_factory=dict)

    @property
    def line(self) -> dict[str, Any]:
        """The head without its tag, as it is written and tagged."""
        return {
            "kind": "ring",
            "format": _FORMAT,
            "desk": self.desk_id.hex,
            "recovery": self.recovery_public.hex(),
            "store": self.recovery_store_key.hex(),
        }


class RingTrouble(Refusal):
    """The keys of this desk are missing or damaged: those of a backup open the same data."""


class DamagedRing(RingTrouble):
    """The key ring cannot be believed; nothing is opened with it."""

    def __init__(self) -> None:
        super().__init__(
            f"Le trousseau de ce poste ({RING_NAME}) est abîmé. Les données n’ont pas été touchées\u00a0: "
            "remettez celui de la dernière sauvegarde, ou servez-vous de la clé de secours.",
        )


def canonical(line: Line) -> bytes:
    """The one spelling of a line, for its sum and its tag."""
    return json.dumps(line, sort_keys=True, separators=(",", ":")).encode()


def ring_exists(folder: Path) -> bool:
    """Whether the folder holds a key ring, readable or not."""
    try:
        return (folder / RING_NAME).exists()
    except PermissionError:
        return True


def read_ring(folder: Path) -> Ring:
    """The key ring of a store folder; raises Refusal when it is missing, unreadable, damaged or too new."""
    try:
        text = read_small(folder / RING_NAME)
    except FileNotFoundError as failure:
        raise RingTrouble(
            f"Le trousseau ({RING_NAME}) manque dans ce dossier. Les données n’ont pas été touchées\u00a0: "
            "remettez celui de la dernière sauvegarde.",
        ) from failure
    except NotSmall as failure:
        raise DamagedRing from failure
    except OSError as failure:
        raise Refusal(
            f"Le trousseau ({RING_NAME}) n’a pas pu être lu. Rien n’a changé\u00a0: "
            "vérifiez que vous avez accès à ce dossier.",
        ) from failure
    lines = [_checked(raw) for raw in text.split(b"\n")]
    heads = [line for line in lines if line is not None and line.get("kind") == "ring"]
    if len(heads) != 1:
        raise DamagedRing
    if heads[0].get("format") != _FORMAT:
        raise Refusal(
            "Ce dossier vient d’une version plus récente de CEIS Desk. Rien n’a été lu ni changé\u00a0: "
            "mettez ce poste à jour.",
        )
    return _ring(heads[0], lines)


def write_ring(folder: Path, ring: Ring) -> None:
    """Replace the key ring at once, or not at all; raises Refusal when the folder refuses it. The lock is held."""
    _sweep(folder)
    lines = [
        {**ring.line, "tag": ring.tag.hex()},
        {"kind": "names", "sealed": ring.names.hex()},
        *(holder.line for holder in ring.holders.values()),
    ]
    write_private(
        folder / RING_NAME, b"".join(_sum(canonical(line)) + b" " + canonical(line) + b"\n" for line in lines)
    )


def _sweep(folder: Path) -> None:
    """A ring half written when the program was killed may still open with a password that was changed since."""
    for part in folder.glob(f".{RING_NAME}.*.part"):
        with contextlib.suppress(OSError):
            part.unlink()


def write_private(path: Path, content: bytes) -> None:
    """Write a file that its owner alone reads, complete or not at all; raises Refusal when the disk refuses."""
    try:
        write_whole(path, content)
    except OSError as failure:
        raise Refusal(
            f"Le fichier {path.name} n’a pas pu être écrit. L’ancien est intact\u00a0: "
            "vérifiez la place libre et que ce dossier accepte l’écriture, puis réessayez.",
        ) from failure


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:_SUM_DIGITS].encode()


def _checked(raw: bytes) -> Line | None:
    found, _, content = raw.partition(b" ")
    if found != _sum(content):
        return None
    try:
        line = json.loads(content)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def _ring(head: Line, lines: list[Line | None]) -> Ring:
    holders: dict[Id, Holder] = {}
    names = b""
    try:
        for line in lines:
            if line is None:
                continue
            if line["kind"] == "account":
                holder = _holder(line)
                holders[holder.credential.account_id] = holder
            elif line["kind"] == "names":
                names = bytes.fromhex(line["sealed"])
        desk_id = uuid.UUID(hex=head["desk"])
        public, store_key, tag = (bytes.fromhex(head[key]) for key in ("recovery", "store", "tag"))
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        raise DamagedRing from failure
    return Ring(desk_id, public, store_key, tag, names, holders)


def _holder(line: Line) -> Holder:
    memory, passes, lanes = (int(number) for number in line["argon"])
    parts = ("salt", "wrapped", "box", "sign", "proof", "store")
    salt, wrapped, box, sign, proof, store = (bytes.fromhex(line[key]) for key in parts)
    cost = Argon(memory, passes, lanes)
    rank = int(line["rank"])
    return Holder(Credential(uuid.UUID(hex=line["id"]), cost, salt, wrapped, box, sign, rank, proof), store)
