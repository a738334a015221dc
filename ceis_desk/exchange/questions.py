"""What may be asked about the exchange."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Lane, Needs, Question
from ceis_desk.exchange.model import Arrival, CrossedEdit, ExchangeStatus

_READ: Needs = ((Thing.IDENTITY, Level.READ), (Thing.ACCOUNTS, Level.READ))


@dataclass(frozen=True)
class ReadExchange(Question[ExchangeStatus]):
    """Where this desk and the others stand: read beside the figures, for the first time of a run is long."""

    lane: ClassVar[Lane] = Lane.FIGURES


@dataclass(frozen=True)
class Arrivals(Question[tuple[Arrival, ...]]):
    """What came in on that day, latest first; what the account may not read is counted, never described."""

    day: dt.date
    limit: int = 500


@dataclass(frozen=True)
class CrossedEdits(Question[tuple[CrossedEdit, ...]]):
    """Fields changed at two desks at once and not settled yet, oldest first: of one record, of one thing, or all.

    Each account reads those of the fields that it may read.
    """

    person_id: Id | None = None
    thing: Thing | None = None
    needs: ClassVar[Needs] = _READ
