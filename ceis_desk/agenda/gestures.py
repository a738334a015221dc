"""What may be done to an appointment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceis_desk.access.model import Level, Thing
from ceis_desk.core.ids import Id
from ceis_desk.core.store import Gesture, Needs

_WRITE: Needs = ((Thing.APPOINTMENTS, Level.WRITE),)


@dataclass(frozen=True)
class MoveAppointment(Gesture):
    """Give an appointment another moment; refused as Outdated when its row is no longer at `clock`."""

    appointment_id: Id
    starts_at: dt.datetime
    clock: int
    needs: ClassVar[Needs] = _WRITE


@dataclass(frozen=True)
class KeepBoth(Gesture):
    """Say of two overlapping appointments that both stay, or take that back."""

    first: Id
    second: Id
    keep: bool = True
    needs: ClassVar[Needs] = _WRITE
