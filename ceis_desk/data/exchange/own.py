"""Who this desk is for the others: its keys, its number in the clocks, and a new number when its file is a copy."""

from __future__ import annotations

import hashlib
import json
import platform
import secrets
import uuid
from pathlib import Path

from sqlalchemy import Connection, Row, insert, select, update

from ceis_desk.access.model import Actor
from ceis_desk.core.files import write_whole
from ceis_desk.core.ids import Id, code_id
from ceis_desk.data.exchange import crossings
from ceis_desk.data.exchange.desk_keys import new_desk_keys, recipient_of
from ceis_desk.data.exchange.tables import BY_NAME
from ceis_desk.data.keys.envelope import sign_public
from ceis_desk.data.schema import house, local
from ceis_desk.data.trust import endorse_desk
from ceis_desk.data.write import Tx

MARK = "clock.mark"
_MULTICAST = 1 << 40
_NUMBER_BITS = 62


def give_identity(connection: Connection, desk_id: Id) -> None:
    """Write this desk's own row in a new store: its id, its number, its keys."""
    keys = new_desk_keys()
    connection.execute(
        insert(local.desk_self).values(
            only=1,
            desk_id=desk_id,
            origin=_new_number(),
            clock=0,
            sign_private=keys.sign.private,
            identity=keys.identity,
        )
    )


def write_own_desk(tx: Tx, name: str) -> None:
    """Tell the site of this desk: the row that the others will read."""
    own = read_own(tx.connection)
    tx.put(
        house.desk,
        own.desk_id,
        name=name,
        sign_public=sign_public(own.sign_private),
        recipient=recipient_of(own.identity),
        known_since=tx.now,
    )
    write_number(tx, own.desk_id, own.origin)


def endorse_own_desk(tx: Tx) -> None:
    """Say, signed, that this desk's keys are its own; raises Denied unless the session is at the administration."""
    own = read_own(tx.connection)
    endorse_desk(tx, own.desk_id, sign_public(own.sign_private), recipient_of(own.identity))


def read_own(connection: Connection) -> Row[*tuple[object, ...]]:
    """This desk's own row."""
    return connection.execute(select(local.desk_self)).one()


def write_number(tx: Tx, desk_id: Id, number: int) -> None:
    """Tell the site that a desk bears this number."""
    tx.put(house.desk_origin, code_id("desk_origin", number), desk_id=desk_id, number=number)


def desk_actor(connection: Connection) -> Actor:
    """The desk itself, when nobody is signed in: it has no role, and signs nothing in the journal."""
    desk_id = read_own(connection).desk_id
    return Actor(desk_id, "", frozenset(), desk_id)


def renew_number(tx: Tx) -> None:
    """Take a new number: what was written under the former one may exist elsewhere in another version."""
    own = read_own(tx.connection)
    tx.connection.exec_driver_sql(
        "INSERT INTO sync_vector(origin, hlc) VALUES (?, ?) ON CONFLICT DO UPDATE SET hlc = max(hlc, excluded.hlc)",
        (own.origin, own.clock),
    )
    number = _new_number()
    tx.connection.execute(update(local.desk_self).values(origin=number, seen=max(own.seen, own.clock)))
    write_number(tx, own.desk_id, number)


def go_on_from_copy(tx: Tx, others: int, ranks: int) -> None:
    """Go on from an older copy of this desk, noticed late: others have read more of it than it remembers to have said.

    `others` is the clock that they have of its number, `ranks` how many of its files they have read. What it wrote
    since it was put back takes a new number, and what it wrote before and forgot is asked for again.
    """
    connection, own = tx.connection, read_own(tx.connection)
    number = _new_number()
    tables = ("sync_cell", "sync_tomb", "sync_parked", *BY_NAME)
    last = " UNION ALL ".join(f"SELECT max(hlc) AS hlc FROM {table} WHERE origin = ? AND hlc <= ?" for table in tables)
    held = connection.exec_driver_sql(f"SELECT max(hlc) FROM ({last})", (own.origin, others) * len(tables)).scalar_one()
    sure = min(own.sent, held or 0)
    connection.exec_driver_sql("UPDATE desk_self SET capture = 0")
    for table in tables:
        connection.exec_driver_sql(
            f"UPDATE {table} SET origin = ? WHERE origin = ? AND hlc > ?", (number, own.origin, sure)
        )
    crossings.follow_number(connection, own.origin, number, sure)
    connection.exec_driver_sql("UPDATE desk_self SET capture = 1")
    connection.exec_driver_sql(
        "INSERT INTO sync_vector(origin, hlc) VALUES (?, ?) ON CONFLICT DO UPDATE SET hlc = excluded.hlc",
        (own.origin, sure),
    )
    seen = max(own.seen, own.clock, others)
    connection.execute(update(local.desk_self).values(origin=number, seen=seen, exports=max(own.exports, ranks)))
    write_number(tx, own.desk_id, number)


def settle_place(tx: Tx, path: Path) -> None:
    """Take a new number when the file is not where it was last opened, or is older than what it has sent."""
    own, here = read_own(tx.connection), _place(path)
    if (own.place and own.place != here) or _was_ahead(path.parent, own.origin, own.clock):
        renew_number(tx)
    if own.place != here:
        tx.connection.execute(update(local.desk_self).values(place=here))


def mark_sent(folder: Path, origin: int, clock: int) -> None:
    """Remember beside the file how far it had written when it was last sent, under each of its numbers; raises OSError.

    A copy put back later is younger than that: what was sent since is still this desk's.
    """
    former = {str(number): sent for number, sent in sent_from(folder).items() if number != origin}
    write_whole(folder / MARK, json.dumps({"number": origin, "clock": clock, "former": former}).encode())


def sent_from(folder: Path) -> dict[int, int]:
    """How far this PC has sent what it wrote, by number; nothing when that is not known."""
    try:
        kept = json.loads((folder / MARK).read_bytes())
        former = {int(number): int(sent) for number, sent in kept.get("former", {}).items()}
        return {**former, int(kept["number"]): int(kept["clock"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _was_ahead(folder: Path, origin: int, clock: int) -> bool:
    return sent_from(folder).get(origin, 0) > clock


def _place(path: Path) -> str:
    """Where the file lies, as a digest that names neither the PC nor its folders."""
    node = uuid.getnode()
    # Without a network card the number is drawn anew at each start: it says nothing of the PC.
    card = 0 if node & _MULTICAST else node
    found = path.stat()
    parts = (card, platform.node(), path.resolve(), found.st_ino)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _new_number() -> int:
    return secrets.randbits(_NUMBER_BITS) | 1
