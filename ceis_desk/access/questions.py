"""What may be asked about the house: settings, accounts, the journal of access."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Account, Level, Role, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Needs, Question


@dataclass(frozen=True)
class Settings(Question[Mapping[str, str]]):
    """Every setting of the site and of the account as JSON, by name; the account's own win."""


@dataclass(frozen=True)
class StaffMember:
    """Someone who works here, as everybody may know her; her login is not of it."""

    id: Id
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Staff(Question[tuple[StaffMember, ...]]):
    """Who works here now, by name: whom to ask, whom to write to."""


@dataclass(frozen=True)
class Accounts(Question[tuple[Account, ...]]):
    """Every account with its login, closed ones last."""

    needs: ClassVar[Needs] = ((Thing.ACCOUNTS, Level.READ),)


@dataclass(frozen=True)
class ReadDraft(Question[str]):
    """What the account was typing, empty when nothing is kept."""

    kind: str


@dataclass(frozen=True)
class JournalLine:
    """One line of the journal of access."""

    at: dt.datetime
    account: str
    action: str
    subject: str


@dataclass(frozen=True)
class ReadJournal(Question[tuple[JournalLine, ...]]):
    """The journal, latest first: everybody's for those who may, else one's own."""

    limit: int = 200
    needs: ClassVar[Needs] = ((Thing.JOURNAL, Level.READ), (Thing.JOURNAL, Level.OWN))
