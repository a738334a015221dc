"""What a question's handler receives: the connection of its lane, who asks, and the business clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from ceis_desk.access.model import Actor
from ceis_desk.data.keys.credential import NOBODY, Anchor
from ceis_desk.data.opened import Opened


@dataclass(frozen=True)
class Reader:
    """One reading transaction."""

    connection: Connection
    actor: Actor
    now: dt.datetime
    keys: Mapping[tuple[str, int], bytes] = field(repr=False)
    anchor: Anchor = NOBODY
    opened: Opened = field(default_factory=Opened, repr=False)

    @property
    def today(self) -> dt.date:
        """The business day."""
        return self.now.date()
