"""What the other desks have said: what they have, which of their files were read, which never came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgpack
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ceis_desk.core.ids import Id
from ceis_desk.data.exchange.head import Head
from ceis_desk.data.exchange.own import read_own
from ceis_desk.data.keys.credential import Anchor
from ceis_desk.data.keys.endorsement import Bearer
from ceis_desk.data.keys.envelope import sign_public
from ceis_desk.data.schema import exchange, house
from ceis_desk.data.trust import read_trust
from ceis_desk.data.write import Tx
from ceis_desk.exchange.rules import Vector, both_have, covers

_DOUBT_DAYS = 7
_GOT, _UNDER = "got ", "under "


@dataclass(frozen=True)
class Peer:
    """Another desk of the site: what it signs with, whom its files are sealed to, what it said last.

    The keys are those that the administration endorsed, whatever the row says: of a desk `to_check` there are none.
    """

    id: Id
    name: str
    sign_public: bytes
    recipient: str
    to_check: bool
    revoked: bool
    vector: Vector
    got: int
    got_origin: int
    acked: int
    missing: int
    received_at: dt.datetime | None
    sent_at: dt.datetime | None


def read_peers(connection: Connection, own_id: Id, anchor: Anchor) -> tuple[Peer, ...]:
    """Every other desk, revoked ones too, by name."""
    desk, peer, trust = house.desk, exchange.peer, read_trust(connection, anchor)
    rows = connection.execute(
        select(desk, peer)
        .join_from(desk, peer, peer.c.desk_id == desk.c.id, isouter=True)
        .where(desk.c.id != own_id)
        .order_by(desk.c.name, desk.c.id)
    ).mappings()
    return tuple(
        Peer(
            id=row[desk.c.id],
            name=row[desk.c.name],
            sign_public=standing.signs if standing else b"",
            recipient=standing.seals.decode("ascii", "replace") if standing else "",
            to_check=standing is None,
            revoked=standing is not None and not standing.open,
            vector=_unpacked(row[peer.c.vector]),
            got=row[peer.c.got] or 0,
            got_origin=row[peer.c.got_origin] or 0,
            acked=row[peer.c.acked] or 0,
            missing=row[peer.c.missing] or 0,
            received_at=row[peer.c.received_at],
            sent_at=row[peer.c.sent_at],
        )
        for row in rows
        for standing in (trust.of(Bearer.DESK, row[desk.c.id]),)
    )


def linked(peers: tuple[Peer, ...]) -> tuple[Peer, ...]:
    """Those that the administration linked and has not set aside."""
    return tuple(peer for peer in peers if not (peer.to_check or peer.revoked))


def all_have(peers: tuple[Peer, ...]) -> dict[int, int]:
    """What every linked desk has said to have."""
    return both_have(peer.vector for peer in linked(peers))


def last_read_by_all(peers: tuple[Peer, ...]) -> int:
    """The rank of this desk's latest file that every linked desk has read."""
    return min((peer.acked for peer in linked(peers)), default=0)


def facts_of(peers: tuple[Peer, ...]) -> dict[str, int]:
    """The ranks of the files read from each desk and the numbers that wrote them, as the head of a file tells them."""
    facts = {f"{_GOT}{peer.id.hex}": peer.got for peer in peers if peer.got}
    return facts | {f"{_UNDER}{peer.id.hex}": peer.got_origin for peer in peers if peer.got}


