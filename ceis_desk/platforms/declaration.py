"""What a platform declares once: check-in tile, statistics line, colour and PDF line follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform of the CEIS: its code for ever, its French label, its Tabler icon, its design token."""

    code: str
    label: str
    icon: str
    colour: str
    closed_on: date | None = None
    """The day it closed; a code that history uses is never deleted."""
