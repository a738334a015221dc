"""This desk's file for the others: all that some linked desk has not said to have, sealed to each of them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, update

from ceis_desk.core.clock import Clock
from ceis_desk.core.errors import Refusal
from ceis_desk.core.folding import fold
from ceis_desk.core.store import Change, Lane, Subject
from ceis_desk.data.exchange import peers
from ceis_desk.data.exchange.bundle import write_bundle
from ceis_desk.data.exchange.collect import collect, count_lacking, count_rows, own_vector
from ceis_desk.data.exchange.desk_keys import recipient_of
from ceis_desk.data.exchange.head import FORMAT, Head
from ceis_desk.data.exchange.own import desk_actor, mark_sent, read_own
from ceis_desk.data.exchange.peers import Peer
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.schema import SCHEMA_VERSION, local
from ceis_desk.data.store import OpenFile
from ceis_desk.data.write import Tx
from ceis_desk.exchange.model import Exported

ENDING = ".ceis"
UNWRITTEN = (
    "Le dossier d’échange ne peut pas être écrit. Rien n’est perdu, les changements attendent\u00a0: "
    "vérifiez la clé ou le dossier, puis recommencez."
)


class Alone(Refusal):
    """No other desk is linked: there is nobody to send to."""

    def __init__(self) -> None:
        super().__init__(
            "Ce poste est seul\u00a0: il n’a personne à qui envoyer. Rien n’a été écrit, reliez d’abord un autre poste "
            "(« Relier un poste », ou « exchange invite »).",
        )


@dataclass(frozen=True)
class Letter:
    """What a file would say: its head, whom it is sealed to, how many changes it brings."""

    head: Head
    readers: tuple[Peer, ...]
    recipients: tuple[str, ...]
    sign_private: bytes
    changes: int

    @property
    def says(self) -> tuple[Mapping[int, int], Mapping[int, int], Mapping[str, object]]:
        """All that makes another file worth writing.

        Which ranks were read goes with the next change: told at once, each file would call for an answer, for ever.
        """
        return self.head.have, self.head.after, peers.news_of(self.head.facts)


def plan(connection: Connection, clock: Clock, anchor: Anchor, number: int = 0) -> Letter:
    """What this desk's file of this rank, by default its next, would say; raises Refusal while it is alone.

    The rows are counted for a file that is to be written: it reads every table, and the folder is polled.
    """
    own = read_own(connection)
    known = peers.read_peers(connection, own.desk_id, anchor)
    readers = peers.linked(known)
    if not readers:
        raise Alone
    have, after = own_vector(connection), peers.all_have(known)
    changes = count_lacking(connection, have, after)
    head = Head(
        format=FORMAT,
        schema=SCHEMA_VERSION,
        site=anchor.site,
        desk=own.desk_id,
        origin=own.origin,
        number=number or own.exports + 1,
        since=min(peers.last_read_by_all(known), (number or own.exports + 1) - 1),
        made_at=clock(),
        after=after,
        have=have,
        readers=(*(peer.id for peer in readers), own.desk_id),
        counts=count_rows(connection) if number else {},
        facts={"changes": changes, "desk": peers.desk_name(connection, own.desk_id), **peers.facts_of(known)},
    )
    # This desk opens its own file too: one that it has not written betrays a copy of its disk.
    recipients = (*(peer.recipient for peer in readers), recipient_of(own.identity))
    return Letter(head, readers, recipients, own.sign_private, changes)


def send(file: OpenFile, clock: Clock, folder: Path) -> Exported:
    """Write this desk's current file into a folder, in place of its former ones; raises Refusal."""
    # The rank is given first: a file that was written and not remembered would lend it to another.
    number = file.writer.run(_next_rank).result()

    def write(connection: Connection) -> tuple[Letter, Path]:
        letter = plan(connection, clock, file.anchor, number)
        path = folder / file_name(letter.head)
        frames = collect(connection, letter.head.have, letter.head.after)
        write_bundle(path, letter.head, frames, letter.sign_private, letter.recipients)
        return letter, path

    # One reading transaction: the head and the content are of the same moment, and no check-in waits for it.
    letter, path = file.lanes[Lane.FIGURES].run(write).result()
    file.writer.run(lambda connection: _sent(connection, clock, letter), file.tell).result()
    head = letter.head
    with contextlib.suppress(OSError):
        mark_sent(file.path.parent, head.origin, head.have.get(head.origin, 0))
    _sweep(folder, path, head)
    return Exported(path, head.number, letter.changes)


def file_name(head: Head) -> str:
    """The desk, the day and the rank: nothing of anybody."""
    desk = "-".join(re.findall(r"[a-z0-9]+", fold(str(head.facts["desk"])))) or "poste"
    return f"{desk[:40]}-{_mark(head)}_{head.made_at:%Y-%m-%d}_{head.number:05d}{ENDING}"


def _mark(head: Head) -> str:
    # The end of a UUIDv7 is random: two desks of one name, made the same second, still differ.
    return head.desk.hex[-8:]


def _next_rank(connection: Connection) -> int:
    read = update(local.desk_self).values(exports=local.desk_self.c.exports + 1).returning(local.desk_self.c.exports)
    return int(connection.execute(read).scalar_one())


def _sent(connection: Connection, clock: Clock, letter: Letter) -> Change:
    tx = Tx(connection, desk_actor(connection), clock(), {})
    own = local.desk_self
    told = letter.head.have.get(letter.head.origin, 0)
    connection.execute(update(own).values(sent=func.max(own.c.sent, told), exchanged_at=tx.now))
    peers.sent(tx, letter.readers)
    return Change(subjects=frozenset({Subject("exchange")}))


def _sweep(folder: Path, current: Path, head: Head) -> None:
    """One current file a desk: it holds all that its former ones held and somebody still lacks."""
    ours = f"*-{_mark(head)}_*{ENDING}"
    # A kill in the middle of an export leaves its part, which nobody else would ever take away.
    for former in (*folder.glob(ours), *folder.glob(f".{ours}.*.part")):
        if former != current:
            with contextlib.suppress(OSError):
                former.unlink()