def news_of(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts worth a new file: which files were read is not, or two desks would answer each other for ever."""
    return {name: value for name, value in facts.items() if not name.startswith((_GOT, _UNDER))}


def last_read(head: Head, own_id: Id, origin: int) -> int:
    """The rank of the last file of ours that this desk has read, of those written under this number of ours."""
    rank = head.facts.get(f"{_GOT}{own_id.hex}", 0)
    return rank if isinstance(rank, int) and head.facts.get(f"{_UNDER}{own_id.hex}") == origin else 0


def is_put_back(connection: Connection, head: Head) -> bool:
    """Whether a desk goes on from an older copy without knowing it: a rank read already says more than it did."""
    row = _row(connection, head.desk)
    if row is None or head.number > row.got or head.origin != row.got_origin:
        return False
    return head.have.get(head.origin, 0) > row.vector.get(head.origin, 0)


def desk_name(connection: Connection, desk_id: Id) -> str:
    """The name of a desk, empty when it is not known."""
    return connection.execute(select(house.desk.c.name).where(house.desk.c.id == desk_id)).scalar_one_or_none() or ""


def signer_of(connection: Connection, desk_id: Id, anchor: Anchor) -> bytes | None:
    """What a desk signs its files with, None when it is not known."""
    own = read_own(connection)
    if desk_id == own.desk_id:
        return sign_public(own.sign_private)
    standing = read_trust(connection, anchor).of(Bearer.DESK, desk_id)
    return None if standing is None else standing.signs


def desk_names(connection: Connection) -> dict[int, str]:
    """The name of the desk behind each number in the clocks."""
    number, desk = house.desk_origin, house.desk
    rows = connection.execute(
        select(number.c.number, desk.c.name).join_from(number, desk, desk.c.id == number.c.desk_id)
    )
    return {row.number: row.name for row in rows}


def heard(tx: Tx, head: Head, own_id: Id) -> None:
    """Keep what a file's head says once its content is in: what its desk has, and has read of ours."""
    keep_vector(tx, head.have)
    row = _row(tx.connection, head.desk)
    acked = head.facts.get(f"{_GOT}{own_id.hex}", 0)
    # An older file read late says less than what is known; a later one may: a desk that lost something says so.
    late = row is not None and head.number <= row.got
    told = row.vector if row is not None and late and covers(row.vector, head.have) else head.have
    if row is not None and row.heard_origin not in (0, head.origin):
        # It took a new number, or two PCs bear its identity: what both have is what may be left out.
        told = both_have((row.vector, head.have))
    latest = row is None or head.number >= row.got
    _put(
        tx,
        head.desk,
        vector=msgpack.packb(dict(told)),
        got=max(head.number, row.got if row else 0),
        got_origin=head.origin if row is None or latest else row.got_origin,
        heard_origin=head.origin,
        acked=max(acked if isinstance(acked, int) else 0, row.acked if row else 0),
        missing=0,
        received_at=tx.now,
    )


def keep_vector(tx: Tx, have: Vector) -> None:
    """Say to have all that this vector says."""
    for origin, hlc in have.items():
        tx.connection.exec_driver_sql(
            "INSERT INTO sync_vector(origin, hlc) VALUES (?, ?) ON CONFLICT DO UPDATE SET hlc = max(hlc, excluded.hlc)",
            (origin, hlc),
        )


def lacks(tx: Tx, head: Head) -> None:
    """Keep in mind that a file before this one never came."""
    row = _row(tx.connection, head.desk)
    vector = row.vector if row else {}
    _put(tx, head.desk, vector=msgpack.packb(dict(vector)), missing=head.since)


def sent(tx: Tx, peers: tuple[Peer, ...]) -> None:
    """Keep when a file was last written for these desks."""
    for peer in peers:
        _put(tx, peer.id, vector=msgpack.packb(dict(peer.vector)), sent_at=tx.now)


def doubt(tx: Tx, desk_id: Id) -> bool:
    """Whether a difference with this desk is new enough to be acted upon; it is then kept in mind."""
    table = exchange.peer
    before = tx.connection.execute(select(table.c.doubted_at).where(table.c.desk_id == desk_id)).scalar_one_or_none()
    if before is not None and tx.now - before < dt.timedelta(days=_DOUBT_DAYS):
        return False
    _put(tx, desk_id, vector=b"", doubted_at=tx.now)
    return True


@dataclass(frozen=True)
class _Kept:
    vector: Vector
    got: int
    got_origin: int
    heard_origin: int
    acked: int


def _row(connection: Connection, desk_id: Id) -> _Kept | None:
    table = exchange.peer
    row = connection.execute(select(table).where(table.c.desk_id == desk_id)).first()
    return None if row is None else _Kept(_unpacked(row.vector), row.got, row.got_origin, row.heard_origin, row.acked)


def _put(tx: Tx, desk_id: Id, **values: object) -> None:
    table = exchange.peer
    statement = upsert(table).values(desk_id=desk_id, **values)
    tx.connection.execute(statement.on_conflict_do_update(index_elements=["desk_id"], set_=values))


def _unpacked(packed: bytes | None) -> Mapping[int, int]:
    if not packed:
        return {}
    vector: dict[int, int] = msgpack.unpackb(packed, strict_map_key=False)
    return vector
