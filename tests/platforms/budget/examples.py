"""The shipped scales, read as the program reads them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from ceis_desk.platforms.budget.scales import RsaScale, Scales, SeizureScale, in_force, read_scales

FILE = Path(__file__).resolve().parents[3] / "resources" / "reference" / "baremes.json"
SCALES: Scales = read_scales(json.loads(FILE.read_text(encoding="utf-8")))
JUNE_2026 = dt.date(2026, 6, 15)


def seizure_of(day: dt.date = JUNE_2026) -> SeizureScale:
    """The seizure scale of a day."""
    return in_force(SCALES.seizure, day, "saisie")


def rsa_of(day: dt.date = JUNE_2026) -> RsaScale:
    """The RSA of a day."""
    return in_force(SCALES.rsa, day, "RSA")
