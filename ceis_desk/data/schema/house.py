"""Tables of the house: settings, desks, accounts, keys of the groups, and the journal of access."""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, Table

from ceis_desk.data.schema.base import STRICT, Day, Flag, Moment, Synced, UuidBytes, metadata


class SettingColumns(Synced):
    """One setting as JSON; id is UUIDv5 of scope and name, scope is `site` or the account's id.

    What is left to a recovery key has `paper` as its scope, and a public key in its id besides.
    """

    scope = Column(TEXT, nullable=False)
    name = Column(TEXT, nullable=False)
    value = Column(TEXT, nullable=False)


class DeskColumns(Synced):
    """A PC of the site: its name, what it signs its files with, and whom they are sealed to."""

    name = Column(TEXT, nullable=False)
    sign_public = Column(BLOB, nullable=False)
    recipient = Column(TEXT, nullable=False)
    known_since = Column(Moment, nullable=False)
    revoked_at = Column(Moment, nullable=True)


class DeskOriginColumns(Synced):
    """A number that a desk bears in the clocks, a new one each time its file was copied or restored.

    Id is UUIDv5 of the number.
    """

    desk_id = Column(UuidBytes, nullable=False)
    number = Column(INTEGER, nullable=False)


class CredentialColumns(Synced):
    """An account's private keys wrapped by its password, so that it may open any desk of the site; id is its own."""

    rank = Column(INTEGER, nullable=False)
    memory_kib = Column(INTEGER, nullable=False)
    passes = Column(INTEGER, nullable=False)
    lanes = Column(INTEGER, nullable=False)
    salt = Column(BLOB, nullable=False)
    wrapped = Column(BLOB, nullable=False)
    box_public = Column(BLOB, nullable=False)
    sign_public = Column(BLOB, nullable=False)
    proof = Column(BLOB, nullable=False)


class DecisionColumns(Synced):
    """What somebody decided of a case that desks detect by themselves; id is UUIDv5 of the case, empty verdict: undone.

    A case has no row of its own: every desk finds it in what it holds.
    """

    kind = Column(TEXT, nullable=False)
    verdict = Column(TEXT, nullable=False)


class AccountColumns(Synced):
    """A person who works here; closing an account keeps its past acts."""

    login = Column(TEXT, nullable=False)
    name = Column(TEXT, nullable=False)
    box_public = Column(BLOB, nullable=False)
    sign_public = Column(BLOB, nullable=False)
    closed_on = Column(Day, nullable=True)


class AccountRoleColumns(Synced):
    """A role of an account; id is UUIDv5 of both."""

    account_id = Column(UuidBytes, ForeignKey("account.id"), nullable=False)
    role = Column(TEXT, nullable=False)
    active = Column(Flag, nullable=False, default=True)


class GroupKeyColumns(Synced):
    """A version of a group's key pair: whoever holds the store may seal to it, its members alone may open."""

    group_code = Column(TEXT, nullable=False)
    version = Column(INTEGER, nullable=False)
    public = Column(BLOB, nullable=False)


class GroupWrapColumns(Synced):
    """The private key of a group version sealed to one account, or to the paper recovery key when NULL."""

    group_key_id = Column(UuidBytes, ForeignKey("group_key.id"), nullable=False)
    account_id = Column(UuidBytes, ForeignKey("account.id"), nullable=True)
    sealed = Column(BLOB, nullable=False)


class EndorsementColumns(Synced):
    """What the administration says of a key, signed (data/keys/endorsement.py); never edited.

    Id is UUIDv5 of its digest: the row of an id holds one content, whoever sends it.
    """

    signer = Column(BLOB, nullable=False)
    said = Column(BLOB, nullable=False)
    signature = Column(BLOB, nullable=False)


class JournalColumns(Synced):
    """Who did what to which record: opened, printed, exported, merged; no content."""

    at = Column(Moment, nullable=False)
    account_id = Column(UuidBytes, nullable=True)
    action = Column(TEXT, nullable=False)
    subject_id = Column(UuidBytes, nullable=True)


setting = Table("setting", metadata, SettingColumns, **STRICT)
desk = Table("desk", metadata, DeskColumns, **STRICT)
desk_origin = Table("desk_origin", metadata, DeskOriginColumns, **STRICT)
credential = Table("credential", metadata, CredentialColumns, **STRICT)
decision = Table("decision", metadata, DecisionColumns, **STRICT)
account = Table("account", metadata, AccountColumns, **STRICT)
account_role = Table("account_role", metadata, AccountRoleColumns, **STRICT)
group_key = Table("group_key", metadata, GroupKeyColumns, **STRICT)
group_wrap = Table("group_wrap", metadata, GroupWrapColumns, **STRICT)
endorsement = Table("endorsement", metadata, EndorsementColumns, **STRICT)
journal = Table("journal", metadata, JournalColumns, **STRICT)

Index(None, account_role.c.account_id)
Index(None, group_wrap.c.group_key_id)
Index(None, journal.c.at)
