"""Tables of the exchange: clocks of columns, what each desk has; none but the crossed edits ever leaves the desk."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, Index, Table, TypedColumns

from ceis_desk.data.schema.base import STRICT, Moment, Synced, UuidBytes, metadata


class CellColumns(TypedColumns):
    """The clock of one column (or coupled columns) edited after its row was made; `col` -1 keeps that of the making.

    A row without cells has one clock for all its columns: its own.
    """

    tbl = Column(INTEGER, primary_key=True)
    pk = Column(BLOB, primary_key=True)
    col = Column(INTEGER, primary_key=True)
    hlc = Column(INTEGER, nullable=False)
    origin = Column(INTEGER, nullable=False)


class TombColumns(TypedColumns):
    """A row that was erased for good, without content: nothing brings it back."""

    tbl = Column(INTEGER, primary_key=True)
    pk = Column(BLOB, primary_key=True)
    hlc = Column(INTEGER, nullable=False)
    origin = Column(INTEGER, nullable=False)


class VectorColumns(TypedColumns):
    """What this desk has: all that each other number wrote up to this clock."""

    origin = Column(INTEGER, primary_key=True)
    hlc = Column(INTEGER, nullable=False)


class PeerColumns(TypedColumns):
    """What another desk has said: its vector (msgpack), the ranks of the files that it and we last read.

    `got` is the rank of its last file read here, written under the number `got_origin`, and `heard_origin` the number
    of the last file heard, of whatever rank; `acked` is the rank of ours that it had read; `missing` is that of its
    file that never came, 0 when none. `doubted_at` is when both had the same and did not count the same.
    """

    desk_id = Column(UuidBytes, primary_key=True)
    vector = Column(BLOB, nullable=False)
    got = Column(INTEGER, nullable=False, default=0)
    got_origin = Column(INTEGER, nullable=False, default=0)
    heard_origin = Column(INTEGER, nullable=False, default=0)
    acked = Column(INTEGER, nullable=False, default=0)
    missing = Column(INTEGER, nullable=False, default=0)
    received_at = Column(Moment, nullable=True)
    sent_at = Column(Moment, nullable=True)
    doubted_at = Column(Moment, nullable=True)


class ParkedColumns(TypedColumns):
    """A value (msgpack) of a table, column or code that this version does not know: carried, read after an upgrade."""

    tbl = Column(INTEGER, primary_key=True)
    pk = Column(BLOB, primary_key=True)
    col = Column(INTEGER, primary_key=True)
    hlc = Column(INTEGER, nullable=False)
    origin = Column(INTEGER, nullable=False)
    val = Column(BLOB, nullable=False)


class CrossedColumns(Synced):
    """A value that lost against one written at the same time elsewhere, and that one (msgpack, pairs by column).

    Id is UUIDv5 of all of it: whichever desks find it write the same row.
    """

    tbl = Column(INTEGER, nullable=False)
    pk = Column(BLOB, nullable=False)
    col = Column(INTEGER, nullable=False)
    lost = Column(BLOB, nullable=False)
    lost_hlc = Column(INTEGER, nullable=False)
    lost_origin = Column(INTEGER, nullable=False)
    won = Column(BLOB, nullable=False)
    won_hlc = Column(INTEGER, nullable=False)
    won_origin = Column(INTEGER, nullable=False)


class TakenColumns(TypedColumns):
    """A file that was read, by its digest: the same one again is known without opening it."""

    digest = Column(BLOB, primary_key=True)
    desk_id = Column(UuidBytes, nullable=False)
    number = Column(INTEGER, nullable=False)
    at = Column(Moment, nullable=False)
    changes = Column(INTEGER, nullable=False)
    people = Column(INTEGER, nullable=False)
    reserved = Column(INTEGER, nullable=False)


class ArrivalColumns(TypedColumns):
    """A row that came in with a file, and which of its columns (numbers joined by commas, empty: the whole row)."""

    rank = Column(INTEGER, primary_key=True)
    at = Column(Moment, nullable=False)
    desk_id = Column(UuidBytes, nullable=False)
    tbl = Column(INTEGER, nullable=False)
    pk = Column(BLOB, nullable=False)
    cols = Column(TEXT, nullable=False)


class RefusedColumns(TypedColumns):
    """A file of the exchange folder that was not taken, and the sentence that said why."""

    name = Column(TEXT, primary_key=True)
    sentence = Column(TEXT, nullable=False)


cell = Table("sync_cell", metadata, CellColumns, **STRICT, sqlite_with_rowid=False)
tomb = Table("sync_tomb", metadata, TombColumns, **STRICT, sqlite_with_rowid=False)
vector = Table("sync_vector", metadata, VectorColumns, **STRICT)
peer = Table("sync_peer", metadata, PeerColumns, **STRICT)
parked = Table("sync_parked", metadata, ParkedColumns, **STRICT, sqlite_with_rowid=False)
crossed = Table("crossed", metadata, CrossedColumns, **STRICT)
taken = Table("sync_taken", metadata, TakenColumns, **STRICT, sqlite_with_rowid=False)
arrival = Table("sync_arrival", metadata, ArrivalColumns, **STRICT)
refused = Table("sync_refused", metadata, RefusedColumns, **STRICT)

Index(None, cell.c.origin, cell.c.hlc)
Index(None, tomb.c.origin, tomb.c.hlc)
Index(None, crossed.c.tbl, crossed.c.pk)
Index(None, arrival.c.at)
