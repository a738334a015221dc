"""Tables that never leave the desk: its clock, search keys, resolved aliases, drafts. All but drafts can be rebuilt."""

from __future__ import annotations

from sqlalchemy import BLOB, DDL, INTEGER, TEXT, Column, Index, Table, TypedColumns, event

from ceis_desk.data.schema.base import STRICT, Flag, Moment, UuidBytes, metadata


class DeskSelfColumns(TypedColumns):
    """This desk, one row: its number in the clocks, the last clock that it gave, the greatest that it has seen.

    `folder` is where files are exchanged, empty while none is chosen, `folder_there` whether it was at the last look.
    `capture` 0, inside an import, stops the triggers that keep the clocks of columns. `place` is where the file was
    last opened, in a form that says nothing of it: elsewhere it is a copy, and takes a new number. `exports` counts
    the files that it wrote, `sent` is its own last clock in the latest of them.
    """

    only = Column(INTEGER, primary_key=True)
    desk_id = Column(UuidBytes, nullable=False)
    origin = Column(INTEGER, nullable=False)
    clock = Column(INTEGER, nullable=False)
    seen = Column(INTEGER, nullable=False, default=0)
    capture = Column(INTEGER, nullable=False, default=1)
    sign_private = Column(BLOB, nullable=False, default=b"")
    identity = Column(TEXT, nullable=False, default="")
    place = Column(TEXT, nullable=False, default="")
    exports = Column(INTEGER, nullable=False, default=0)
    sent = Column(INTEGER, nullable=False, default=0)
    folder = Column(TEXT, nullable=False, default="")
    folder_there = Column(Flag, nullable=False, default=True)
    exchanged_at = Column(Moment, nullable=True)


class CanonColumns(TypedColumns):
    """Each merged record and the one that stands for it, aliases followed to the end."""

    person_id = Column(UuidBytes, primary_key=True)
    canonical_id = Column(UuidBytes, nullable=False)


class NameTokenColumns(TypedColumns):
    """One folded word of a person's names, phone suffixes and birth dates, for the search."""

    token = Column(TEXT, primary_key=True)
    kind = Column(TEXT, primary_key=True)
    person_id = Column(UuidBytes, primary_key=True)


class BlockKeyColumns(TypedColumns):
    """One blocking key of a person, for the look-up of duplicates."""

    key = Column(TEXT, primary_key=True)
    person_id = Column(UuidBytes, primary_key=True)


class DraftColumns(TypedColumns):
    """What an account was typing, sealed to it: it survives lock, crash and power cut."""

    account_id = Column(UuidBytes, primary_key=True)
    kind = Column(TEXT, primary_key=True)
    at = Column(Moment, nullable=False)
    sealed = Column(BLOB, nullable=False)


desk_self = Table("desk_self", metadata, DeskSelfColumns, **STRICT)
canon = Table("canon", metadata, CanonColumns, **STRICT)
name_token = Table("name_token", metadata, NameTokenColumns, **STRICT, sqlite_with_rowid=False)
block_key = Table("block_key", metadata, BlockKeyColumns, **STRICT, sqlite_with_rowid=False)
draft = Table("draft", metadata, DraftColumns, **STRICT)

Index(None, name_token.c.person_id)
Index(None, block_key.c.person_id)
Index(None, canon.c.canonical_id)

# Ranked candidates need detail=full: with less, bm25 gives every row the same rank.
event.listen(
    metadata,
    "after_create",
    DDL("CREATE VIRTUAL TABLE IF NOT EXISTS person_grams USING fts5(names, tokenize='trigram', detail=full)"),
)
event.listen(metadata, "after_create", DDL("INSERT INTO person_grams(person_grams, rank) VALUES('secure-delete', 1)"))
