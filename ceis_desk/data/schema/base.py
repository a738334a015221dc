"""What every table shares: the metadata, column types that cross as Python values, and the row's own clock."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BLOB, INTEGER, TEXT, Column, Dialect, MetaData, TypedColumns
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s"}
)


class UuidBytes(TypeDecorator[uuid.UUID]):
    """A UUID as 16 bytes, so that UUIDv7 keys sort by time."""

    impl = BLOB
    cache_ok = True

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 signature is SQLAlchemy's
        """To the file."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:  # noqa: ARG002 signature is SQLAlchemy's
        """From the file."""
        return None if value is None else uuid.UUID(bytes=value)


class Moment(TypeDecorator[dt.datetime]):
    """A local date and time to the second, as ISO text: it sorts, and a person can read it."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 signature is SQLAlchemy's
        """To the file."""
        return None if value is None else value.isoformat(sep="T", timespec="seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 signature is SQLAlchemy's
        """From the file."""
        return None if value is None else dt.datetime.fromisoformat(value)


class Day(TypeDecorator[dt.date]):
    """A local date as ISO text."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 signature is SQLAlchemy's
        """To the file."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.date | None:  # noqa: ARG002 signature is SQLAlchemy's
        """From the file."""
        return None if value is None else dt.date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """A yes or no as 1 or 0: STRICT tables know no boolean."""

    impl = INTEGER
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002 signature is SQLAlchemy's
        """To the file."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002 signature is SQLAlchemy's
        """From the file."""
        return None if value is None else bool(value)


class Synced(TypedColumns):
    """A row that travels between desks: a time-ordered id, and the clock of its last writing (docs/decisions/0004)."""

    id = Column(UuidBytes, primary_key=True)
    hlc = Column(INTEGER, nullable=False)
    origin = Column(INTEGER, nullable=False)


STRICT: dict[str, Any] = {"sqlite_strict": True}
